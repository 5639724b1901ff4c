/**
 * The background as a whole: a browser's events go in, requests and answers come out.
 */

import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';

import { EXTENSION_ID, ask, installBrowser } from './support/fake-browser.js';
import { answerJson, serve } from './support/loopback-server.js';
import { ADDRESS, bucketAnswer, bucketsAnswer, contextAnswer } from './support/sample-answers.js';
import { SAMPLE_TABLE } from './support/sample-table.js';

const browser = installBrowser({ table: SAMPLE_TABLE });
const { OptionsRequest, Request } = await import('../../extension/shared/messages.js');
await import('../../extension/background/worker.js');

const TAB = 7;
const SENDER = { id: EXTENSION_ID, tab: { id: TAB }, frameId: 0, url: ADDRESS };
const OPTIONS = {
  id: EXTENSION_ID,
  tab: { id: 1 },
  frameId: 0,
  url: `chrome-extension://${EXTENSION_ID}/options/options.html`,
};
const PAGE = {
  url: `${ADDRESS}?utm_source=x#comments`,
  canonicalUrl: ADDRESS,
  title: 'Nine missing after flood wall fails',
  publishedAt: '2026-10-05T11:30:00Z',
  language: 'en',
  isArticle: true,
  isPaywalled: null,
  hasPasswordField: false,
};

beforeEach(async () => {
  await browser.storage.local.clear();
  await browser.storage.session.clear();
  Object.assign(browser.seen, { badges: {}, titles: {}, sent: [], injected: [], removed: [] });
  browser.granted.origins = [];
  browser.granted.data_collection = undefined;
  browser.injecting = async () => [{ frameId: 0, result: undefined }];
});

/**
 * Presses the toolbar button, and returns the id of the question that the page was given.
 *
 * @param {string} [url]
 * @returns {Promise<string>}
 */
async function press(url = PAGE.url) {
  await browser.action.onClicked.happens({ id: TAB, url });
  return browser.seen.sent.at(-1)?.message.questionId;
}

/**
 * @param {string} questionId
 * @param {object} [more]
 */
function askCoverage(questionId, more = {}) {
  return ask(browser, { type: Request.COVERAGE, questionId, page: PAGE, how: 'usual', ...more }, SENDER);
}

/**
 * Starts a server that holds the sample article, and lets the extension use it.
 *
 * @param {import('node:test').TestContext} t
 * @param {object} [settings]
 */
async function serveSample(t, settings = {}) {
  const served = await serve(t, async ({ path }, response) => {
    const isBucket = path.startsWith('/api/v1/buckets/');
    const isReport = path === '/api/v1/reports';
    const answer = isBucket ? await bucketAnswer() : path === '/api/v1/buckets' ? bucketsAnswer() : contextAnswer();
    answerJson(response, isReport ? { id: 'rp-1', url: '/reports/rp-1', status: 'open' } : answer);
  });
  await browser.storage.local.set({ server: served.origin, ...settings });
  return served;
}

test('it shows the overlay when the button is pressed', async () => {
  const questionId = await press();

  const [{ tabId, message }] = browser.seen.sent;
  assert.deepEqual(browser.seen.injected, [TAB]);
  assert.deepEqual([tabId, message.type, message.trigger, message.link], [TAB, 'overlay.show', 'click', null]);
  assert.match(questionId, /^[0-9a-f-]{36}$/);
  assert.ok(Object.keys(message.words).every((key) => /^(?:panel|chip)_/.test(key)));
});

test('it knows each click by another id', async () => {
  assert.notEqual(await press(), await press());
});

for (const [what, injecting] of /** @type {[string, () => Promise<any>][]} */ ([
  ['refuses', () => Promise.reject(new Error('Cannot access a chrome:// URL'))],
  ['reports an error', async () => [{ frameId: 0, error: new Error('blocked') }]],
])) {
  test(`it says in the title that a page is out of reach when the browser ${what}`, async () => {
    browser.injecting = injecting;

    await press('about:config');

    assert.equal(browser.seen.badges[TAB], '');
    assert.match(browser.seen.titles[TAB], /cannot be shown here/);
    assert.deepEqual(browser.storage.session.values, {});
  });
}

test('it tries again where the permission comes a little after the click', async () => {
  let tries = 0;
  browser.injecting = async () => {
    tries += 1;
    return tries < 3
      ? Promise.reject(new Error('Cannot access contents of the page.'))
      : [{ frameId: 0, result: null }];
  };

  await press();

  assert.deepEqual([tries, browser.seen.sent.length, browser.seen.titles[TAB]], [3, 1, undefined]);
});

test('it answers the facts from the package, and sends nothing', async (t) => {
  const { asked } = await serveSample(t);
  const questionId = await press();

  const facts = await ask(browser, { type: Request.FACTS, questionId, page: PAGE }, SENDER);

  assert.equal(facts.outlet.name, 'The Harbour Ledger');
  assert.equal(facts.address, ADDRESS);
  assert.deepEqual([facts.refused, facts.isNews, facts.asksNow, facts.mode], [null, true, true, 'private']);
  assert.equal(facts.tableDate, '2026-10-01');
  assert.deepEqual(asked, []);
});

test('it looks the coverage up privately, and never sends the address', async (t) => {
  const { asked } = await serveSample(t);

  const reply = await askCoverage(await press());

  assert.deepEqual([reply.status, reply.how, reply.isSnoozed], ['found', 'private', false]);
  assert.equal(reply.context.outlet.name, 'The Harbour Ledger');
  assert.deepEqual(
    asked.map(({ method }) => method),
    ['GET', 'GET'],
  );
  assert.ok(!JSON.stringify(asked).includes('flood-in-orrin'));
  assert.deepEqual(
    [browser.seen.badges[TAB], browser.seen.titles[TAB]],
    ['1', 'Source Context: 1 other outlet reports this'],
  );
});

test('it says so when the bucket does not hold the page, and sends nothing more', async (t) => {
  const { asked } = await serveSample(t);
  const page = { ...PAGE, url: 'https://www.harbour-ledger.example/never-seen-before', canonicalUrl: null };

  const reply = await askCoverage(await press(), { page });

  assert.deepEqual([reply.status, reply.context.article, reply.context.story], ['found', null, null]);
  assert.equal(asked.length, 2);
  assert.equal(browser.seen.badges[TAB], '–');
});

test('it sends exactly the cleaned address when the reader asks with it', async (t) => {
  const { asked } = await serveSample(t);

  const reply = await askCoverage(await press(), { how: 'address' });

  assert.equal(reply.how, 'address');
  assert.deepEqual(
    asked.map(({ method, path, body }) => [method, path, body]),
    [['POST', '/api/v1/context', `{"url":"${ADDRESS}"}`]],
  );
});

test('it sends the address at once where that is the chosen mode', async (t) => {
  const { asked } = await serveSample(t, { mode: 'address' });

  await askCoverage(await press());

  assert.deepEqual(
    asked.map(({ body }) => body),
    [`{"url":"${ADDRESS}"}`],
  );
});

test('it sends the text when the reader compares it, and what the page says of itself', async (t) => {
  const { asked } = await serveSample(t);

  await askCoverage(await press(), { how: 'text', text: ' Nine people are missing. ' });

  assert.equal(
    asked[0].body,
    `{"url":"${ADDRESS}","title":"Nine missing after flood wall fails","text":"Nine people are missing.",` +
      '"published_at":"2026-10-05T11:30:00Z","language":"en"}',
  );
});

for (const [why, reason, url, page] of /** @type {[string, string, string, object][]} */ ([
  ['a mailbox', 'personal', 'https://mail.google.com/mail/u/0/', {}],
  ['a machine in the house', 'private-address', 'http://192.168.0.1/', {}],
  ['this machine', 'private-address', 'http://localhost/a', {}],
  ['a name without a dot', 'private-address', 'http://intranet/a', {}],
  ['an unknown name that is reserved', 'private-address', 'https://nobody.example/a', {}],
  ['a file', 'not-web', 'file:///home/reader/a.html', {}],
  ['a user name in the address', 'credentials', 'https://anna@www.harbour-ledger.example/a', {}],
  ['a log-in', 'password-field', ADDRESS, { hasPasswordField: true }],
  ['a site that was excluded', 'excluded', 'https://www.dalmere-courier.example/a', {}],
  ["an archive's copy of a private page", 'private-address', 'https://web.archive.org/web/2020/http://10.0.0.1/a', {}],
])) {
  test(`it asks nobody about ${why}, whatever is pressed`, async (t) => {
    const { asked } = await serveSample(t, { excludedSites: ['dalmere-courier.example'], mode: 'address' });
    const told = { page: { ...PAGE, canonicalUrl: null, ...page, url } };
    const sender = { ...SENDER, url };
    const questionId = await press(url);

    const facts = await ask(browser, { type: Request.FACTS, questionId, ...told }, sender);
    const replies = [];
    for (const how of ['usual', 'address', 'text']) {
      replies.push(await ask(browser, { type: Request.COVERAGE, questionId, ...told, how, text: 'x' }, sender));
    }
    const report = { about: { kind: 'page', id: url }, reason: 'other', comment: null };
    const sent = await ask(browser, { type: Request.REPORT, ...report }, sender);

    assert.deepEqual([facts.refused, facts.asksNow], [reason, false]);
    assert.deepEqual(
      replies.map(({ failure }) => failure),
      Array(3).fill('not-allowed'),
    );
    // A report of a page with a log-in is the reader's own doing, with its address before their eyes.
    assert.equal(sent.status, reason === 'password-field' ? 'sent' : 'failed');
    assert.deepEqual(
      asked.filter(({ path }) => path !== '/api/v1/reports'),
      [],
    );
  });
}

test('it asks about no page that is not news without a further click', async (t) => {
  const { asked } = await serveSample(t);
  const page = { ...PAGE, url: 'https://shop.test-shop.org/', canonicalUrl: null, isArticle: false };
  const sender = { ...SENDER, url: page.url };
  const questionId = await press(page.url);

  const facts = await ask(browser, { type: Request.FACTS, questionId, page }, sender);
  const usual = await ask(browser, { type: Request.COVERAGE, questionId, page, how: 'usual' }, sender);

  assert.deepEqual([facts.isNews, facts.asksNow, facts.refused], [false, false, null]);
  assert.deepEqual([usual.failure, asked.length, browser.seen.badges[TAB]], ['not-allowed', 0, '']);
});

test('it asks about a link as the link is', async (t) => {
  const { asked } = await serveSample(t, { mode: 'address' });
  const tab = { id: TAB, url: 'https://elsewhere.org/' };
  await browser.contextMenus.onClicked.happens({ menuItemId: 'context-of-link', linkUrl: ADDRESS }, tab);
  const { questionId, link, trigger } = browser.seen.sent[0].message;
  const page = { ...PAGE, url: link, canonicalUrl: null, isArticle: false };
  const message = { type: Request.COVERAGE, questionId, page, how: 'usual' };
  const sender = { ...SENDER, url: tab.url };

  const reply = await ask(browser, message, sender);
  const other = await ask(browser, { ...message, page: { ...page, url: `${link}/2` } }, sender);

  assert.deepEqual([trigger, link, reply.status, other], ['link', ADDRESS, 'found', null]);
  assert.equal(browser.seen.badges[TAB], undefined, 'the badge is about the page, not about a link in it');
  assert.deepEqual(
    asked.map(({ body }) => body),
    [`{"url":"${ADDRESS}"}`],
  );
});

for (const [who, sender, change] of /** @type {[string, object, object][]} */ ([
  ['another extension', { ...SENDER, id: 'somebody-else' }, {}],
  ['a frame in the page', { ...SENDER, frameId: 3 }, {}],
  ['nobody in a tab', { id: EXTENSION_ID, url: ADDRESS }, {}],
  ['a tab without a question', { ...SENDER, tab: { id: 8 } }, {}],
  ['the options page', OPTIONS, {}],
  ['a page with an old question', SENDER, { questionId: '00000000-0000-0000-0000-000000000000' }],
  ['a page that speaks of another site', { ...SENDER, url: 'https://courier.test-news.org/' }, {}],
  ['a page that asks in a way that there is not', SENDER, { how: 'everything' }],
  ['a page without an address', SENDER, { page: { ...PAGE, url: null } }],
  ['a page that is no object', SENDER, { page: [] }],
])) {
  test(`it does not listen to ${who}`, async (t) => {
    const { asked } = await serveSample(t);
    const questionId = await press();
    const message = { type: Request.COVERAGE, questionId, page: PAGE, how: 'usual', ...change };

    const reply = await ask(browser, message, sender);

    assert.ok(reply === null || reply === undefined, JSON.stringify(reply));
    assert.deepEqual(asked, []);
  });
}

for (const message of [null, 7, 'overlay.show', [], {}, { type: 'constructor' }, { type: '__proto__' }, { type: {} }]) {
  test(`it has no answer to ${JSON.stringify(message)}`, async () => {
    await press();

    assert.equal(await ask(browser, /** @type {any} */ (message), SENDER), undefined);
  });
}

for (const type of Object.values(OptionsRequest)) {
  test(`it lets no page ask ${type}`, async () => {
    await press();
    const message = { type, server: 'http://127.0.0.1:1', language: 'en' };

    const ofSite = { ...SENDER, url: 'https://x.example/options/' };

    assert.deepEqual(
      [await ask(browser, message, SENDER), await ask(browser, message, ofSite)],
      [undefined, undefined],
    );
  });
}

test('it calls off a question when the tab asks a newer one', async (t) => {
  /** @type {(value?: unknown) => void} */
  let isAsked = () => undefined;
  const asking = new Promise((resolve) => (isAsked = resolve));
  const { origin } = await serve(t, () => isAsked()); // and never answers
  await browser.storage.local.set({ server: origin });
  const pending = askCoverage(await press());
  await asking;

  const newer = await press();

  assert.equal((await pending).failure, 'superseded');
  assert.equal(/** @type {any} */ (browser.storage.session.values[`question:${TAB}`]).id, newer);
  assert.equal(browser.seen.badges[TAB], undefined);
});

test('it calls off a question when its tab is closed', async (t) => {
  /** @type {(value?: unknown) => void} */
  let isAsked = () => undefined;
  const asking = new Promise((resolve) => (isAsked = resolve));
  const { origin } = await serve(t, () => isAsked());
  await browser.storage.local.set({ server: origin });
  const pending = askCoverage(await press());
  await asking;

  await browser.tabs.onRemoved.happens(TAB, {});

  assert.equal((await pending).failure, 'superseded');
  assert.deepEqual(browser.storage.session.values, {});
});

test('it knows its tabs again after it was stopped', async (t) => {
  await serveSample(t);
  const questionId = await press();
  const restarted = await import(`../../extension/background/questions.js?again=${questionId}`);

  const question = await restarted.questionOf(TAB);
  const signal = restarted.signalOf(question);

  assert.deepEqual([question.id, signal.aborted], [questionId, false]);
  assert.equal((await askCoverage(questionId)).status, 'found');
});

test('it shows an answer from before when the server is gone', async (t) => {
  const { stop } = await serveSample(t, { mode: 'address' });
  await askCoverage(await press());
  await stop();

  const reply = await askCoverage(await press());

  assert.deepEqual([reply.status, reply.failure], ['failed', 'unreachable']);
  assert.equal(reply.earlier.story.id, 'st-9ec7cd5f885630fa6f04');
  assert.ok(Date.parse(reply.earlierAt) > 0);
  assert.match(browser.seen.titles[TAB], /could not be asked/);
});

test('it puts the badge back when the page is shown again', async (t) => {
  await serveSample(t);
  const questionId = await press();
  await askCoverage(questionId);
  browser.seen.badges = {};

  await ask(browser, { type: Request.SHOWN, questionId }, SENDER);

  assert.equal(browser.seen.badges[TAB], '1');
});

test('it keeps a snoozed story quiet until another origin reports it', async (t) => {
  await serveSample(t);
  const questionId = await press();
  await askCoverage(questionId);

  await ask(browser, { type: Request.DISMISS, questionId, scope: 'story' }, SENDER);
  const same = await askCoverage(await press());
  const { snoozed } = /** @type {any} */ (browser.storage.local.values);
  snoozed['st-9ec7cd5f885630fa6f04'].origins = 0; // as if one origin more had come since
  const more = await askCoverage(await press());

  assert.deepEqual([same.isSnoozed, more.isSnoozed], [true, false]);
});

test('it leaves a site alone once the reader said so', async () => {
  const questionId = await press();

  await ask(browser, { type: Request.DISMISS, questionId, scope: 'site' }, SENDER);

  assert.deepEqual(browser.storage.local.values.excludedSites, ['harbour-ledger.example']);
  assert.deepEqual(browser.storage.session.values, {});
});

test('it remembers a dismissed page by its hash only', async () => {
  const questionId = await press();

  await ask(browser, { type: Request.DISMISS, questionId, scope: 'page' }, SENDER);

  assert.ok(!JSON.stringify(browser.storage.session.values).includes('harbour'));
  assert.match(String(/** @type {any} */ (browser.storage.session.values.dismissed)[0]), /^[0-9a-f]{64}$/);
});

test('it sends a report and nothing besides', async (t) => {
  const { origin, asked } = await serveSample(t);
  await press();
  const about = { kind: 'outlet', id: 'harbour-ledger.example' };

  const reply = await ask(
    browser,
    { type: Request.REPORT, about, reason: 'wrong_fact', comment: ' Founded in 1902. ' },
    SENDER,
  );

  assert.deepEqual(reply, { status: 'sent', id: 'rp-1', url: `${origin}/reports/rp-1`, failure: null, detail: null });
  assert.equal(
    asked[0].body,
    '{"about":{"kind":"outlet","id":"harbour-ledger.example"},"reason":"wrong_fact","comment":"Founded in 1902."}',
  );
});

test('it asks again about a page that went elsewhere by script', async () => {
  const questionId = await press();
  const url = 'https://www.harbour-ledger.example/next';

  await ask(browser, { type: Request.AGAIN, questionId }, { ...SENDER, url });

  const [first, second] = browser.seen.sent.map(({ message }) => message);
  assert.deepEqual([second.type, second.trigger], ['overlay.show', 'click']);
  assert.notEqual(second.questionId, first.questionId);
});

test('it puts the overlay where the reader put it', async () => {
  await press();

  await ask(browser, { type: Request.PLACE, corner: 'bottom-start' }, SENDER);

  assert.equal(browser.storage.local.values.corner, 'bottom-start');
});

test('it writes the menus when it is installed, and when the language changes', async () => {
  await browser.runtime.onInstalled.happens({ reason: 'install' });
  const english = browser.seen.menus.map(({ id, title }) => [id, title]);
  await browser.storage.onChanged.happens({ language: {} }, 'local');

  assert.deepEqual(english, [
    ['context-of-link', 'Context of this link'],
    ['context-of-page', 'Context of this page'],
    ['not-on-site', 'Not on this site'],
  ]);
  assert.equal(browser.seen.menus.length, 3);
});

test('it checks the server that the reader typed, in the options page only', async (t) => {
  const { origin, asked } = await serveSample(t, { server: 'https://context.example' });

  const reply = await ask(browser, { type: OptionsRequest.CHECK_SERVER, server: `${origin}/` }, OPTIONS);
  const bad = await ask(browser, { type: OptionsRequest.CHECK_SERVER, server: 'http://context.example' }, OPTIONS);

  assert.deepEqual([reply.status, reply.server, reply.bits, reply.articles], ['reached', origin, 3, 800]);
  assert.deepEqual([bad.status, bad.failure, asked.length], ['failed', 'not-allowed', 1]);
});

test('it tells the options page what is in the package', async () => {
  const table = await ask(browser, { type: OptionsRequest.TABLE }, OPTIONS);
  const words = await ask(browser, { type: OptionsRequest.WORDS, language: 'auto' }, OPTIONS);

  assert.deepEqual([table.date, table.outlets, table.rated, table.sources[0].name], ['2026-10-01', 3, 1, 'A register']);
  assert.deepEqual([words.language, words.direction], ['en', 'ltr']);
  assert.equal(words.words.menu_link, 'Context of this link');
});

test('it forgets everything, also what is under way', async (t) => {
  await serveSample(t);
  const questionId = await press();
  const pending = askCoverage(questionId);

  const removed = await ask(browser, { type: OptionsRequest.FORGET }, OPTIONS);
  await pending;

  assert.equal(removed.stored, 1);
  assert.deepEqual([browser.storage.local.values, browser.storage.session.values], [{}, {}]);
  assert.equal(browser.seen.sent.at(-1)?.message.type, 'overlay.close');
});

/** @param {string} url */
function load(url) {
  browser.tabs.at[TAB] = url;
  return browser.tabs.onUpdated.happens(TAB, { status: 'complete' }, { id: TAB, url, incognito: false });
}

const GRANTED = 'https://www.harbour-ledger.example/*';

test('it comes by itself where the reader and the browser allow it', async () => {
  await browser.storage.local.set({ automatic: { sites: ['harbour-ledger.example'], listed: false } });
  browser.granted.origins = [GRANTED];

  await load(ADDRESS);

  assert.deepEqual(
    browser.seen.sent.map(({ message }) => message.trigger),
    ['automatic'],
  );
});

test('it leaves a page alone on which the reader has gone on by then', async () => {
  await browser.storage.local.set({ automatic: { sites: ['harbour-ledger.example'], listed: false } });
  browser.granted.origins = [GRANTED];
  browser.injecting = async ({ files }) => {
    if (files) {
      browser.tabs.at[TAB] = `${ADDRESS}-and-what-came-next`; // just while our script went in
    }
    return [{ frameId: 0, result: undefined }];
  };

  await load(ADDRESS);

  assert.deepEqual(browser.seen.sent, []);
  assert.equal(browser.seen.badges[TAB], undefined);
});

for (const [why, settings, granted, url] of /** @type {[string, object, any, string][]} */ ([
  ['nobody asked for it', {}, {}, ADDRESS],
  [
    'the permission was taken back',
    { automatic: { sites: ['harbour-ledger.example'], listed: false } },
    { origins: [] },
    ADDRESS,
  ],
  [
    'Firefox was not told that it may tell',
    { automatic: { sites: ['harbour-ledger.example'], listed: false } },
    { data_collection: [] },
    ADDRESS,
  ],
  [
    'the site is excluded',
    { automatic: { sites: [], listed: true }, excludedSites: ['harbour-ledger.example'] },
    {},
    ADDRESS,
  ],
  [
    'the outlet is not in the table',
    { automatic: { sites: [], listed: true } },
    { origins: ['https://a.test-news.org/*'] },
    'https://a.test-news.org/x',
  ],
  [
    'the host is personal',
    { automatic: { sites: ['mail.google.com'], listed: false } },
    { origins: ['https://mail.google.com/*'] },
    'https://mail.google.com/mail/',
  ],
])) {
  test(`it does not come by itself where ${why}`, async (t) => {
    const { asked } = await serveSample(t, settings);
    Object.assign(browser.granted, { origins: [GRANTED] }, granted);

    await load(url);

    assert.deepEqual([browser.seen.injected, browser.seen.sent, asked], [[], [], []]);
  });
}

test('it does not come by itself to a page that was dismissed, and comes to the next one', async () => {
  await browser.storage.local.set({ automatic: { sites: [], listed: true } });
  browser.granted.origins = [GRANTED];
  await ask(browser, { type: Request.DISMISS, questionId: await press(), scope: 'page' }, SENDER);
  browser.seen.sent.length = 0;

  await load(ADDRESS);
  const dismissed = browser.seen.sent.length;
  await load(`${ADDRESS}-2`);

  assert.deepEqual([dismissed, browser.seen.sent.length], [0, 1]);
});

test('it does not come a second time to a page that has it', async () => {
  await browser.storage.local.set({ automatic: { sites: [], listed: true } });
  browser.granted.origins = [GRANTED];
  browser.injecting = async (injection) => [{ frameId: 0, result: injection.func ? true : undefined }];

  await load(ADDRESS);

  assert.deepEqual(browser.seen.sent, []);
});

test('it goes where it came by itself when the permission is taken back', async () => {
  await browser.storage.local.set({ automatic: { sites: [], listed: true } });
  browser.granted.origins = [GRANTED];
  await load(ADDRESS);
  browser.granted.origins = [];

  await browser.permissions.onRemoved.happens({ origins: [GRANTED] });

  assert.equal(browser.seen.sent.at(-1)?.message.type, 'overlay.close');
  assert.deepEqual(browser.storage.session.values, {});
});
