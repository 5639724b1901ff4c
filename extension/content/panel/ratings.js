/**
 * How do named raters judge the outlet?
 *
 * Side by side, each with rater, label, link and date; never averaged. Where they disagree we say so; where nobody has
 * judged we say that, and nothing else follows from it.
 */

import { partialDate } from './dates.js';
import { dotted, element, flag, link, outside, sentence } from './elements.js';
import { dimensionName } from './fact-words.js';
import { SIDE_WORDS } from './lean-bar.js';

const STEPS = ['left', 'left-center', 'center', 'right-center', 'right'];
const SHORT_LABEL = 32; // characters that fit beside another rating

/**
 * @param {import('./view.js').Outlet} outlet
 * @param {import('./view.js').Tools} tools
 * @returns {HTMLElement[]}
 */
export function drawRatings(outlet, tools) {
  const { words } = tools;
  const rater = outlet.ratings.find((rating) => rating.rater === outlet.lean_rater);
  const grouped =
    outlet.lean && rater
      ? sentence(
          (...marks) => words.t('panel_grouped_under', ...marks),
          words.t(SIDE_WORDS[outlet.lean]),
          outside(rater.rater_name),
        )
      : [element('strong', {}, words.t('panel_side_not_rated')), ' ', words.t('panel_not_rated_text')];
  const list = element(
    'ul',
    { class: 'ratings', role: 'list' },
    outlet.ratings.map((rating) => drawRating(rating, outlet, tools)),
  );
  return [
    element('h4', {}, words.t('panel_ratings_title')),
    ...(outlet.ratings.length ? [list] : []),
    ...(outlet.raters_disagree ? [element('p', { class: 'note' }, words.t('panel_raters_disagree'))] : []),
    element('p', { class: 'quiet' }, grouped),
  ];
}

/**
 * @param {import('../../shared/types.js').Rating} rating
 * @param {import('./view.js').Outlet} outlet
 * @param {import('./view.js').Tools} tools
 * @returns {HTMLElement}
 */
function drawRating(rating, outlet, { words, actions }) {
  const id = `${outlet.key}:${rating.rater}:${rating.dimension}`;
  const label = rating.label || rating.value;
  const report = () => actions.startReport({ kind: 'rating', id });
  const dated = rating.as_of ? partialDate(rating.as_of, words) : words.t('panel_undated');
  const name = words.t('panel_report_rating', rating.rater_name);
  return element(
    'li',
    { class: label.length > SHORT_LABEL ? 'rating is-wide' : 'rating' },
    element(
      'p',
      { class: 'rater' },
      link(rating.url, outside(rating.rater_name), { 'data-key': `rating-${id}` }),
      flag(name, `report-${id}`, report),
    ),
    element('p', { class: 'verdict' }, outside(label), rating.dimension === 'lean' && drawScale(rating.value)),
    element(
      'p',
      { class: 'meta' },
      dotted([dimensionName(rating.dimension, words), element('bdi', { class: 'whole' }, dated)]),
    ),
  );
}

/**
 * Returns where a lean stands on the five steps; the words stand beside it.
 *
 * @param {string} value
 * @returns {HTMLElement|null}
 */
function drawScale(value) {
  if (!STEPS.includes(value)) {
    return null;
  }
  const steps = STEPS.map((step) => element('span', { class: step === value ? 'step is-here' : 'step' }));
  return element('span', { class: 'scale', 'aria-hidden': 'true' }, steps);
}
