import assert from 'node:assert/strict';
import { test } from 'node:test';

import { normalizeUrl } from '../../extension/shared/urls.js';
import { readJson } from './shipped.js';

const VECTORS = readJson('tests/vectors/urls.json');

test('it agrees with the server about every vector, refusals included', () => {
  for (const { why, url, normalized } of VECTORS) {
    assert.equal(normalizeUrl(url), normalized, `${why}: ${url.slice(0, 200)}`);
  }
});

test('normalizing twice changes nothing', () => {
  for (const { normalized } of VECTORS.filter((/** @type {any} */ vector) => vector.normalized !== null)) {
    assert.equal(normalizeUrl(normalized), normalized);
  }
});

test('it refuses half a character, as the server does', () => {
  assert.equal(normalizeUrl('https://news.example/\ud800'), null);
  assert.equal(normalizeUrl('https://news.example/\u{1f4f0}'), 'https://news.example/%F0%9F%93%B0');
});
