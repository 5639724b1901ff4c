/**
 * How are the columns of `data/outlets.json` read?
 *
 * The other half of `server/packaging/outlet_table.py`, which writes them: values that repeat are numbered, rows are
 * given as distances, names that can be read off a key and numbers that can be read off a rating are left out.
 */

/**
 * @typedef {import('./types.js').Rating} Rating
 * @typedef {{of: string, at: string}} Numbered each value once, and line by line its number; no numbers: all the first
 *
 * @typedef {object} RatingColumns The judgements of one rater on one dimension.
 * @property {string} rater
 * @property {string} rater_name
 * @property {string} dimension
 * @property {string} outlets the rated outlets' rows, each as the distance from the one before
 * @property {string} value
 * @property {Numbered} label
 * @property {Numbered} url
 * @property {Numbered} as_of
 */

const FROM_KEY = '=';
const FIRST_LENGTH = 96; // "a" is a word of one letter

/**
 * Returns what finds the rater's judgement of the outlet in a row.
 *
 * @param {RatingColumns} columns
 * @returns {(row: number) => Rating|null}
 */
export function ratingsByRow(columns) {
  const { rater, rater_name, dimension } = columns;
  const places = new Map(rowsOf(columns.outlets).map((row, at) => [row, at]));
  const values = columns.value.split('\n');
  const [labels, urls, dates] = [columns.label, columns.url, columns.as_of].map(spelledOut);
  return (row) => {
    const at = places.get(row);
    if (at === undefined) {
      return null;
    }
    const [value, label] = [values[at], filled(labels(at), values[at])];
    return { rater, rater_name, dimension, value, label, url: urls(at) || null, as_of: dates(at) || null };
  };
}

/**
 * Returns the rows that are given as distances, each from the one before.
 *
 * @param {string} steps
 * @returns {number[]}
 */
export function rowsOf(steps) {
  let row = 0;
  return steps === '' ? [] : steps.split('\n').map((step) => (row += Number(step)));
}

/**
 * Returns the name in a cell: as it stands there, or read off the first label of the key.
 *
 * @param {string} cell
 * @param {string} key
 * @returns {string}
 */
export function spelledName(cell, key) {
  if (!cell.startsWith(FROM_KEY)) {
    return cell;
  }
  const [label] = key.split('.', 1);
  let start = 0;
  const words = [...cell.slice(FROM_KEY.length)].map((letter) => {
    const word = label.slice(start, (start += letter.charCodeAt(0) - FIRST_LENGTH));
    return word[0].toUpperCase() + word.slice(1);
  });
  return words.length === 0 ? label.toUpperCase() : words.join(' ');
}

/**
 * @param {Numbered} column
 * @returns {(at: number) => string}
 */
function spelledOut(column) {
  const values = column.of.split('\n');
  const numbers = column.at.split('\n');
  return (at) => values[Number(numbers[at] ?? 0)];
}

/**
 * Puts the value back where a label shows it with two decimals.
 *
 * @param {string} label
 * @param {string} value
 * @returns {string}
 */
function filled(label, value) {
  const plain = Math.abs(Number(value)).toFixed(2);
  return label.replace('{signed}', `${Number(value) < 0 ? '-' : '+'}${plain}`).replace('{plain}', plain);
}
