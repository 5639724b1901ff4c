import assert from 'node:assert/strict';
import { test } from 'node:test';

import { firstLanguage, firstTime, oneLine, plainText } from '../../extension/content/page-words.js';

test('it takes markup off a headline and leaves what only looks like it', () => {
  const cases = [
    ['Bank&#039;s loss &amp; gain', "Bank's loss & gain"],
    ['A &quot;quiet&quot; <em>siren</em>', 'A "quiet" siren'],
    ['&#x2019;Tis', '’Tis'],
    // No markup: a comparison, an unknown name, a number that is no character.
    ['Profit < 3 and > 2', 'Profit < 3 and > 2'],
    ['R&D; &nosuch; &#xD800; &#9999999;', 'R&D; &nosuch; &#xD800; &#9999999;'],
    // Decoded once only, so that markup in entities stays text.
    ['&amp;lt;b&amp;gt;', '&lt;b&gt;'],
  ];
  for (const [written, expected] of cases) {
    assert.equal(plainText(written), expected);
  }
});

test('it makes one bounded line, or nothing', () => {
  assert.equal(oneLine('  a \n\t b\u0000c '), 'a b c');
  assert.equal(oneLine('x'.repeat(100_000))?.length, 500);
  assert.equal(oneLine(' '.repeat(1_000_000)), null);
  assert.equal(oneLine(null), null);
});

test('it takes the first time that says exactly when', () => {
  const cases = /** @type {[(string|null|undefined)[], string|null][]} */ ([
    [['2026-10-05T11:30:00Z'], '2026-10-05T11:30:00Z'],
    [['2026-10-05T11:30:00.123+0200'], '2026-10-05T11:30:00+02:00'],
    [['2026-10-05 11:30 -05:00'], '2026-10-05T11:30:00-05:00'],
    // A day, or an hour of nobody's zone, could be another day elsewhere: the next one counts.
    [['2026-10-05', '2026-10-05T11:30:00', undefined, null, '2026-10-06T00:00:00Z'], '2026-10-06T00:00:00Z'],
    [['yesterday', '2026-13-45T99:99:99Z', ''], null],
  ]);
  for (const [times, expected] of cases) {
    assert.equal(firstTime(times), expected);
  }
});

test('it takes the first language tag that is one', () => {
  assert.equal(firstLanguage([null, '', 'de_DE']), 'de-DE');
  assert.equal(firstLanguage(['EN-gb']), 'en-GB');
  assert.equal(firstLanguage(['English (UK)', 'x', 'en-a', 'pt-BR']), 'pt-BR');
  assert.equal(firstLanguage(['"><script>']), null);
});
