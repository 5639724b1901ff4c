/**
 * What happens when the reader presses the toolbar button, its key, or an entry of the menu?
 *
 * The tab gets a new question and the overlay, which then asks for what it shows. Where the browser lets no extension
 * into the page, the button's title says so.
 */

import { browser } from '../shared/browser.js';
import { Notice } from '../shared/messages.js';
import { readSettings } from '../shared/settings.js';
import { makeWords } from '../shared/words.js';
import { plainBadge, showBadge } from './badge.js';
import { loadWords } from './package-files.js';
import { armQuestion, dropQuestion } from './questions.js';

const OVERLAY_WORDS = /^(?:panel|chip)_/;

// In Chromium a click is told before its permission has reached the page's process; it does within some milliseconds.
const TRIES = 5;
const PAUSE_MS = 40;

/** @typedef {Pick<import('./questions.js').Question, 'trigger'|'link'>} Asked */

/**
 * Asks about the page that the button was pressed on.
 *
 * @param {chrome.tabs.Tab} tab
 * @returns {Promise<void>}
 */
export function onActionClicked(tab) {
  return showOn(tab, { trigger: 'click', link: null });
}

/**
 * Gives a tab a question and the overlay.
 *
 * @param {Pick<chrome.tabs.Tab, 'id'|'url'>} tab
 * @param {Asked} asked
 * @returns {Promise<void>}
 */
export async function showOn({ id: tabId, url = undefined }, { trigger, link }) {
  if (tabId === undefined) {
    return;
  }
  const { language, corner, chip } = await readSettings();
  const [question, speech] = await Promise.all([
    armQuestion(tabId, { trigger, link, url: url ?? null }),
    loadWords(language),
  ]);
  const ofOverlay = Object.entries(speech.words).filter(([key]) => OVERLAY_WORDS.test(key));
  /** @type {import('../shared/types.js').ShowNotice} */
  const notice = {
    type: Notice.SHOW,
    questionId: question.id,
    trigger,
    link,
    language: speech.language,
    direction: speech.direction,
    words: Object.fromEntries(ofOverlay),
    corner,
    chip,
  };
  const place = trigger === 'automatic' ? (url ?? null) : null; // a click is for whatever page it meets
  const outcome = await deliver(tabId, notice, place);
  if (outcome !== 'delivered') {
    await dropQuestion(tabId, question.id);
  }
  if (outcome === 'impossible') {
    await showBadge(tabId, plainBadge('action_impossible', makeWords(speech.words, speech.language)));
  }
}

/**
 * @param {number} tabId
 * @param {string} url
 * @returns {Promise<boolean>} whether the tab shows this page
 */
export async function isStillAt(tabId, url) {
  try {
    return (await browser.tabs.get(tabId)).url === url;
  } catch {
    return false; // the tab is closed
  }
}

/**
 * @param {number} tabId
 * @param {object} notice
 * @param {string|null} place the page that it is meant for; null: the one that is there
 * @returns {Promise<'delivered'|'gone'|'impossible'>} impossible where extensions may not be: the browser's own pages,
 *   its shops, some viewers
 */
async function deliver(tabId, notice, place) {
  try {
    await inject(tabId, TRIES);
    if (place !== null && !(await isStillAt(tabId, place))) {
      return 'gone';
    }
    await browser.tabs.sendMessage(tabId, notice, { frameId: 0 });
    return 'delivered';
  } catch {
    return 'impossible'; // each browser has its own words for it, and none has a kind of error
  }
}

/**
 * @param {number} tabId
 * @param {number} tries
 * @returns {Promise<void>}
 */
async function inject(tabId, tries) {
  try {
    const [result] = await browser.scripting.executeScript({ target: { tabId }, files: ['content/start.js'] });
    const { error = null } = /** @type {{error?: unknown}} */ (result ?? {});
    if (error !== null) {
      throw error;
    }
  } catch (error) {
    if (tries <= 1) {
      throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    await inject(tabId, tries - 1);
  }
}
