/**
 * What do we remember until the browser is closed?
 *
 * The background may be stopped at any moment, so its memory is `storage.session`: never on disk, out of the content
 * scripts' reach. Changes of one value wait for each other, as both read what is there before they write.
 */

import { browser } from '../shared/browser.js';

/** @type {Map<string, Promise<unknown>>} */
const lastChange = new Map();

/**
 * Returns what is remembered under a name.
 *
 * @param {string} name
 * @returns {Promise<unknown>}
 */
export async function recall(name) {
  return (await browser.storage.session.get(name))[name];
}

/**
 * Changes what is remembered under a name, and returns what it is now.
 *
 * @template T
 * @param {string} name
 * @param {(value: any) => T} change of the present value, or undefined; undefined is nothing to remember
 * @returns {Promise<T>}
 */
export function remember(name, change) {
  const before = lastChange.get(name) ?? Promise.resolve();
  const done = before.then(async () => {
    const value = change(await recall(name));
    await (value === undefined ? browser.storage.session.remove(name) : browser.storage.session.set({ [name]: value }));
    return value;
  });
  const settled = done.catch(() => undefined);
  lastChange.set(name, settled);
  settled.then(() => lastChange.get(name) === settled && lastChange.delete(name));
  return done;
}

/**
 * Returns everything that is remembered under names that begin like this, by name.
 *
 * @param {string} beginning
 * @returns {Promise<Record<string, unknown>>}
 */
export async function recallAll(beginning) {
  const all = await browser.storage.session.get(null);
  return Object.fromEntries(Object.entries(all).filter(([name]) => name.startsWith(beginning)));
}

/** Forgets everything, also what was about to be remembered. */
export async function forgetSession() {
  await Promise.all(lastChange.values());
  await browser.storage.session.clear();
}
