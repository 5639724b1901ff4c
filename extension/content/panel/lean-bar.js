/**
 * On which sides do the outlets stand that report it?
 *
 * A bar for the eye, made of pattern and position, and the same as a list that leads to each group; no colour speaks
 * alone.
 */

import { element } from './elements.js';
import { SIDES } from './grouping.js';

export const SIDE_WORDS = Object.freeze({
  left: 'panel_side_left',
  center: 'panel_side_center',
  right: 'panel_side_right',
  not_rated: 'panel_side_not_rated',
});

/**
 * @param {Record<string, number>} byLean
 * @param {import('./view.js').Words} words
 * @returns {HTMLElement}
 */
export function drawLeanBar(byLean, words) {
  const sides = SIDES.filter((side) => byLean[side] > 0);
  return element(
    'div',
    { class: 'lean' },
    element(
      'div',
      { class: 'lean-bar', 'aria-hidden': 'true' },
      sides.map((side) => drawShare(side, byLean[side])),
    ),
    element(
      'ul',
      { class: 'lean-key', role: 'list' },
      SIDES.map((side) => drawKey(side, byLean[side] ?? 0, words)),
    ),
  );
}

/**
 * @param {string} side
 * @param {number} articles
 * @returns {HTMLElement}
 */
function drawShare(side, articles) {
  const share = element('span', { class: `side side-${side}` });
  share.style.flexGrow = String(articles); // set as a property: a page's policy may forbid style attributes
  return share;
}

/**
 * @param {import('./grouping.js').SideName} side
 * @param {number} articles
 * @param {import('./view.js').Words} words
 * @returns {HTMLElement}
 */
function drawKey(side, articles, words) {
  const inside = [
    element('span', { class: `swatch side side-${side}`, 'aria-hidden': 'true' }),
    element('span', { class: 'lean-name' }, words.t(SIDE_WORDS[side])),
    ' ',
    element('strong', {}, words.number(articles)),
  ];
  if (!articles) {
    return element('li', { class: 'is-none' }, element('span', {}, inside));
  }
  const props = { type: 'button', 'data-key': `lean-${side}`, title: words.t('panel_lean_go') };
  const jump = element('button', { ...props, onClick: () => goTo(side, jump) }, inside);
  return element('li', {}, jump);
}

/**
 * @param {string} side
 * @param {Node} from
 */
function goTo(side, from) {
  const root = /** @type {ShadowRoot|Document} */ (from.getRootNode());
  const heading = root.getElementById(`group-${side}`);
  heading?.scrollIntoView({ block: 'start' });
  heading?.focus({ preventScroll: true });
}
