/**
 * What has the reader chosen, and is what we stored of it still sound?
 *
 * Each field has its own key in `storage.local`, so that two writers of different fields cannot undo each other; a
 * writer whose new value depends on the old one passes a function and has the store to itself meanwhile. What is read
 * is not trusted: a field that is not of its kind has its default again, the others stay.
 */

import { browser } from './browser.js';
import { isSite } from './sites.js';
import { LANGUAGES } from './words.js';

/**
 * @typedef {object} Snooze A story that is kept quiet until more is known of it than this.
 * @property {number} origins
 * @property {number|null} version
 * @property {string} at RFC 3339
 *
 * @typedef {object} Settings
 * @property {string} server origin of the server that is asked
 * @property {'private'|'address'} mode
 * @property {{sites: string[], listed: boolean}} automatic where the chip comes without a click: these sites, and
 *   with `listed` all outlets of the table
 * @property {string[]} excludedSites never asked about, nor drawn on
 * @property {Record<string, Snooze>} snoozed by story id
 * @property {string} language BCP 47, or `auto` for the browser's own
 * @property {import('./types.js').Corner} corner where the overlay stands
 * @property {boolean} chip whether a closed panel leaves a chip in the page
 *
 * @typedef {'empty'|'not-an-address'|'not-web'|'insecure'|'userinfo'|'path'|'query'} ServerError
 */

/** @type {Readonly<Settings>} */
export const DEFAULTS = Object.freeze({
  server: 'http://127.0.0.1:8000',
  mode: 'private',
  automatic: { sites: [], listed: false },
  excludedSites: [],
  snoozed: {},
  language: 'auto',
  corner: 'bottom-end',
  chip: true,
});

const FIELDS = /** @type {(keyof Settings)[]} */ (Object.keys(DEFAULTS));
const CORNERS = /** @type {const} */ (['bottom-end', 'bottom-start']);
const MOST_SITES = 1000;
const MOST_SNOOZED = 200;
const STORY_ID = /^[A-Za-z0-9][\w-]{0,79}$/;

/** The hosts that may be asked without TLS: this machine, by the names that a content security policy can hold. */
const LOOPBACK = new Set(['127.0.0.1', 'localhost']);

/**
 * Returns the reader's settings, whole and sound.
 *
 * @returns {Promise<Settings>}
 */
export async function readSettings() {
  return soundSettings(await browser.storage.local.get(FIELDS));
}

/**
 * Stores some fields and returns all settings as they are now.
 *
 * @param {Partial<Settings>|((settings: Settings) => Partial<Settings>)} change the fields, or what makes them of the
 *   present ones
 * @returns {Promise<Settings>}
 */
export function updateSettings(change) {
  return alone(async () => {
    const before = await readSettings();
    const patch = typeof change === 'function' ? change(before) : change;
    const after = soundSettings({ ...before, ...patch });
    const touched = FIELDS.filter((field) => field in patch);
    await browser.storage.local.set(Object.fromEntries(touched.map((field) => [field, after[field]])));
    return after;
  });
}

/**
 * Removes all that the extension has stored and every permission that was given to it later.
 *
 * @returns {Promise<{stored: number, origins: string[]}>} what was removed
 */
export async function forgetEverything() {
  const stored = Object.keys(await browser.storage.local.get(null)).length;
  const given = await browser.permissions.getAll();
  const origins = given.origins ?? [];
  // Only Firefox knows this kind, and only Firefox may be told of it.
  const collected = /** @type {{data_collection?: string[]}} */ (given).data_collection ?? [];
  if (origins.length) {
    await browser.permissions.remove({ origins });
  }
  if (collected.some((kind) => kind !== 'none')) {
    await browser.permissions.remove(/** @type {any} */ ({ data_collection: collected }));
  }
  await alone(async () => {
    await browser.storage.local.clear();
    await browser.storage.session.clear();
  });
  return { stored, origins };
}

/**
 * Returns the origin of a server as it was typed, or what is wrong with it.
 *
 * @param {string} text
 * @returns {{origin: string, error: null}|{origin: null, error: ServerError}}
 */
export function parseServer(text) {
  const error = serverError(text.trim());
  return error ? { origin: null, error } : { origin: new URL(text.trim()).origin, error: null };
}

/**
 * @param {string} text
 * @returns {ServerError|null}
 */
function serverError(text) {
  if (!text) {
    return 'empty';
  }
  if (!URL.canParse(text)) {
    return 'not-an-address';
  }
  const url = new URL(text);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    // `localhost:8000` is an address to a program: of a protocol called `localhost`.
    return text.includes('://') ? 'not-web' : 'not-an-address';
  }
  if (url.username || url.password) {
    return 'userinfo';
  }
  if (url.search || url.hash) {
    return 'query';
  }
  if (url.pathname !== '/') {
    return 'path';
  }
  return url.protocol === 'http:' && !LOOPBACK.has(url.hostname) ? 'insecure' : null;
}

/**
 * Returns settings of which every field is of its kind; what is not has its default.
 *
 * @param {Record<string, unknown>} stored
 * @returns {Settings}
 */
function soundSettings(stored) {
  return {
    server: (typeof stored.server === 'string' && parseServer(stored.server).origin) || DEFAULTS.server,
    mode: oneOf(stored.mode, /** @type {const} */ (['private', 'address'])),
    automatic: soundAutomatic(stored.automatic),
    excludedSites: soundSites(stored.excludedSites),
    snoozed: soundSnoozed(stored.snoozed),
    language: oneOf(stored.language, ['auto', ...LANGUAGES]),
    corner: oneOf(stored.corner, CORNERS),
    chip: typeof stored.chip === 'boolean' ? stored.chip : DEFAULTS.chip,
  };
}

/**
 * @template {string} Choice
 * @param {unknown} value
 * @param {readonly Choice[]} choices the default first
 * @returns {Choice}
 */
function oneOf(value, choices) {
  return choices.find((choice) => choice === value) ?? choices[0];
}

/**
 * @param {unknown} value
 * @returns {Settings['automatic']}
 */
function soundAutomatic(value) {
  const { sites, listed } = asObject(value);
  return { sites: soundSites(sites), listed: listed === true };
}

/**
 * @param {unknown} value
 * @returns {string[]} sorted, each once
 */
function soundSites(value) {
  const sites = Array.isArray(value) ? value.filter(isSite) : [];
  return [...new Set(sites)].sort().slice(0, MOST_SITES);
}

/**
 * @param {unknown} value
 * @returns {Record<string, Snooze>} the newest, as many as are kept
 */
function soundSnoozed(value) {
  const entries = Object.entries(asObject(value)).filter(([id, snooze]) => STORY_ID.test(id) && isSnooze(snooze));
  const newestFirst = /** @type {[string, Snooze][]} */ (entries).sort(([, a], [, b]) => (a.at < b.at ? 1 : -1));
  const kept = newestFirst.slice(0, MOST_SNOOZED);
  return Object.fromEntries(kept.map(([id, { origins, version, at }]) => [id, { origins, version, at }]));
}

/**
 * @param {unknown} value
 * @returns {boolean}
 */
function isSnooze(value) {
  const { origins, version, at } = asObject(value);
  const isVersion = version === null || isCount(version);
  return isCount(origins) && isVersion && typeof at === 'string' && at.length <= 40 && !Number.isNaN(Date.parse(at));
}

/**
 * @param {unknown} value
 * @returns {boolean}
 */
function isCount(value) {
  return Number.isSafeInteger(value) && /** @type {number} */ (value) >= 0;
}

/**
 * @param {unknown} value
 * @returns {Record<string, unknown>} the value, or nothing if it is no object
 */
function asObject(value) {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isObject ? /** @type {Record<string, unknown>} */ (value) : {};
}

/**
 * Runs one writer at a time, among all of the extension's pages and its background.
 *
 * @template Result
 * @param {() => Promise<Result>} write
 * @returns {Promise<Result>}
 */
function alone(write) {
  return navigator.locks.request('settings', write);
}
