/**
 * In which states can the panel be? One sample view of each, for the pictures and for the checks of accessibility.
 *
 * @typedef {import('../../../extension/content/panel/view.js').View} View
 * @typedef {import('../../../extension/shared/types.js').Context} Context
 * @typedef {{name: string, view: View, isChip?: boolean}} Sample
 */

import { ADDRESS, ARTICLE, CONTEXT, MATCHES, NOW, OUTLET, SERVER, coverage, text } from './sample.js';

/** @type {NonNullable<View['page']>} */
const PAGE = {
  url: ADDRESS,
  canonicalUrl: ADDRESS,
  title: ARTICLE.title,
  publishedAt: ARTICLE.published_at,
  language: 'en',
  isArticle: true,
  isPaywalled: false,
  hasPasswordField: false,
};

/** @type {NonNullable<View['facts']>} */
const FACTS = {
  questionId: 'q',
  refused: null,
  outlet: OUTLET,
  matchedBy: { rule: 'host', key: OUTLET.key, via: null, refused: [] },
  tableDate: '2026-09-30',
  isNews: true,
  mode: 'private',
  asksNow: true,
  server: SERVER,
  address: ADDRESS,
};

/** @type {View} */
const EMPTY = {
  page: PAGE,
  link: null,
  facts: FACTS,
  coverage: null,
  isAsking: false,
  phase: 'settled',
  report: null,
  shown: new Set(),
  corner: 'bottom-end',
  now: NOW,
};

/**
 * @param {Partial<Context>} [changes]
 * @param {Partial<View>} [view]
 * @param {Partial<import('../../../extension/shared/types.js').CoverageFound>} [reply]
 * @returns {View}
 */
function found(changes = {}, view = {}, reply = {}) {
  const context = { ...CONTEXT, ...changes };
  const found = {
    status: /** @type {const} */ ('found'),
    questionId: 'q',
    how: /** @type {const} */ ('private'),
    context,
  };
  return { ...EMPTY, coverage: { ...found, receivedAt: NOW.toISOString(), isSnoozed: false, ...reply }, ...view };
}

/**
 * @param {import('../../../extension/shared/types.js').FailureKind} failure
 * @param {Partial<import('../../../extension/shared/types.js').CoverageFailed>} [reply]
 * @returns {View}
 */
function failed(failure, reply = {}) {
  const none = { retryAt: null, detail: null, earlier: null, earlierAt: null };
  return { ...EMPTY, coverage: { status: 'failed', questionId: 'q', failure, ...none, ...reply } };
}

/**
 * @param {import('../../../extension/shared/types.js').RefusalReason} reason
 * @param {string} address
 * @returns {View}
 */
function refused(reason, address) {
  const matchedBy = { rule: 'none', key: null, via: null, refused: [] };
  const page = { ...PAGE, url: address, title: null };
  return { ...EMPTY, page, facts: { ...FACTS, refused: reason, outlet: null, isNews: false, address, matchedBy } };
}

/**
 * @param {import('../../../extension/content/panel/view.js').ReportAbout['kind']} kind
 * @param {NonNullable<View['report']>['state']} state
 * @returns {Partial<View>}
 */
function reporting(kind, state) {
  return { report: { about: { kind, id: 'x' }, state } };
}

const NOTHING = coverage([]);
const UNKNOWN = {
  rule: 'none',
  key: null,
  via: null,
  refused: [{ key: 'ledger.example', why: 'another registrable domain' }],
};
const HOSTILE = '<img src=x onerror=alert(1)>\u202E desrever "quoted" &amp; {{7*7}} javascript:alert(1)';
const SCRIPT = ['javascript', 'alert(1)'].join(':');
const LONG = 'Donaudampfschifffahrtsgesellschaftskapitänswitwenrentenversicherungsgesellschaft '.repeat(4).trim();

/** @type {Context['coverage']['matches']} */
const MANY = Array.from({ length: 400 }, (_, at) => {
  const base = MATCHES[at % MATCHES.length];
  const outlet = base.outlet && { ...base.outlet, key: `outlet-${at}.example`, name: `${base.outlet.name} ${at}` };
  return { ...base, outlet, article: { ...base.article, id: `many-${at}` }, origin: `origin-${at % 130}` };
});

/** @type {Context['outlet']} */
const DISAGREED = {
  ...OUTLET,
  raters_disagree: true,
  ratings: [
    { ...OUTLET.ratings[0], value: 'left', label: 'Left' },
    { ...OUTLET.ratings[1], value: 'right-center', label: 'Mild right (+1)' },
    {
      rater: 'audience',
      rater_name: 'Wide & Narrow 2018 (audience)',
      dimension: 'audience_lean',
      value: '0.86',
      label: 'Shared more by the right (+0.86 on -1 left to +1 right): who shares it, not what it writes',
      url: 'https://audience.example/',
      as_of: '2018',
    },
    {
      rater: 'sound',
      rater_name: 'Soundness Index',
      dimension: 'reliability',
      value: '0.75',
      label: '0.75 of 1',
      url: null,
      as_of: null,
    },
  ],
};

const NOT_RATED = {
  ...OUTLET,
  lean: null,
  lean_rater: null,
  ratings: [],
  facts: OUTLET.facts.slice(0, 3),
  owner: null,
};

/** @type {Context['story']} */
const FULL_STORY = {
  .../** @type {NonNullable<Context['story']>} */ (CONTEXT.story),
  overview: [text('The wall on Weir Street was built in 1962 and last inspected in 2019.', 'dalmere-courier', 310)],
  key_points: [text('The siren on the fire station did not sound.', 'prairie-standard', 90)],
  questions: [
    {
      question: 'How many people are missing?',
      answer: 'Nine people are missing.',
      evidence: text('Nine people are missing.', 'norwire').evidence,
      note: null,
    },
    {
      question: 'Who was responsible for the siren?',
      answer: null,
      evidence: null,
      note: 'not found in the 12 articles we hold',
    },
  ],
  version: 3,
};

const COMPARED = {
  comparison: {
    elsewhere: [
      {
        ...text('The council had been warned of cracks in the wall in March.', 'dalmere-courier', 800),
        outlets: ['a', 'b', 'c'],
      },
      { ...text('The army has sent two helicopters.', 'norwire', 420), outlets: ['a'] },
    ],
    only_here: [],
    figures: [
      {
        subject: 'missing',
        verdict: 'update',
        values: [
          figure('14', 'prairie-standard', '2026-10-05T06:10:00Z'),
          { ...figure('nine', String(ARTICLE.id), '2026-10-05T11:00:00Z'), is_here: true, speaker: 'the police' },
        ],
      },
      {
        subject: 'houses damaged',
        verdict: 'conflict',
        values: [figure('60', 'norwire', null), figure('at least 200', 'dalmere-courier', '2026-10-05T12:00:00Z')],
      },
    ],
    wording: { here: [term('silent'), term('reckless')], elsewhere: [term('stricken')] },
    corrections: [
      {
        article_id: 'norwire',
        old: '14',
        new: '9',
        after: text('Norwire has corrected the number of people who are missing to nine from 14.', 'norwire', 640),
        relays: [
          { article_id: 'dalmere-courier', text: text('14 people are missing.', 'dalmere-courier', 0) },
          { article_id: String(ARTICLE.id), text: text('14 people are missing.', String(ARTICLE.id), 0) },
        ],
      },
    ],
    notes: [],
  },
  cited_outlets: [
    {
      outlet: MATCHES[0].outlet,
      name: 'Norwire',
      relation: 'told',
      one_of: [],
      verb: 'told',
      speaker: 'Chief Constable Anna Reddy',
      evidence: text('“We have nine names,” she told Norwire.', 'x', 3).evidence,
    },
    {
      outlet: null,
      name: 'the Guardian',
      relation: 'reported',
      one_of: ['guardian-north.example', 'guardian-south.example'],
      verb: 'reported',
      speaker: null,
      evidence: text('as the Guardian reported', 'x', 90).evidence,
    },
  ],
  story: FULL_STORY,
};

const SILENT = {
  comparison: {
    elsewhere: [],
    only_here: [],
    figures: [],
    wording: null,
    corrections: [],
    notes: ['Fewer than three independent texts in this language are held.'],
  },
};
const ONE_SIDED = { ...coverage(MATCHES), spread: { one_sided: { side: 'left', origins: 7 } } };

/**
 * @param {string} value
 * @param {string} articleId
 * @param {string|null} at
 * @returns {import('../../../extension/shared/types.js').FigureValue}
 */
function figure(value, articleId, at) {
  const { evidence } = text(`It is said that ${value} were counted.`, articleId, 40);
  return { value, speaker: null, article_id: articleId, outlet: articleId, published_at: at, is_here: false, evidence };
}

/**
 * @param {string} word
 * @returns {import('../../../extension/shared/types.js').Term}
 */
function term(word) {
  return { term: word, kind: 'distinctive', evidence: [text(`A ${word} town woke up.`, 'norwire', 7).evidence] };
}

const OPENED = new Set(['menu', 'facts', 'how', 'origin-center-norwire', 'possible-right']);

/** @type {readonly Sample[]} */
export const SAMPLES = [
  { name: 'found', view: found() },
  { name: 'found-opened', view: found({}, { shown: OPENED }) },
  { name: 'found-everything', view: found({ ...COMPARED, outlet: DISAGREED }) },
  { name: 'compared-opened', view: found(COMPARED, { shown: new Set(['figure-0', 'wording-here', 'correction-0']) }) },
  { name: 'not-compared', view: found({ ...SILENT, coverage: ONE_SIDED }) },
  { name: 'one-match', view: found({ coverage: coverage(MATCHES.slice(0, 1)) }) },
  { name: 'many-matches', view: found({ coverage: coverage(MANY, []) }) },
  { name: 'uncertain', view: found({ coverage: coverage(MATCHES.slice(9)) }) },
  { name: 'reading', view: { ...EMPTY, page: null, facts: null, phase: 'reading' } },
  { name: 'asking', view: { ...EMPTY, phase: 'asking', isAsking: true } },
  { name: 'not-held', view: found({ article: null, outlet: OUTLET, coverage: NOTHING, story: null }) },
  {
    name: 'alone',
    view: found({
      coverage: NOTHING,
      story: null,
      story_reason: 'No other article is likely enough to tell the same story.',
    }),
  },
  { name: 'alone-after-text', view: found({ coverage: NOTHING, story: null }, {}, { how: 'text' }) },
  { name: 'not-rated', view: found({ outlet: NOT_RATED }) },
  { name: 'raters-disagree', view: found({ outlet: DISAGREED }) },
  {
    name: 'unknown-outlet',
    view: found({ outlet: null, matched_by: UNKNOWN }, { facts: { ...FACTS, outlet: null, matchedBy: UNKNOWN } }),
  },
  {
    name: 'not-news',
    view: { ...EMPTY, facts: { ...FACTS, isNews: false, asksNow: false, outlet: null, matchedBy: UNKNOWN } },
  },
  { name: 'not-asked', view: EMPTY },
  { name: 'headline-only', view: found({ article: { ...ARTICLE, is_paywalled: true, has_text: false } }) },
  { name: 'degraded', view: found({ limits: { ...CONTEXT.limits, status: 'degraded', feeds_failed: 7 } }) },
  { name: 'copy', view: found({ matched_by: { rule: 'host', key: OUTLET.key, via: 'archive.example', refused: [] } }) },
  {
    name: 'republished',
    view: found({ article: { ...ARTICLE, republished_from: 'https://norwire.example/article/orrin' } }),
  },
  { name: 'snoozed', view: found({}, {}, { isSnoozed: true }) },
  { name: 'link', view: found({}, { link: ADDRESS, page: null }) },
  { name: 'moved', view: { ...EMPTY, page: null, facts: null, phase: 'moved' } },
  { name: 'gone', view: { ...EMPTY, phase: 'gone' } },
  { name: 'offline', view: failed('offline') },
  { name: 'unreachable', view: failed('unreachable') },
  { name: 'too-slow', view: failed('too-slow') },
  { name: 'rate-limited', view: failed('rate-limited', { retryAt: '2026-10-05T14:30:42Z' }) },
  { name: 'busy', view: failed('busy', { retryAt: '2026-10-05T14:30:05Z' }) },
  { name: 'bad-answer', view: failed('bad-answer', { detail: '/coverage/counts/origins: a number was expected' }) },
  { name: 'too-large', view: failed('too-large') },
  { name: 'server-refused', view: failed('refused', { detail: 'This address is private.' }) },
  { name: 'server-error', view: failed('server-error') },
  { name: 'not-found', view: failed('not-found') },
  { name: 'superseded', view: failed('superseded') },
  { name: 'not-allowed', view: failed('not-allowed') },
  { name: 'earlier', view: failed('offline', { earlier: CONTEXT, earlierAt: '2026-10-05T10:32:00Z' }) },
  { name: 'refused-personal', view: refused('personal', 'https://mail.post.example/inbox') },
  { name: 'refused-private-address', view: refused('private-address', 'http://192.0.2.7/') },
  { name: 'refused-not-web', view: refused('not-web', 'file:///home/reader/notes.html') },
  { name: 'refused-credentials', view: refused('credentials', 'https://harbour-ledger.example/') },
  { name: 'refused-password-field', view: refused('password-field', 'https://shop.example/account') },
  { name: 'refused-excluded', view: { ...EMPTY, facts: { ...FACTS, refused: 'excluded' } } },
  { name: 'report-match', view: found({}, reporting('match', 'editing')) },
  { name: 'report-page', view: { ...EMPTY, ...reporting('page', 'sending') } },
  {
    name: 'report-sent',
    view: found(
      {},
      reporting('outlet', { status: 'sent', id: 'rp-1', url: '/reports/rp-1', failure: null, detail: null }),
    ),
  },
  {
    name: 'report-failed',
    view: found({}, reporting('rating', { status: 'failed', id: null, url: null, failure: 'busy', detail: 'Busy.' })),
  },
  {
    name: 'no-names',
    view: found({
      coverage: coverage(
        MATCHES.map((each, at) => ({
          ...each,
          outlet:
            at % 2
              ? null
              : {
                  ...each.outlet,
                  key: `k${at}.example`,
                  name: null,
                  country: null,
                  owner_family: null,
                  lean: null,
                  url: null,
                },
        })),
      ),
    }),
  },
  {
    name: 'long-words',
    view: found({
      article: { ...ARTICLE, title: LONG },
      outlet: {
        ...OUTLET,
        name: LONG,
        owner: LONG,
        facts: OUTLET.facts.map((fact) => ({
          ...fact,
          value: fact.field === 'owner' ? LONG : fact.value,
          source: LONG,
        })),
      },
    }),
  },
  {
    name: 'hostile',
    view: found({
      article: { ...ARTICLE, title: HOSTILE },
      outlet: { ...OUTLET, name: HOSTILE, url: SCRIPT },
      coverage: coverage(
        MATCHES.map((each) => ({
          ...each,
          article: { ...each.article, title: HOSTILE, canonical_url: SCRIPT, url: 'data:text/html,x' },
        })),
      ),
    }),
  },
  { name: 'chip-known', view: found(), isChip: true },
  { name: 'chip-busy', view: { ...EMPTY, phase: 'asking', isAsking: true }, isChip: true },
  { name: 'chip-trouble', view: failed('offline'), isChip: true },
  { name: 'chip-quiet', view: { ...EMPTY, facts: { ...FACTS, asksNow: false } }, isChip: true },
];
