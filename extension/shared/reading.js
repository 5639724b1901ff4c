/**
 * Has a value from outside the shape that we expect of it?
 *
 * Small readers, put together into large ones: each takes an unknown value and gives one of its type, or throws
 * `BadAnswer` with the JSON pointer (RFC 6901) of what is wrong. Fields that nobody asked for are not looked at, so a
 * newer server may say more. Texts lose what could disturb the drawing; a list that is too long to show is cut, and
 * that is noted.
 *
 * Which shapes there are is `validation.js`'s to say.
 */

import { cleanText } from './clean-text.js';

/**
 * @typedef {object} Reading What one reading has in common.
 * @property {string} base origin that paths of our own records are relative to
 * @property {string[]} cuts what was left out
 */

/**
 * @template T
 * @typedef {(value: unknown, pointer: string, reading: Reading) => T} Reader
 */

const MOST_ITEMS = 500;
const MOST_POOLED = 20_000;
const MOST_URL = 4096;

/** What we were told has not the shape that was agreed on. */
export class BadAnswer extends Error {
  /**
   * @param {string} pointer
   * @param {string} reason
   */
  constructor(pointer, reason) {
    super(`${pointer || '/'}: ${reason}`);
    this.name = 'BadAnswer';
    this.pointer = pointer;
    this.reason = reason;
  }
}

/** @type {Reader<string>} */
export const text = (value, pointer) => {
  if (typeof value !== 'string') {
    throw new BadAnswer(pointer, `a text was expected, not ${kindOf(value)}`);
  }
  return cleanText(value);
};

/** @type {Reader<boolean>} */
export const flag = (value, pointer) => {
  if (typeof value !== 'boolean') {
    throw new BadAnswer(pointer, `true or false was expected, not ${kindOf(value)}`);
  }
  return value;
};

/**
 * Reads numbers of a range.
 *
 * @param {number} least
 * @param {number} most
 * @returns {Reader<number>}
 */
export function number(least, most) {
  return (value, pointer) => {
    if (typeof value !== 'number' || !(value >= least && value <= most)) {
      throw new BadAnswer(pointer, `a number from ${least} to ${most} was expected, not ${kindOf(value)}`);
    }
    return value;
  };
}

/**
 * Reads whole numbers of a range.
 *
 * @param {number} least
 * @param {number} most
 * @returns {Reader<number>}
 */
export function whole(least, most) {
  const inRange = number(least, most);
  return (value, pointer, reading) => {
    if (!Number.isInteger(value)) {
      throw new BadAnswer(pointer, `a whole number was expected, not ${kindOf(value)}`);
    }
    return inRange(value, pointer, reading);
  };
}

/**
 * Reads one of a few words.
 *
 * @template {string} Choice
 * @param {...Choice} choices
 * @returns {Reader<Choice>}
 */
export function oneOf(...choices) {
  return (value, pointer) => {
    const choice = choices.find((each) => each === value);
    if (choice === undefined) {
      throw new BadAnswer(pointer, `one of ${choices.join(', ')} was expected`);
    }
    return choice;
  };
}

/**
 * Reads what may be unknown: absent and null are null.
 *
 * @template T
 * @param {Reader<T>} read
 * @returns {Reader<T|null>}
 */
export function nullable(read) {
  return (value, pointer, reading) => (value === null || value === undefined ? null : read(value, pointer, reading));
}

/**
 * Reads what has a value of its own when it is absent or null.
 *
 * @template T
 * @param {Reader<T>} read
 * @param {() => T} absent
 * @returns {Reader<T>}
 */
export function otherwise(read, absent) {
  return (value, pointer, reading) =>
    value === null || value === undefined ? absent() : read(value, pointer, reading);
}

/**
 * Reads lists, of which only the first `MOST_ITEMS` are kept.
 *
 * @template T
 * @param {Reader<T>} read
 * @returns {Reader<T[]>}
 */
export function list(read) {
  return (value, pointer, reading) => {
    const items = arrayOf(value, pointer);
    if (items.length > MOST_ITEMS) {
      reading.cuts.push(`${pointer} (${MOST_ITEMS} of ${items.length})`);
    }
    return items.slice(0, MOST_ITEMS).map((item, place) => read(item, `${pointer}/${place}`, reading));
  };
}

/**
 * Reads lists that are referred into by place, so that nothing can be left out.
 *
 * @template T
 * @param {Reader<T>} read
 * @returns {Reader<T[]>}
 */
export function pool(read) {
  return (value, pointer, reading) => {
    const items = arrayOf(value, pointer);
    if (items.length > MOST_POOLED) {
      throw new BadAnswer(pointer, `at most ${MOST_POOLED} items were expected, not ${items.length}`);
    }
    return items.map((item, place) => read(item, `${pointer}/${place}`, reading));
  };
}

/**
 * Reads objects of named fields.
 *
 * @template {Record<string, Reader<any>>} Fields
 * @param {Fields} fields
 * @returns {Reader<{[Name in keyof Fields]: Fields[Name] extends Reader<infer T> ? T : never}>}
 */
export function object(fields) {
  const entries = Object.entries(fields);
  return (value, pointer, reading) => {
    const source = objectOf(value, pointer);
    const own = (/** @type {string} */ name) => (Object.hasOwn(source, name) ? source[name] : undefined);
    return /** @type {any} */ (
      Object.fromEntries(entries.map(([name, read]) => [name, read(own(name), `${pointer}/${name}`, reading)]))
    );
  };
}

/**
 * Reads objects whose names are data.
 *
 * @template T
 * @param {Reader<T>} read
 * @returns {Reader<Record<string, T>>}
 */
export function record(read) {
  return (value, pointer, reading) => {
    const entries = Object.entries(objectOf(value, pointer));
    if (entries.length > MOST_ITEMS) {
      throw new BadAnswer(pointer, `at most ${MOST_ITEMS} names were expected`);
    }
    if (entries.some(([name]) => name === '__proto__')) {
      throw new BadAnswer(pointer, '__proto__ is no name');
    }
    return Object.fromEntries(
      entries.map(([name, item]) => [cleanText(name), read(item, `${pointer}/${escaped(name)}`, reading)]),
    );
  };
}

/**
 * An http(s) address without user name, or null for any other text: a link that we would not draw is no link.
 *
 * @type {Reader<string|null>}
 */
export const webUrl = (value, pointer) => linkOf(value, pointer, undefined);

/**
 * The address of one of the server's own pages, told as a path or whole; null for any other text.
 *
 * @type {Reader<string|null>}
 */
export const ownUrl = (value, pointer, { base }) => {
  const url = linkOf(value, pointer, base);
  return url !== null && new URL(url).origin === base ? url : null;
};

/**
 * @param {unknown} value
 * @param {string} pointer
 * @param {string|undefined} base
 * @returns {string|null}
 */
function linkOf(value, pointer, base) {
  if (value === null || value === undefined) {
    return null;
  }
  if (typeof value !== 'string') {
    throw new BadAnswer(pointer, `an address was expected, not ${kindOf(value)}`);
  }
  if (value.length > MOST_URL || !URL.canParse(value, base)) {
    return null;
  }
  const url = new URL(value, base);
  const isWeb = url.protocol === 'https:' || url.protocol === 'http:';
  return isWeb && !url.username && !url.password ? url.href : null;
}

/**
 * @param {unknown} value
 * @param {string} pointer
 * @returns {unknown[]}
 */
function arrayOf(value, pointer) {
  if (!Array.isArray(value)) {
    throw new BadAnswer(pointer, `a list was expected, not ${kindOf(value)}`);
  }
  return value;
}

/**
 * @param {unknown} value
 * @param {string} pointer
 * @returns {Record<string, unknown>}
 */
function objectOf(value, pointer) {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new BadAnswer(pointer, `an object was expected, not ${kindOf(value)}`);
  }
  return /** @type {Record<string, unknown>} */ (value);
}

/**
 * @param {unknown} value
 * @returns {string} what it is, without repeating it: it may be long, or somebody's
 */
function kindOf(value) {
  if (value === undefined) {
    return 'nothing';
  }
  if (value === null) {
    return 'null';
  }
  return Array.isArray(value) ? 'a list' : typeof value === 'number' ? String(value) : `a ${typeof value}`;
}

/**
 * @param {string} name
 * @returns {string} as a JSON pointer writes it
 */
function escaped(name) {
  return cleanText(name, 100).replaceAll('~', '~0').replaceAll('/', '~1');
}
