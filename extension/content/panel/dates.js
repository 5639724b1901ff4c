/**
 * When was that, in as many words as are known?
 */

import { element } from './elements.js';

const YEAR = /^\d{4}$/;
const MONTH = /^\d{4}-\d{2}$/;
const RECENT_MS = 7 * 86_400_000; // "3 days ago" helps, "47 days ago" does not

/**
 * Returns the date of a fact or a rating; many lists give only a month or a year.
 *
 * @param {string} asOf
 * @param {import('./view.js').Words} words
 * @returns {string}
 */
export function partialDate(asOf, words) {
  if (YEAR.test(asOf)) {
    return asOf;
  }
  if (!MONTH.test(asOf)) {
    return words.date(asOf);
  }
  const month = new Date(`${asOf}-01T00:00:00Z`);
  if (Number.isNaN(month.getTime())) {
    return asOf;
  }
  return new Intl.DateTimeFormat(words.tag, { year: 'numeric', month: 'short', timeZone: 'UTC' }).format(month);
}

/**
 * @param {string} time RFC 3339
 * @param {string|null} precision
 * @param {Date} now
 * @param {import('./view.js').Words} words
 * @returns {string}
 */
function timeWords(time, precision, now, words) {
  if (precision === 'day') {
    return words.date(time.slice(0, 10));
  }
  const age = now.getTime() - new Date(time).getTime();
  return age >= 0 && age < RECENT_MS ? words.relative(time, now) : words.date(time);
}

/**
 * Returns when an article was published, the exact time on pointing at it.
 *
 * @param {import('../../shared/types.js').Article} article
 * @param {Date} now
 * @param {import('./view.js').Words} words
 * @returns {HTMLElement|null}
 */
export function published(article, now, words) {
  const { published_at: time, published_precision: precision } = article;
  if (!time) {
    return null;
  }
  const exact = precision === 'day' ? words.date(time.slice(0, 10)) : words.dateTime(time);
  return element('time', { datetime: time, dir: 'auto', title: exact }, timeWords(time, precision, now, words));
}
