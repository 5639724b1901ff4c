import assert from 'node:assert/strict';
import { test } from 'node:test';

import { chooseAddress } from '../../extension/shared/canonical.js';

const PAGE = 'https://www.ledger.example/news/flood-in-orrin-7?utm_source=x';

/** @param {string} url */
function keyOf(url) {
  const { hostname, pathname } = new URL(url);
  const key = hostname.replace(/^www\./, '');
  return key === 'platform.example'
    ? key + pathname.split('/', 2).join('/')
    : key === 'ledger-mobile.example'
      ? 'ledger.example'
      : key;
}

for (const [claim, why] of [
  ['https://www.ledger.example/news/flood-in-orrin-7', 'the same host'],
  ['/news/flood-in-orrin-7', 'a path of the same host'],
  ['https://ledger.example/news/flood-in-orrin-7', 'without www.'],
  ['https://m.ledger.example/news/flood-in-orrin-7', 'the same host for small screens'],
  ['https://ledger-mobile.example/news/flood-in-orrin-7', 'another domain of the same outlet'],
]) {
  test(`it believes ${claim}: ${why}`, () => {
    const chosen = chooseAddress({ url: PAGE, canonicalUrl: claim }, keyOf);

    assert.equal(chosen, new URL(claim, PAGE).href);
  });
}

for (const [claim, why] of [
  [null, 'nothing is claimed'],
  ['   ', 'nothing is claimed'],
  ['https://courier.example/news/flood-in-orrin-7', 'another outlet'],
  ['https://www.ledger.example.attacker.example/flood-in-orrin-7', 'only begins like it'],
  ['https://www.ledger.example:8443/news/flood-in-orrin-7', 'another port is another server'],
  ['https://user@www.ledger.example/news/flood-in-orrin-7', 'carries a user name'],
  ['javascript:alert(1)', 'not of the web'],
  ['http://[', 'not an address'],
  ['https://www.ledger.example/', 'the front page, as careless templates have it'],
  ['https://www.ledger.example/news', 'the section'],
  ['https://www.ledger.example/news/404', 'no page at all'],
  [`https://www.ledger.example/${'a1'.repeat(1024)}`, 'longer than any address'],
]) {
  test(`it keeps the page's own address for ${String(claim).slice(0, 70)}: ${why}`, () => {
    assert.equal(chooseAddress({ url: PAGE, canonicalUrl: claim }, keyOf), PAGE);
  });
}

test('it does not let a script that forgets the number make one article of all', () => {
  const page = { url: 'https://ledger.example/article?id=7', canonicalUrl: 'https://ledger.example/article' };

  assert.equal(chooseAddress(page, keyOf), page.url);
});

test('it takes the article for its AMP copy', () => {
  const page = { url: 'https://ledger.example/orrin/amp', canonicalUrl: 'https://ledger.example/orrin' };

  assert.equal(chooseAddress(page, keyOf), page.canonicalUrl);
});

test('it believes a host about its own sections, though they are outlets of their own', () => {
  const page = {
    url: 'https://platform.example/orrin/flood-in-orrin-7',
    canonicalUrl: 'https://platform.example/news/flood-in-orrin-7',
  };

  assert.equal(chooseAddress(page, keyOf), page.canonicalUrl);
});
