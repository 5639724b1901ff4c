import assert from 'node:assert/strict';
import { test } from 'node:test';

import { bodyOf } from '../../extension/background/bodies.js';

const ADDRESS = 'https://www.harbour-ledger.example/a';
const PAGE = {
  url: ADDRESS,
  canonicalUrl: null,
  title: null,
  publishedAt: null,
  language: null,
  isArticle: true,
  isPaywalled: null,
  hasPasswordField: false,
};

test('it leaves out what is not known', () => {
  assert.deepEqual(bodyOf(ADDRESS, PAGE, null), { url: ADDRESS });
  assert.deepEqual(bodyOf(ADDRESS, { ...PAGE, title: '  ' }, ' \n '), { url: ADDRESS });
});

for (const [publishedAt, isTaken] of [
  ['2026-10-05T11:30:00Z', true],
  ['2026-10-05T11:30:00.5+02:00', true],
  // The server takes no time without its zone, and no day without a time.
  ['2026-10-05T11:30:00', false],
  ['2026-10-05', false],
  ['yesterday', false],
]) {
  test(`it ${isTaken ? 'sends' : 'leaves out'} the time ${publishedAt}`, () => {
    const body = bodyOf(ADDRESS, { ...PAGE, publishedAt: String(publishedAt) }, null);

    assert.equal(body.published_at, isTaken ? publishedAt : undefined);
  });
}

for (const [language, isTaken] of [
  ['en', true],
  ['pt-BR', true],
  ['zh-Hant-TW', true],
  ['english', false],
  ['en_US', false],
  ['<b>', false],
]) {
  test(`it ${isTaken ? 'sends' : 'leaves out'} the language ${language}`, () => {
    assert.equal('language' in bodyOf(ADDRESS, { ...PAGE, language: String(language) }, null), isTaken);
  });
}

for (const [what, text] of [
  ['Latin letters', 'a'.repeat(60_000)],
  ['Arabic letters', 'ع'.repeat(60_000)],
  ['emoji', '😀'.repeat(30_000)],
  ['line breaks, which JSON writes with two characters', '\n a'.repeat(20_000)],
]) {
  test(`it cuts a long text in ${what} to what the server reads`, () => {
    const body = bodyOf(ADDRESS, PAGE, text);

    const bytes = new TextEncoder().encode(JSON.stringify(body)).length;
    assert.ok(bytes <= 64 * 1024 && bytes > 55 * 1024, `${bytes} bytes`);
    assert.ok(text.includes(body.text), 'what is sent is the beginning of it, and no half characters');
  });
}

test('it sends a headline of at most 500 characters', () => {
  assert.equal(bodyOf(ADDRESS, { ...PAGE, title: 'x'.repeat(900) }, null).title.length, 500);
});
