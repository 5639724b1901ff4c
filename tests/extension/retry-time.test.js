import assert from 'node:assert/strict';
import { test } from 'node:test';

import { retryTime } from '../../extension/background/retry-time.js';

const NOW = new Date('2026-10-05T12:00:00Z');

for (const [fields, expected] of /** @type {[Record<string, string>, string|null][]} */ ([
  [{ 'Retry-After': '90' }, '2026-10-05T12:01:30.000Z'],
  [{ 'Retry-After': 'Mon, 05 Oct 2026 12:05:00 GMT' }, '2026-10-05T12:05:00.000Z'],
  [{ RateLimit: '"default";r=0;t=30' }, '2026-10-05T12:00:30.000Z'],
  // Retry-After is about this answer, RateLimit about answers in general.
  [{ 'Retry-After': '5', RateLimit: '"default";r=0;t=30' }, '2026-10-05T12:00:05.000Z'],
  // A clock that is behind, a server that has no sense of time, and one that says nothing.
  [{ 'Retry-After': 'Mon, 05 Oct 2020 12:05:00 GMT' }, '2026-10-05T12:00:00.000Z'],
  [{ 'Retry-After': '99999999999999' }, '2026-10-06T12:00:00.000Z'],
  [{ 'Retry-After': 'soon' }, null],
  [{}, null],
])) {
  test(`it reads ${JSON.stringify(fields)} as ${expected}`, () => {
    assert.equal(retryTime(new Headers(fields), NOW), expected);
  });
}
