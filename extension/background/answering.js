/**
 * Who is speaking to the background, and may they ask this?
 *
 * A content script is listened to in the top frame of a tab, and only about the question that this tab was given; the
 * options page is known by its address. Anybody else, and any other message, has no answer.
 */

import { browser } from '../shared/browser.js';
import { BadAnswer } from '../shared/reading.js';
import { CONTENT_ANSWERS } from './content-answers.js';
import { readMessage, typeOf } from './incoming.js';
import { OPTIONS_ANSWERS } from './options-answers.js';
import { questionOf } from './questions.js';

/**
 * @typedef {import('./questions.js').Question} Question
 * @typedef {{tabId: number, url: string, question: Question}} Asker a tab that was given a question
 */

/**
 * Answers a message, for `runtime.onMessage`.
 *
 * @param {unknown} message
 * @param {chrome.runtime.MessageSender} sender
 * @param {(reply: unknown) => void} respond
 * @returns {boolean} whether an answer is coming
 */
export function onMessage(message, sender, respond) {
  const type = typeOf(message);
  const answers = sender.id === browser.runtime.id && type !== null ? answersFor(sender) : {};
  if (type === null || !Object.hasOwn(answers, type)) {
    return false;
  }
  answers[type](type, message, sender).then(respond, (error) => {
    respond(null);
    if (!(error instanceof BadAnswer)) {
      throw error; // a fault of ours: it belongs into the browser's list of errors
    }
  });
  return true;
}

/**
 * @param {chrome.runtime.MessageSender} sender
 * @returns {Record<string, (type: any, message: unknown, sender: chrome.runtime.MessageSender) => Promise<unknown>>}
 */
function answersFor(sender) {
  if (sender.url?.startsWith(browser.runtime.getURL('options/'))) {
    return toEach(OPTIONS_ANSWERS, answerOptions);
  }
  const isTopFrame = sender.tab?.id !== undefined && sender.frameId === 0 && sender.url !== undefined;
  const isOwnPage = sender.url?.startsWith(browser.runtime.getURL(''));
  return isTopFrame && !isOwnPage ? toEach(CONTENT_ANSWERS, answerContent) : {};
}

/**
 * @param {object} table
 * @param {(type: any, message: unknown, sender: chrome.runtime.MessageSender) => Promise<unknown>} answer
 * @returns {Record<string, typeof answer>}
 */
function toEach(table, answer) {
  return Object.fromEntries(Object.keys(table).map((type) => [type, answer]));
}

/**
 * @param {keyof typeof OPTIONS_ANSWERS} type
 * @param {unknown} message
 * @returns {Promise<unknown>}
 */
async function answerOptions(type, message) {
  return OPTIONS_ANSWERS[type](/** @type {any} */ (readMessage(type, message)));
}

/**
 * @param {keyof typeof CONTENT_ANSWERS} type
 * @param {unknown} message
 * @param {chrome.runtime.MessageSender} sender
 * @returns {Promise<unknown>}
 */
async function answerContent(type, message, sender) {
  const told = readMessage(type, message);
  const tabId = /** @type {number} */ (sender.tab?.id);
  const url = /** @type {string} */ (sender.url);
  const question = await questionOf(tabId);
  if (!question || ('questionId' in told && told.questionId !== question.id)) {
    return null;
  }
  if ('page' in told && !isAbout(told.page.url, question, url)) {
    return null;
  }
  return CONTENT_ANSWERS[type](/** @type {any} */ (told), { tabId, url, question });
}

/**
 * Whether an address is what the tab was asked about: the link that was chosen, or else its own page, of which scripts
 * may have changed the path meanwhile but not the origin.
 *
 * @param {string} address
 * @param {Question} question
 * @param {string} tabUrl
 * @returns {boolean}
 */
function isAbout(address, { link }, tabUrl) {
  if (link !== null) {
    return address === link;
  }
  const [page, tab] = [address, tabUrl].map((url) => (URL.canParse(url) ? new URL(url) : null));
  return page !== null && tab !== null && page.protocol === tab.protocol && page.host === tab.host;
}
