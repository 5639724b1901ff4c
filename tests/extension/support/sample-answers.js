/**
 * What would a server answer about one invented article?
 */

import { hexOf, prefixOf, sha256 } from '../../../extension/shared/hashing.js';

export const ADDRESS = 'https://www.harbour-ledger.example/2026/10/05/flood-in-orrin';

/** @param {string} url */
const article = (url, title = 'Nine missing after flood wall fails') => ({
  id: 'bf2ce03a3e39fee64fc8',
  url,
  canonical_url: url,
  title,
  authors: ['Ines Carrow'],
  published_at: '2026-10-05T11:30:00Z',
  published_precision: 'second',
  language: 'en',
  genre: 'news',
  is_opinion: false,
  is_paywalled: null,
  has_text: true,
  republished_from: null,
});

const EVIDENCE = { article_id: 'bf2ce03a3e39fee64fc8', field: 'title', start: 0, end: 12, text: 'Nine missing' };
const OTHER = 'https://dalmere-courier.example/weir-street-wall-fails';
const OUTLET = {
  key: 'dalmere-courier.example',
  name: 'Dalmere Courier',
  country: 'GB',
  owner_family: null,
  lean: 'right',
};
const ORIGIN = { id: '6f613fb089df7bdeae62', article_ids: ['6f613fb089df7bdeae62'], joins: [] };
const STORY = {
  id: 'st-9ec7cd5f885630fa6f04',
  headline: { text: 'Nine missing', evidence: EVIDENCE },
  lede: null,
  overview: null,
  key_points: [],
  questions: [],
  version: null,
  url: '/stories/st-9ec7cd5f885630fa6f04',
};
const COUNTS = {
  articles: 1,
  origins: 1,
  outlets: 1,
  by_lean: { left: 0, center: 0, right: 1, not_rated: 0 },
  by_country: { GB: 1 },
  by_owner: { unknown: 1 },
};

export const LIMITS = {
  status: 'full',
  feeds_polled: 19,
  feeds_failed: 0,
  newest_article_at: '2026-10-14T13:40:00Z',
  notes: ['Texts are not compared yet.'],
};

/** An answer of `POST /api/v1/context`. */
export function contextAnswer() {
  return structuredClone({
    article: article(ADDRESS),
    outlet: null,
    matched_by: { rule: 'host', key: 'harbour-ledger.example', via: null, refused: [] },
    coverage: {
      matches: [
        {
          article: article(OTHER, 'Families tell of escape'),
          outlet: { ...OUTLET, url: '/outlets/dalmere-courier.example' },
          probability: 0.97,
          origin: ORIGIN.id,
        },
      ],
      counts: COUNTS,
      origins: [ORIGIN],
    },
    comparison: null,
    cited_outlets: [],
    story: STORY,
    story_reason: null,
    limits: LIMITS,
  });
}

/** An answer of `GET /api/v1/buckets`. */
export function bucketsAnswer({ bits = 3, articles = 800 } = {}) {
  return { bits, algorithm: 'sha-256', articles, articles_per_bucket: articles / 2 ** bits, limits: LIMITS };
}

/** An answer of `GET /api/v1/buckets/{prefix}` that holds the article at one address. */
export async function bucketAnswer({ address = ADDRESS, bits = 3 } = {}) {
  const hash = await sha256(address);
  const [own, other] = [article(ADDRESS), article(OTHER, 'Families tell of escape')];
  const record = { ...other, canonical_url: undefined, outlet: 0 }; // undefined is absent in JSON
  return JSON.parse(
    JSON.stringify({
      prefix: prefixOf(hash, bits),
      bits,
      articles: [
        {
          hashes: [hexOf(hash)],
          record: 0,
          story: 0,
          story_reason: null,
          matches: [[1, 0.97, 0]],
          counts: COUNTS,
          origins: [0],
          notes: ['The page is behind a paywall.'],
        },
      ],
      records: [own, record],
      outlets: [{ ...OUTLET, url: '/outlets/dalmere-courier.example' }],
      stories: [STORY],
      origins: [ORIGIN],
      limits: LIMITS,
      padding: 'x'.repeat(1000),
    }),
  );
}
