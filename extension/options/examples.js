/**
 * What exactly would be sent for one page?
 *
 * The options page shows it with an invented article; background/ sends it. Both are held to the same bytes by
 * the tests of what the browser puts on the wire.
 */

import { prefixOf } from '../shared/hashing.js';

/** As a reader's browser may show it: with a tracking parameter and a fragment, which are not sent. */
export const EXAMPLE_PAGE =
  'https://www.harbour-ledger.example/2026/10/05/tessel-flood-orrin?utm_source=newsletter#comments';

/** With a million articles held; a server that was asked says its own number. */
export const USUAL_BITS = 14;

/**
 * Returns the requests of a private look-up.
 *
 * @param {string} server
 * @param {Uint8Array} hash of the cleaned address
 * @param {number} bits how many of it are sent; none: the whole index is asked for
 * @returns {string[]}
 */
export function privateRequests(server, hash, bits) {
  return [`GET ${server}/api/v1/buckets`, `GET ${server}/api/v1/buckets/${prefixOf(hash, bits)}`];
}

/**
 * Returns the request of a look-up by address.
 *
 * @param {string} server
 * @param {string} address cleaned
 * @returns {string[]}
 */
export function addressRequest(server, address) {
  return [`POST ${server}/api/v1/context`, JSON.stringify({ url: address })];
}
