/**
 * How broadly is the story reported?
 *
 * Articles never without origins: twelve copies of one agency's text are one origin.
 */

import { element } from './elements.js';
import { countryCount, isOnlyPossible, sharingOrigin } from './grouping.js';
import { drawLeanBar } from './lean-bar.js';

const ONE_SIDED = new Set(['left', 'right']);

/**
 * @param {import('./view.js').Context} context
 * @param {import('./view.js').Words} words
 * @returns {HTMLElement}
 */
export function drawGlance({ article, coverage }, words) {
  const { counts, matches } = coverage;
  const figures = [
    drawFigure('panel_articles', counts.articles, words),
    drawFigure('panel_origins', counts.origins, words),
    drawFigure('panel_outlets', counts.outlets, words),
    drawFigure('panel_countries', countryCount(counts), words),
  ];
  const possible = matches.filter(isOnlyPossible).length;
  const oneSided = ONE_SIDED.has(coverage.spread?.one_sided?.side ?? '') ? coverage.spread?.one_sided : null;
  const shared = sharingOrigin(coverage, article?.id);
  const besides = [
    shared && words.count('panel_shares_origin', shared),
    possible && possible < matches.length && words.count('panel_possible_counted', possible),
    words.t('panel_origins_explained'),
    oneSided && words.count(`panel_one_sided_${oneSided.side}`, oneSided.origins),
  ].filter(Boolean);
  return element(
    'section',
    { class: 'glance', 'aria-labelledby': 'glance-title' },
    element('h3', { id: 'glance-title' }, words.t('panel_elsewhere_title')),
    element('ul', { class: 'figures', role: 'list' }, figures),
    drawLeanBar(counts.by_lean, words),
    element('p', { class: 'quiet' }, besides.join(' ')),
  );
}

/**
 * @param {string} key
 * @param {number} n
 * @param {import('./view.js').Words} words
 * @returns {HTMLElement}
 */
function drawFigure(key, n, words) {
  const number = words.number(n);
  const text = words.count(key, n);
  const [before, after] = text.split(number, 2);
  // Some languages say "two articles" in one word: then there is no figure to set apart.
  const inside = after === undefined ? [text] : [before, element('strong', {}, number), after];
  return element('li', {}, inside);
}
