/**
 * What is an address's hash, and which part of it names a bucket?
 *
 * Articles are stored under the SHA-256 of their normalized address; the private look-up sends its first bits only
 * (docs/api.md, "buckets").
 */

/** The name of the bucket that holds everything, when the index is too small to hide anything in. */
const WHOLE_INDEX = 'all';

/**
 * Returns the SHA-256 of a text's UTF-8.
 *
 * @param {string} text
 * @returns {Promise<Uint8Array>}
 */
export async function sha256(text) {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
}

/**
 * Returns bytes as lower-case hex digits.
 *
 * @param {Uint8Array} bytes
 * @returns {string}
 */
export function hexOf(bytes) {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * Returns the name of the bucket of a hash: its first bits as binary digits, the most significant first.
 *
 * @param {Uint8Array} hash
 * @param {number} bits
 * @returns {string}
 */
export function prefixOf(hash, bits) {
  const digits = Array.from(hash.subarray(0, Math.ceil(bits / 8)), (byte) => byte.toString(2).padStart(8, '0'));
  return bits === 0 ? WHOLE_INDEX : digits.join('').slice(0, bits);
}
