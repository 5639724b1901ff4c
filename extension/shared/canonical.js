/**
 * Which address does an article go by: the one in the browser's bar, or the one that the page declares?
 *
 * A declared address is what the server stores the article under, so asking for it finds more. But a page can declare
 * anything, and whatever is asked for is told to the server: a claim is believed only on the page's own host or outlet,
 * and only if it can name one article (the rule of `server/articles/canonical.py`).
 */

import { SERVING_LABEL } from './generated/serving-label.js';

const MAX_CLAIM = 2048;

/** Last words of a path that stands for no article, whatever is in front of it. */
const DEAD_ENDS = new Set(
  (
    '404 500 error not-found notfound page-not-found login signin register subscribe ' +
    'home index default undefined null'
  ).split(' '),
);
const EXTENSION = /\.(?:html?|php|aspx?|jsp|cfm|xhtml|amp)$/i;
const AMP_TAIL = /\/amp(?:\.html?|\/)?$/i;

/**
 * Returns the address that a page is to be asked about under: the declared one if it is believed, else its own.
 *
 * @param {{url: string, canonicalUrl: string|null}} page
 * @param {(url: string) => string|null} outletKeyOf
 * @returns {string}
 */
export function chooseAddress(page, outletKeyOf) {
  const own = new URL(page.url);
  const claim = parseClaim(page.canonicalUrl, page.url);
  const isBelieved = claim !== null && isOfOneHouse(claim, own, outletKeyOf) && namesOnePage(claim, own);
  return isBelieved ? claim.href : page.url;
}

/**
 * @param {string|null} claim
 * @param {string} base
 * @returns {URL|null}
 */
function parseClaim(claim, base) {
  const text = claim?.trim();
  if (!text || text.length > MAX_CLAIM || !URL.canParse(text, base)) {
    return null;
  }
  const url = new URL(text, base);
  const isWeb = url.protocol === 'https:' || url.protocol === 'http:';
  return isWeb && !url.username && !url.password ? url : null;
}

/**
 * @param {URL} claim
 * @param {URL} own
 * @param {(url: string) => string|null} outletKeyOf
 * @returns {boolean}
 */
function isOfOneHouse(claim, own, outletKeyOf) {
  if (claim.port !== own.port) {
    return false;
  }
  const [host, ownHost] = [claim, own].map(({ hostname }) => hostname.replace(/\.$/, '').replace(SERVING_LABEL, ''));
  const key = outletKeyOf(claim.href);
  return host === ownHost || (key !== null && key === outletKeyOf(own.href));
}

/**
 * Whether the claim can be the address of one article, given the page that makes it: templates that declare the front
 * page everywhere, or forget the number, would make one article of all.
 *
 * @param {URL} claim
 * @param {URL} own
 * @returns {boolean}
 */
function namesOnePage(claim, own) {
  if (claim.pathname === own.pathname && claim.search === own.search) {
    return true;
  }
  const segments = segmentsOf(claim.pathname.toLowerCase());
  const last = segments.at(-1);
  if (last === undefined || DEAD_ENDS.has(last.replace(EXTENSION, ''))) {
    return last !== undefined && claim.search !== '';
  }
  if (isTelling(last)) {
    return true;
  }
  if (claim.pathname === own.pathname.replace(AMP_TAIL, '')) {
    return claim.search !== '' || !/\d/.test(own.search);
  }
  const isFrontOfPage = own.pathname.toLowerCase().startsWith(`/${segments.join('/')}/`);
  return claim.search !== '' || (segments.length > 1 && !isFrontOfPage);
}

/**
 * @param {string} path
 * @returns {string[]}
 */
function segmentsOf(path) {
  return path.split('/').filter((segment) => segment !== '');
}

/**
 * Whether a last path segment looks like one article's: a number, a headline's words, or a long word.
 *
 * @param {string} segment
 * @returns {boolean}
 */
function isTelling(segment) {
  const stem = segment.replace(EXTENSION, '');
  return /\d/.test(stem) || (stem.match(/[-_]/g) ?? []).length > 1 || stem.length > 24;
}
