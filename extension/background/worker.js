/**
 * What wakes the background, and who attends to it?
 *
 * Wiring only. Every listener is added before the first pause: a background that was stopped is started again by the
 * event, and hears only what is listened to by then.
 */

import { browser } from '../shared/browser.js';
import { onActionClicked } from './action.js';
import { onMessage } from './answering.js';
import { onPermissionsRemoved, onTabUpdated } from './automatic.js';
import { createMenus, onMenuClicked } from './menus.js';
import { dropQuestion } from './questions.js';

browser.action.onClicked.addListener(onActionClicked);
browser.contextMenus.onClicked.addListener(onMenuClicked);
browser.permissions.onRemoved.addListener(onPermissionsRemoved);
browser.runtime.onInstalled.addListener(createMenus);
browser.runtime.onMessage.addListener(onMessage);
browser.storage.onChanged.addListener((changes, area) => {
  if (area === 'local' && 'language' in changes) {
    createMenus();
  }
});
browser.tabs.onRemoved.addListener(dropQuestion);
browser.tabs.onUpdated.addListener(onTabUpdated);
