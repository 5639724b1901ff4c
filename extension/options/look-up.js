/**
 * How does the reader let other reports be looked up, and what exactly is sent in either way?
 */

import { sha256 } from '../shared/hashing.js';
import { normalizeUrl } from '../shared/urls.js';
import { EXAMPLE_PAGE, USUAL_BITS, addressRequest, privateRequests } from './examples.js';
import { byId } from './page.js';

const MODES = /** @type {const} */ (['private', 'address']);

/**
 * @param {import('./desk.js').Desk} desk
 * @returns {() => void}
 */
export function lookUpSection(desk) {
  for (const mode of MODES) {
    byId(`mode-${mode}`, HTMLInputElement).addEventListener('change', () => desk.save({ mode }));
  }

  const address = normalizeUrl(EXAMPLE_PAGE) ?? EXAMPLE_PAGE;
  /** @type {Uint8Array|null} */
  let hash = null;
  sha256(address).then((found) => {
    hash = found;
    drawExamples();
  });

  /** @returns {void} */
  function drawExamples() {
    const { settings, words, reached } = desk;
    const asked = reached?.server === settings.server ? reached : null;
    byId('mode-private-caption', HTMLElement).textContent = asked
      ? words.t('options_example_bits_known', words.number(asked.bits), words.number(asked.articlesPerBucket))
      : words.t('options_example_bits_usual', words.number(USUAL_BITS));
    if (hash) {
      const requests = privateRequests(settings.server, hash, asked?.bits ?? USUAL_BITS);
      byId('mode-private-example', HTMLElement).textContent = requests.join('\n');
    }
    byId('mode-address-example', HTMLElement).textContent = addressRequest(settings.server, address).join('\n');
  }

  return () => {
    for (const mode of MODES) {
      byId(`mode-${mode}`, HTMLInputElement).checked = desk.settings.mode === mode;
    }
    byId('example-page', HTMLElement).textContent = EXAMPLE_PAGE;
    drawExamples();
  };
}
