/** It lists coverage by lean, strongest first, and folds what is not independent. */

import assert from 'node:assert/strict';
import { test } from 'node:test';

import {
  countryCount,
  groupByLean,
  isOnlyPossible,
  joinsByArticle,
  likelihoodKey,
  sharingOrigin,
} from '../../extension/content/panel/grouping.js';
import { coverage, MATCHES } from './preview/sample.js';

/** @type {(changes: object) => import('../../extension/shared/types.js').Match} */
const match = (changes) => ({ ...MATCHES[0], ...changes });

test('it has words for a probability as it is shown, rounded to a percentage', () => {
  const cases = /** @type {const} */ ([
    [1, 'panel_match_almost_certain'],
    [0.945, 'panel_match_almost_certain'], // shown as 95 %
    [0.9449, 'panel_match_very_likely'], // shown as 94 %
    [0.8, 'panel_match_very_likely'],
    [0.79, 'panel_match_likely'],
    [0.6, 'panel_match_likely'],
    [0.59, 'panel_match_possible'],
    [0, 'panel_match_possible'],
  ]);

  const said = cases.map(([probability]) => likelihoodKey(probability));

  assert.deepEqual(
    said,
    cases.map(([, key]) => key),
  );
});

test('it takes an article that opened the story for certain, not for improbable', () => {
  assert.equal(isOnlyPossible(match({ probability: null })), false);
  assert.equal(isOnlyPossible(match({ probability: 0.4 })), true);
});

test('it always has all four groups, and "not rated" is never one of the sides', () => {
  const unrated = match({ outlet: { ...MATCHES[0].outlet, lean: null } });
  const unknown = match({ outlet: null });

  const groups = groupByLean([unrated, unknown]);

  const counted = groups.map(({ side, articles }) => [side, articles]);
  assert.deepEqual(counted, [
    ['left', 0],
    ['center', 0],
    ['right', 0],
    ['not_rated', 2],
  ]);
});

test('it lets the first of each origin lead, and folds the others in their order', () => {
  const matches = ['a', 'b', 'a', 'a'].map((origin, at) =>
    match({ origin, article: { ...MATCHES[0].article, id: at } }),
  );

  const [, center] = groupByLean(matches);

  const shape = center.clusters.map(({ lead, folded }) => [lead.article.id, folded.map(({ article }) => article.id)]);
  assert.deepEqual(shape, [
    [0, [2, 3]],
    [1, []],
  ]);
  assert.equal(center.origins, 2);
});

test('it keeps possible matches apart, but counts them where the bar counts them', () => {
  const weak = match({ probability: 0.3 });

  const [, center] = groupByLean([MATCHES[0], weak]);

  assert.deepEqual(center.possible, [weak]);
  assert.equal(center.articles, 2);
  assert.equal(center.clusters.length, 1);
});

test('it gives the strongest reason for which two articles are one origin', () => {
  const strong = { article_id: 'b', with_id: 'a', reason: 'same_text', detail: '' };
  const weak = { article_id: 'b', with_id: 'c', reason: 'owner_family', detail: '' };

  const joins = joinsByArticle([{ id: 'a', article_ids: ['a', 'b', 'c'], joins: [strong, weak] }]);

  assert.equal(joins.get('b'), strong);
  assert.equal(joins.has('a'), false);
});

test('it counts what shares the origin of the article asked about', () => {
  const origins = [{ id: 'norwire', article_ids: ['own', 'norwire'], joins: [] }];
  const all = coverage(MATCHES, origins);

  assert.equal(sharingOrigin(all, 'own'), MATCHES.filter(({ origin }) => origin === 'norwire').length);
  assert.equal(sharingOrigin(all, 'somebody else'), 0);
  assert.equal(sharingOrigin(all, null), 0);
});

test('it does not count "unknown" as a country', () => {
  const { counts } = coverage(MATCHES);

  assert.equal(countryCount({ ...counts, by_country: { GB: 3, unknown: 2 } }), 1);
});
