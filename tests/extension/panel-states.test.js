/** Every state of a question has its own words and, where something can be done, a next step. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

import { arrivalLine, chipLine, chipTone } from '../../extension/content/panel/glance.js';
import { contextOf, nextSteps, notesOf, stateOf, stateWords } from '../../extension/content/panel/states.js';
import { makeWords } from '../../extension/shared/words.js';
import { SAMPLES } from './preview/states.js';

const file = new URL('../../extension/_locales/en/messages.json', import.meta.url);
/** @type {Record<string, {message: string}>} */
const MESSAGES = JSON.parse(readFileSync(file, 'utf8'));
const words = makeWords(Object.fromEntries(Object.entries(MESSAGES).map(([key, { message }]) => [key, message])), 'en');

/** @type {(name: string) => import('./preview/states.js').View} */
function sample(name) {
  const found = SAMPLES.find((each) => each.name === name);
  assert.ok(found, `no sample ${name}`);
  return found.view;
}

const STATES = /** @type {const} */ ([
  // While something is under way, that is said, whatever came before.
  ['reading', 'reading', []],
  ['asking', 'asking', []],
  // Nothing was found: which way is still open depends on the way that was taken.
  ['not-held', 'not-held', ['address', 'text']],
  ['not-found', 'not-held', ['address', 'text']],
  ['alone', 'alone', ['text']],
  ['alone-after-text', 'alone-after-text', []],
  ['uncertain', 'uncertain', []],
  // Nothing was asked. "As usual" is not offered where it would not be answered.
  ['not-asked', 'not-asked', ['usual']],
  ['not-news', 'not-news', ['address', 'text']],
  ['moved', 'moved', ['usual']],
  ['gone', 'gone', []],
  // Refused pages never get a way to ask.
  ['refused-personal', 'refused-personal', []],
  ['refused-password-field', 'refused-password-field', []],
  ['refused-excluded', 'refused-excluded', []],
  // Failures: again where that may help; the options where the server or a permission is what is wrong.
  ['offline', 'failed-offline', ['retry']],
  ['unreachable', 'failed-unreachable', ['retry', 'options']],
  ['not-allowed', 'failed-not-allowed', ['options']],
  ['server-refused', 'failed-refused', []],
  // There is coverage: nothing needs to be explained.
  ['found', '', []],
  ['one-match', '', []],
]);

for (const [name, state, steps] of STATES) {
  test(`it knows the state of "${name}" and what can be done next`, () => {
    const view = sample(name);

    assert.equal(stateOf(view), state);
    assert.deepEqual(nextSteps(view), steps);
  });
}

test('it has words for every state, and a line on the chip', () => {
  for (const { name, view } of SAMPLES) {
    const state = stateOf(view);
    const { title, text } = stateWords(state);

    assert.ok(!state || (title in MESSAGES && text in MESSAGES), `${name}: no words ${title}`);
    assert.doesNotMatch(chipLine(view, words), /chip_|panel_|^$/, name);
    assert.doesNotMatch(arrivalLine(view, words), /chip_|panel_/, name);
  }
});

test('it does not offer to compare the text behind a link, which was never read', () => {
  const view = { ...sample('not-held'), link: 'https://norwire.example/a' };

  assert.deepEqual(nextSteps(view), ['address']);
});

test('it does not offer again what was just done', () => {
  const view = sample('not-held');
  assert.equal(view.coverage?.status, 'found');

  const byAddress = /** @type {typeof view} */ ({ ...view, coverage: { ...view.coverage, how: 'address' } });

  assert.deepEqual(nextSteps(byAddress), ['text']);
});

test('it counts on the chip, outlets first', () => {
  assert.equal(chipLine(sample('found'), words), '11 other outlets · 4 origins · 6 countries');
  assert.equal(chipLine(sample('one-match'), words), '1 other outlet · 1 origin · 1 country');
  assert.equal(chipTone(sample('found')), 'known');
});

test('it leaves out a count that says nothing', () => {
  assert.equal(chipLine(sample('no-names'), words), '11 other outlets · 4 origins');
});

test('it keeps an earlier answer in sight when the new question fails, and says whose time it has', () => {
  const view = sample('earlier');

  assert.equal(stateOf(view), 'failed-offline');
  assert.equal(contextOf(view)?.coverage.matches.length, 11);
  assert.deepEqual(notesOf(view), ['earlier']);
});

test('it shows no answer about a page that is refused, or that is no longer there', () => {
  const { coverage } = sample('found');

  assert.equal(contextOf({ ...sample('refused-personal'), coverage }), null);
  assert.equal(contextOf({ ...sample('moved'), coverage }), null);
});

test('it says besides what bears on the answer, and nothing else', () => {
  assert.deepEqual(notesOf(sample('found')), []);
  assert.deepEqual(notesOf(sample('copy')), ['copy']);
  assert.deepEqual(notesOf(sample('headline-only')), ['headline_only']);
  assert.deepEqual(notesOf(sample('degraded')), ['degraded']);
});

test('it announces an answer once there is one, not that it waits', () => {
  assert.equal(arrivalLine(sample('asking'), words), '');
  assert.equal(arrivalLine(sample('not-asked'), words), '');
  assert.match(arrivalLine(sample('found'), words), /11 articles/);
  assert.equal(arrivalLine(sample('offline'), words), 'You are offline');
});

test('it shows trouble only where something went wrong', () => {
  assert.equal(chipTone(sample('unreachable')), 'trouble');
  assert.equal(chipTone(sample('alone')), 'quiet');
  assert.equal(chipTone(sample('refused-personal')), 'quiet');
  assert.equal(chipTone(sample('asking')), 'busy');
});
