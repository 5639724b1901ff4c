import assert from 'node:assert/strict';
import { test } from 'node:test';

import { isNewsArticle } from '../../extension/content/page-kind.js';

const SITE = 'https://www.harbour-ledger.example';
const NEWS = { isNews: true, headline: 'Flood', publishedAt: null, language: null, isFree: null };
const WRITTEN = { hasHeadline: true, characters: 3000, linkedCharacters: 200, rivals: 0 };
const BLANK = { hasHeadline: false, characters: 0, linkedCharacters: 0, rivals: 0 };

/**
 * @param {string} path
 * @param {object} [said]
 * @param {import('../../extension/content/page-json-ld.js').Declared|null} [said.article]
 * @param {boolean} [said.isOtherKind]
 * @param {string|null} [said.ogType]
 * @param {import('../../extension/content/page-kind.js').Looks} [said.looks]
 */
function judge(path, { article = null, isOtherKind = false, ogType = null, looks = BLANK } = {}) {
  return isNewsArticle({ url: SITE + path, declarations: { article, isOtherKind }, ogType, looks: () => looks });
}

const YES = /** @type {[string, object][]} */ ([
  ['/2026/flood', { article: NEWS }],
  // The type that only newsrooms use goes before a template that calls every page a website, or a list beside it.
  ['/2026/flood', { article: NEWS, ogType: 'website' }],
  ['/2026/flood', { article: NEWS, isOtherKind: true }],
  ['/2026/flood', { ogType: 'article' }],
  ['/2026/flood', { article: { ...NEWS, isNews: false } }],
  // Nothing is declared, but it reads like one.
  ['/2026/flood', { looks: WRITTEN }],
  // Older systems: the path is that of the front page, the article is in the query.
  ['/index.php?id=77', { article: NEWS }],
  ['/?p=1234', { ogType: 'article' }],
  // A word of a listing within a longer path is a word of a headline.
  ['/search-for-the-missing', { ogType: 'article' }],
  ['/2026/10/search/flood', { ogType: 'article' }],
]);

const NO = /** @type {[string, object][]} */ ([
  // Front pages, whatever their template declares.
  ['/', { article: NEWS, ogType: 'article', looks: WRITTEN }],
  ['/en/', { article: NEWS }],
  ['/index.html', { ogType: 'article' }],
  ['/?utm_source=x', { ogType: 'article' }],
  // Searches, lists, accounts.
  ['/search?q=flood', { ogType: 'article', looks: WRITTEN }],
  ['/tag/floods', { ogType: 'article' }],
  ['/authors/ines-carrow/', { looks: WRITTEN }],
  ['/cart', { looks: WRITTEN }],
  // Shops and profiles say so.
  ['/boots', { ogType: 'product', article: NEWS }],
  ['/ines', { ogType: 'profile', looks: WRITTEN }],
  ['/politics', { isOtherKind: true, ogType: 'article' }],
  // Looks alone: too short, no headline, all links, one of many.
  ['/about', { looks: { ...WRITTEN, characters: 300 } }],
  ['/about', { looks: { ...WRITTEN, hasHeadline: false } }],
  ['/politics', { looks: { ...WRITTEN, linkedCharacters: 2000 } }],
  ['/politics', { looks: { ...WRITTEN, rivals: 2 } }],
  ['/about', {}],
]);

test('it knows an article', () => {
  for (const [path, said] of YES) {
    assert.equal(judge(path, said), true, `${path} ${JSON.stringify(said)}`);
  }
});

test('it takes nothing else for one', () => {
  for (const [path, said] of NO) {
    assert.equal(judge(path, said), false, `${path} ${JSON.stringify(said)}`);
  }
});

test('it does not look at the body of a page that declares what it is', () => {
  const looks = () => assert.fail('looked');

  isNewsArticle({ url: `${SITE}/a`, declarations: { article: NEWS, isOtherKind: false }, ogType: null, looks });
});
