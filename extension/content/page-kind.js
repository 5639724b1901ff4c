/**
 * Is this page one news article?
 *
 * What the page declares goes before what it looks like, and the address can only speak against: no front page is an
 * article. In doubt the answer is no; the reader may still ask, only the badge stays empty.
 */

/** Shorter than this are teasers, captions and cookie notes; the shortest agency items have some 500. */
const MIN_CHARACTERS = 500;
/** An article links a little; a list of articles is nothing but links. */
const MAX_LINKED = 0.5;

/** https://ogp.me/#types: a page that says one of these is not an article, even if its template says so elsewhere. */
const OTHER_OG_TYPES = /^(?:product|profile|music|video|book|place|business)\b/i;

/** Whole path segments of addresses that list or find articles. */
const LISTING_PATH =
  /^\/(?:[a-z]{2}(?:-[a-z]{2})?\/)?(?:search|suche|recherche|buscar|tags?|topics?|author|authors|category|login|signin|account|cart|checkout)(?:\/[^/]*)?\/?$/i;
const FRONT_PATH = /^\/(?:[a-z]{2}(?:-[a-z]{2})?\/?)?(?:(?:index|default|home)(?:\.\w{2,5})?)?$/i;
/** `/?p=123` and `/index.php?story=9` are articles of older systems. */
const ARTICLE_PARAM = /[?&](?:p|id|article|story|storyid|articleid)=[^&]/i;

/**
 * @typedef {object} Looks What the page's own body shows.
 * @property {boolean} hasHeadline
 * @property {number} characters of the longest article's paragraphs
 * @property {number} linkedCharacters of those, inside links
 * @property {number} rivals other articles on the page that are as long
 *
 * @typedef {object} Evidence
 * @property {string} url
 * @property {import('./page-json-ld.js').Declarations} declarations
 * @property {string|null} ogType
 * @property {() => Looks} looks asked for only where nothing is declared
 */

/**
 * @param {Evidence} evidence
 * @returns {boolean}
 */
export function isNewsArticle({ url, declarations, ogType, looks }) {
  if (isListing(url)) {
    return false;
  }
  if (declarations.article?.isNews && !OTHER_OG_TYPES.test(ogType ?? '')) {
    return true;
  }
  if (declarations.isOtherKind || OTHER_OG_TYPES.test(ogType ?? '')) {
    return false;
  }
  return declarations.article !== null || /^article\b/i.test(ogType ?? '') || looksWritten(looks());
}

/**
 * Whether the address is that of a front page, a search or a list.
 *
 * @param {string} url
 * @returns {boolean}
 */
function isListing(url) {
  const { pathname, search } = new URL(url);
  return LISTING_PATH.test(pathname) || (FRONT_PATH.test(pathname) && !ARTICLE_PARAM.test(search));
}

/**
 * @param {Looks} looks
 * @returns {boolean}
 */
function looksWritten({ hasHeadline, characters, linkedCharacters, rivals }) {
  return hasHeadline && rivals === 0 && characters >= MIN_CHARACTERS && linkedCharacters < MAX_LINKED * characters;
}
