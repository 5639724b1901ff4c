/**
 * How is something said in the reader's language?
 *
 * The words are given (`_locales`, by key); numbers, dates, countries and plurals are the browser's own knowledge. No
 * word is looked up twice in one sentence: `$1` … `$9` are filled in once, so that text from outside stays what it is.
 */

/** The languages that we have words in; the first stands in where a word is missing. */
export const LANGUAGES = Object.freeze(['en', 'de', 'ar']);

const WRITTEN_FROM_THE_RIGHT = new Set(['ar', 'arc', 'ckb', 'dv', 'fa', 'he', 'ku', 'ps', 'sd', 'ug', 'ur', 'yi']);
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** From the largest: how many seconds each unit has. */
const UNITS = /** @type {[Intl.RelativeTimeFormatUnit, number][]} */ ([
  ['year', 31_557_600],
  ['month', 2_629_800],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
]);

/**
 * @typedef {object} Words
 * @property {string} tag BCP 47 tag of the language itself
 * @property {'ltr'|'rtl'} direction
 * @property {(key: string, ...subs: (string|number)[]) => string} t
 * @property {(key: string, n: number, ...subs: (string|number)[]) => string} count `$1` is the number, `$2` … the rest
 * @property {(n: number) => string} number
 * @property {(time: string|Date) => string} date
 * @property {(time: string|Date) => string} dateTime
 * @property {(share: number) => string} percent
 * @property {(code: string) => string} region name of a country
 * @property {(code: string) => string} language name of a language
 * @property {(time: string|Date, now: Date) => string} relative
 * @property {(items: string[]) => string} list
 */

/**
 * Returns the language of ours that comes nearest to what the reader chose.
 *
 * @param {string} chosen a language, or `auto`
 * @param {readonly string[]} preferred the browser's own languages, best first
 * @returns {string}
 */
export function chooseLanguage(chosen, preferred) {
  const wished = chosen === 'auto' ? preferred : [chosen];
  const known = wished.map(baseOf).find((language) => LANGUAGES.includes(language));
  return known ?? LANGUAGES[0];
}

/**
 * Returns in which direction a language is written.
 *
 * @param {string} language
 * @returns {'ltr'|'rtl'}
 */
export function directionOf(language) {
  return WRITTEN_FROM_THE_RIGHT.has(baseOf(language)) ? 'rtl' : 'ltr';
}

/**
 * Returns everything that is needed to say something in one language.
 *
 * @param {Record<string, string>} messages by key
 * @param {string} language BCP 47
 * @returns {Words}
 */
export function makeWords(messages, language) {
  const locale = isLanguage(language) ? language : LANGUAGES[0];
  const numbers = new Intl.NumberFormat(locale);
  const percents = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
  const plurals = new Intl.PluralRules(locale);
  const relatives = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const lists = new Intl.ListFormat(locale);
  const regions = new Intl.DisplayNames(locale, { type: 'region' });
  const languages = new Intl.DisplayNames(locale, { type: 'language' });

  /** @type {Words['t']} */
  const t = (key, ...subs) => fill(Object.hasOwn(messages, key) ? messages[key] : key, subs);
  /** @type {(time: string|Date, options: Intl.DateTimeFormatOptions) => string} */
  const formatTime = (time, options) => {
    // A day without a time is that day everywhere, so it must not be moved into the reader's time zone.
    const zone = typeof time === 'string' && DAY.test(time) ? { timeZone: 'UTC' } : {};
    return sayOr(String(time), () => new Intl.DateTimeFormat(locale, { ...options, ...zone }).format(new Date(time)));
  };

  return {
    tag: locale,
    direction: directionOf(locale),
    t,
    count: (key, n, ...subs) => t(pluralKey(messages, key, plurals.select(n), n), numbers.format(n), ...subs),
    number: (n) => numbers.format(n),
    date: (time) => formatTime(time, { dateStyle: 'medium' }),
    dateTime: (time) =>
      typeof time === 'string' && DAY.test(time)
        ? formatTime(time, { dateStyle: 'medium' })
        : formatTime(time, { dateStyle: 'medium', timeStyle: 'short' }),
    percent: (share) => percents.format(withoutCertainty(share)),
    region: (code) => sayOr(code, () => regions.of(code) ?? code),
    language: (code) => sayOr(code, () => languages.of(code) ?? code),
    relative: (time, now) => sayOr(String(time), () => relatives.format(...distance(new Date(time), now))),
    list: (items) => lists.format(items),
  };
}

/**
 * @param {Record<string, string>} messages
 * @param {string} key
 * @param {string} category of `Intl.PluralRules`
 * @param {number} n
 * @returns {string} the key of the best form that there is
 */
function pluralKey(messages, key, category, n) {
  // Many languages say "none" where their plural rules see just another number.
  const wished = n === 0 ? ['zero', category, 'other'] : [category, 'other'];
  const forms = wished.map((form) => `${key}_${form}`);
  return forms.find((form) => Object.hasOwn(messages, form)) ?? `${key}_other`;
}

/**
 * @param {string} message
 * @param {(string|number)[]} subs
 * @returns {string}
 */
function fill(message, subs) {
  return message.replace(/\$(?:\$|([1-9]))/g, (whole, place) => (place ? String(subs[place - 1] ?? whole) : '$'));
}

/**
 * A chance that is not quite 1 must not be rounded to "100 %", nor one above 0 to "0 %".
 *
 * @param {number} share
 * @returns {number}
 */
function withoutCertainty(share) {
  return share > 0 && share < 1 ? Math.min(0.99, Math.max(0.01, share)) : share;
}

/**
 * @param {Date} time
 * @param {Date} now
 * @returns {[number, Intl.RelativeTimeFormatUnit]}
 */
function distance(time, now) {
  const seconds = (time.getTime() - now.getTime()) / 1000; // NaN, of no time, is refused by the formatter
  const [unit, length] = UNITS.find(([, each]) => Math.abs(seconds) >= each) ?? ['minute', 60];
  return [Math.trunc(seconds / length) + 0, unit];
}

/**
 * What cannot be said in the reader's language is shown as it came: a strange date or code must not lose the panel.
 *
 * @param {string} asItCame
 * @param {() => string} say
 * @returns {string}
 */
function sayOr(asItCame, say) {
  try {
    return say();
  } catch (error) {
    if (error instanceof RangeError) {
      return asItCame;
    }
    throw error;
  }
}

/**
 * @param {string} language
 * @returns {boolean}
 */
function isLanguage(language) {
  try {
    return Intl.getCanonicalLocales(language).length === 1;
  } catch {
    return false;
  }
}

/**
 * @param {string} language
 * @returns {string}
 */
function baseOf(language) {
  return language.toLowerCase().split(/[-_]/, 1)[0];
}
