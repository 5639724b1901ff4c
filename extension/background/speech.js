/**
 * In which words does the background speak to the reader?
 */

import { readSettings } from '../shared/settings.js';
import { makeWords } from '../shared/words.js';
import { loadWords } from './package-files.js';

/**
 * Returns the words of the reader's language.
 *
 * @returns {Promise<import('../shared/words.js').Words>}
 */
export async function loadSpeech() {
  const { language } = await readSettings();
  const { words, language: tag } = await loadWords(language);
  return makeWords(words, tag);
}
