import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';

import { installBrowser } from './support/fake-browser.js';
import { answerJson, serve } from './support/loopback-server.js';

const browser = installBrowser();
const { askServer } = await import('../../extension/background/api-client.js');

/** @typedef {import('./support/loopback-server.js').Handler} Handler */

const PATH = '/api/v1/buckets';

beforeEach(() => browser.storage.session.clear());

/**
 * Asks a server for anything that is JSON.
 *
 * @param {string} server
 * @param {object} [more]
 * @returns {Promise<any>}
 */
function ask(server, more = {}) {
  const signal = new AbortController().signal;
  return askServer({ server, path: PATH, parse: (value) => value, signal, ...more });
}

test('it returns what the parser makes of the answer', async (t) => {
  const { origin } = await serve(t, (_, response) => answerJson(response, { n: 20 }));

  const answer = await ask(origin, {
    parse: (/** @type {any} */ value, /** @type {string} */ server) => [value.n + 1, server],
  });

  assert.deepEqual(answer, [21, origin]);
});

test('it sends the body and nothing of the reader', async (t) => {
  const { origin, asked } = await serve(t, (_, response) => answerJson(response, {}));

  await ask(origin, { path: '/api/v1/context', body: { url: 'https://harbour-ledger.example/a' } });

  const [{ method, path, headers, body }] = asked;
  assert.deepEqual([method, path, body], ['POST', '/api/v1/context', '{"url":"https://harbour-ledger.example/a"}']);
  assert.deepEqual([headers.cookie, headers.referer, headers.authorization], [undefined, undefined, undefined]);
});

for (const [what, failure, handler] of /** @type {[string, string, Handler][]} */ ([
  ['HTML', 'bad-answer', (_, r) => r.writeHead(200, { 'Content-Type': 'text/html' }).end('<p>Log in')],
  ['JSON that is called HTML', 'bad-answer', (_, r) => answerJson(r, {}, { type: 'text/html' })],
  ['nothing', 'bad-answer', (_, r) => r.writeHead(200, { 'Content-Type': 'application/json' }).end()],
  ['half of an answer', 'bad-answer', (_, r) => r.writeHead(200, { 'Content-Type': 'application/json' }).end('{"a":')],
  ['bytes', 'bad-answer', (_, r) => r.writeHead(200, { 'Content-Type': 'application/json' }).end(Buffer.from([0xff]))],
  ['10 MB', 'too-large', (_, r) => answerJson(r, 'x'.repeat(10_000_000))],
  ['a redirect', 'unreachable', (_, r) => r.writeHead(302, { Location: '/elsewhere' }).end()],
  ['a broken connection', 'unreachable', (_, r) => r.socket?.destroy()],
  ['400', 'refused', (_, r) => answerJson(r, {}, { status: 400 })],
  ['404', 'not-found', (_, r) => answerJson(r, {}, { status: 404 })],
  ['413', 'refused', (_, r) => answerJson(r, {}, { status: 413 })],
  ['429', 'rate-limited', (_, r) => answerJson(r, {}, { status: 429 })],
  ['500 in HTML', 'server-error', (_, r) => r.writeHead(500, { 'Content-Type': 'text/html' }).end('<h1>Oops')],
  ['502', 'server-error', (_, r) => answerJson(r, {}, { status: 502 })],
  ['503', 'busy', (_, r) => answerJson(r, {}, { status: 503 })],
  ['304 to a question without a tag', 'bad-answer', (_, r) => r.writeHead(304).end()],
])) {
  test(`it says ${failure} when the server answers ${what}`, async (t) => {
    const { origin } = await serve(t, handler);

    await assert.rejects(ask(origin), { name: 'AskFailed', failure });
  });
}

test('it says unreachable where nobody listens', async (t) => {
  const { origin, stop } = await serve(t, () => undefined);
  await stop();

  await assert.rejects(ask(origin), { failure: 'unreachable', retryAt: null });
});

test('it says offline only of a server that is elsewhere', async () => {
  Object.assign(navigator, { onLine: false });
  try {
    await assert.rejects(ask('http://127.0.0.1:1'), { failure: 'unreachable' });
    await assert.rejects(ask('https://127.0.0.1:1'), { failure: 'offline' });
  } finally {
    Object.assign(navigator, { onLine: true });
  }
});

test('it asks nobody who is not a server by our rules', async () => {
  for (const server of ['http://context.example', 'https://context.example/path', 'file://', '']) {
    await assert.rejects(ask(server), { failure: 'not-allowed' });
  }
});

test("it passes on the server's own words, in one clean line", async (t) => {
  const problem = { type: '/problems/invalid-url', title: 'Invalid address', detail: 'no\r\nhost\u202e' };
  const { origin } = await serve(t, (_, response) =>
    answerJson(response, problem, { status: 400, type: 'application/problem+json; charset=utf-8' }),
  );

  await assert.rejects(ask(origin), { failure: 'refused', detail: 'no host' });
});

test('it says when to ask again', async (t) => {
  const { origin } = await serve(t, (_, response) =>
    answerJson(response, {}, { status: 429, headers: { 'Retry-After': '60' } }),
  );
  const before = Date.now();

  const error = await ask(origin).catch((/** @type {any} */ failed) => failed);

  const seconds = (Date.parse(error.retryAt) - before) / 1000;
  assert.ok(seconds >= 60 && seconds < 90, `${seconds} seconds`);
});

test('it gives a slow server ten seconds altogether, also for the body', async (t) => {
  const timeout = t.mock.method(AbortSignal, 'timeout', () => slow.signal);
  const slow = new AbortController();
  const { origin } = await serve(t, (_, response) => {
    response.writeHead(200, { 'Content-Type': 'application/json' });
    response.write('{"a":', () => slow.abort()); // the rest never comes
  });

  await assert.rejects(ask(origin), { failure: 'too-slow' });

  assert.deepEqual(timeout.mock.calls[0].arguments, [10_000]);
});

test('it stops when the question is called off', async (t) => {
  const question = new AbortController();
  const { origin } = await serve(t, () => question.abort());

  await assert.rejects(ask(origin, { signal: question.signal }), { failure: 'superseded' });
});

test('it keeps nothing of a question that was called off while its answer came', async (t) => {
  const question = new AbortController();
  const { origin } = await serve(t, (_, response) => answerJson(response, {}, { headers: { ETag: '"1"' } }));
  const parse = () => question.abort();

  await assert.rejects(ask(origin, { signal: question.signal, parse }), { failure: 'superseded' });

  assert.deepEqual(browser.storage.session.values, {});
});

test('it lets no fault of ours pass for one of the server', async (t) => {
  const { origin } = await serve(t, (_, response) => answerJson(response, {}));
  const parse = () => {
    throw new RangeError('a fault of ours');
  };

  await assert.rejects(ask(origin, { parse }), RangeError);
});

test('it uses an answer again as long as the server allows', async (t) => {
  const { origin, asked } = await serve(t, (_, response) =>
    answerJson(response, { n: 1 }, { headers: { 'Cache-Control': 'public, max-age=300', ETag: '"1"' } }),
  );

  const answers = [await ask(origin), await ask(origin)];

  assert.deepEqual(answers, [{ n: 1 }, { n: 1 }]);
  assert.equal(asked.length, 1);
});

test('it asks by the tag for what may be old, and believes that nothing has changed', async (t) => {
  const { origin, asked } = await serve(t, ({ headers }, response) =>
    headers['if-none-match'] === '"1"'
      ? response.writeHead(304, { ETag: '"1"' }).end()
      : answerJson(response, { n: 1 }, { headers: { ETag: '"1"' } }),
  );

  const answers = [await ask(origin), await ask(origin)];

  assert.deepEqual(answers, [{ n: 1 }, { n: 1 }]);
  assert.deepEqual(
    asked.map(({ headers }) => headers['if-none-match']),
    [undefined, '"1"'],
  );
});

test('it keeps no answer to what was posted', async (t) => {
  const { origin, asked } = await serve(t, (_, response) =>
    answerJson(response, {}, { headers: { 'Cache-Control': 'max-age=300', ETag: '"1"' } }),
  );

  await ask(origin, { body: {} });
  await ask(origin, { body: {} });

  assert.equal(asked.length, 2);
  assert.deepEqual(browser.storage.session.values, {});
});

test('it keeps a few answers only', async (t) => {
  const { origin } = await serve(t, (_, response) => answerJson(response, { text: 'x'.repeat(300_000) }));

  for (let n = 0; n < 12; n += 1) {
    await ask(origin, { path: `${PATH}/${n}` });
  }

  const kept = /** @type {{url: string}[]} */ (browser.storage.session.values.answers);
  assert.deepEqual(
    kept.map(({ url }) => url.slice(origin.length)),
    [`${PATH}/11`, `${PATH}/10`, `${PATH}/9`],
  );
});

for (const [mode, scheme, granted, why] of /** @type {[string, string, string[], string][]} */ ([
  ['cors', 'chrome-extension', ['https://context.example/*'], 'one origin for all installations'],
  ['cors', 'moz-extension', [], 'there is no other way without a permission'],
  ['cors', 'moz-extension', ['https://other.example/*'], 'the permission is for another server'],
  ['same-origin', 'moz-extension', ['https://context.example/*'], 'so that the installation is not named'],
])) {
  test(`it asks in the mode ${mode} from ${scheme}: ${why}`, async (t) => {
    t.mock.method(browser.runtime, 'getURL', (/** @type {string} */ path) => `${scheme}://0/${path}`);
    const fetched = t.mock.method(globalThis, 'fetch', async () => new Response('<p>', { status: 500 }));
    browser.granted.origins = granted;

    await assert.rejects(ask('https://context.example'), { failure: 'server-error' });

    assert.equal(/** @type {any} */ (fetched.mock.calls[0].arguments)[1].mode, mode);
  });
}
