import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';

import { installBrowser } from './support/fake-browser.js';
import { answerJson, serve } from './support/loopback-server.js';
import { ADDRESS, bucketAnswer, bucketsAnswer, contextAnswer } from './support/sample-answers.js';

const browser = installBrowser();
const { hexOf, prefixOf, sha256 } = await import('../../extension/shared/hashing.js');
const { parseBucket, parseContext } = await import('../../extension/shared/validation.js');
const { findHeld, lookUpPrivately } = await import('../../extension/background/private-lookup.js');

const SERVER = 'https://context.example';
const UNKNOWN = 'https://www.harbour-ledger.example/never-seen';

beforeEach(() => browser.storage.session.clear());

/** @param {string} server */
const asking = (server) => ({ server, signal: new AbortController().signal });

test('it makes of a bucket what the server would have said of the address', async () => {
  const bucket = parseBucket(await bucketAnswer(), SERVER);

  const held = findHeld(bucket, hexOf(await sha256(ADDRESS)));

  const told = parseContext(contextAnswer(), SERVER);
  assert.deepEqual(held.article, told.article);
  assert.deepEqual(held.coverage, told.coverage);
  assert.deepEqual(held.story, told.story);
});

test('it says first what could not be seen of this article', async () => {
  const bucket = parseBucket(await bucketAnswer(), SERVER);

  const { limits } = findHeld(bucket, hexOf(await sha256(ADDRESS)));

  assert.deepEqual(limits.notes, ['The page is behind a paywall.', 'Texts are not compared yet.']);
});

test('it finds nothing in a bucket that holds others only', async () => {
  const bucket = parseBucket(await bucketAnswer(), SERVER);

  const held = findHeld(bucket, hexOf(await sha256(UNKNOWN)));

  assert.deepEqual([held.article, held.story, held.coverage.counts.articles], [null, null, 0]);
});

for (const [what, change] of /** @type {[string, (it: any) => void][]} */ ([
  ['record', (it) => (it.articles[0].matches = [[9, 0.5, 0]])],
  ['origin', (it) => (it.articles[0].matches = [[1, 0.5, 9]])],
  ['outlet', (it) => (it.records[1].outlet = 9)],
  ['story', (it) => (it.articles[0].story = 9)],
])) {
  test(`it refuses a bucket that refers to a ${what} that is not in it`, async () => {
    const answer = await bucketAnswer();
    change(answer);
    const bucket = parseBucket(answer, SERVER);
    const hash = hexOf(await sha256(ADDRESS));

    assert.throws(() => findHeld(bucket, hash), { name: 'AskFailed', failure: 'bad-answer' });
  });
}

test('it sends as many bits as the server says, and nothing else', async (t) => {
  const { origin, asked } = await serve(t, async ({ path }, response) =>
    answerJson(response, path.endsWith('/buckets') ? bucketsAnswer({ bits: 3 }) : await bucketAnswer()),
  );
  const prefix = prefixOf(await sha256(ADDRESS), 3);

  const held = await lookUpPrivately(ADDRESS, asking(origin));

  assert.equal(held.story?.id, 'st-9ec7cd5f885630fa6f04');
  assert.deepEqual(
    asked.map(({ method, path, body }) => [method, path, body]),
    [
      ['GET', '/api/v1/buckets', ''],
      ['GET', `/api/v1/buckets/${prefix}`, ''],
    ],
  );
});

test('it asks for everything where there is too little to hide in', async (t) => {
  const { origin, asked } = await serve(t, async ({ path }, response) =>
    answerJson(response, path.endsWith('/buckets') ? bucketsAnswer({ bits: 0, articles: 12 }) : await bucketAnswer()),
  );

  await lookUpPrivately(ADDRESS, asking(origin));

  assert.equal(asked[1].path, '/api/v1/buckets/all');
});

for (const [bits, articles, why] of [
  [40, 1e15, 'more bits than any index needs'],
  [19, 1e12, 'one bit more than is ever sent'],
  [10, 20_000, 'a bucket of twenty'],
]) {
  test(`it does not tell a server that wants ${bits} bits: ${why}`, async (t) => {
    const { origin, asked } = await serve(t, (_, response) =>
      answerJson(response, bucketsAnswer({ bits: Number(bits), articles: Number(articles) })),
    );

    await assert.rejects(lookUpPrivately(ADDRESS, asking(origin)), { failure: 'bad-answer' });

    assert.equal(asked.length, 1);
  });
}

test('it asks anew, once, when the number of bits has changed', async (t) => {
  let bits = 3;
  const { origin, asked } = await serve(t, async ({ path }, response) => {
    if (path.endsWith('/buckets')) {
      const headers = { 'Cache-Control': 'max-age=3600' };
      return answerJson(response, bucketsAnswer({ bits }), { headers });
    }
    const problem = { type: '/problems/prefix-length', detail: 'too many', bits: 40 };
    return path.endsWith(prefixOf(await sha256(ADDRESS), 2))
      ? answerJson(response, await bucketAnswer({ bits: 2 }))
      : ((bits = 2), answerJson(response, problem, { status: 400, type: 'application/problem+json' }));
  });

  const held = await lookUpPrivately(ADDRESS, asking(origin));

  assert.equal(held.article?.url, ADDRESS);
  assert.equal(asked.length, 4);
});

test('it does not go on asking a server that contradicts itself', async (t) => {
  const { origin, asked } = await serve(t, ({ path }, response) =>
    path.endsWith('/buckets')
      ? answerJson(response, bucketsAnswer({ bits: 3 }))
      : answerJson(response, { type: '/problems/prefix-length', bits: 9 }, { status: 400 }),
  );

  await assert.rejects(lookUpPrivately(ADDRESS, asking(origin)), { failure: 'refused' });

  assert.equal(asked.length, 3);
});
