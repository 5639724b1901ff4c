import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';

import { installBrowser } from './support/fake-browser.js';

const browser = installBrowser();
const { DEFAULTS, forgetEverything, parseServer, readSettings, updateSettings } =
  await import('../../extension/shared/settings.js');

beforeEach(() => browser.storage.local.clear());

for (const [text, origin] of [
  ['https://context.example', 'https://context.example'],
  // What people paste: spaces around, capitals, the slash that browsers add, the port that says nothing.
  ['  HTTPS://Context.Example:443/ ', 'https://context.example'],
  ['https://context.example:8443', 'https://context.example:8443'],
  // Without TLS only on this machine, by the names that the extension's content security policy has.
  ['http://127.0.0.1:8000', 'http://127.0.0.1:8000'],
  ['http://localhost:8000', 'http://localhost:8000'],
]) {
  test(`it takes ${text.trim()} for a server`, () => {
    assert.deepEqual(parseServer(text), { origin, error: null });
  });
}

for (const [text, error] of [
  ['   ', 'empty'],
  ['context.example', 'not-an-address'],
  ['localhost:8000', 'not-an-address'],
  ['ftp://context.example', 'not-web'],
  ['http://context.example', 'insecure'],
  // Begins like this machine and is somebody else's.
  ['http://127.0.0.1.attacker.example', 'insecure'],
  ['http://localhost.attacker.example', 'insecure'],
  ['http://192.168.0.10:8000', 'insecure'],
  // This machine, but no browser takes an IPv6 address in a content security policy.
  ['http://[::1]:8000', 'insecure'],
  ['https://reader@context.example', 'userinfo'],
  ['https://context.example/api/v1', 'path'],
  ['https://context.example/?key=1', 'query'],
  ['https://context.example/#top', 'query'],
]) {
  test(`it says what is wrong with the server "${text}": ${error}`, () => {
    assert.deepEqual(parseServer(text), { origin: null, error });
  });
}

test('it begins with the defaults', async () => {
  assert.deepEqual(await readSettings(), DEFAULTS);
});

test('it stores only what was changed', async () => {
  await updateSettings({ mode: 'address' });

  assert.deepEqual(browser.storage.local.values, { mode: 'address' });
  assert.equal((await readSettings()).mode, 'address');
});

test('it keeps both of two changes that are made at once', async () => {
  await Promise.all(
    ['a.example', 'b.example'].map((site) =>
      updateSettings(({ excludedSites }) => ({ excludedSites: [...excludedSites, site] })),
    ),
  );

  assert.deepEqual((await readSettings()).excludedSites, ['a.example', 'b.example']);
});

test('it gives a field that is not of its kind its default, and leaves the others', async () => {
  const stored = {
    server: 'javascript:alert(1)',
    mode: 'loud',
    automatic: ['listed'],
    excludedSites: { length: 3 },
    snoozed: 'all',
    language: 7,
    corner: 'top',
    chip: false,
  };
  await browser.storage.local.set(stored);

  assert.deepEqual(await readSettings(), { ...DEFAULTS, chip: false });
});

test('it keeps the sound entries of a list', async () => {
  const sites = [
    'b.example',
    'www.a.example',
    'B.example',
    'a b',
    7,
    'b.example',
    'https://c.example',
    'x.example/path',
  ];
  const snoozed = {
    'st-1': { origins: 2, version: null, at: '2026-10-05T00:00:00Z', more: 'x' },
    'st-2': { origins: -1, version: null, at: '2026-10-05T00:00:00Z' },
    'st-3': { origins: 2, version: 1.5, at: '2026-10-05T00:00:00Z' },
    'st-4': { origins: 2, version: 1, at: 'yesterday' },
    'not an id': { origins: 2, version: 1, at: '2026-10-05T00:00:00Z' },
  };
  await browser.storage.local.set({ excludedSites: sites, snoozed });

  const sound = await readSettings();

  assert.deepEqual(sound.excludedSites, ['b.example']);
  assert.deepEqual(sound.snoozed, { 'st-1': { origins: 2, version: null, at: '2026-10-05T00:00:00Z' } });
});

test('it forgets the oldest snoozed stories first', async () => {
  const days = Array.from({ length: 250 }, (_, day) => new Date(Date.UTC(2026, 0, 1 + day)).toISOString());
  const snoozed = Object.fromEntries(days.map((at, day) => [`st-${day}`, { origins: 1, version: null, at }]));

  const kept = Object.keys((await updateSettings({ snoozed })).snoozed);

  assert.equal(kept.length, 200);
  assert.ok(kept.includes('st-249') && !kept.includes('st-49'));
});

test('it forgets everything, and gives back what was granted later', async () => {
  browser.granted.origins = ['https://*.harbour-ledger.example/*'];
  browser.granted.data_collection = ['browsingActivity'];
  await updateSettings({ chip: false });
  await browser.storage.session.set({ dismissed: ['x'] });

  const removed = await forgetEverything();

  assert.deepEqual(removed, { stored: 1, origins: ['https://*.harbour-ledger.example/*'] });
  assert.deepEqual([browser.storage.local.values, browser.storage.session.values], [{}, {}]);
  assert.deepEqual(browser.seen.removed, [
    { origins: ['https://*.harbour-ledger.example/*'] },
    { data_collection: ['browsingActivity'] },
  ]);
});
