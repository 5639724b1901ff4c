/** The options page's own knowledge: what it shows as sent, and what it says was removed. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

/** @type {any} */ (globalThis).chrome = { runtime: {} };
const { EXAMPLE_PAGE, addressRequest, privateRequests } = await import('../../extension/options/examples.js');
const { removedLines } = await import('../../extension/options/forgetting.js');
const { DEFAULTS } = await import('../../extension/shared/settings.js');
const { normalizeUrl } = await import('../../extension/shared/urls.js');
const { makeWords } = await import('../../extension/shared/words.js');

const SENT = JSON.parse(readFileSync(new URL('../vectors/extension_requests.json', import.meta.url), 'utf8'));
const SERVER = 'https://context.example';
const HASH = Uint8Array.of(0b10110011, 0b01000000, ...new Array(30).fill(0));
const WORDS = makeWords(
  {
    options_forgot_automatic_other: '$1 automatic',
    options_forgot_excluded_one: '$1 excluded',
    options_forgot_snoozed_one: '$1 snoozed',
    options_forgot_permissions_other: '$1 permissions',
    options_forgot_choices: 'choices',
  },
  'en',
);

for (const [bits, prefix, reason] of /** @type {const} */ ([
  [3, '101', 'the first digits, the most significant first'],
  [10, '1011001101', 'more than one byte of them'],
  [0, 'all', 'a small index hides nothing: all of it is asked for'],
])) {
  test(`it shows what a private look-up sends: ${reason}`, () => {
    const requests = privateRequests(SERVER, HASH, bits);

    assert.deepEqual(requests, [`GET ${SERVER}/api/v1/buckets`, `GET ${SERVER}/api/v1/buckets/${prefix}`]);
  });
}

test('it shows the address cleaned, and nothing beside it', () => {
  const requests = addressRequest(SERVER, normalizeUrl(EXAMPLE_PAGE) ?? '');

  const [{ method, path, body }] = SENT.address; // what was recorded at the browser's other end
  assert.deepEqual(requests, [`${method} ${SERVER}${path}`, body]);
});

test('it has something to clean in the example', () => {
  assert.notEqual(normalizeUrl(EXAMPLE_PAGE), EXAMPLE_PAGE);
});

test('it says how much of each was removed', () => {
  const snoozed = { 'st-1': { origins: 3, version: null, at: '2026-10-05T08:00:00Z' } };
  const automatic = { sites: ['one.example', 'two.example'], listed: true };
  const before = { ...DEFAULTS, automatic, excludedSites: ['three.example'], snoozed };

  const lines = removedLines(before, 4, WORDS);

  assert.deepEqual(lines, ['2 automatic', '1 excluded', '1 snoozed', '4 permissions', 'choices']);
});

test('it does not claim to have removed what there was not', () => {
  assert.deepEqual(removedLines(DEFAULTS, 0, WORDS), ['choices']);
});
