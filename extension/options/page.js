/**
 * With what do the sections of the options page find, fill and draw their part of it?
 *
 * Text from outside comes in as text only, and addresses become links only if they are http(s).
 */

/**
 * Returns an element of the page; that it is missing is a mistake of ours.
 *
 * @template {HTMLElement} Kind
 * @param {string} id
 * @param {new () => Kind} kind
 * @returns {Kind}
 */
export function byId(id, kind) {
  const found = document.getElementById(id);
  if (!(found instanceof kind)) {
    throw new TypeError(`options.html has no ${kind.name} #${id}`);
  }
  return found;
}

/**
 * Returns a new element with its properties, attributes (as `aria-…`, `data-…`) and children.
 *
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, unknown>} [props]
 * @param {...(Node|string)} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function element(tag, props = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (name.includes('-')) {
      made.setAttribute(name, String(value));
    } else {
      Object.assign(made, { [name]: value });
    }
  }
  made.append(...children);
  return made;
}

/**
 * Returns a link that tells its target nothing of us, or only the text if the address is not http(s).
 *
 * @param {string|null} url
 * @param {string} text
 * @returns {HTMLElement}
 */
export function link(url, text) {
  const label = element('bdi', {}, text);
  if (url === null || !/^https?:\/\//i.test(url) || !URL.canParse(url)) {
    return label;
  }
  const props = { href: url, target: '_blank', rel: 'noopener noreferrer', referrerPolicy: 'no-referrer' };
  return element('a', props, label);
}

/**
 * Writes the words into every element that names one.
 *
 * @param {import('../shared/words.js').Words} words
 * @returns {void}
 */
export function writeWords(words) {
  document.documentElement.lang = words.tag;
  document.documentElement.dir = words.direction;
  for (const place of document.querySelectorAll('[data-word]')) {
    place.textContent = words.t(place.getAttribute('data-word') ?? '');
  }
  document.title = words.t('options_title');
}

/**
 * Shows what is wrong with a field, or that nothing is; what was typed stays.
 *
 * @param {HTMLInputElement} field
 * @param {HTMLElement} place
 * @param {string|null} error
 * @returns {void}
 */
export function showError(field, place, error) {
  place.textContent = error ?? '';
  place.hidden = error === null;
  field.setAttribute('aria-invalid', String(error !== null));
}
