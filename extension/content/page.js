/**
 * What does the page say of itself?
 *
 * The declared things in their usual order of truth: JSON-LD, meta elements, then what is written for readers. Nothing
 * is written to the page, no form field is read, and the page's text is another matter (`page-text.js`). Whether an
 * address may be asked about at all is decided in the background.
 */

import { readDeclarations } from './page-json-ld.js';
import { isNewsArticle } from './page-kind.js';
import { attribute, isRendered, pick, pickWithin, rootOf, textWithin, titleOf } from './page-reach.js';
import { articleElements, mainArticle } from './page-text.js';
import { firstLanguage, firstTime, oneLine } from './page-words.js';

/** Where a page without JSON-LD says when it was published; names as newsroom systems write them. */
const TIME_NAMES = [
  'article:published_time',
  'og:article:published_time',
  'og:published_time',
  'parsely-pub-date',
  'sailthru.date',
  'cxenseparse:recs:publishtime',
  'datepublished',
  'dc.date.issued',
  'dcterms.created',
  'dc.date',
  'pubdate',
  'publish-date',
  'date',
];

/** Of large publishers' pages: what a reader without a subscription gets of it. */
const TIERS = /** @type {Record<string, boolean>} */ ({ locked: true, metered: true, free: false });

/**
 * Returns what a page says of itself.
 *
 * @param {Document} page
 * @param {string} url as the browser shows it
 * @returns {import('../shared/types.js').PageData}
 */
export function readPage(page, url) {
  const metas = metasOf(page);
  const canonicalUrl = canonicalOf(page, metas, url);
  const blocks = pick(page, 'script[type="application/ld+json" i]').map(textWithin);
  const declarations = readDeclarations(blocks, [url, canonicalUrl]);
  const { article } = declarations;
  const ogType = metas.get('og:type') ?? null;

  return {
    url,
    canonicalUrl,
    title: article?.headline ?? headlineOf(page, metas),
    publishedAt: firstTime([article?.publishedAt, ...TIME_NAMES.map((name) => metas.get(name)), ...timesOf(page)]),
    language: firstLanguage([attribute(rootOf(page), 'lang'), article?.language, metas.get('og:locale')]),
    isArticle: isNewsArticle({ url, declarations, ogType, looks: () => looksOf(page) }),
    isPaywalled: article?.isFree == null ? (TIERS[metas.get('article:content_tier') ?? ''] ?? null) : !article.isFree,
    hasPasswordField: pick(page, 'input[type="password" i]').some(isRendered),
  };
}

/**
 * Returns what there is to say of a page that is only linked to.
 *
 * @param {string} url
 * @returns {import('../shared/types.js').PageData}
 */
export function unreadPage(url) {
  return {
    url,
    canonicalUrl: null,
    title: null,
    publishedAt: null,
    language: null,
    isArticle: false,
    isPaywalled: null,
    hasPasswordField: false,
  };
}

/**
 * @param {Document} page
 * @returns {Map<string, string>} by name, in small letters; the first of each name
 */
function metasOf(page) {
  /** @type {Map<string, string>} */
  const metas = new Map();
  for (const element of pick(page, 'meta[content]:is([property], [name], [itemprop])')) {
    const name = attribute(element, 'property') ?? attribute(element, 'name') ?? attribute(element, 'itemprop') ?? '';
    const content = (attribute(element, 'content') ?? '').trim();
    if (content && !metas.has(name.toLowerCase())) {
      metas.set(name.toLowerCase(), content);
    }
  }
  return metas;
}

/**
 * Two canonical links that differ say nothing, as search engines have it too.
 *
 * @param {Document} page
 * @param {Map<string, string>} metas
 * @param {string} url
 * @returns {string|null} absolute
 */
function canonicalOf(page, metas, url) {
  const links = pick(page, 'link[rel~="canonical" i][href]').map((link) => attribute(link, 'href') ?? '');
  const [first = metas.get('og:url') ?? null, ...others] = [...new Set(links)];
  return first && others.length === 0 && URL.canParse(first, url) ? new URL(first, url).href : null;
}

/**
 * @param {Document} page
 * @param {Map<string, string>} metas
 * @returns {string|null}
 */
function headlineOf(page, metas) {
  const declared = oneLine(metas.get('og:title')) ?? oneLine(metas.get('twitter:title'));
  const [heading] = [...pick(page, ':is(article, main, [role="main"]) h1'), ...pick(page, 'h1')];
  return declared ?? (heading ? oneLine(textWithin(heading)) : null) ?? oneLine(titleOf(page));
}

/**
 * @param {Document} page
 * @returns {(string|null)[]} as written
 */
function timesOf(page) {
  const declared = pick(page, '[itemprop~="datePublished"]').map((each) => attribute(each, 'datetime'));
  const article = mainArticle(page);
  const written = article ? pickWithin(article, 'time[datetime]').map((time) => attribute(time, 'datetime')) : [];
  return [...declared, ...written];
}

/**
 * @param {Document} page
 * @returns {import('./page-kind.js').Looks}
 */
function looksOf(page) {
  const lengths = articleElements(page).map(({ characters }) => characters);
  const [article] = articleElements(page);
  if (!article) {
    return { hasHeadline: false, characters: 0, linkedCharacters: 0, rivals: 0 };
  }
  return {
    hasHeadline: pickWithin(article.element, 'h1').length + pick(page, 'h1').length > 0,
    characters: article.characters,
    linkedCharacters: sum(pickWithin(article.element, 'p a').map((link) => textWithin(link).length)),
    rivals: lengths.slice(1).filter((length) => length > article.characters / 2).length,
  };
}

/**
 * @param {number[]} numbers
 * @returns {number}
 */
function sum(numbers) {
  return numbers.reduce((total, number) => total + number, 0);
}
