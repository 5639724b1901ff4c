/**
 * What does the package know by itself: the table of outlets, and the words of each language?
 *
 * Read from our own files, once in the background's life.
 */

import { browser } from '../shared/browser.js';
import { rowsOf } from '../shared/outlet-columns.js';
import { OutletTable } from '../shared/outlet-table.js';
import { LANGUAGES, chooseLanguage, directionOf } from '../shared/words.js';

/**
 * @typedef {Record<string, {message: string}>} Messages as the browsers want them
 * @typedef {import('../shared/outlet-table.js').TableFile} TableFile
 */

/** @type {Map<string, Promise<any>>} */
const opened = new Map();

/**
 * Returns the table of outlets.
 *
 * @returns {Promise<OutletTable>}
 */
export function loadTable() {
  return once('table', async () => new OutletTable(await readJson('data/outlets.json')));
}

/**
 * Returns what there is to say of the table.
 *
 * @returns {Promise<import('../shared/types.js').TableReply>}
 */
export async function describeTable() {
  const [file, table] = await Promise.all([
    /** @type {Promise<TableFile>} */ (readJson('data/outlets.json')),
    loadTable(),
  ]);
  const sources = file.sources.map(({ source, source_url, ...rest }) => ({ name: source, url: source_url, ...rest }));
  const rated = new Set(file.ratings.flatMap(({ outlets }) => rowsOf(outlets)));
  return { date: table.made, outlets: table.size, rated: rated.size, sources };
}

/**
 * Returns all words in the language that the reader chose; a word that it lacks is English.
 *
 * @param {string} chosen a language or `auto`
 * @returns {Promise<import('../shared/types.js').WordsReply>}
 */
export async function loadWords(chosen) {
  const language = chooseLanguage(chosen, [browser.i18n.getUILanguage()]);
  const [own, english] = await Promise.all([language, LANGUAGES[0]].map(readMessages));
  const missing = missingWords(own, english);
  return { language, direction: directionOf(language), words: { ...missing, ...own } };
}

/**
 * @param {Record<string, string>} own
 * @param {Record<string, string>} english
 * @returns {Record<string, string>} the English words for which there is none of one's own, in any plural form
 */
function missingWords(own, english) {
  const stem = (/** @type {string} */ key) => key.replace(/_(?:zero|one|two|few|many|other)$/, '');
  const known = new Set(Object.keys(own).map(stem));
  return Object.fromEntries(Object.entries(english).filter(([key]) => !known.has(stem(key))));
}

/**
 * @param {string} language
 * @returns {Promise<Record<string, string>>} by key
 */
function readMessages(language) {
  return once(`words ${language}`, async () => {
    const messages = /** @type {Messages} */ (await readJson(`_locales/${language}/messages.json`));
    return Object.fromEntries(Object.entries(messages).map(([key, { message }]) => [key, message]));
  });
}

/**
 * @param {string} path
 * @returns {Promise<unknown>}
 */
async function readJson(path) {
  return (await fetch(browser.runtime.getURL(path))).json();
}

/**
 * @template T
 * @param {string} name
 * @param {() => Promise<T>} open
 * @returns {Promise<T>}
 */
function once(name, open) {
  const known = opened.get(name);
  if (known) {
    return known;
  }
  const opening = open();
  opened.set(name, opening);
  opening.catch(() => opened.delete(name));
  return opening;
}
