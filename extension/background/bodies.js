/**
 * What exactly is sent when the reader asks to compare a text?
 *
 * The address, and of headline, text, time and language what the page says in a form that the server takes; what is not
 * known is left out. The server reads 64 KB and not a byte more, so a long text loses its end.
 */

/** @typedef {import('../shared/types.js').PageData} PageData */

const MOST_BYTES = 63 * 1024;
const MOST_TITLE = 500;
const MOST_TEXT = 60_000;
const WITH_ZONE = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})$/i;
const LANGUAGE = /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/;

/**
 * Returns the body of such a question.
 *
 * @param {string} address cleaned
 * @param {PageData} page
 * @param {string|null} text
 * @returns {Record<string, string>}
 */
export function bodyOf(address, page, text) {
  const body = withoutNulls({
    url: address,
    title: cut(page.title, MOST_TITLE),
    text: cut(text, MOST_TEXT),
    published_at: page.publishedAt && WITH_ZONE.test(page.publishedAt) ? page.publishedAt : null,
    language: page.language && LANGUAGE.test(page.language) ? page.language : null,
  });
  while (body.text && bytesOf(body) > MOST_BYTES) {
    body.text = cut(body.text, Math.floor((body.text.length * MOST_BYTES) / bytesOf(body)) - 1) ?? '';
  }
  return body;
}

/**
 * @param {Record<string, string|null>} fields
 * @returns {Record<string, string>}
 */
function withoutNulls(fields) {
  const known = Object.entries(fields).filter((field) => field[1] !== null);
  return Object.fromEntries(/** @type {[string, string][]} */ (known));
}

/**
 * @param {string|null} text
 * @param {number} most characters, as the server counts them: no fewer than code points
 * @returns {string|null} null if there is none
 */
function cut(text, most) {
  const whole = text
    ?.trim()
    .slice(0, Math.max(most, 0))
    .replace(/[\ud800-\udbff]$/, '')
    .replace(/\p{Surrogate}/gu, '\ufffd');
  return whole || null;
}

/**
 * @param {unknown} body
 * @returns {number}
 */
function bytesOf(body) {
  return new TextEncoder().encode(JSON.stringify(body)).length;
}
