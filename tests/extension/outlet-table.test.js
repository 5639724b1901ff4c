import assert from 'node:assert/strict';
import { test } from 'node:test';

import { OutletTable } from '../../extension/shared/outlet-table.js';
import { shipped } from './shipped.js';
import { fileOf, tableOf } from './small-tables.js';

/** Three outlets, of which the first has facts and the first two are rated. */
function newsroom() {
  const file = fileOf(['harbourledger.example', 'norwire.example', 'lecluse.example']);
  file.columns.name = '=gf\n=\nL’Écluse';
  file.columns.owner = 'Ledger Trust';
  file.columns.owner_family = '=';
  file.sources = [{ source: 'A list', source_url: 'https://list.example/', licence: 'CC0-1.0', as_of: '2026' }];
  file.facts = [
    { of: 'owner:0', outlets: 1 },
    { of: '', outlets: 2 },
  ];
  const common = { rater_name: 'A rater', url: { of: 'https://rater.example/', at: '' }, as_of: { of: '', at: '' } };
  file.ratings = [
    {
      ...common,
      rater: 'second',
      dimension: 'lean',
      outlets: '0\n1',
      value: 'left\ncenter',
      label: { of: 'Left\nCenter', at: '\n1' },
    },
    {
      ...common,
      rater: 'score',
      dimension: 'reliability',
      outlets: '1',
      value: '-0.125',
      label: { of: '{signed} of 1', at: '' },
    },
  ];
  return new OutletTable(file);
}

test('it gives facts with their source', () => {
  const outlet = newsroom().find('harbourledger.example');

  assert.deepEqual(outlet?.facts, [
    {
      field: 'owner',
      value: 'Ledger Trust',
      source: 'A list',
      source_url: 'https://list.example/',
      licence: 'CC0-1.0',
      as_of: '2026',
    },
  ]);
  assert.equal(outlet.owner_family, 'Ledger Trust');
});

test('it reads names off keys, and leaves those that stand there', () => {
  const table = newsroom();

  assert.equal(table.find('harbourledger.example')?.name, 'Harbour Ledger');
  assert.equal(table.find('norwire.example')?.name, 'NORWIRE');
  assert.equal(table.find('lecluse.example')?.name, 'L’Écluse');
});

test('it gives ratings with rater and link, and puts numbers back into labels', () => {
  const { ratings, lean, lean_rater } = newsroom().find('norwire.example') ?? {};

  assert.deepEqual([lean, lean_rater], ['center', 'second']);
  assert.deepEqual(
    ratings?.map(({ label, url, as_of }) => [label, url, as_of]),
    [
      ['Center', 'https://rater.example/', null],
      ['-0.13 of 1', 'https://rater.example/', null],
    ],
  );
});

test('not rated is null, never the center', () => {
  const outlet = newsroom().find('lecluse.example');

  assert.deepEqual([outlet?.lean, outlet?.lean_rater, outlet?.ratings, outlet?.facts], [null, null, [], []]);
});

test('it knows exact keys only', () => {
  const table = tableOf(['n.example', 'n.example/a'], { aliases: { 'o.example': 'n.example' } });

  assert.equal(table.has('n.example') && table.has('o.example') && table.has('n.example/a'), true);
  assert.equal(table.has('www.n.example') || table.has('N.example') || table.has('') || table.has('__proto__'), false);
  assert.equal(table.find('o.example'), null); // an alias is no record
  assert.deepEqual(table.sectionsOf('n.example'), ['/a']);
});

test('it refuses a table of another format', () => {
  assert.throws(() => new OutletTable({ ...fileOf(['n.example']), format: 2 }), /format 2/);
});

test('the shipped table has a day, and is large', () => {
  assert.match(shipped.made, /^\d{4}-\d\d-\d\d$/);
  assert.ok(shipped.size > 20_000);
});
