/**
 * How does the page's side get an answer from the background, or at least an end?
 *
 * The background may sleep, be updated or hang; whoever asks is answered after fifteen seconds at the latest. Once the
 * extension has been updated or removed, the script in the page lives on without it and can reach nobody.
 */

import { browser } from '../shared/browser.js';

/** The background gives the server ten seconds; more than these fifteen means that it is not there. */
const PATIENCE = 15_000;

/** Nobody is there any more, nor will be until the page is loaded anew. */
export class Gone extends Error {}

/**
 * Returns what the background answers; null if it does not, or not in time.
 *
 * @param {{type: string, [field: string]: unknown}} message
 * @returns {Promise<any>} unchecked
 * @throws {Gone}
 */
export async function ask(message) {
  if (!isAlive()) {
    throw new Gone();
  }
  try {
    return (await withinPatience(browser.runtime.sendMessage(message))) ?? null;
  } catch {
    if (!isAlive()) {
      throw new Gone();
    }
    return null;
  }
}

/**
 * Whether the extension that put us here is still that extension.
 *
 * @returns {boolean}
 */
export function isAlive() {
  try {
    return Boolean(browser.runtime?.id);
  } catch {
    return false; // Firefox takes the whole object away
  }
}

/**
 * @template Answer
 * @param {Promise<Answer>} answer
 * @returns {Promise<Answer|null>} null when it takes too long
 */
function withinPatience(answer) {
  /** @type {ReturnType<typeof setTimeout>|undefined} */
  let timer;
  /** @type {Promise<null>} */
  const end = new Promise((resolve) => {
    timer = setTimeout(resolve, PATIENCE, null);
  });
  return Promise.race([answer, end]).finally(() => clearTimeout(timer));
}
