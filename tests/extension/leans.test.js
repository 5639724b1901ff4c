import assert from 'node:assert/strict';
import { test } from 'node:test';

import { disagreement, leanOf } from '../../extension/shared/leans.js';

/** @param {string} rater @param {string} value @param {string} [dimension] */
const rating = (rater, value, dimension = 'lean') => ({
  rater,
  rater_name: rater,
  dimension,
  value,
  label: value,
  url: null,
  as_of: null,
});

test('the first rater who gives a lean decides, in the order of the raters', () => {
  const ratings = [rating('b', 'right-center'), rating('a', 'left')];

  assert.deepEqual(leanOf(ratings, ['a', 'b']), { side: 'left', rater: 'a' });
  assert.deepEqual(leanOf(ratings, ['c', 'b', 'a']), { side: 'right', rater: 'b' });
});

test('no lean is null: nobody rates, nobody who is asked rates, or another dimension', () => {
  assert.equal(leanOf([], ['a']), null);
  assert.equal(leanOf([rating('a', 'left')], ['b']), null);
  assert.equal(leanOf([rating('a', '-0.3', 'audience_lean')], ['a']), null);
});

test('raters disagree from two steps on', () => {
  assert.equal(disagreement([rating('a', 'left'), rating('b', 'left-center')]), false);
  assert.equal(disagreement([rating('a', 'left'), rating('b', 'center')]), true);
  assert.equal(disagreement([rating('a', 'left'), rating('b', '0.9', 'audience_lean')]), false);
  assert.equal(disagreement([]), false);
});
