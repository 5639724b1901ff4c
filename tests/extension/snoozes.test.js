import assert from 'node:assert/strict';
import { test } from 'node:test';

import './support/fake-browser.js';
import { isSnoozed } from '../../extension/background/snoozes.js';

const SNOOZED = {
  'st-1': { origins: 3, version: null, at: '2026-10-05T00:00:00Z' },
  'st-2': { origins: 3, version: 2, at: '2026-10-05T00:00:00Z' },
};

for (const [what, standing, expected] of /** @type {[string, any, boolean][]} */ ([
  ['a story as it was', { id: 'st-1', origins: 3, version: null }, true],
  // A match that turned out to be none is no news.
  ['a story with an origin less', { id: 'st-1', origins: 2, version: null }, true],
  ['a story with a new origin', { id: 'st-1', origins: 4, version: null }, false],
  ['a story that has versions now', { id: 'st-1', origins: 3, version: 1 }, false],
  ['a story with a new version', { id: 'st-2', origins: 3, version: 3 }, false],
  ['another story', { id: 'st-3', origins: 1, version: null }, false],
  ['a story by a name that every object has', { id: 'constructor', origins: 0, version: null }, false],
  ['no story', null, false],
])) {
  test(`it keeps ${what} ${expected ? 'quiet' : 'awake'}`, () => {
    assert.equal(isSnoozed(standing, SNOOZED), expected);
  });
}
