import assert from 'node:assert/strict';
import { test } from 'node:test';

import { resolve } from '../../extension/shared/outlets.js';
import { tableOf } from './small-tables.js';
import { readJson, shipped } from './shipped.js';

/** @param {string} url @param {import('../../extension/shared/outlet-table.js').OutletTable} table */
const keyAt = (url, table) => resolve(url, table)?.outlet?.key ?? null;

test('it agrees with the server about every vector of the shipped table, refusals included', () => {
  const vectors = readJson('tests/vectors/outlets.json').filter((/** @type {any} */ each) => each.tables === 'shipped');
  for (const { why, url, resolution } of vectors) {
    const found = resolve(url, shipped);
    assert.deepEqual(found && { ...found, outlet: found.outlet?.key ?? null }, resolution, `${why}: ${url}`);
  }
});

test('a platform never answers for an account', () => {
  const table = tableOf(['substack.com', 'known.substack.com', 'medium.com', 'medium.com/@known']);

  assert.equal(keyAt('https://known.substack.com/p/a', table), 'known.substack.com');
  assert.equal(keyAt('https://medium.com/@known/a-1', table), 'medium.com/@known');
  for (const url of ['https://other.substack.com/p/a', 'https://medium.com/@known-other/a', 'https://medium.com/']) {
    assert.equal(keyAt(url, table), null, url);
  }
});

test('the longest section wins whatever the case of the path', () => {
  const table = tableOf(['n.example', 'n.example/a', 'n.example/a/b']);

  assert.equal(keyAt('https://n.example/A/B/c', table), 'n.example/a/b');
  assert.equal(keyAt('https://n.example/a/bc', table), 'n.example/a');
  assert.equal(keyAt('https://n.example/', table), 'n.example');
});

test('an alias is followed once and a loop ends', () => {
  const aliases = { 'old.example': 'new.example', 'one.example': 'two.example', 'two.example': 'one.example' };
  const table = tableOf(['new.example'], { aliases });

  const { rule, key, outlet } = resolve('https://old.example/a', table) ?? {};
  assert.deepEqual([rule, key, outlet?.key], ['alias', 'old.example', 'new.example']);
  assert.equal(resolve('https://one.example/a', table)?.refused[0].key, 'one.example');
});

test('it tells a host below a registrable domain from the domain', () => {
  const table = tableOf(['paper.example', 'north.other.example'], { belowDomains: ['north.other.example'] });

  assert.equal(resolve('https://sport.paper.example/', table)?.rule, 'registrable_domain');
  assert.equal(resolve('https://sport.north.other.example/', table)?.rule, 'parent_host');
});
