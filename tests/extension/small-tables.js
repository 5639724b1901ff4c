/** Tables of a test's own. */

import { OutletTable } from '../../extension/shared/outlet-table.js';

const COLUMNS = [
  'name country language owner owner_family ownership kind scope place founded paywall wikidata',
].flatMap((names) => names.split(' '));

/**
 * Returns a table of outlets without facts.
 *
 * @param {string[]} keys
 * @param {{aliases?: Record<string, string>, belowDomains?: string[]}} [options]
 * @returns {OutletTable}
 */
export function tableOf(keys, { aliases = {}, belowDomains = [] } = {}) {
  return new OutletTable(fileOf(keys, { aliases, belowDomains }));
}

/**
 * @param {string[]} keys
 * @param {{aliases?: Record<string, string>, belowDomains?: string[]}} [options]
 * @returns {any} what `data/outlets.json` would hold
 */
export function fileOf(keys, { aliases = {}, belowDomains = [] } = {}) {
  const rows = belowDomains.map((key) => keys.indexOf(key)).sort((one, other) => one - other);
  return {
    format: 1,
    made: '2026-01-31',
    lean_raters: ['first', 'second'],
    keys: keys.join('\n'),
    aliases,
    below_domains: { outlets: rows.map((row, at) => row - (rows[at - 1] ?? 0)).join('\n'), aliases: [] },
    columns: Object.fromEntries(COLUMNS.map((column) => [column, ''])),
    sources: [],
    facts: [{ of: '', outlets: keys.length }],
    ratings: [],
  };
}
