/**
 * What must an answer of the server look like before anything of it is shown?
 *
 * One table of shapes (docs/api.md), each read by `reading.js`. Sections that a server does not offer may be absent or
 * null.
 */

import {
  flag,
  list,
  nullable,
  number,
  object,
  oneOf,
  otherwise,
  ownUrl,
  pool,
  record,
  text,
  webUrl,
  whole,
} from './reading.js';

/** @template T @typedef {import('./reading.js').Reader<T>} Reader */

const MOST = Number.MAX_SAFE_INTEGER;
const MOST_BITS = 64;
const count = whole(0, MOST);
const probability = number(0, 1);
const words = otherwise(list(text), () => []);
const maybeText = nullable(text);

const lean = nullable(oneOf('left', 'center', 'right'));

const outletRef = object({
  key: text,
  name: maybeText,
  country: maybeText,
  owner_family: maybeText,
  lean,
  url: ownUrl,
});

const fact = object({
  field: text,
  value: text,
  source: text,
  source_url: webUrl,
  licence: maybeText,
  as_of: maybeText,
});

const rating = object({
  rater: text,
  rater_name: text,
  dimension: text,
  value: text,
  label: text,
  url: webUrl,
  as_of: maybeText,
});

const outlet = object({
  key: text,
  name: maybeText,
  country: maybeText,
  language: maybeText,
  owner: maybeText,
  owner_family: maybeText,
  ownership: maybeText,
  kind: maybeText,
  scope: maybeText,
  place: maybeText,
  founded: maybeText,
  paywall: maybeText,
  wikidata: maybeText,
  lean,
  lean_rater: maybeText,
  raters_disagree: flag,
  facts: list(fact),
  ratings: list(rating),
  url: ownUrl,
});

const matchedBy = object({
  rule: text,
  key: maybeText,
  via: maybeText,
  refused: otherwise(list(object({ key: text, why: text })), () => []),
});

const articleFields = {
  id: maybeText,
  url: webUrl,
  title: maybeText,
  authors: words,
  published_at: maybeText,
  published_precision: maybeText,
  language: maybeText,
  genre: maybeText,
  is_opinion: nullable(flag),
  is_paywalled: nullable(flag),
  has_text: otherwise(flag, () => true),
  republished_from: webUrl,
};
const article = object({ ...articleFields, canonical_url: webUrl });

const evidence = object({ article_id: text, field: text, start: count, end: count, text });
const shown = object({ text, evidence });
const shownList = otherwise(list(shown), () => []);

const join = object({ article_id: text, with_id: text, reason: text, detail: text });
const origin = object({ id: text, article_ids: list(text), joins: list(join) });

const counts = object({
  articles: count,
  origins: count,
  outlets: count,
  by_lean: record(count),
  by_country: record(count),
  by_owner: record(count),
});

const match = object({ article, outlet: nullable(outletRef), probability: nullable(probability), origin: text });
const oneSided = object({ side: text, origins: count });
const spread = object({ one_sided: nullable(oneSided) });
const coverage = object({ matches: list(match), counts, origins: list(origin), spread: nullable(spread) });

const claim = object({ text, evidence, outlets: words });
const figureValue = object({
  value: text,
  speaker: maybeText,
  article_id: text,
  outlet: maybeText,
  published_at: maybeText,
  is_here: flag,
  evidence,
});
const figure = object({ subject: text, verdict: text, values: list(figureValue) });
const term = object({ term: text, kind: text, evidence: list(evidence) });
const wording = object({ here: list(term), elsewhere: list(term) });
const correction = object({
  article_id: text,
  old: text,
  new: maybeText,
  after: shown,
  relays: list(object({ article_id: text, text: shown })),
});
const comparison = object({
  only_here: otherwise(list(claim), () => []),
  elsewhere: otherwise(list(claim), () => []),
  figures: otherwise(list(figure), () => []),
  wording: nullable(wording),
  corrections: otherwise(list(correction), () => []),
  notes: words,
});

const cited = object({
  outlet: nullable(outletRef),
  name: otherwise(text, () => ''),
  one_of: words,
  relation: otherwise(text, () => ''),
  verb: maybeText,
  speaker: maybeText,
  evidence,
});

const question = object({ question: text, answer: maybeText, evidence: nullable(evidence), note: maybeText });

const story = object({
  id: text,
  headline: shown,
  lede: nullable(shown),
  overview: shownList,
  key_points: shownList,
  questions: otherwise(list(question), () => []),
  version: nullable(count),
  url: ownUrl,
});

const limits = object({
  status: oneOf('full', 'degraded'),
  feeds_polled: count,
  feeds_failed: count,
  newest_article_at: maybeText,
  notes: words,
});

const context = object({
  article: nullable(article),
  outlet: nullable(outlet),
  matched_by: nullable(matchedBy),
  coverage,
  comparison: nullable(comparison),
  cited_outlets: otherwise(list(cited), () => []),
  story: nullable(story),
  story_reason: maybeText,
  limits,
});

const buckets = object({
  bits: whole(0, MOST_BITS),
  articles: count,
  articles_per_bucket: number(0, MOST),
  limits,
});

/** @type {Reader<[number, number|null, number]>} a match as `[record, probability, origin]` */
const row = (value, pointer, reading) => {
  const [record_, chance, origin_] = pool(/** @type {Reader<unknown>} */ ((item) => item))(value, pointer, reading);
  return [
    count(record_, `${pointer}/0`, reading),
    nullable(probability)(chance, `${pointer}/1`, reading),
    count(origin_, `${pointer}/2`, reading),
  ];
};

const bucket = object({
  bits: whole(0, MOST_BITS),
  articles: pool(
    object({
      hashes: pool(text),
      record: count,
      story: nullable(count),
      story_reason: maybeText,
      matches: list(row),
      counts,
      origins: list(count),
      spread: nullable(spread),
      comparison: nullable(comparison),
      cited_outlets: otherwise(list(cited), () => []),
      notes: words,
    }),
  ),
  records: pool(object({ ...articleFields, canonical_url: webUrl, outlet: nullable(count) })),
  outlets: pool(outletRef),
  stories: pool(story),
  origins: pool(origin),
  limits,
});

const report = object({ id: text, url: ownUrl, status: text });

const problem = object({
  title: maybeText,
  detail: maybeText,
  type: maybeText,
  bits: nullable(whole(0, MOST_BITS)),
});

/** @typedef {ReturnType<typeof bucket>} Bucket */
/** @typedef {ReturnType<typeof buckets>} Buckets */
/** @typedef {ReturnType<typeof report>} Report */
/** @typedef {ReturnType<typeof problem>} Problem */

/**
 * @template T
 * @param {Reader<T & {limits?: {notes: string[]}}>} read
 * @returns {(value: unknown, server: string) => T}
 */
function answerOf(read) {
  return (value, server) => {
    /** @type {string[]} */
    const cuts = [];
    const answer = read(value, '', { base: server, cuts });
    answer.limits?.notes.push(...cuts.map((cut) => `Cut short because it was too long to show: ${cut}.`));
    return answer;
  };
}

/** Each takes an unknown value and the server's origin, and returns the answer or throws `BadAnswer`. */
export const parseContext = /** @type {(value: unknown, server: string) => import('./types.js').Context} */ (
  answerOf(context)
);
export const parseBuckets = answerOf(buckets);
export const parseBucket = answerOf(bucket);
export const parseReport = answerOf(report);
export const parseProblem = answerOf(problem);
