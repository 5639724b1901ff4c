/**
 * What does a page declare about its article in JSON-LD?
 *
 * Plain text in, a small object out: no document is touched here. Publishers nest, list and break this data in every
 * way, so each step has a bound and whatever cannot be read is left out. An article that the page merely lists, as front
 * and section pages do, is not the page's own.
 */

import { plainText } from './page-words.js';

/** All blocks of a page together; the longest seen on real article pages have some 200 KB (live blogs). */
const MAX_CHARACTERS = 512 * 1024;
const MAX_NODES = 5_000;

/** schema.org's types of one article; https://schema.org/Article and its subtypes that newsrooms use. */
const NEWS_TYPES = new Set([
  'newsarticle',
  'analysisnewsarticle',
  'askpublicnewsarticle',
  'backgroundnewsarticle',
  'opinionnewsarticle',
  'reportagenewsarticle',
  'reviewnewsarticle',
  'liveblogposting',
  'satiricalarticle',
  'advertisercontentarticle',
  'report',
]);
const ARTICLE_TYPES = new Set([...NEWS_TYPES, 'article', 'blogposting', 'socialmediaposting', 'techarticle']);

/** A page that calls itself one of these is something else, whatever articles it names. */
const OTHER_PAGE_TYPES = new Set([
  'collectionpage',
  'searchresultspage',
  'itemlist',
  'product',
  'productgroup',
  'offercatalog',
  'profilepage',
  'qapage',
  'checkoutpage',
]);

/** The properties that lead from a page to its own article; lists of others (`itemListElement`, `hasPart`) do not. */
const WAYS_IN = ['@graph', 'mainEntity', 'mainEntityOfPage'];

/**
 * @typedef {Record<string, unknown>} Node
 *
 * @typedef {object} Declared
 * @property {boolean} isNews one of the types that only articles of newsrooms have
 * @property {string|null} headline
 * @property {string|null} publishedAt as written
 * @property {string|null} language as written
 * @property {boolean|null} isFree
 *
 * @typedef {object} Declarations
 * @property {Declared|null} article the page's own
 * @property {boolean} isOtherKind the page declares to be a list, a shop, a profile …
 */

/**
 * Returns what the JSON-LD blocks of a page say of its own article.
 *
 * @param {Iterable<string>} blocks
 * @param {readonly (string|null)[]} addresses those by which the page goes
 * @returns {Declarations}
 */
export function readDeclarations(blocks, addresses) {
  const nodes = nodesOf(parsedBlocks(blocks));
  const articles = nodes.filter((node) => hasType(node, ARTICLE_TYPES));
  const paths = addresses.map(pathOf).filter((path) => path !== null);
  const own = ownArticle(articles, paths);
  return {
    article: own && declared(own),
    isOtherKind: nodes.some((node) => hasType(node, OTHER_PAGE_TYPES)) || (articles.length > 1 && own === null),
  };
}

/**
 * @param {Iterable<string>} blocks
 * @returns {unknown[]}
 */
function parsedBlocks(blocks) {
  const values = [];
  let left = MAX_CHARACTERS;
  for (const block of blocks) {
    left -= block.length;
    if (left < 0) {
      break;
    }
    try {
      // Templates leave comments and raw line ends in strings; both are forgiven, as search engines do.
      values.push(
        JSON.parse(
          block.replace(/^\s*(?:<!--|\/\/\s*<!\[CDATA\[)|(?:-->|\/\/\s*\]\]>)\s*$/g, '').replace(/[\n\r\t]/g, ' '),
        ),
      );
    } catch {
      continue; // broken by its publisher: the next block may be whole
    }
  }
  return values;
}

/**
 * @param {unknown[]} values
 * @returns {Node[]} the objects that describe the page itself, nearest first
 */
function nodesOf(values) {
  /** @type {Node[]} */
  const nodes = [];
  const waiting = [...values];
  for (let at = 0; at < waiting.length && at < MAX_NODES; at += 1) {
    const value = waiting[at];
    if (Array.isArray(value)) {
      waiting.push(...value.slice(0, MAX_NODES));
    } else if (isNode(value)) {
      nodes.push(value);
      waiting.push(...WAYS_IN.map((way) => value[way]));
    }
  }
  return nodes;
}

/**
 * Returns the one article that the page is about; null where there is none, or several and none has its address.
 *
 * @param {Node[]} articles
 * @param {string[]} paths of the page
 * @returns {Node|null}
 */
function ownArticle(articles, paths) {
  const named = articles.filter((article) => paths.includes(pathOf(addressOf(article)) ?? ''));
  if (named.length > 0) {
    return named[0];
  }
  const [only] = articles;
  return articles.length === 1 && !leadsBelow(pathOf(addressOf(only)), paths) ? only : null;
}

/**
 * Whether an article lies below the page, as one that a front page or a section names lies below that.
 *
 * @param {string|null} path
 * @param {string[]} pagePaths
 * @returns {boolean}
 */
function leadsBelow(path, pagePaths) {
  return path !== null && pagePaths.some((page) => path.startsWith(`${page.replace(/\/$/, '')}/`));
}

/**
 * @param {Node} article
 * @returns {string|null}
 */
function addressOf(article) {
  const page = article.mainEntityOfPage;
  return textOf(article.url) ?? (isNode(page) ? textOf(page['@id'] ?? page.url) : textOf(page)) ?? null;
}

/**
 * @param {string|null} address
 * @returns {string|null} `/path`, without the trailing slash unless it is all
 */
function pathOf(address) {
  if (address === null || !URL.canParse(address)) {
    return null;
  }
  const { pathname, search } = new URL(address);
  // Where the path is the same for all (`/story.php?id=7`), only the query tells them apart.
  return pathname.replace(/(.)\/$/, '$1') + (/[?&](?:id|p|article)=/i.test(search) ? search : '');
}

/**
 * @param {Node} article
 * @returns {Declared}
 */
function declared(article) {
  return {
    isNews: hasType(article, NEWS_TYPES),
    headline: plainText(textOf(article.headline) ?? textOf(article.name)),
    publishedAt: textOf(article.datePublished),
    language: isNode(article.inLanguage)
      ? textOf(article.inLanguage.alternateName ?? article.inLanguage.name)
      : textOf(article.inLanguage),
    isFree: freedom(article),
  };
}

/**
 * A part behind the wall makes the article a paid one: that is how it is declared where the first lines are free.
 *
 * @param {Node} article
 * @returns {boolean|null}
 */
function freedom(article) {
  const parts = [article.hasPart].flat().slice(0, 100).filter(isNode);
  const said = [article, ...parts].map((node) => truth(node.isAccessibleForFree));
  return said.includes(false) ? false : said.includes(true) ? true : null;
}

/**
 * @param {unknown} value JSON-LD in the wild writes `false`, `"False"` and `"http://schema.org/False"`
 * @returns {boolean|null}
 */
function truth(value) {
  const word = /(?:^|\/)(true|false)$/i.exec(String(value))?.[1].toLowerCase();
  return word === undefined ? null : word === 'true';
}

/**
 * @param {Node} node
 * @param {Set<string>} types
 * @returns {boolean}
 */
function hasType(node, types) {
  return [node['@type']]
    .flat()
    .slice(0, 20)
    .some((type) => types.has(bareType(type)));
}

/**
 * @param {unknown} type
 * @returns {string} without `schema:` or `https://schema.org/`
 */
function bareType(type) {
  return typeof type === 'string' ? type.replace(/^.*[/:#]/, '').toLowerCase() : '';
}

/**
 * @param {unknown} value
 * @returns {string|null}
 */
function textOf(value) {
  const first = Array.isArray(value) ? value[0] : value;
  return typeof first === 'string' ? first : null;
}

/**
 * @param {unknown} value
 * @returns {value is Node}
 */
function isNode(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
