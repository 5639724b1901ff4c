/**
 * How does a reader make the extension forget everything, and not by mistake?
 *
 * Two presses in the page instead of a dialogue over it; afterwards it says what was removed.
 */

import { browser } from '../shared/browser.js';
import { OptionsRequest } from '../shared/messages.js';
import { byId, element } from './page.js';

/**
 * @param {import('./desk.js').Desk} desk
 * @returns {() => void}
 */
export function forgettingSection(desk) {
  const first = byId('forget', HTMLButtonElement);
  const sure = byId('forget-sure', HTMLElement);
  const result = byId('forgotten', HTMLElement);

  /**
   * @param {boolean} isOpen
   * @returns {void}
   */
  function ask(isOpen) {
    sure.hidden = !isOpen;
    first.setAttribute('aria-expanded', String(isOpen));
    (isOpen ? sure : first).focus();
  }

  /** @returns {Promise<void>} */
  async function forget() {
    const before = desk.settings;
    const removed = await browser.runtime.sendMessage({ type: OptionsRequest.FORGET });
    ask(false);
    for (const form of document.forms) {
      form.reset(); // what was typed and not kept goes as well
    }
    await desk.reload();
    const lines = removedLines(before, removed.origins.length, desk.words);
    result.replaceChildren(
      element('p', {}, desk.words.t('options_forgotten')),
      element('ul', {}, ...lines.map((line) => element('li', {}, line))),
    );
    result.hidden = false;
    result.focus();
  }

  first.addEventListener('click', () => {
    result.hidden = true;
    ask(Boolean(sure.hidden));
  });
  byId('forget-yes', HTMLButtonElement).addEventListener('click', forget);
  byId('forget-no', HTMLButtonElement).addEventListener('click', () => ask(false));
  sure.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') {
      ask(false);
    }
  });

  return () => {};
}

/**
 * @param {import('../shared/settings.js').Settings} before
 * @param {number} origins how many permissions were given back
 * @param {import('../shared/words.js').Words} words
 * @returns {string[]} what there was to be removed, each with its number
 */
export function removedLines(before, origins, words) {
  const counted = /** @type {const} */ ([
    ['options_forgot_automatic', before.automatic.sites.length],
    ['options_forgot_excluded', before.excludedSites.length],
    ['options_forgot_snoozed', Object.keys(before.snoozed).length],
    ['options_forgot_permissions', origins],
  ]);
  const lines = counted.filter(([, n]) => n > 0).map(([key, n]) => words.count(key, n));
  return [...lines, words.t('options_forgot_choices')];
}
