/**
 * What does the server hold of this address, without being told which one it is?
 *
 * We ask for everything under the first bits of the address's hash and find our own in it (docs/api.md, "buckets").
 * How many bits is for the server to say, as it knows how much it holds; more than `MOST_BITS` are never sent, whatever
 * it says, since each bit more halves the number of articles among which ours is hidden.
 */

import { hexOf, prefixOf, sha256 } from '../shared/hashing.js';
import { BadAnswer } from '../shared/reading.js';
import { parseBucket, parseBuckets } from '../shared/validation.js';
import { askServer } from './api-client.js';
import { AskFailed } from './ask-failed.js';
import { noCoverage } from './coverage-shape.js';

/**
 * @typedef {import('../shared/types.js').Context} Context
 * @typedef {import('../shared/types.js').Article} Article
 * @typedef {import('../shared/validation.js').Bucket} Bucket
 * @typedef {Pick<Context, 'article'|'coverage'|'comparison'|'cited_outlets'|'story'|'story_reason'|'limits'>} Held
 */

const PATH = '/api/v1/buckets';
const MOST_BITS = 18; // enough for 15 million articles
const LEAST_HIDDEN_AMONG = 30;
const MOST_BYTES = 4 * 1024 * 1024; // a day on which everybody writes of one story makes large buckets

/**
 * Returns what is held of an address; its article is null if nothing is.
 *
 * @param {string} address normalized
 * @param {{server: string, signal: AbortSignal}} asking
 * @returns {Promise<Held>}
 * @throws {AskFailed}
 */
export async function lookUpPrivately(address, asking) {
  const hash = await sha256(address);
  const bits = await bitsToSend(asking, false);
  const bucket = await fetchBucket(hash, bits, asking);
  return findHeld(bucket, hexOf(hash));
}

/**
 * @param {Uint8Array} hash
 * @param {number} bits
 * @param {{server: string, signal: AbortSignal}} asking
 * @returns {Promise<Bucket>}
 */
async function fetchBucket(hash, bits, asking) {
  const ask = (/** @type {number} */ length) =>
    askServer({ ...asking, path: `${PATH}/${prefixOf(hash, length)}`, parse: parseBucket, mostBytes: MOST_BYTES });
  try {
    return await ask(bits);
  } catch (error) {
    if (!(error instanceof AskFailed && error.problem?.type?.endsWith('/prefix-length'))) {
      throw error;
    }
    const bitsNow = await bitsToSend(asking, true);
    if (bitsNow === bits) {
      throw error;
    }
    return ask(bitsNow);
  }
}

/**
 * @param {{server: string, signal: AbortSignal}} asking
 * @param {boolean} isAnew
 * @returns {Promise<number>}
 */
async function bitsToSend(asking, isAnew) {
  const { bits, articles } = await askServer({ ...asking, path: PATH, parse: parseBuckets, isAnew });
  if (bits > MOST_BITS || (bits > 0 && articles / 2 ** bits < LEAST_HIDDEN_AMONG)) {
    throw new AskFailed('bad-answer', { detail: `${bits} bits of ${articles} articles would say too much` });
  }
  return bits;
}

/**
 * Returns what a bucket holds of the address with this hash, in the shape of a context.
 *
 * @param {Bucket} bucket
 * @param {string} hash 64 hex digits
 * @returns {Held}
 * @throws {AskFailed} if it refers to what is not in it
 */
export function findHeld(bucket, hash) {
  const held = bucket.articles.find(({ hashes }) => hashes.includes(hash));
  if (!held) {
    return {
      article: null,
      coverage: noCoverage(),
      comparison: null,
      cited_outlets: [],
      story: null,
      story_reason: null,
      limits: bucket.limits,
    };
  }
  try {
    return {
      article: recordAt(bucket, held.record).article,
      coverage: coverageOf(bucket, held),
      comparison: held.comparison,
      cited_outlets: held.cited_outlets,
      story: held.story === null ? null : at(bucket.stories, held.story),
      story_reason: held.story_reason,
      limits: { ...bucket.limits, notes: [...held.notes, ...bucket.limits.notes] },
    };
  } catch (error) {
    if (error instanceof BadAnswer) {
      throw new AskFailed('bad-answer', { detail: error.message, cause: error });
    }
    throw error;
  }
}

/**
 * @param {Bucket} bucket
 * @param {Bucket['articles'][number]} held
 * @returns {Context['coverage']}
 */
function coverageOf(bucket, { matches, counts, origins, spread }) {
  return {
    matches: matches.map(([record, probability, origin]) => ({
      ...recordAt(bucket, record),
      probability,
      origin: at(bucket.origins, origin).id,
    })),
    counts,
    origins: origins.map((place) => at(bucket.origins, place)),
    spread,
  };
}

/**
 * @param {Bucket} bucket
 * @param {number} place
 * @returns {{article: Article, outlet: Bucket['outlets'][number]|null}}
 */
function recordAt(bucket, place) {
  const { outlet, ...article } = at(bucket.records, place);
  return {
    // A record says its canonical address only where it is another than its own.
    article: { ...article, canonical_url: article.canonical_url ?? article.url },
    outlet: outlet === null ? null : at(bucket.outlets, outlet),
  };
}

/**
 * @template Item
 * @param {Item[]} items
 * @param {number} place
 * @returns {Item}
 */
function at(items, place) {
  if (place >= items.length) {
    throw new BadAnswer('', `the bucket refers to place ${place} of ${items.length}`);
  }
  return items[place];
}
