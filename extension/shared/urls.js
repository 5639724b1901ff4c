/**
 * Do two addresses name the same page, as far as the text alone can tell?
 *
 * The same steps as the server's (`server/urls/normalization.py`, which gives the reason for each), held to the same
 * answers by `tests/vectors/urls.json`: articles are stored and looked up by what comes out.
 */

import { MAX_LENGTH, decodeAsciiEscapes, parseAddress, withParents } from './addresses.js';
import { FEED_MARKS, NAMES, PREFIXES, SITE_NAMES } from './generated/tracking-params.js';

/**
 * Returns the comparable form of an address; null if the text is no http(s) address.
 *
 * @param {string} text
 * @returns {string|null}
 */
export function normalizeUrl(text) {
  const address = parseAddress(text);
  if (address === null) {
    return null;
  }
  const port = address.port === '' || address.port === '443' ? '' : `:${address.port}`;
  const route = /^[!/]/.test(address.fragment) ? `#${address.fragment}` : '';
  const page = `${upperEscapes(address.path)}${normalizedQuery(address)}${route}`;
  const normalized = `https://${address.host}${port}${page}`;
  return normalized.length > MAX_LENGTH ? null : normalized;
}

/**
 * @param {import('./addresses.js').Address} address
 * @returns {string}
 */
function normalizedQuery(address) {
  const ofSite = namesOfSite(address.host);
  const params = upperEscapes(address.query).split('&');
  const kept = params.filter((param) => param !== '' && !isTrackingParam(param, ofSite));
  kept.sort(byName); // stable: the order of `id=1&id=2` may mean something
  return kept.length === 0 ? '' : `?${kept.join('&')}`;
}

/**
 * Returns the names that carry no article on this host in particular.
 *
 * @param {string} host
 * @returns {string[]}
 */
function namesOfSite(host) {
  for (const site of withParents(host)) {
    const names = SITE_NAMES.get(site);
    if (names !== undefined) {
      return names.split(' ');
    }
  }
  return [];
}

/**
 * Whether one `name=value` of a query says nothing about which article is meant.
 *
 * @param {string} param
 * @param {string[]} ofSite
 * @returns {boolean}
 */
function isTrackingParam(param, ofSite) {
  const name = decodeAsciiEscapes(nameOf(param)).toLowerCase().replace(/^amp;/, '');
  return (
    NAMES.has(name) ||
    ofSite.includes(name) ||
    PREFIXES.some((prefix) => name.startsWith(prefix)) ||
    FEED_MARKS.has(param.toLowerCase().replace(/^amp;/, ''))
  );
}

/**
 * @param {string} param
 * @returns {string}
 */
function nameOf(param) {
  return param.split('=', 1)[0];
}

/**
 * By code units: parsed queries are ASCII, where that is the server's order.
 *
 * @param {string} one
 * @param {string} other
 * @returns {number}
 */
function byName(one, other) {
  const [name, otherName] = [nameOf(one), nameOf(other)];
  return name < otherName ? -1 : Number(name > otherName);
}

/**
 * @param {string} text
 * @returns {string}
 */
function upperEscapes(text) {
  return text.replace(/%[0-9a-f]{2}/gi, (escape) => escape.toUpperCase());
}
