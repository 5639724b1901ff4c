import assert from 'node:assert/strict';
import { test } from 'node:test';

import { isOnSite, parseSite, patternsOf, siteOf } from '../../extension/shared/sites.js';

for (const [typed, site] of [
  ['harbour-ledger.example', 'harbour-ledger.example'],
  [' WWW.Harbour-Ledger.example ', 'harbour-ledger.example'],
  ['https://www.harbour-ledger.example/news?x=1', 'harbour-ledger.example'],
  ['news.harbour-ledger.example:8080', 'news.harbour-ledger.example'],
  ['bücher.example', 'xn--bcher-kva.example'],
  ['', null],
  ['two words', null],
  ['two%20words', null],
  ['ftp://harbour-ledger.example', null],
  ['javascript:alert(1)', null],
]) {
  test(`it reads "${typed}" as ${site}`, () => {
    assert.equal(parseSite(/** @type {string} */ (typed)), site);
  });
}

for (const [url, expected] of [
  ['https://ledger.example/a', true],
  ['https://www.ledger.example/a', true],
  ['http://news.ledger.example/a', true],
  // The same letters at the end are another site.
  ['https://myledger.example/a', false],
  ['https://ledger.example.attacker.example/a', false],
  ['https://example/', false],
  ['about:blank', false],
]) {
  test(`${url} is ${expected ? '' : 'not '}on ledger.example`, () => {
    assert.equal(isOnSite(/** @type {string} */ (url), ['other.example', 'ledger.example']), expected);
  });
}

test('it asks for a permission that covers the site and what is below it', () => {
  assert.deepEqual(patternsOf('ledger.example'), ['http://*.ledger.example/*', 'https://*.ledger.example/*']);
});

test('it has no site for what is not of the web', () => {
  assert.equal(siteOf('file:///etc/hosts'), null);
});
