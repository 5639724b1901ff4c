/**
 * What does an answer look like? Invented outlets and articles, in the shapes of `extension/shared/types.js`.
 *
 * @typedef {import('../../../extension/shared/types.js').Context} Context
 * @typedef {import('../../../extension/shared/types.js').Outlet} Outlet
 * @typedef {import('../../../extension/shared/types.js').Match} Match
 * @typedef {import('../../../extension/shared/types.js').Article} Article
 */

export const SERVER = 'http://127.0.0.1:8000';
export const ADDRESS = 'https://www.harbour-ledger.example/2026/10/05/tessel-flood-orrin';
export const NOW = new Date('2026-10-05T14:30:00Z');

const REGISTER = { source: 'Open Register of Newsrooms', source_url: 'https://newsroom-register.example/outlets' };
const FILINGS = { source: 'Media Ownership Filings Digest', source_url: 'https://ownership-filings.example/media' };
const SURVEY = { source: 'Reader Access Survey', source_url: 'https://access-survey.example/2026' };

/** @type {Outlet} */
export const OUTLET = {
  key: 'harbour-ledger.example',
  name: 'The Harbour Ledger',
  country: 'GB',
  language: 'en',
  owner: 'Harbour Ledger Trust',
  owner_family: null,
  ownership: 'trust',
  kind: 'newspaper',
  scope: 'national',
  place: null,
  founded: '1834',
  paywall: 'no',
  wikidata: null,
  lean: 'left',
  lean_rater: 'meridian',
  raters_disagree: false,
  facts: [
    { field: 'name', value: 'The Harbour Ledger', ...REGISTER, licence: 'CC0-1.0', as_of: '2026-09-01' },
    { field: 'country', value: 'GB', ...REGISTER, licence: 'CC0-1.0', as_of: '2026-09-01' },
    { field: 'language', value: 'en', ...REGISTER, licence: 'CC0-1.0', as_of: '2026-09' },
    { field: 'owner', value: 'Harbour Ledger Trust', ...FILINGS, licence: 'CC-BY-4.0', as_of: '2026-06-30' },
    { field: 'ownership', value: 'trust', ...FILINGS, licence: 'CC-BY-4.0', as_of: '2026-06-30' },
    { field: 'kind', value: 'newspaper', ...REGISTER, licence: 'CC0-1.0', as_of: '2026-09-01' },
    { field: 'scope', value: 'national', ...REGISTER, licence: 'CC0-1.0', as_of: '2026-09-01' },
    { field: 'founded', value: '1834', ...REGISTER, licence: 'CC0-1.0', as_of: '2023' },
    { field: 'paywall', value: 'no', ...SURVEY, licence: 'CC-BY-4.0', as_of: '2026-08-15' },
  ],
  ratings: [
    {
      rater: 'meridian',
      rater_name: 'Meridian Review',
      dimension: 'lean',
      value: 'left-center',
      label: 'Leans left',
      url: 'https://meridian-review.example/outlets/harbour-ledger',
      as_of: '2026-09-15',
    },
    {
      rater: 'plumbline',
      rater_name: 'Plumbline',
      dimension: 'lean',
      value: 'left-center',
      label: 'Mild left (-1)',
      url: 'https://plumbline.example/o/harbour-ledger',
      as_of: '2026-07-31',
    },
  ],
  url: '/outlets/harbour-ledger.example',
};

/** @type {Article} */
export const ARTICLE = {
  id: 'bf2ce03a3e39fee64fc8',
  url: ADDRESS,
  canonical_url: ADDRESS,
  title: 'Nine missing in Orrin after flood wall fails and siren stays silent',
  authors: ['Ines Carrow', 'Tom Wetherell'],
  published_at: '2026-10-05T11:30:00Z',
  published_precision: 'second',
  language: 'en',
  genre: 'news',
  is_opinion: false,
  is_paywalled: false,
  has_text: true,
  republished_from: null,
};

/** key, name, country, lean, title, language, published, probability, origin, flags */
const ROWS = /** @type {const} */ ([
  [
    'norwire',
    'Norwire',
    'GB',
    'center',
    'River Tessel bursts banks in English town of Orrin, 14 missing',
    'en',
    '05:52',
    0.9907,
    'norwire',
    '',
  ],
  [
    'rundfunk-nordmark',
    'Rundfunk Nordmark',
    'DE',
    'center',
    'Hochwasser in England: 14 Vermisste nach Bruch einer Flutmauer in Orrin',
    'de',
    '10:00',
    0.9816,
    'rundfunk',
    '',
  ],
  [
    'localline',
    'Localline Orrin',
    'GB',
    'center',
    'Fourteen missing after Tessel breaches Weir Street wall: where to get help',
    'en',
    '06:50',
    0.9752,
    'norwire',
    '',
  ],
  [
    'dalmere-courier',
    'Dalmere Courier',
    'GB',
    'right',
    'Orrin families tell of escape as Weir Street wall fails',
    'en',
    '09:05',
    0.9747,
    'corvane',
    '',
  ],
  [
    'prairie-standard',
    'Prairie Standard',
    'US',
    'right',
    'British town underwater, 14 missing, and the siren never sounded',
    'en',
    '12:10',
    0.9644,
    'norwire',
    '',
  ],
  [
    'coromandel-mail',
    'Coromandel Mail',
    'IN',
    'center',
    '14 missing as river swamps market town in England',
    'en',
    '07:30',
    0.9579,
    'norwire',
    '',
  ],
  [
    'rift-national',
    'Rift National Broadcasting',
    'KE',
    'left',
    'Flood in English town leaves 14 missing, 1,200 displaced',
    'en',
    '08:40',
    0.8901,
    'norwire',
    '',
  ],
  [
    'phare-littoral',
    'Le Phare du Littoral',
    'FR',
    'center',
    'Angleterre : la Tessel déborde à Orrin, quatorze disparus',
    'fr',
    '11:10',
    0.8013,
    'norwire',
    '',
  ],
  [
    'tessel-notes',
    'Tessel Notes',
    'GB',
    null,
    'The gauge at Weir Street had been dark for thirteen days',
    'en',
    '08:15',
    0.7149,
    'notes',
    'opinion',
  ],
  [
    'eastmarch-post',
    'Eastmarch Post',
    'GB',
    'right',
    '“We put the kids on the wardrobe”: Orrin flood families’ escape',
    'en',
    '09:20',
    0.5625,
    'corvane',
    'paywall',
  ],
  [
    'daily-flare',
    'The Daily Flare',
    'GB',
    'right',
    'TORRENT OF TERROR: 14 feared swept away as killer flood smashes sleeping town',
    'en',
    '11:45',
    0.2701,
    'corvane',
    '',
  ],
]);

/** later, earlier, reason, detail */
const JOINS = /** @type {const} */ ([
  ['coromandel-mail', 'norwire', 'same_text', '100 % of the shorter text is shared word for word'],
  ['rift-national', 'norwire', 'same_text', '91 % of the shorter text is shared word for word'],
  ['prairie-standard', 'norwire', 'same_text', '72 % of the shorter text is shared word for word'],
  ['phare-littoral', 'norwire', 'wire_credit', 'both from Norwire: the later is signed “Norwire”'],
  ['localline', 'norwire', 'wire_credit', 'both from Norwire: both have the dateline “ORRIN, England (Norwire) —”'],
  [
    'eastmarch-post',
    'dalmere-courier',
    'owner_family',
    'Dalmere Courier and Eastmarch Post belong to one owner: Corvane',
  ],
  [
    'daily-flare',
    'dalmere-courier',
    'owner_family',
    'Dalmere Courier and The Daily Flare belong to one owner: Corvane',
  ],
]);

/**
 * @param {(typeof ROWS)[number]} row
 * @returns {Match}
 */
function match([key, name, country, lean, title, language, time, probability, origin, flag]) {
  const url = `https://${key}.example/news/orrin-flood`;
  return {
    article: {
      ...ARTICLE,
      id: key,
      url,
      canonical_url: url,
      title,
      authors: [],
      published_at: `2026-10-05T${time}:00Z`,
      language,
      is_opinion: flag === 'opinion',
      is_paywalled: flag === 'paywall',
    },
    outlet: { key: `${key}.example`, name, country, owner_family: null, lean, url: `/outlets/${key}.example` },
    probability,
    origin,
  };
}

export const MATCHES = ROWS.map(match);

/**
 * Returns coverage whose counts fit its matches.
 *
 * @param {Match[]} matches
 * @param {import('../../../extension/shared/types.js').Origin[]} [origins]
 * @returns {Context['coverage']}
 */
export function coverage(matches, origins = originsOf(matches)) {
  /** @type {Record<string, number>} */
  const byLean = { left: 0, center: 0, right: 0, not_rated: 0 };
  /** @type {Record<string, number>} */
  const byCountry = {};
  for (const { outlet } of matches) {
    byLean[outlet?.lean ?? 'not_rated'] += 1;
    const country = outlet?.country ?? 'unknown';
    byCountry[country] = (byCountry[country] ?? 0) + 1;
  }
  const counts = {
    articles: matches.length,
    origins: new Set(matches.map((each) => each.origin)).size,
    outlets: new Set(matches.map((each) => each.outlet?.key ?? each.article.url)).size,
    by_lean: byLean,
    by_country: byCountry,
    by_owner: {},
  };
  return { matches, counts, origins, spread: null };
}

/**
 * @param {Match[]} matches
 * @returns {import('../../../extension/shared/types.js').Origin[]}
 */
function originsOf(matches) {
  const ids = [...new Set(matches.map((each) => each.origin))];
  return ids.map((id) => {
    const members = matches.filter((each) => each.origin === id).map((each) => String(each.article.id));
    const joins = JOINS.filter(([later, earlier]) => members.includes(later) && members.includes(earlier));
    return {
      id,
      article_ids: members,
      joins: joins.map(([later, earlier, reason, detail]) => ({ article_id: later, with_id: earlier, reason, detail })),
    };
  });
}

const LEDE =
  'Nine people are missing in the market town of Orrin after the River Tessel broke through a 64-year-old flood wall on ' +
  'Monday night and spread into streets where, residents say, no alarm had been given.';

/**
 * @param {string} text
 * @param {string} articleId
 * @param {number} [start]
 * @returns {import('../../../extension/shared/types.js').Text}
 */
export function text(text, articleId, start = 0) {
  return { text, evidence: { article_id: articleId, field: 'body', start, end: start + text.length, text } };
}

/** @type {Context} */
export const CONTEXT = {
  article: ARTICLE,
  outlet: OUTLET,
  matched_by: { rule: 'host', key: 'harbour-ledger.example', via: null, refused: [] },
  coverage: coverage(MATCHES),
  comparison: null,
  cited_outlets: [],
  story: {
    id: 'st-9ec7cd5f885630fa6f04',
    headline: text(String(ARTICLE.title), String(ARTICLE.id)),
    lede: text(LEDE, String(ARTICLE.id)),
    overview: [],
    key_points: [],
    questions: [],
    version: null,
    url: '/stories/st-9ec7cd5f885630fa6f04',
  },
  story_reason: null,
  limits: {
    status: 'full',
    feeds_polled: 19,
    feeds_failed: 0,
    newest_article_at: '2026-10-05T13:40:00Z',
    notes: ['2 of 19 feeds could not be read at their last poll.'],
  },
};
