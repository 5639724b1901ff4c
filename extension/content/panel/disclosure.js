/**
 * What does the reader see only after asking for it?
 *
 * What is folded is not drawn at all: four hundred matches cost nothing until somebody wants them.
 */

import { element } from './elements.js';

/**
 * @param {import('./view.js').View} view
 * @param {import('./view.js').Tools} tools
 * @param {string} key
 * @param {string|import('./elements.js').Child[]} label
 * @param {() => import('./elements.js').Child|import('./elements.js').Child[]} draw
 * @returns {HTMLElement}
 */
export function disclosure(view, { actions }, key, label, draw) {
  const isOpen = view.shown.has(key);
  const toggle = element(
    'button',
    {
      type: 'button',
      class: 'fold-button',
      'data-key': key,
      'aria-expanded': String(isOpen),
      onClick: () => (isOpen ? actions.conceal(key) : actions.reveal(key)),
    },
    label,
  );
  return element('div', { class: 'fold' }, toggle, isOpen && element('div', { class: 'fold-inside' }, draw()));
}

/**
 * Returns a list that begins short: the first items, and a button for the rest.
 *
 * @template Item
 * @param {import('./view.js').View} view
 * @param {import('./view.js').Tools} tools
 * @param {{key: string, items: Item[], first: number, draw: (item: Item) => HTMLElement, className?: string}} what
 * @returns {HTMLElement[]}
 */
export function shortList(view, { words, actions }, { key, items, first, draw, className = 'list' }) {
  const isShort = items.length > first && !view.shown.has(key);
  const list = element('ul', { class: className, role: 'list' }, (isShort ? items.slice(0, first) : items).map(draw));
  if (!isShort) {
    return [list];
  }
  const all = words.count('panel_show_all', items.length);
  const more = { type: 'button', class: 'more', 'data-key': key, onClick: () => actions.reveal(key) };
  return [list, element('button', more, all)];
}
