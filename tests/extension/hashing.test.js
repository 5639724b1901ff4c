import assert from 'node:assert/strict';
import { test } from 'node:test';

import './support/fake-browser.js';
import { hexOf, prefixOf, sha256 } from '../../extension/shared/hashing.js';

test('it hashes the UTF-8 of an address', async () => {
  // `printf %s abc | sha256sum`
  const expected = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';

  assert.equal(hexOf(await sha256('abc')), expected);
});

for (const [bits, prefix] of /** @type {[number, string][]} */ ([
  [0, 'all'],
  [1, '1'],
  [8, '10100000'],
  [11, '10100000000'],
  [16, '1010000000000111'],
])) {
  test(`it writes ${bits} bits as ${prefix}`, () => {
    assert.equal(prefixOf(new Uint8Array([0b1010_0000, 0b0000_0111]), bits), prefix);
  });
}
