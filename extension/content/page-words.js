/**
 * What is left of a page's words when its markup is taken off?
 *
 * Headlines, times and languages as pages write them, brought into the one form in which they are sent and shown; null
 * where nothing sound is left.
 */

const MAX_HEADLINE = 500;

/** The names that headlines use; all others stay as they are written. */
const ENTITIES = /** @type {Record<string, string>} */ ({
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  ndash: '–',
  mdash: '—',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
  hellip: '…',
});

/** RFC 3339 with its offset; seconds and the colon in the offset are often left out. */
const TIME = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(:\d\d)?(?:[.,]\d+)?\s?(Z|[+-]\d\d:?\d\d)$/i;

/**
 * Returns one line of text of a declared headline: some publishers put tags and entities into JSON-LD.
 *
 * @param {string|null|undefined} text
 * @returns {string|null}
 */
export function plainText(text) {
  const untagged = (text ?? '').slice(0, 4 * MAX_HEADLINE).replace(/<\/?[a-z][^<>]{0,200}>/gi, '');
  return oneLine(untagged.replace(/&(#\d{1,7}|#x[\da-f]{1,6}|[a-z]{2,6});/gi, decoded));
}

/**
 * Returns text with every run of white space as one blank.
 *
 * @param {string|null|undefined} text
 * @returns {string|null}
 */
export function oneLine(text) {
  // Cut first: a hostile page may hand over a megabyte of blanks.
  const line = (text ?? '')
    .slice(0, 4 * MAX_HEADLINE)
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
  return line.slice(0, MAX_HEADLINE).trimEnd() || null;
}

/**
 * @param {string} whole
 * @param {string} name
 * @returns {string}
 */
function decoded(whole, name) {
  if (!name.startsWith('#')) {
    const known = name.toLowerCase();
    return Object.hasOwn(ENTITIES, known) ? ENTITIES[known] : whole;
  }
  const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10);
  return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : whole;
}

/**
 * Returns the first of some times that says exactly when. A time without an offset is another hour in each country, and
 * we do not guess which.
 *
 * @param {Iterable<string|null|undefined>} times
 * @returns {string|null} RFC 3339
 */
export function firstTime(times) {
  for (const time of times) {
    const parts = TIME.exec((time ?? '').trim().slice(0, 40));
    if (parts !== null) {
      const [, day, clock, seconds = ':00', offset] = parts;
      const stamp = `${day}T${clock}${seconds}${offset.toUpperCase().replace(/(\d\d)(\d\d)$/, '$1:$2')}`;
      if (!Number.isNaN(Date.parse(stamp))) {
        return stamp;
      }
    }
  }
  return null;
}

/**
 * Returns the first of some language tags that is one, as BCP 47 writes it (`de_DE` → `de-DE`).
 *
 * @param {Iterable<string|null|undefined>} tags
 * @returns {string|null}
 */
export function firstLanguage(tags) {
  for (const tag of tags) {
    const written = (tag ?? '').trim().slice(0, 35).replaceAll('_', '-');
    if (/^[a-z]{2,3}(?:-[a-z\d]{2,8})*$/i.test(written)) {
      try {
        return Intl.getCanonicalLocales(written)[0];
      } catch {
        continue; // looks like a tag and is none
      }
    }
  }
  return null;
}
