/**
 * What does the article say, as its reader sees it?
 *
 * Called for the words themselves only when the reader presses "Compare this text". The menus, forms, captions and
 * teasers around an article are not its text; what is hidden from the reader, as behind a paywall, is not read either.
 */

import { attribute, bodyOf, isRendered, pick, pickWithin, textWithin } from './page-reach.js';

const MAX_CHARACTERS = 60_000;
/** A page of a hundred thousand empty elements must not hold up the one who reads it. */
const MAX_STEPS = 50_000;
/** Deeper nesting than this within one paragraph exists only to hurt. */
const MAX_CLIMB = 32;
const MAX_ARTICLES = 40;
const MAX_PARAGRAPHS = 200;

/** Never the article's own words. */
const FOREIGN = new Set(
  (
    'nav aside form footer figcaption dialog script style noscript template iframe object svg math canvas video audio ' +
    'button select textarea input label menu'
  ).split(' '),
);
const FOREIGN_ROLES = new Set(
  'navigation complementary search form dialog alertdialog menu menubar toolbar banner contentinfo'.split(' '),
);

/** Their text stands on its own; everything else runs on in its line. */
const BLOCKS = new Set(
  (
    'address article blockquote body dd details div dl dt figure h1 h2 h3 h4 h5 h6 header hgroup li main ol p pre ' +
    'section summary table tbody td th tr ul'
  ).split(' '),
);

/**
 * @typedef {object} Found
 * @property {Element} element
 * @property {number} characters of its paragraphs; of all that it holds where it has none
 */

/**
 * Returns the articles of a page, the longest first; not those within another one, which are teasers and comments.
 *
 * @param {Document} page
 * @returns {Found[]}
 */
export function articleElements(page) {
  return pick(page, 'article, [role="article"], [itemprop~="articleBody"]')
    .slice(0, MAX_ARTICLES)
    .filter((element) => !isWithin(element, 'article, [role="article"], aside, [role="complementary"]'))
    .map((element) => ({ element, characters: writtenLength(element) }))
    .sort((one, other) => other.characters - one.characters);
}

/**
 * Returns the element that holds the page's article; null if the page has none that is marked as such.
 *
 * @param {Document} page
 * @returns {Element|null}
 */
export function mainArticle(page) {
  const [longest] = articleElements(page);
  return longest && longest.characters > 0 ? longest.element : null;
}

/**
 * Returns the text of the page's article, its paragraphs apart by an empty line.
 *
 * @param {Document} page
 * @returns {string} at most 60,000 characters; empty if there is none
 */
export function articleText(page) {
  const [main = bodyOf(page)] = pick(page, 'main, [role="main"]');
  const start = mainArticle(page) ?? main;
  return start ? visibleText(page, start) : '';
}

/**
 * @param {Document} page
 * @param {Element} start
 * @returns {string}
 */
function visibleText(page, start) {
  const walker = walkerOf(page, start);
  /** @type {string[]} */
  const paragraphs = [];
  /** @type {{block: Element|null, isShown: boolean}} */
  let current = { block: null, isShown: false };
  let left = MAX_CHARACTERS;
  for (let step = 0; step < MAX_STEPS && left > 0 && walker.nextNode() !== null; step += 1) {
    const node = walker.currentNode;
    if (isElement(node)) {
      // A broken line begins a paragraph: older systems know no other way.
      current = node.localName === 'br' ? { block: null, isShown: false } : current;
      continue;
    }
    const parent = /** @type {Element} */ (node.parentElement);
    const block = blockOf(parent);
    if (block !== current.block) {
      current = { block, isShown: isRendered(parent) };
      paragraphs.push('');
    }
    if (current.isShown) {
      const words = textWithin(node).slice(0, left);
      paragraphs[paragraphs.length - 1] += words;
      left -= words.length;
    }
  }
  const lines = paragraphs.map((words) => words.replace(/\s+/g, ' ').trim()).filter(Boolean);
  return lines.join('\n\n').slice(0, MAX_CHARACTERS);
}

/**
 * Returns a walk through the texts of an element and their elements, around all that is not the article's.
 *
 * @param {Document} page
 * @param {Element} start
 * @returns {TreeWalker}
 */
function walkerOf(page, start) {
  const what = NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT;
  return Document.prototype.createTreeWalker.call(page, start, what, (node) =>
    isElement(node) && isForeign(node) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
  );
}

/**
 * @param {Element} element
 * @returns {boolean}
 */
function isForeign(element) {
  // Asked of the prototype chain, because a form's own properties are the page's to choose.
  if (element instanceof HTMLFormElement) {
    return true;
  }
  return (
    FOREIGN.has(element.localName) ||
    FOREIGN_ROLES.has(attribute(element, 'role') ?? '') ||
    attribute(element, 'hidden') !== null ||
    attribute(element, 'aria-hidden') === 'true' ||
    attribute(element, 'contenteditable') === 'true' ||
    element.localName === 'article'
  );
}

/**
 * @param {Element} element
 * @returns {Element} the nearest that stands on its own
 */
function blockOf(element) {
  let block = element;
  for (let climb = 0; climb < MAX_CLIMB && !BLOCKS.has(block.localName) && block.parentElement; climb += 1) {
    block = block.parentElement;
  }
  return block;
}

/**
 * @param {Element} element
 * @param {string} selector
 * @returns {boolean} whether an ancestor is such a one
 */
function isWithin(element, selector) {
  return (
    Element.prototype.closest.call(element.parentElement ?? element, selector) !== null &&
    element.parentElement !== null
  );
}

/**
 * @param {Element} element
 * @returns {number}
 */
function writtenLength(element) {
  const paragraphs = pickWithin(element, 'p').slice(0, MAX_PARAGRAPHS);
  const parts = paragraphs.length > 0 ? paragraphs : [element]; // older systems part their lines by `<br>`
  return parts.reduce((total, part) => total + textWithin(part).length, 0);
}

/**
 * @param {Node} node
 * @returns {node is Element}
 */
function isElement(node) {
  return node instanceof Element;
}
