/**
 * Which question is each tab asking?
 *
 * A tab has one question at a time: the reader's last click, on the page or on a link in it. It is kept for the session,
 * as the background may be stopped between the click and the answer; what runs for it can be called off only while the
 * background that started it lives, which is long enough, since running work keeps it alive.
 */

import { recall, recallAll, remember } from './session-store.js';

/**
 * @typedef {object} Question
 * @property {string} id random, for each click
 * @property {number} tabId
 * @property {'click'|'link'|'automatic'} trigger
 * @property {string|null} link the address that is asked about instead of the page's own
 * @property {string|null} url of the page when it was asked, if we were told
 * @property {import('./badge.js').Badge|null} badge as it stood last
 * @property {{id: string, origins: number, version: number|null}|null} story what was found
 */

const PREFIX = 'question:';

/** @type {Map<number, {id: string, controller: AbortController}>} */
const running = new Map();

/**
 * Begins a question in place of the tab's last one.
 *
 * @param {number} tabId
 * @param {{trigger: Question['trigger'], link: string|null, url: string|null}} asked
 * @returns {Promise<Question>}
 */
export async function armQuestion(tabId, { trigger, link, url }) {
  const question = { id: crypto.randomUUID(), tabId, trigger, link, url, badge: null, story: null };
  callOff(tabId);
  running.set(tabId, { id: question.id, controller: new AbortController() });
  await remember(nameOf(tabId), () => question);
  return question;
}

/**
 * Finds the question of a tab.
 *
 * @param {number} tabId
 * @returns {Promise<Question|null>}
 */
export async function questionOf(tabId) {
  return /** @type {Question|undefined} */ (await recall(nameOf(tabId))) ?? null;
}

/**
 * Returns all tabs' questions.
 *
 * @returns {Promise<Question[]>}
 */
export async function allQuestions() {
  return /** @type {Question[]} */ (Object.values(await recallAll(PREFIX)));
}

/**
 * Notes what became known, unless the tab asks something else by now.
 *
 * @param {Question} question
 * @param {Partial<Pick<Question, 'badge'|'story'>>} patch
 * @returns {Promise<boolean>} whether it is still the tab's question
 */
export async function noteOf(question, patch) {
  const now = await remember(nameOf(question.tabId), (/** @type {Question|undefined} */ stored) =>
    stored?.id === question.id ? { ...stored, ...patch } : stored,
  );
  return now?.id === question.id;
}

/**
 * Returns the signal that calls off what is done for a question.
 *
 * @param {Question} question
 * @returns {AbortSignal}
 */
export function signalOf({ tabId, id }) {
  // Nothing is known of a tab if the background was stopped since; if it is another question, then a newer one.
  const known = running.get(tabId) ?? { id, controller: new AbortController() };
  running.set(tabId, known);
  return known.id === id ? known.controller.signal : AbortSignal.abort();
}

/**
 * Ends the question of a tab.
 *
 * @param {number} tabId
 * @param {unknown} [only] its id: a newer question goes on. (What a browser's event tells beside the tab is no id.)
 * @returns {Promise<void>}
 */
export async function dropQuestion(tabId, only) {
  const isNewer = typeof only === 'string' && running.get(tabId)?.id !== only;
  if (!isNewer) {
    callOff(tabId);
  }
  await remember(nameOf(tabId), (/** @type {Question|undefined} */ stored) =>
    typeof only === 'string' && stored?.id !== only ? stored : undefined,
  );
}

/** Calls off everything that runs. */
export function callOffAll() {
  running.forEach(({ controller }) => controller.abort());
}

/**
 * Calls off what runs for a tab. That it did is remembered, for whoever is just about to begin.
 *
 * @param {number} tabId
 */
function callOff(tabId) {
  running.get(tabId)?.controller.abort();
}

/**
 * @param {number} tabId
 * @returns {string}
 */
function nameOf(tabId) {
  return PREFIX + tabId;
}
