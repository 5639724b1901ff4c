/** docs/extension.md is for readers: it names every permission and shows what is sent as it is sent. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

/** @type {(path: string) => string} */
const read = (path) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

const DOCS = read('docs/extension.md');
const MANIFEST = JSON.parse(read('extension/manifest.json'));
const SENT = JSON.parse(read('tests/vectors/extension_requests.json'));

test('it says what each permission is for', () => {
  const rows = MANIFEST.permissions.filter((/** @type {string} */ name) => !DOCS.includes(`| \`${name}\` |`));

  assert.deepEqual(rows, []);
});

test('it shows the example page of the recorded requests', () => {
  assert.ok(DOCS.includes(`\n    ${SENT.page}\n`));
});

for (const { method, path, body } of [...SENT.private, ...SENT.address]) {
  test(`it shows ${method} ${path} byte for byte`, () => {
    assert.ok(DOCS.includes(`\`${method} ${path}\``));
    assert.ok(DOCS.includes(body));
  });
}

test('it names the keys that the manifest suggests, and the oldest browsers', () => {
  assert.ok(DOCS.includes(MANIFEST.commands._execute_action.suggested_key.default));
  assert.ok(DOCS.includes(`Chromium (${MANIFEST.minimum_chrome_version} or newer`));
  assert.ok(DOCS.includes(`(${parseInt(MANIFEST.browser_specific_settings.gecko.strict_min_version, 10)} or newer`));
});
