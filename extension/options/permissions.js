/**
 * What may the extension do in the browser's eyes?
 *
 * Automatic mode needs the sites' permission, and in Firefox also that to collect `browsingActivity`: there, addresses
 * (or their hashes) that leave the browser without a click count as such. Both are asked for in the reader's click and
 * can be taken back at any time, so that they are looked at anew whenever they matter.
 */

import { browser } from '../shared/browser.js';

/** Whether this browser knows permissions to collect data; Chromium refuses to be asked about them. */
export const ASKS_FOR_COLLECTION = 'getBrowserInfo' in browser.runtime;

const COLLECTION = ASKS_FOR_COLLECTION ? { data_collection: ['browsingActivity'] } : {};

/**
 * Asks the reader. To be called in the very click: a browser does not show its question after anything was awaited.
 *
 * @param {readonly string[]} origins match patterns
 * @returns {Promise<boolean>} whether it was allowed
 */
export function requestSites(origins) {
  return browser.permissions.request({ origins: [...origins], ...COLLECTION });
}

/**
 * @param {readonly string[]} origins
 * @returns {Promise<boolean>}
 */
export function hasSites(origins) {
  return browser.permissions.contains({ origins: [...origins], ...COLLECTION });
}

/**
 * Takes back sites, and with the last of them the permission to collect.
 *
 * @param {readonly string[]} origins
 * @param {boolean} areLast
 * @returns {Promise<boolean>}
 */
export function giveBack(origins, areLast) {
  return browser.permissions.remove({ origins: [...origins], ...(areLast ? COLLECTION : {}) });
}

/**
 * Whether a server can tell this installation from others: Firefox names the extension to a server by an address that is
 * different in each, unless the reader has allowed access to that server. On this machine, nobody else is told.
 *
 * @param {string} server its origin
 * @returns {Promise<boolean>}
 */
export async function isRecognisedBy(server) {
  const isFirefox = ASKS_FOR_COLLECTION;
  return isFirefox && !isOnThisMachine(server) && !(await browser.permissions.contains({ origins: patternOf(server) }));
}

/**
 * Asks the reader for access to the server; to be called in the very click.
 *
 * @param {string} server
 * @returns {Promise<boolean>}
 */
export function requestServer(server) {
  return browser.permissions.request({ origins: patternOf(server) });
}

/**
 * Takes access back, from a server that is no longer asked.
 *
 * @param {string} server
 * @returns {Promise<boolean>}
 */
export function giveBackServer(server) {
  return browser.permissions.remove({ origins: patternOf(server) });
}

/**
 * @param {string} server
 * @returns {string[]} match patterns, which hold no port
 */
function patternOf(server) {
  const { protocol, hostname } = new URL(server);
  return [`${protocol}//${hostname}/*`];
}

/**
 * @param {string} server
 * @returns {boolean}
 */
function isOnThisMachine(server) {
  return server.startsWith('http://'); // without TLS no other is accepted (`parseServer`)
}

/**
 * @param {() => void} listener is called whenever a permission came or went
 * @returns {void}
 */
export function onPermissionsChanged(listener) {
  browser.permissions.onAdded.addListener(listener);
  browser.permissions.onRemoved.addListener(listener);
}
