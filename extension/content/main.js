/**
 * What does the page's side of the extension listen to?
 *
 * Loaded by `start.js` once a page, in the top frame only. Here the parts are joined; what they do is their own matter.
 */

import { browser } from '../shared/browser.js';
import { Notice } from '../shared/messages.js';
import { ask, isAlive } from './asking.js';
import { Controller } from './controller.js';
import { watchNavigation } from './navigation.js';
import { removeLeftovers } from './overlay/host.js';
import { Overlay } from './overlay/overlay.js';
import { articleText } from './page-text.js';
import { readPage, unreadPage } from './page.js';

/** @returns {Controller} */
function buildController() {
  return new Controller({
    ask,
    readPage: (link) => (link === null ? readPage(document, window.location.href) : unreadPage(link)),
    articleText: () => articleText(document),
    makeOverlay: (setting, doings) => new Overlay(setting, doings, isAlive),
    watchNavigation,
  });
}

/** Listens to the background, and to the page's coming back. */
function listen() {
  const controller = buildController();
  browser.runtime.onMessage.addListener((message, sender) => {
    // Pages cannot send here, other extensions could try: only our own background has our id and no tab.
    if (sender.id !== browser.runtime.id || sender.tab) {
      return;
    }
    if (message?.type === Notice.SHOW) {
      controller.show(message);
    } else if (message?.type === Notice.CLOSE) {
      controller.end();
    }
  });
  window.addEventListener('pageshow', (event) => {
    if (event.persisted) {
      controller.restored();
    }
  });
}

if (window.top === window) {
  removeLeftovers();
  listen();
}
