/**
 * Says what the extension's code says, for `tests/packaging/test_agreement.py`: reads questions from the standard input,
 * and answers them with the code and the table of the folder that is named.
 *
 * {keys, urls, hosts} → {records, resolutions, normalized, isPrivate}
 */

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const folder = process.argv[2];
/** @param {string} name */
const shared = (name) => import(pathToFileURL(path.join(folder, 'shared', name)).href);
const { OutletTable } = await shared('outlet-table.js');
const { resolve } = await shared('outlets.js');
const { normalizeUrl } = await shared('urls.js');
const { isPrivateName } = await shared('private-hosts.js');

const table = new OutletTable(JSON.parse(readFileSync(path.join(folder, 'data/outlets.json'), 'utf8')));
const { keys, urls, hosts } = JSON.parse(readFileSync(0, 'utf8'));

process.stdout.write(
  JSON.stringify({
    records: keys.map((/** @type {string} */ key) => table.find(key)),
    resolutions: urls.map((/** @type {string} */ url) => {
      const found = resolve(url, table);
      return found && { ...found, outlet: found.outlet?.key ?? null };
    }),
    normalized: urls.map(normalizeUrl),
    isPrivate: hosts.map(isPrivateName),
  }),
);
