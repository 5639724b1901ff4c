/**
 * How does something get into the panel?
 *
 * As elements and text nodes, made here and nowhere else: nothing from outside is ever read as markup, and a link goes
 * to http(s) or is no link.
 *
 * @typedef {Node|string|null|undefined|false} Child
 * @typedef {string|number|boolean|null|undefined|((event: any) => void)} Prop
 */

/** Stands in a sentence where an element will go; no page and no translator writes it. */
const MARK = '\u{F8FE}';
const MARKED = new RegExp(`${MARK}(\\d)${MARK}`);

/**
 * Returns a new element. `true` is an attribute without value, `false` and `null` none; `onClick` listens.
 *
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, Prop>} [props]
 * @param {...(Child|Child[])} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function element(tag, props = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (typeof value === 'function') {
      made.addEventListener(name.slice(2).toLowerCase(), value);
    } else if (value !== false && value !== null && value !== undefined) {
      made.setAttribute(name, value === true ? '' : String(value));
    }
  }
  made.append(.../** @type {(Node|string)[]} */ (children.flat().filter(isDrawn)));
  return made;
}

/**
 * @param {Child} child
 * @returns {boolean}
 */
function isDrawn(child) {
  return child !== null && child !== undefined && child !== false && child !== '';
}

/**
 * Returns a link that tells the other side nothing about the reader, or only its text if the address may not be followed.
 *
 * @param {string|null|undefined} url
 * @param {string|Node} text
 * @param {Record<string, Prop>} [props]
 * @returns {HTMLElement}
 */
export function link(url, text, props = {}) {
  const href = httpUrl(url);
  if (!href) {
    return element('span', { ...props, 'data-key': null }, text);
  }
  const leaving = { target: '_blank', rel: 'noopener noreferrer', referrerpolicy: 'no-referrer' };
  return element('a', { ...props, href, ...leaving }, text);
}

/**
 * Returns an address that may be followed; the server's own are relative to it.
 *
 * @param {string|null|undefined} url
 * @param {string} [server]
 * @returns {string|null}
 */
export function httpUrl(url, server) {
  if (!url || !URL.canParse(url, server)) {
    return null;
  }
  const parsed = new URL(url, server);
  return parsed.protocol === 'https:' || parsed.protocol === 'http:' ? parsed.href : null;
}

/**
 * Returns text from outside, kept apart from the direction of what surrounds it.
 *
 * @param {string} text
 * @param {string|null} [language]
 * @returns {HTMLElement}
 */
export function outside(text, language = null) {
  return element('bdi', { lang: language }, text);
}

/**
 * @param {string} label
 * @param {string} key
 * @param {() => void} onClick
 * @param {Record<string, Prop>} [props]
 * @returns {HTMLButtonElement}
 */
export function button(label, key, onClick, props = {}) {
  return element('button', { type: 'button', 'data-key': key, ...props, onClick: () => onClick() }, label);
}

/**
 * Returns the small flag that stands beside everything a reader may find wrong.
 *
 * @param {string} name what it reports, for those who do not see where it stands
 * @param {string} key
 * @param {() => void} onClick
 * @returns {HTMLButtonElement}
 */
export function flag(name, key, onClick) {
  return button('', key, onClick, { class: 'flag', 'aria-label': name, title: name });
}

/**
 * Returns the parts of a sentence with elements in the places of `$1`, `$2` …, wherever the language puts them.
 *
 * @param {(...marks: string[]) => string} say
 * @param {...Child} parts
 * @returns {Child[]}
 */
export function sentence(say, ...parts) {
  const text = say(...parts.map((_, place) => `${MARK}${place}${MARK}`));
  return text.split(MARKED).map((piece, at) => (at % 2 ? parts[Number(piece)] : piece));
}

/**
 * Returns what comes in one line, one after the other; each part keeps its own direction. Should the line be too long,
 * the dot stays with the part before it.
 *
 * @param {Child[]} items
 * @returns {Child[]}
 */
export function dotted(items) {
  const parts = items.filter(isDrawn).map((item) => (typeof item === 'string' ? outside(item) : item));
  return parts.flatMap((part, at) => (at ? ['\u00a0· ', part] : [part]));
}
