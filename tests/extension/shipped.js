/** The table that the package carries, and the vectors, for tests about both. */

import { readFileSync } from 'node:fs';

import { OutletTable } from '../../extension/shared/outlet-table.js';

/**
 * @param {string} path from the root of the source tree
 * @returns {any} what the file holds
 */
export function readJson(path) {
  return JSON.parse(readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8'));
}

export const shipped = new OutletTable(readJson('extension/data/outlets.json'));
