/**
 * Where may the chip come without a click?
 *
 * Only where the reader said so in the options, on the sites chosen or on outlets of the table, and only as long as the
 * browser still grants it: permissions can be taken back at any time, so they are looked at before each use.
 */

import { browser } from '../shared/browser.js';
import { Notice } from '../shared/messages.js';
import { resolve } from '../shared/outlets.js';
import { readSettings } from '../shared/settings.js';
import { isOnSite } from '../shared/sites.js';
import { isStillAt, showOn } from './action.js';
import { plainBadge, showBadge } from './badge.js';
import { isDismissed } from './dismissals.js';
import { refusalOf } from './facts.js';
import { loadTable } from './package-files.js';
import { allQuestions, dropQuestion } from './questions.js';
import { loadSpeech } from './speech.js';

const COLLECTED = 'browsingActivity';

/**
 * Shows the chip on a page that has just been loaded, if the reader wants that.
 *
 * @param {number} tabId
 * @param {{status?: string}} change
 * @param {chrome.tabs.Tab} tab
 * @returns {Promise<void>}
 */
export async function onTabUpdated(tabId, { status }, tab) {
  // The address is told only where a permission for the page has been given.
  if (status !== 'complete' || !tab.url || tab.incognito || !(await isAutomaticOn(tab.url))) {
    return;
  }
  // A page that only changed its address by script has the overlay already, which asks again by itself. And while all
  // this was looked up, the reader may have gone on: the next page is told of by itself.
  if (!(await hasOverlay(tabId)) && (await isStillAt(tabId, tab.url))) {
    await showOn({ id: tabId, url: tab.url }, { trigger: 'automatic', link: null });
  }
}

/**
 * Whether a page is asked about without a click.
 *
 * @param {string} url
 * @returns {Promise<boolean>}
 */
export async function isAutomaticOn(url) {
  const settings = await readSettings();
  const { sites, listed } = settings.automatic;
  if (!listed && !isOnSite(url, sites)) {
    return false;
  }
  const table = await loadTable();
  const isChosen = isOnSite(url, sites) || Boolean(resolve(url, table)?.outlet);
  const isRefused = refusalOf({ url, hasPasswordField: false }, { table, settings }) !== null;
  return isChosen && !isRefused && (await isGranted(url)) && !(await isDismissed(url));
}

/**
 * Takes the overlay away where it came by itself and no longer may.
 *
 * @returns {Promise<void>}
 */
export async function onPermissionsRemoved() {
  for (const { tabId, trigger, url } of await allQuestions()) {
    if (trigger === 'automatic' && url && !(await isGranted(url))) {
      await dropQuestion(tabId);
      await Promise.allSettled([
        browser.tabs.sendMessage(tabId, { type: Notice.CLOSE }, { frameId: 0 }),
        showBadge(tabId, plainBadge('action_title', await loadSpeech())),
      ]);
    }
  }
}

/**
 * @param {string} url
 * @returns {Promise<boolean>} whether the browser lets us be on this page, and tell a server that it is read
 */
async function isGranted(url) {
  const { protocol, hostname } = new URL(url);
  if (!(await browser.permissions.contains({ origins: [`${protocol}//${hostname}/*`] }))) {
    return false;
  }
  // Firefox has a permission of its own for this; Chromium's list does not know the kind.
  const { data_collection: collected } = /** @type {{data_collection?: string[]}} */ (
    await browser.permissions.getAll()
  );
  return collected === undefined || collected.includes(COLLECTED);
}

/**
 * @param {number} tabId
 * @returns {Promise<boolean>} the page can feign it, and would only be left alone
 */
async function hasOverlay(tabId) {
  try {
    const [found] = await browser.scripting.executeScript({
      target: { tabId },
      func: () => document.querySelector('source-context-overlay') !== null,
    });
    return found?.result === true;
  } catch {
    return true; // no extension may be here, so nothing is to be shown either
  }
}
