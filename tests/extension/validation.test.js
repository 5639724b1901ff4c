import assert from 'node:assert/strict';
import { test } from 'node:test';

import './support/fake-browser.js';
import { cleanText } from '../../extension/shared/clean-text.js';
import { BadAnswer } from '../../extension/shared/reading.js';
import {
  parseBucket,
  parseBuckets,
  parseContext,
  parseProblem,
  parseReport,
} from '../../extension/shared/validation.js';
import { bucketAnswer, bucketsAnswer, contextAnswer } from './support/sample-answers.js';

const SERVER = 'https://context.example';
const SCRIPT = '<img src=x onerror="alert(1)"><script>alert(2)</script>';

/** @typedef {Record<string, any>} Json */

/**
 * A context with one part changed.
 *
 * @param {(answer: Json) => void} change
 */
function contextWith(change) {
  const answer = contextAnswer();
  change(answer);
  return answer;
}

/**
 * Replaces every leaf of a type, wherever it is.
 *
 * @param {any} value
 * @param {string} type
 * @param {unknown} by
 * @returns {any}
 */
function withEvery(value, type, by) {
  if (typeof value !== 'object' || value === null) {
    return typeof value === type ? by : value;
  }
  const entries = Object.entries(value).map(([name, item]) => [name, withEvery(item, type, by)]);
  return Array.isArray(value) ? entries.map(([, item]) => item) : Object.fromEntries(entries);
}

test('it reads an answer of the server', () => {
  const context = parseContext(contextAnswer(), SERVER);

  assert.equal(context.coverage.matches[0].probability, 0.97);
  assert.equal(context.story?.headline.text, 'Nine missing');
});

test('it makes whole addresses of the paths of our own records', () => {
  const context = parseContext(contextAnswer(), SERVER);

  assert.equal(context.story?.url, `${SERVER}/stories/st-9ec7cd5f885630fa6f04`);
  assert.equal(context.coverage.matches[0].outlet?.url, `${SERVER}/outlets/dalmere-courier.example`);
});

test('it takes a section that is not offered for empty, absent or null', () => {
  const answer = contextWith((it) => {
    delete it.comparison;
    it.cited_outlets = null;
    it.story.overview = null;
    delete it.story.questions;
  });

  const context = parseContext(answer, SERVER);

  assert.deepEqual([context.comparison, context.cited_outlets], [null, []]);
  assert.deepEqual([context.story?.overview, context.story?.questions], [[], []]);
});

test('it does not mind what a newer server says besides', () => {
  const context = parseContext(
    contextWith((it) => (it.timeline = [{ deep: [[[[[[[[[[1]]]]]]]]]] }])),
    SERVER,
  );

  assert.equal('timeline' in context, false);
});

for (const [what, pointer, change] of /** @type {[string, string, (it: Json) => void][]} */ ([
  ['no coverage', '/coverage', (it) => delete it.coverage],
  ['a list for an object', '/coverage', (it) => (it.coverage = [])],
  ['an object for a list', '/coverage/matches', (it) => (it.coverage.matches = { length: 1 })],
  ['a text for a list', '/limits/notes', (it) => (it.limits.notes = 'none')],
  ['a number for a text', '/story/id', (it) => (it.story.id = 7)],
  ['a text for a number', '/coverage/counts/articles', (it) => (it.coverage.counts.articles = '7')],
  ['a count below nothing', '/coverage/counts/outlets', (it) => (it.coverage.counts.outlets = -1)],
  ['half an article', '/coverage/counts/origins', (it) => (it.coverage.counts.origins = 1.5)],
  ['a count that is no number', '/coverage/counts/articles', (it) => (it.coverage.counts.articles = NaN)],
  ['a probability above 1', '/coverage/matches/0/probability', (it) => (it.coverage.matches[0].probability = 1.01)],
  ['a probability below 0', '/coverage/matches/0/probability', (it) => (it.coverage.matches[0].probability = -0.01)],
  ['an unheard-of side', '/coverage/matches/0/outlet/lean', (it) => (it.coverage.matches[0].outlet.lean = 'up')],
  ['a missing origin', '/coverage/matches/0/origin', (it) => delete it.coverage.matches[0].origin],
  ['ten levels of lists', '/story/headline/text', (it) => (it.story.headline.text = [[[[[[[[[['x']]]]]]]]]])],
  ['counts by no country', '/coverage/counts/by_country', (it) => (it.coverage.counts.by_country = ['GB'])],
  [
    'a count of owners that is none',
    '/coverage/counts/by_owner/A~1B',
    (it) => (it.coverage.counts.by_owner = { 'A/B': '1' }),
  ],
])) {
  test(`it refuses ${what}, and says where`, () => {
    const answer = contextWith(change);

    assert.throws(() => parseContext(answer, SERVER), { name: 'BadAnswer', pointer });
  });
}

for (const nonsense of [null, undefined, 7, 'context', true, [], [[]]]) {
  test(`it refuses ${JSON.stringify(nonsense)} as any answer`, () => {
    for (const parse of [parseContext, parseBuckets, parseBucket, parseReport, parseProblem]) {
      assert.throws(() => parse(nonsense, SERVER), BadAnswer);
    }
  });
}

test('it reads no field that only the prototype has', () => {
  const answer = JSON.parse('{"__proto__": {"status": "full"}, "coverage": {}}');

  assert.throws(
    () => parseContext({ ...contextAnswer(), limits: Object.create({ status: 'full' }) }, SERVER),
    BadAnswer,
  );
  assert.throws(() => parseContext(answer, SERVER), BadAnswer);
});

test('it lets no name of an owner reach the prototype', () => {
  const answer = contextWith((it) => (it.coverage.counts.by_owner = JSON.parse('{"__proto__": 7}')));

  assert.throws(() => parseContext(answer, SERVER), { pointer: '/coverage/counts/by_owner' });
  assert.equal(/** @type {any} */ ({}).articles, undefined);
});

test('it keeps a script in any field as the text that it is, and makes no link of it', () => {
  const answer = withEvery({ ...contextAnswer(), limits: null }, 'string', SCRIPT);
  answer.limits = contextAnswer().limits;
  answer.coverage.matches[0].outlet.lean = null;

  const context = parseContext(answer, SERVER);

  assert.equal(context.story?.headline.text, SCRIPT);
  assert.deepEqual([context.article?.url, context.coverage.matches[0].article.canonical_url], [null, null]);
});

for (const url of [
  'javascript:alert(1)',
  ' JaVaScRiPt:alert(1)',
  'data:text/html,x',
  'file:///etc/passwd',
  '//attacker.example/x', // a path of ours, it seems; an address elsewhere, it is
  'https://context.example@attacker.example/',
  'https://context.example:pw@context.example/',
  'http://[',
  `https://attacker.example/${'a'.repeat(5000)}`,
]) {
  test(`it makes no link to ${url.slice(0, 50)}`, () => {
    const answer = contextWith((it) => {
      it.article.url = url;
      it.story.url = url;
    });

    const context = parseContext(answer, SERVER);

    assert.deepEqual([context.article?.url, context.story?.url], [null, null]);
  });
}

test('it links to another site for articles, never for our own records', () => {
  const answer = contextWith((it) => {
    it.article.url = 'https://elsewhere.example/a';
    it.story.url = 'https://elsewhere.example/stories/1';
  });

  const context = parseContext(answer, SERVER);

  assert.deepEqual([context.article?.url, context.story?.url], ['https://elsewhere.example/a', null]);
});

test('it cuts a list that is too long to show, and says so', () => {
  const answer = contextWith((it) => (it.coverage.matches = Array(777).fill(it.coverage.matches[0])));

  const context = parseContext(answer, SERVER);

  assert.equal(context.coverage.matches.length, 500);
  assert.match(context.limits.notes.at(-1) ?? '', /\/coverage\/matches \(500 of 777\)/);
});

for (const [name, dirty, clean] of [
  ['line breaks and tabs', 'one\r\n\ttwo', 'one two'],
  ['C0 and C1 controls', 'a\u0000b\u001b[31mc\u0085d', 'a b [31mc d'],
  ['overrides of direction', 'gpj\u202etxt.\u2066exe\u2069', 'gpjtxt.exe'],
  ['half of a character', 'a\ud800b', 'a\ufffdb'],
]) {
  test(`it takes ${name} out of texts`, () => {
    assert.equal(cleanText(dirty), clean);
  });
}

test('it leaves alone what languages need', () => {
  const text = 'שלום\u200f! می\u200cخواهم 👨‍👩‍👧 naïve';

  assert.equal(cleanText(text), text);
});

test('it cuts a long text between two characters', () => {
  const cut = cleanText('😀'.repeat(1500));

  assert.ok(cut.length <= 2000 && cut.endsWith('😀…'));
});

test('it reads a bucket, and what it says of itself', async () => {
  const bucket = parseBucket(await bucketAnswer(), SERVER);

  assert.deepEqual(bucket.articles[0].matches, [[1, 0.97, 0]]);
  assert.equal('padding' in bucket, false);
  assert.equal(parseBuckets(bucketsAnswer({ bits: 3 }), SERVER).bits, 3);
});

for (const [what, change] of /** @type {[string, (it: Json) => void][]} */ ([
  ['a place that is no number', (it) => (it.articles[0].record = '0')],
  ['a place below the first', (it) => (it.articles[0].matches = [[-1, 0.5, 0]])],
  ['a match that is an object', (it) => (it.articles[0].matches = [{ record: 1 }])],
  ['a chance of two', (it) => (it.articles[0].matches = [[1, 2, 0]])],
  ['a pool that is too large', (it) => (it.outlets = Array(20_001).fill(it.outlets[0]))],
])) {
  test(`it refuses a bucket with ${what}`, async () => {
    const answer = await bucketAnswer();
    change(answer);

    assert.throws(() => parseBucket(answer, SERVER), BadAnswer);
  });
}

test('it reads what became of a report', () => {
  const report = parseReport({ id: 'rp-1', url: '/reports/rp-1', status: 'open', answer: null }, SERVER);

  assert.deepEqual(report, { id: 'rp-1', url: `${SERVER}/reports/rp-1`, status: 'open' });
});
