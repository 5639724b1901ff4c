/**
 * What do the others report that this article does not, what stands only here, and whom does it cite?
 *
 * A comparison that was not made is left out or says why; one that found nothing says that it found nothing.
 */

import { shortList } from './disclosure.js';
import { dotted, element, httpUrl, link, outside } from './elements.js';
import { drawCorrections } from './corrections.js';
import { drawFigures } from './figures.js';
import { drawQuoted } from './quoted.js';
import { drawWording } from './wording.js';

const FIRST = 3;

/**
 * @param {import('./view.js').View} view
 * @param {import('./view.js').Tools} tools
 * @param {import('./view.js').Context} context
 * @returns {HTMLElement|null}
 */
export function drawComparison(view, tools, context) {
  if (!context.comparison) {
    return null;
  }
  const { elsewhere, only_here: onlyHere, figures, wording, corrections, notes } = context.comparison;
  // Nothing said is not nothing found: a list that is empty for a reason is not shown as an empty one.
  const isSilent = notes.length > 0;
  return element(
    'section',
    { class: 'comparison', 'aria-labelledby': 'comparison-title' },
    element('h3', { id: 'comparison-title' }, tools.words.t('panel_comparison_title')),
    notes.map((note) => element('p', { class: 'quiet' }, outside(note, 'en'))),
    isSilent && !elsewhere.length ? [] : drawClaims('elsewhere', elsewhere, view, tools, context),
    isSilent && !onlyHere.length ? [] : drawClaims('only_here', onlyHere, view, tools, context),
    drawFigures(figures, view, tools, context),
    drawWording(wording, view, tools, context),
    drawCorrections(corrections, view, tools, context),
  );
}

/**
 * @param {'elsewhere'|'only_here'} part
 * @param {import('../../shared/types.js').Claim[]} claims
 * @param {import('./view.js').View} view
 * @param {import('./view.js').Tools} tools
 * @param {import('./view.js').Context} context
 * @returns {HTMLElement[]}
 */
function drawClaims(part, claims, view, tools, context) {
  const { words } = tools;
  const heading = element('h4', {}, words.t(`panel_${part}`));
  if (!claims.length) {
    return [heading, element('p', { class: 'quiet' }, words.t(`panel_${part}_none`))];
  }
  const draw = (/** @type {import('../../shared/types.js').Claim} */ claim) => {
    const key = `${part}-${claim.evidence.article_id}-${claim.evidence.start}`;
    const besides = part === 'elsewhere' ? words.count('panel_in_outlets', claim.outlets.length) : null;
    return element('li', {}, drawQuoted(claim, tools, context, { key, besides }));
  };
  return [
    heading,
    ...shortList(view, tools, { key: `all-${part}`, items: claims, first: FIRST, draw, className: 'quotes' }),
  ];
}

/**
 * @param {import('./view.js').View} view
 * @param {import('./view.js').Tools} tools
 * @param {import('./view.js').Context} context
 * @returns {HTMLElement|null}
 */
export function drawCited(view, tools, context) {
  const cited = context.cited_outlets ?? [];
  if (!cited.length) {
    return null;
  }
  const draw = (/** @type {import('../../shared/types.js').CitedOutlet} */ each) =>
    drawCitedOutlet(each, view, tools.words);
  return element(
    'section',
    { class: 'cited', 'aria-labelledby': 'cited-title' },
    element('h3', { id: 'cited-title' }, tools.words.t('panel_cited_title')),
    shortList(view, tools, { key: 'all-cited', items: cited, first: FIRST, draw, className: 'quotes' }),
  );
}

/**
 * @param {import('../../shared/types.js').CitedOutlet} cited
 * @param {import('./view.js').View} view
 * @param {import('./view.js').Words} words
 * @returns {HTMLElement}
 */
function drawCitedOutlet({ outlet, name, one_of: oneOf, speaker, evidence }, view, words) {
  const record = httpUrl(outlet?.url, view.facts?.server);
  const known = outlet && link(record, outside(outlet.name ?? outlet.key), { 'data-key': `cited-${evidence.start}` });
  const guessed = oneOf.length ? words.t('panel_cited_one_of', words.list(oneOf)) : words.t('panel_cited_unknown');
  const unknown = name ? [outside(name), ' · ', guessed] : [guessed];
  const country = outlet?.country && words.region(outlet.country);
  return element(
    'li',
    {},
    element('p', { class: 'meta' }, known ? dotted([known, country, speaker && outside(speaker)]) : unknown),
    element('blockquote', { dir: 'auto' }, evidence.text),
  );
}
