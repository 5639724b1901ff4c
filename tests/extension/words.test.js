import assert from 'node:assert/strict';
import { test } from 'node:test';

import { chooseLanguage, directionOf, makeWords } from '../../extension/shared/words.js';

const MESSAGES = {
  greeting: 'Hello $1, $2 and $1. Costs $$5.',
  outlets_zero: 'no outlet',
  outlets_one: '$1 outlet',
  outlets_other: '$1 outlets in $2',
};
const en = makeWords(MESSAGES, 'en');

test('it fills in each place once, so that a text from outside stays what it is', () => {
  assert.equal(en.t('greeting', '$2', 'Bo'), 'Hello $2, Bo and $2. Costs $5.');
});

test('it shows the name of a word that is missing, also of one that every object has', () => {
  assert.deepEqual([en.t('nowhere'), en.t('constructor')], ['nowhere', 'constructor']);
});

test('it counts', () => {
  const said = [0, 1, 2, 12345].map((n) => en.count('outlets', n, 'GB'));

  assert.deepEqual(said, ['no outlet', '1 outlet', '2 outlets in GB', '12,345 outlets in GB']);
});

test('it counts by the rules of the language', () => {
  const ar = makeWords({ n_zero: 'z', n_one: 'o', n_two: 't', n_few: 'f', n_many: 'm', n_other: 'x' }, 'ar');

  assert.deepEqual(
    [0, 1, 2, 3, 11, 100].map((n) => ar.count('n', n)),
    ['z', 'o', 't', 'f', 'm', 'x'],
  );
});

test('it never makes a certainty of a chance', () => {
  assert.deepEqual([0, 0.001, 0.5, 0.9996, 1].map(en.percent), ['0%', '1%', '50%', '99%', '100%']);
});

test('it leaves a day the day that it is, wherever the reader is', () => {
  assert.equal(en.date('2026-10-05'), 'Oct 5, 2026');
  assert.equal(en.dateTime('2026-10-05'), 'Oct 5, 2026');
});

test('it says how long ago something was', () => {
  const now = new Date('2026-10-05T12:00:00Z');
  const at = [
    '2026-10-05T11:59:50Z',
    '2026-10-05T11:30:00Z',
    '2026-10-05T09:00:00Z',
    '2026-10-03T12:00:00Z',
    '2026-10-05T14:00:00Z',
  ];

  const said = at.map((time) => en.relative(time, now));

  assert.deepEqual(said, ['this minute', '30 minutes ago', '3 hours ago', '2 days ago', 'in 2 hours']);
});

test('it shows as it came what no calendar and no list of countries knows', () => {
  const said = [en.date('soon'), en.relative('soon', new Date(0)), en.region('<b>'), en.language('!!')];

  assert.deepEqual(said, ['soon', 'soon', '<b>', '!!']);
});

test('it names countries and languages', () => {
  assert.deepEqual([en.region('GB'), en.language('de')], ['United Kingdom', 'German']);
});

for (const [chosen, preferred, language] of [
  ['de', ['en-GB'], 'de'],
  ['auto', ['de-AT', 'en'], 'de'],
  ['auto', ['fr', 'ar-EG'], 'ar'],
  ['auto', ['fr'], 'en'],
  ['fr', ['de'], 'en'],
]) {
  test(`it speaks ${language} for ${chosen} and ${preferred}`, () => {
    const said = chooseLanguage(/** @type {string} */ (chosen), /** @type {string[]} */ (preferred));

    assert.equal(said, language);
  });
}

test('it writes Arabic from the right', () => {
  assert.deepEqual(['ar-EG', 'he', 'de'].map(directionOf), ['rtl', 'rtl', 'ltr']);
});

test('it speaks English where the language has no name that is one', () => {
  assert.equal(makeWords({}, '<script>').tag, 'en');
});
