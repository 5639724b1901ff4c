import assert from 'node:assert/strict';
import { test } from 'node:test';

import { readDeclarations } from '../../extension/content/page-json-ld.js';

const URL_HERE = 'https://www.harbour-ledger.example/2026/10/05/flood';
const ARTICLE = { '@type': 'NewsArticle', headline: 'Flood wall fails', datePublished: '2026-10-05T11:30:00Z' };

/**
 * @param {...unknown} blocks
 * @returns {import('../../extension/content/page-json-ld.js').Declarations}
 */
function read(...blocks) {
  const texts = blocks.map((block) => (typeof block === 'string' ? block : JSON.stringify(block)));
  return readDeclarations(texts, [URL_HERE, null]);
}

const FOUND = /** @type {[string, unknown[]][]} */ ([
  // The ways in which publishers put the same thing.
  ['a bare object', [ARTICLE]],
  ['a list', [[{ '@type': 'Organization' }, ARTICLE]]],
  ['a graph', [{ '@context': 'https://schema.org', '@graph': [{ '@type': 'WebPage' }, ARTICLE] }]],
  ['the main entity of a page', [{ '@type': 'WebPage', mainEntity: ARTICLE }]],
  ['a full type', [{ ...ARTICLE, '@type': 'https://schema.org/NewsArticle' }]],
  ['several types', [{ ...ARTICLE, '@type': ['Thing', 'OpinionNewsArticle'] }]],
  // Templates break one block or leave its wrapping in; the other is whole.
  ['beside a broken block', ['{"@type": "NewsArticle", "headline": ', ARTICLE]],
  ['within a comment', [`<!-- ${JSON.stringify(ARTICLE)} -->`]],
  ['a raw line end in a string', ['{"@type":"NewsArticle","headline":"Flood\nwall fails"}']],
  // A page may name others, as long as its own is to be told from them.
  [
    'among others by its address',
    [
      [
        { ...ARTICLE, headline: 'Other', url: 'https://x.example/o' },
        { ...ARTICLE, url: URL_HERE },
      ],
    ],
  ],
]);

for (const [name, blocks] of FOUND) {
  test(`it finds the article: ${name}`, () => {
    const { article } = read(...blocks);

    assert.equal(article?.headline, 'Flood wall fails');
    assert.equal(article?.isNews, true);
  });
}

const NOT_FOUND = /** @type {[string, unknown[]][]} */ ([
  ['nothing is declared', []],
  ['values that are no objects', ['null', '7', '"NewsArticle"', '[[[]]]', '{"@graph": 3}', '{"@type": {"x": 1}}']],
  ['a list of other pages', [{ '@type': 'ItemList', itemListElement: [{ '@type': 'ListItem', item: ARTICLE }] }]],
  ['several, none with this address', [[ARTICLE, { ...ARTICLE, headline: 'Another' }]]],
  ['one that lies below this page', [{ ...ARTICLE, url: `${URL_HERE}/more` }]],
  ['another type whose name begins alike', [{ ...ARTICLE, '@type': 'NewsArticleTeaser' }]],
]);

for (const [name, blocks] of NOT_FOUND) {
  test(`it finds no article of the page's own: ${name}`, () => {
    assert.equal(read(...blocks).article, null);
  });
}

test('it takes the only article even if its address is written otherwise, as many templates do', () => {
  const { article } = read({ ...ARTICLE, url: 'https://m.harbour-ledger.example/story/77' });

  assert.equal(article?.headline, 'Flood wall fails');
});

test('it says when a page declares to be something else', () => {
  assert.equal(read({ '@type': 'CollectionPage' }).isOtherKind, true);
  assert.equal(read({ '@type': 'Product', review: ARTICLE }).isOtherKind, true);
  assert.equal(read({ '@type': 'WebPage' }, ARTICLE).isOtherKind, false);
});

const ACCESS = /** @type {[object, boolean|null][]} */ ([
  [{}, null],
  [{ isAccessibleForFree: true }, true],
  // JSON-LD writers disagree on how to write a boolean.
  [{ isAccessibleForFree: 'False' }, false],
  [{ isAccessibleForFree: 'http://schema.org/True' }, true],
  // A closed part makes it a paid article, even under free first lines.
  [{ isAccessibleForFree: true, hasPart: { isAccessibleForFree: false } }, false],
  [{ hasPart: [{ isAccessibleForFree: 'true' }, { isAccessibleForFree: 'false' }] }, false],
  // Neither of these says anything.
  [{ isAccessibleForFree: 'untrue' }, null],
  [{ isAccessibleForFree: 0 }, null],
]);

test('it reads whether the article is free', () => {
  for (const [fields, expected] of ACCESS) {
    assert.equal(read({ ...ARTICLE, ...fields }).article?.isFree, expected, JSON.stringify(fields));
  }
});

test('it reads no more than its bound, and what comes before that in full', () => {
  const huge = JSON.stringify({ '@type': 'NewsArticle', headline: 'Huge', articleBody: 'x'.repeat(600_000) });

  assert.equal(read(huge).article, null);
  assert.equal(read(ARTICLE, huge).article?.headline, 'Flood wall fails');
});

test('it bears deep nesting and endless lists', () => {
  const deep = `${'{"mainEntity":'.repeat(30_000)}1${'}'.repeat(30_000)}`;
  const long = `[${'{"@type":"Thing"},'.repeat(25_000)}{}]`;

  assert.equal(read(deep).article, null);
  assert.equal(read(long).article, null);
});
