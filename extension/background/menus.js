/**
 * What can be chosen in the browser's own menus?
 */

import { browser } from '../shared/browser.js';
import { Notice } from '../shared/messages.js';
import { showOn } from './action.js';
import { plainBadge, showBadge } from './badge.js';
import { excludeSite } from './dismissals.js';
import { dropQuestion } from './questions.js';
import { loadSpeech } from './speech.js';

const WEB = ['http://*/*', 'https://*/*'];

/** @type {{id: string, title: string, contexts: any, targetUrlPatterns?: string[], documentUrlPatterns?: string[]}[]} */
const ENTRIES = [
  { id: 'context-of-link', title: 'menu_link', contexts: ['link'], targetUrlPatterns: WEB },
  { id: 'context-of-page', title: 'menu_page', contexts: ['page'], documentUrlPatterns: WEB },
  { id: 'not-on-site', title: 'menu_not_on_site', contexts: ['action'] },
];

/**
 * Writes the entries. The browser keeps them, so this is done when the extension or its language is new.
 *
 * @returns {Promise<void>}
 */
export async function createMenus() {
  const speech = await loadSpeech();
  await browser.contextMenus.removeAll();
  for (const { title, ...entry } of ENTRIES) {
    browser.contextMenus.create({ ...entry, title: speech.t(title) });
  }
}

/**
 * Does what was chosen.
 *
 * @param {chrome.contextMenus.OnClickData} info
 * @param {chrome.tabs.Tab} [tab]
 * @returns {Promise<void>}
 */
export async function onMenuClicked({ menuItemId, linkUrl }, tab) {
  if (tab?.id === undefined) {
    return;
  }
  if (menuItemId === 'context-of-link' && linkUrl) {
    await showOn(tab, { trigger: 'link', link: linkUrl });
  } else if (menuItemId === 'context-of-page') {
    await showOn(tab, { trigger: 'click', link: null });
  } else if (menuItemId === 'not-on-site' && tab.url) {
    await leaveSite(tab.id, tab.url);
  }
}

/**
 * @param {number} tabId
 * @param {string} url
 * @returns {Promise<void>}
 */
async function leaveSite(tabId, url) {
  await excludeSite(url);
  await dropQuestion(tabId);
  await Promise.allSettled([browser.tabs.sendMessage(tabId, { type: Notice.CLOSE }, { frameId: 0 })]);
  await showBadge(tabId, plainBadge('action_refused', await loadSpeech()));
}
