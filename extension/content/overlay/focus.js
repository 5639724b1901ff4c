/**
 * Where is the keyboard, and where does it go?
 *
 * The panel is a dialog beside the page, not instead of it: Tab goes round within it, Escape leaves it, and whoever
 * leaves is back where they came from. A redraw replaces every element; what the reader had under their fingers is found
 * again by its `data-key`.
 */

import { bodyOf, focusedIn } from '../page-reach.js';

const CAN_FOCUS = ':is(a[href], button, input, select, textarea, summary, [tabindex="0"]):not(:disabled)';
const FIELDS = 'input[data-key], textarea[data-key], select[data-key]';

/** @typedef {HTMLInputElement|HTMLTextAreaElement|HTMLSelectElement} Field */

/**
 * Keeps Tab within an element.
 *
 * @param {KeyboardEvent} event
 * @param {HTMLElement} container
 * @param {Element|null} focused
 */
export function cycleFocus(event, container, focused) {
  const stops = Array.from(container.querySelectorAll(CAN_FOCUS)).filter((stop) => stop.checkVisibility());
  const edge = event.shiftKey ? stops[0] : stops.at(-1);
  const isInside = focused !== null && focused !== container && container.contains(focused);
  if (stops.length > 0 && isInside && focused !== edge) {
    return; // the browser's own next step stays within
  }
  event.preventDefault();
  const next = event.shiftKey ? stops.at(-1) : stops[0];
  /** @type {HTMLElement|undefined} */ (next)?.focus();
}

/**
 * Remembers where the keyboard is in the page.
 *
 * @param {Document} page
 * @returns {() => boolean} goes back there; false if that place is no more
 */
export function rememberFocus(page) {
  const element = focusedIn(page);
  return () => {
    if (element === null || !element.isConnected || element === bodyOf(page)) {
      return false;
    }
    HTMLElement.prototype.focus.call(element, { preventScroll: true });
    return true;
  };
}

/**
 * Replaces what is in an element and puts focus, fields, folds and scroll back as the reader had them.
 *
 * @param {HTMLElement} scroller
 * @param {Element[]} children
 * @param {ShadowRoot} root
 * @param {HTMLElement} otherwise where focus goes if its element is gone
 */
export function replaceKept(scroller, children, root, otherwise) {
  const before = keptOf(scroller, root);
  scroller.replaceChildren(...children);
  putBack(scroller, before, otherwise);
}

/**
 * @typedef {object} Kept
 * @property {boolean} hadFocus
 * @property {string|null} focusKey
 * @property {[number|null, number|null]} selection
 * @property {Map<string, {value: string, checked: boolean}>} fields
 * @property {Map<string, boolean>} folds
 * @property {number} scroll
 */

/**
 * @param {HTMLElement} scroller
 * @param {ShadowRoot} root
 * @returns {Kept}
 */
function keptOf(scroller, root) {
  const focused = root.activeElement;
  const fields = Array.from(/** @type {NodeListOf<Field>} */ (scroller.querySelectorAll(FIELDS)));
  const folds = Array.from(
    /** @type {NodeListOf<HTMLDetailsElement>} */ (scroller.querySelectorAll('details[data-key]')),
  );
  return {
    hadFocus: focused !== null && scroller.contains(focused),
    focusKey: focused instanceof HTMLElement ? (focused.dataset.key ?? null) : null,
    selection: focused instanceof HTMLTextAreaElement ? [focused.selectionStart, focused.selectionEnd] : [null, null],
    fields: new Map(
      fields.map((field) => [keyOf(field), { value: field.value, checked: 'checked' in field && field.checked }]),
    ),
    folds: new Map(folds.map((fold) => [keyOf(fold), fold.open])),
    scroll: scroller.scrollTop,
  };
}

/**
 * @param {HTMLElement} scroller
 * @param {Kept} kept
 * @param {HTMLElement} otherwise
 */
function putBack(scroller, kept, otherwise) {
  for (const element of /** @type {NodeListOf<HTMLElement>} */ (scroller.querySelectorAll('[data-key]'))) {
    const key = keyOf(element);
    const field = kept.fields.get(key);
    if (field) {
      putBackField(/** @type {Field} */ (element), field);
    }
    if (element instanceof HTMLDetailsElement && kept.folds.has(key)) {
      element.open = kept.folds.get(key) ?? false;
    }
    if (kept.hadFocus && key === kept.focusKey) {
      element.focus({ preventScroll: true });
      if (element instanceof HTMLTextAreaElement) {
        element.setSelectionRange(...kept.selection);
      }
    }
  }
  scroller.scrollTop = kept.scroll;
  if (kept.hadFocus && !scroller.contains(/** @type {ShadowRoot} */ (scroller.getRootNode()).activeElement)) {
    const asked = /** @type {HTMLElement|null} */ (scroller.querySelector('[data-focus]'));
    (asked ?? otherwise).focus({ preventScroll: true });
  }
}

/**
 * @param {Field} field
 * @param {{value: string, checked: boolean}} kept
 */
function putBackField(field, { value, checked }) {
  if (field instanceof HTMLInputElement && (field.type === 'radio' || field.type === 'checkbox')) {
    field.checked = checked;
  } else {
    field.value = value;
  }
}

/**
 * @param {HTMLElement} element
 * @returns {string}
 */
function keyOf(element) {
  return element.dataset.key ?? '';
}
