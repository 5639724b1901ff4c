/**
 * Which site is a page on, for a reader who says "not on this site" or "always on this site"?
 *
 * A site is a host without `www.`; it stands for itself and for all hosts below it. It is not an outlet key: those know
 * paths, aliases and platforms, and a reader who excludes a host means all that is served from there.
 */

const LONGEST = 253;
const SERVED_AS = /^www\./;
const HOST = /^(?:[a-z0-9._-]+|\[[0-9a-f:.]+\])$/; // Chromium lets a blank into a host, as %20

/**
 * Returns the site of an address, or null if it is not one of the web.
 *
 * @param {string} url
 * @returns {string|null}
 */
export function siteOf(url) {
  if (!URL.canParse(url)) {
    return null;
  }
  const { protocol, hostname } = new URL(url);
  const site = hostname.replace(/\.$/, '').replace(SERVED_AS, '');
  const isWeb = protocol === 'https:' || protocol === 'http:';
  return isWeb && HOST.test(site) && site.length <= LONGEST ? site : null;
}

/**
 * Returns the site that was typed, as a host or as an address, or null if it is none.
 *
 * @param {string} text
 * @returns {string|null}
 */
export function parseSite(text) {
  const typed = text.trim();
  return siteOf(/^[a-z][a-z0-9+.-]*:\/\//i.test(typed) ? typed : `https://${typed}`);
}

/**
 * Whether a value is a site as we write them.
 *
 * @param {unknown} value
 * @returns {value is string}
 */
export function isSite(value) {
  return typeof value === 'string' && value.length <= LONGEST && siteOf(`https://${value}`) === value;
}

/**
 * Whether an address is on one of these sites.
 *
 * @param {string} url
 * @param {Iterable<string>} sites
 * @returns {boolean}
 */
export function isOnSite(url, sites) {
  const host = siteOf(url);
  return host !== null && [...sites].some((site) => host === site || host.endsWith(`.${site}`));
}

/**
 * Returns the match patterns of a site, as permissions are asked for.
 *
 * @param {string} site
 * @returns {string[]}
 */
export function patternsOf(site) {
  // A numeric address has nothing below it, and a pattern with a wildcard before one is refused.
  const isNumeric = /^[\d.]+$/.test(site) || site.startsWith('[');
  const hosts = isNumeric ? site : `*.${site}`;
  return [`http://${hosts}/*`, `https://${hosts}/*`];
}

/** The match patterns of all sites. */
export const EVERY_SITE = Object.freeze(['http://*/*', 'https://*/*']);
