/**
 * Which answers may be used again, and for how long?
 *
 * Ours instead of the browser's cache, so that it holds what has been checked, goes with the session, and can be
 * forgotten. Few and short: `storage.session` holds 10 MB for everything.
 */

import { recall, remember } from './session-store.js';

/**
 * @typedef {object} KeptAnswer
 * @property {string} url
 * @property {string|null} etag
 * @property {number} freshUntil
 * @property {unknown} value
 *
 * @typedef {object} EarlierContext
 * @property {string} id of what was asked
 * @property {import('../shared/types.js').Context} context
 * @property {string} at RFC 3339
 */

const ANSWERS = 'answers';
const CONTEXTS = 'contexts';
const MOST_ANSWERS = 8;
const MOST_CONTEXTS = 12;
const MOST_CHARACTERS = 1_000_000; // of each kind, as JSON
const LONGEST_SECONDS = 3600;

/**
 * Finds the answer that was kept of an address.
 *
 * @param {string} url
 * @returns {Promise<KeptAnswer|null>}
 */
export async function findKept(url) {
  const answers = /** @type {KeptAnswer[]} */ ((await recall(ANSWERS)) ?? []);
  return answers.find((answer) => answer.url === url) ?? null;
}

/**
 * Keeps an answer with what its head says of it.
 *
 * @param {string} url
 * @param {Response} response
 * @param {unknown} value as it was read
 * @returns {Promise<void>}
 */
export async function keep(url, response, value) {
  const policy = response.headers.get('Cache-Control') ?? '';
  const seconds = /\bno-store\b/.test(policy) ? 0 : Number(/\bmax-age=(\d+)/.exec(policy)?.[1] ?? 0);
  const freshUntil = Date.now() + Math.min(seconds, LONGEST_SECONDS) * 1000;
  const answer = { url, etag: response.headers.get('ETag'), freshUntil, value };
  await remember(ANSWERS, (/** @type {KeptAnswer[]} */ answers = []) =>
    newestFirst([answer, ...answers.filter((other) => other.url !== url)], MOST_ANSWERS),
  );
}

/**
 * Finds what was answered to the same question before.
 *
 * @param {string} id
 * @returns {Promise<EarlierContext|null>}
 */
export async function findEarlier(id) {
  const contexts = /** @type {EarlierContext[]} */ ((await recall(CONTEXTS)) ?? []);
  return contexts.find((earlier) => earlier.id === id) ?? null;
}

/**
 * Keeps a context, to be shown if the same question cannot be answered later.
 *
 * @param {EarlierContext} earlier
 * @returns {Promise<void>}
 */
export async function keepContext(earlier) {
  await remember(CONTEXTS, (/** @type {EarlierContext[]} */ contexts = []) =>
    newestFirst([earlier, ...contexts.filter(({ id }) => id !== earlier.id)], MOST_CONTEXTS),
  );
}

/**
 * @template Item
 * @param {Item[]} items
 * @param {number} most
 * @returns {Item[]} as many of the first as there is room for
 */
function newestFirst(items, most) {
  let left = MOST_CHARACTERS;
  return items.slice(0, most).filter((item) => (left -= JSON.stringify(item).length) >= 0);
}
