/**
 * What is said in one line: on the chip, and aloud when the answer arrives?
 *
 * Text only, no elements: the same words stand on the chip, in its name and in the live region.
 *
 * @typedef {import('./view.js').View} View
 * @typedef {import('./view.js').Words} Words
 */

import { countryCount } from './grouping.js';
import { BUSY, contextOf, stateOf, stateWords } from './states.js';

/**
 * Returns the chip's line for every state.
 *
 * @param {View} view
 * @param {Words} words
 * @returns {string}
 */
export function chipLine(view, words) {
  const state = stateOf(view);
  const context = contextOf(view);
  if (context?.coverage.matches.length && !BUSY.has(state)) {
    return countsLine(context.coverage.counts, words);
  }
  return words.t(CHIP_WORDS[state] ?? CHIP_WORDS[state.split('-', 1)[0]] ?? 'chip_not_asked');
}

/** @type {Readonly<Record<string, string>>} by state, or by the state's first word */
const CHIP_WORDS = Object.freeze({
  reading: 'chip_reading',
  asking: 'chip_asking',
  moved: 'chip_moved',
  gone: 'chip_gone',
  refused: 'chip_refused',
  'not-news': 'chip_not_news',
  'not-asked': 'chip_not_asked',
  'not-held': 'chip_not_held',
  alone: 'chip_alone',
  'failed-offline': 'chip_offline',
  'failed-rate-limited': 'chip_wait',
  'failed-busy': 'chip_wait',
  failed: 'chip_failed',
});

/**
 * @param {import('../../shared/types.js').Counts} counts
 * @param {Words} words
 * @returns {string}
 */
function countsLine(counts, words) {
  const countries = countryCount(counts);
  return [
    words.count('chip_outlets', counts.outlets),
    words.count('chip_origins', counts.origins),
    ...(countries ? [words.count('chip_countries', countries)] : []),
  ].join(' · ');
}

/**
 * Returns how the chip looks; the words alone say the same.
 *
 * @param {View} view
 * @returns {'quiet'|'busy'|'known'|'trouble'}
 */
export function chipTone(view) {
  const state = stateOf(view);
  if (BUSY.has(state)) {
    return 'busy';
  }
  if (state === 'gone' || state.startsWith('failed-')) {
    return 'trouble';
  }
  return contextOf(view)?.coverage.matches.length ? 'known' : 'quiet';
}

/**
 * Returns what the live region says of an answer that has just come; '' while there is nothing to say.
 *
 * @param {View} view
 * @param {Words} words
 * @returns {string}
 */
export function arrivalLine(view, words) {
  const state = stateOf(view);
  if (BUSY.has(state) || state === 'not-asked') {
    return '';
  }
  if (state.startsWith('failed-')) {
    return words.t(stateWords(state).title);
  }
  const context = contextOf(view);
  if (!context?.coverage.matches.length) {
    return chipLine(view, words);
  }
  const { counts } = context.coverage;
  const articles = words.count('panel_articles', counts.articles);
  return words.t('panel_arrival', articles, countsLine(counts, words));
}
