/**
 * What is said, and offered, when there is no coverage to show?
 */

import { button, element, outside, sentence } from './elements.js';
import { pretty } from './head.js';
import { BUSY, nextSteps, notesOf, stateOf, stateWords } from './states.js';

/** What each step does, is called, and sends. */
const STEPS = Object.freeze({
  usual: { label: 'panel_ask_usual', sends: null },
  address: { label: 'panel_ask_address', sends: 'panel_sends_address' },
  text: { label: 'panel_ask_text', sends: 'panel_sends_text' },
  retry: { label: 'panel_retry', sends: null },
  options: { label: 'panel_change_server', sends: null },
});

/**
 * @param {import('./view.js').View} view
 * @param {import('./view.js').Tools} tools
 * @returns {HTMLElement|null}
 */
export function drawState(view, tools) {
  const state = stateOf(view);
  if (!state) {
    return null;
  }
  if (BUSY.has(state)) {
    return drawWaiting(state, view, tools.words);
  }
  const { words } = tools;
  const server = outside(view.facts?.server ?? '');
  const text = sentence((...marks) => words.t(stateWords(state).text, ...marks), server);
  return element(
    'section',
    { class: 'state', 'aria-labelledby': 'state-title' },
    element('h3', { id: 'state-title' }, words.t(stateWords(state).title)),
    element('p', {}, text),
    drawDetail(view),
    drawSteps(view, tools),
  );
}

/**
 * @param {string} state
 * @param {import('./view.js').View} view
 * @param {import('./view.js').Words} words
 * @returns {HTMLElement}
 */
function drawWaiting(state, view, words) {
  const said = sentence((...marks) => words.t(stateWords(state).text, ...marks), outside(view.facts?.server ?? ''));
  const lines = ['wide', 'bar', 'middle', 'wide', 'narrow'].map((width) =>
    element('span', { class: `bone is-${width}` }),
  );
  return element(
    'section',
    { class: 'state is-waiting', 'aria-labelledby': 'state-title', 'aria-busy': 'true' },
    element('h3', { id: 'state-title' }, words.t(stateWords(state).title)),
    element('p', { class: 'quiet' }, said),
    element('div', { class: 'bones', 'aria-hidden': 'true' }, lines),
  );
}

/**
 * Returns the server's own words, or why there is no coverage: text from outside, in its language.
 *
 * @param {import('./view.js').View} view
 * @returns {HTMLElement|null}
 */
function drawDetail({ coverage }) {
  const detail = coverage?.status === 'failed' ? coverage.detail : coverage?.context.story_reason;
  return detail ? element('p', { class: 'detail', dir: 'auto', lang: 'en' }, detail) : null;
}

/**
 * @param {import('./view.js').View} view
 * @param {import('./view.js').Tools} tools
 * @returns {HTMLElement|null}
 */
function drawSteps(view, tools) {
  const steps = nextSteps(view);
  if (!steps.length) {
    return null;
  }
  return element(
    'ul',
    { class: 'steps', role: 'list' },
    steps.map((step, at) => drawStep(step, at === 0, view, tools)),
  );
}

/**
 * @param {import('./states.js').NextStep} step
 * @param {boolean} isFirst
 * @param {import('./view.js').View} view
 * @param {import('./view.js').Tools} tools
 * @returns {HTMLElement}
 */
function drawStep(step, isFirst, view, { words, actions }) {
  const { label, sends } = STEPS[step];
  const wait = step === 'retry' ? secondsLeft(view) : 0;
  const said = wait ? waitWords(wait, words) : words.t(label);
  const act = { retry: actions.retry, options: actions.openOptions }[/** @type {string} */ (step)];
  const run = act ?? (() => actions.ask(/** @type {'usual'|'address'|'text'} */ (step)));
  const props = { class: isFirst ? 'first' : 'second', disabled: wait > 0 };
  const sent =
    sends &&
    sentence(
      (...marks) => words.t(sends, ...marks),
      outside(view.facts?.server ?? ''),
      outside(pretty(view.facts?.address ?? '')),
    );
  return element('li', {}, button(said, `step-${step}`, run, props), sent && element('p', { class: 'quiet' }, sent));
}

/**
 * @param {import('./view.js').View} view
 * @returns {number}
 */
function secondsLeft({ coverage, now }) {
  const retryAt = coverage?.status === 'failed' ? coverage.retryAt : null;
  const left = retryAt ? (new Date(retryAt).getTime() - now.getTime()) / 1000 : 0;
  return Number.isFinite(left) ? Math.max(0, Math.ceil(left)) : 0;
}

/**
 * Returns how long to wait, no finer than it is drawn anew.
 *
 * @param {number} seconds
 * @param {import('./view.js').Words} words
 * @returns {string}
 */
function waitWords(seconds, words) {
  const shown = Math.ceil(seconds / 10) * 10;
  return shown > 90
    ? words.count('panel_retry_minutes', Math.ceil(shown / 60))
    : words.count('panel_retry_seconds', shown);
}

/**
 * @param {import('./view.js').View} view
 * @param {import('./view.js').Words} words
 * @returns {HTMLElement|null}
 */
export function drawNotes(view, words) {
  const names = notesOf(view);
  if (!names.length) {
    return null;
  }
  const { coverage, facts } = view;
  const earlierAt = coverage?.status === 'failed' ? coverage.earlierAt : null;
  const context = coverage?.status === 'found' ? coverage.context : coverage?.earlier;
  /** @type {Record<string, string>} */
  const subs = {
    link: pretty(view.link ?? ''),
    earlier: earlierAt ? words.dateTime(earlierAt) : '',
    copy: context?.matched_by?.via ?? facts?.matchedBy.via ?? '',
    republished: pretty(context?.article?.republished_from ?? ''),
  };
  const say = (/** @type {string} */ name) =>
    sentence((...marks) => words.t(`panel_note_${name}`, ...marks), outside(subs[name] ?? ''));
  return element(
    'ul',
    { class: 'notes', role: 'list' },
    names.map((name) => element('li', { class: 'note' }, say(name))),
  );
}
