/**
 * How is a document read that may lie about itself?
 *
 * `<form name="querySelector">` hides `document.querySelector` behind a form, and `<input name="textContent">` does the
 * same to its form; from an isolated world the prototypes are still the browser's own. So all reading of the page goes
 * through them, and through bounds: a page may have a hundred thousand elements of each kind.
 */

const MOST = 500;

/** @type {(prototype: object, name: string) => (this: unknown) => any} */
const getter = (prototype, name) => {
  const get = Object.getOwnPropertyDescriptor(prototype, name)?.get;
  if (!get) {
    throw new TypeError(`no such property: ${name}`);
  }
  return get;
};

/**
 * Returns the first elements of a page that a selector names, in the order of the page.
 *
 * @param {Document} page
 * @param {string} selector
 * @returns {Element[]} at most 500
 */
export function pick(page, selector) {
  return firstOf(Document.prototype.querySelectorAll.call(page, selector));
}

/**
 * Returns the same below one element.
 *
 * @param {Element} element
 * @param {string} selector
 * @returns {Element[]}
 */
export function pickWithin(element, selector) {
  return firstOf(Element.prototype.querySelectorAll.call(element, selector));
}

/**
 * @param {NodeListOf<Element>} list
 * @returns {Element[]}
 */
function firstOf(list) {
  const length = Math.min(list.length, MOST);
  return Array.from({ length }, (_, index) => list[index]);
}

/**
 * @param {Element} element
 * @param {string} name
 * @returns {string|null}
 */
export function attribute(element, name) {
  return Element.prototype.getAttribute.call(element, name);
}

/**
 * @param {Node} node
 * @returns {string}
 */
export function textWithin(node) {
  return getter(Node.prototype, 'textContent').call(node) ?? '';
}

/**
 * @param {Document} page
 * @returns {Element} `<html>`, or whatever stands in its place
 */
export function rootOf(page) {
  return getter(Document.prototype, 'documentElement').call(page);
}

/**
 * @param {Document} page
 * @returns {Element|null}
 */
export function bodyOf(page) {
  return getter(Document.prototype, 'body').call(page);
}

/**
 * @param {Document} page
 * @returns {string}
 */
export function titleOf(page) {
  return getter(Document.prototype, 'title').call(page);
}

/**
 * @param {Document} page
 * @returns {Element|null} where the keyboard is
 */
export function focusedIn(page) {
  return getter(Document.prototype, 'activeElement').call(page);
}

/**
 * @param {Document} page
 * @returns {Element|null}
 */
export function fullscreenIn(page) {
  return getter(Document.prototype, 'fullscreenElement').call(page);
}

/**
 * Whether the reader can see it, as far as styles tell.
 *
 * @param {Element} element
 * @returns {boolean}
 */
export function isRendered(element) {
  return Element.prototype.checkVisibility.call(element, { opacityProperty: true, visibilityProperty: true });
}
