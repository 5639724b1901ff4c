/**
 * Where does the reader not want the overlay?
 *
 * A page is left alone for this session, and remembered by its hash only; a site is left alone until the reader says
 * otherwise in the options.
 */

import { hexOf, sha256 } from '../shared/hashing.js';
import { updateSettings } from '../shared/settings.js';
import { siteOf } from '../shared/sites.js';
import { normalizeUrl } from '../shared/urls.js';
import { recall, remember } from './session-store.js';

const NAME = 'dismissed';
const MOST = 500;

/**
 * @param {string} url
 * @returns {Promise<void>}
 */
export async function dismissPage(url) {
  const page = await pageHash(url);
  await remember(NAME, (/** @type {string[]} */ pages = []) =>
    [page, ...pages.filter((other) => other !== page)].slice(0, MOST),
  );
}

/**
 * Whether the reader has dismissed this page in this session.
 *
 * @param {string} url
 * @returns {Promise<boolean>}
 */
export async function isDismissed(url) {
  const pages = /** @type {string[]} */ ((await recall(NAME)) ?? []);
  return pages.includes(await pageHash(url));
}

/**
 * Leaves a site alone from now on, and no longer asks about it without a click.
 *
 * @param {string} url of a page on it
 * @returns {Promise<void>}
 */
export async function excludeSite(url) {
  const site = siteOf(url);
  if (site) {
    await updateSettings(({ excludedSites, automatic }) => ({
      excludedSites: [...excludedSites, site],
      automatic: { ...automatic, sites: automatic.sites.filter((other) => other !== site) },
    }));
  }
}

/**
 * @param {string} url
 * @returns {Promise<string>}
 */
async function pageHash(url) {
  return hexOf(await sha256(normalizeUrl(url) ?? url));
}
