/**
 * In which state is the question, and what can the reader do next?
 *
 * Every state has its own words and, where there is one, a next step; nothing is just empty.
 *
 * @typedef {import('./view.js').View} View
 * @typedef {'usual'|'address'|'text'|'retry'|'options'} NextStep
 */

import { isOnlyPossible } from './grouping.js';

/** Nothing of the answer is there yet. */
export const BUSY = new Set(['reading', 'asking']);

/** What may be done next, the most helpful first. @type {Readonly<Record<string, readonly NextStep[]>>} */
const NEXT_STEPS = Object.freeze({
  moved: ['usual'],
  'not-asked': ['usual', 'address', 'text'],
  'not-news': ['address', 'text'],
  'not-held': ['address', 'text'],
  alone: ['text'],
  'alone-after-text': [],
  uncertain: [],
  'failed-offline': ['retry'],
  'failed-unreachable': ['retry', 'options'],
  'failed-too-slow': ['retry'],
  'failed-rate-limited': ['retry'],
  'failed-busy': ['retry'],
  'failed-bad-answer': ['retry', 'options'],
  'failed-too-large': ['options'],
  'failed-refused': [],
  'failed-server-error': ['retry'],
  'failed-superseded': ['retry'],
  'failed-not-allowed': ['options'],
});

/**
 * Returns the name of the state, '' when there is coverage to show and nothing to explain.
 *
 * @param {View} view
 * @returns {string}
 */
export function stateOf(view) {
  if (view.phase === 'gone' || view.phase === 'moved') {
    return view.phase;
  }
  if (view.facts?.refused) {
    return `refused-${view.facts.refused}`;
  }
  if (view.isAsking || view.phase === 'asking') {
    return 'asking';
  }
  if (view.coverage) {
    return view.coverage.status === 'found' ? foundState(view.coverage) : failedState(view.coverage);
  }
  if (view.phase !== 'settled') {
    return 'reading';
  }
  return view.facts && !view.facts.isNews ? 'not-news' : 'not-asked';
}

/**
 * @param {import('../../shared/types.js').CoverageFound} coverage
 * @returns {string}
 */
function foundState({ how, context }) {
  const { matches } = context.coverage;
  if (matches.length) {
    return matches.every(isOnlyPossible) ? 'uncertain' : '';
  }
  if (how === 'text') {
    return 'alone-after-text';
  }
  return context.article?.id || context.story ? 'alone' : 'not-held';
}

/**
 * @param {import('../../shared/types.js').CoverageFailed} coverage
 * @returns {string}
 */
function failedState({ failure }) {
  return failure === 'not-found' ? 'not-held' : `failed-${failure}`;
}

/**
 * Returns the keys of a state's words.
 *
 * @param {string} state
 * @returns {{title: string, text: string}}
 */
export function stateWords(state) {
  const name = state.replaceAll('-', '_'); // keys of words have no hyphen
  return { title: `panel_state_${name}_title`, text: `panel_state_${name}_text` };
}

/**
 * Returns what the reader can do next: never what was just done, nor what cannot be done about this page.
 *
 * @param {View} view
 * @returns {NextStep[]}
 */
export function nextSteps(view) {
  const { coverage, facts, link } = view;
  const impossible = new Set([
    !facts?.asksNow && view.phase !== 'moved' && 'usual', // it would not be answered
    facts?.asksNow && stateOf(view) === 'not-asked' && 'address', // "usual" is one of them already
    facts?.asksNow && stateOf(view) === 'not-asked' && 'text',
    coverage?.status === 'found' && coverage.how,
    link && 'text', // what stands behind a link was not read
  ]);
  return (NEXT_STEPS[stateOf(view)] ?? []).filter((step) => !impossible.has(step));
}

/**
 * Returns the answer to draw: the new one, or one kept from before when the new one failed.
 *
 * @param {View} view
 * @returns {import('./view.js').Context|null}
 */
export function contextOf({ coverage, facts, phase }) {
  if (!coverage || facts?.refused || phase === 'moved' || phase === 'gone') {
    return null;
  }
  return coverage.status === 'found' ? coverage.context : coverage.earlier;
}

/**
 * Returns what has to be said besides: about the answer that is shown, whatever state the question is in.
 *
 * @param {View} view
 * @returns {string[]} names; the words are `panel_note_<name>`
 */
export function notesOf(view) {
  const context = contextOf(view);
  const { article, limits } = context ?? {};
  const via = context?.matched_by?.via ?? view.facts?.matchedBy.via;
  /** @type {[string, unknown][]} */
  const notes = [
    ['link', view.link],
    ['earlier', view.coverage?.status === 'failed' && view.coverage.earlier],
    ['copy', via],
    ['republished', article?.republished_from],
    ['headline_only', article?.is_paywalled && !article.has_text],
    ['degraded', limits?.status === 'degraded'],
    ['snoozed', view.coverage?.status === 'found' && view.coverage.isSnoozed],
  ];
  return notes.filter(([, holds]) => holds).map(([name]) => name);
}
