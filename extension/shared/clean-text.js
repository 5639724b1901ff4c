/**
 * How may a text from outside be shown?
 *
 * As text, on one line, and of bearable length; without what would disturb the lines around it. It is still anybody's
 * text: whoever draws it makes a text node of it.
 */

const MOST_CHARACTERS = 2000;

// C0 and C1 controls and the overrides that turn text around (Unicode 16, 23.1 and 9): nothing that a reader would miss.
// eslint-disable-next-line no-control-regex
const DISTURBING = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g;
const LONE = /\p{Surrogate}/gu;
const OVERRIDES = /[\u202a-\u202e\u2066-\u2069\ufeff]/g;

/**
 * Returns a text as it may be shown, on one line.
 *
 * @param {string} value
 * @param {number} [most]
 * @returns {string}
 */
export function cleanText(value, most = MOST_CHARACTERS) {
  const clean = value
    .slice(0, 2 * most)
    .replace(OVERRIDES, '')
    .replace(DISTURBING, ' ')
    .replace(LONE, '\ufffd');
  return clean.length <= most ? clean : `${clean.slice(0, most - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}
