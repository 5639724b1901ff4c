/**
 * In which language, in which corner and by which keys does the reader meet the extension?
 */

import { browser } from '../shared/browser.js';
import { byId } from './page.js';

const COMMAND = '_execute_action';
/** Chromium has no call for it, but its page may be opened; pages cannot link to it. */
const CHROMIUM_SHORTCUTS = 'chrome://extensions/shortcuts';

/**
 * @param {import('./desk.js').Desk} desk
 * @returns {() => void}
 */
export function displaySection(desk) {
  const language = byId('language', HTMLSelectElement);
  const chip = byId('chip', HTMLInputElement);
  const corner = byId('corner', HTMLSelectElement);

  language.addEventListener('change', () => desk.save({ language: language.value }));
  chip.addEventListener('change', () => desk.save({ chip: chip.checked }));
  corner.addEventListener('change', () => {
    desk.save({ corner: /** @type {typeof desk.settings.corner} */ (corner.value) }); // checked when it is stored
  });
  byId('shortcut-change', HTMLButtonElement).addEventListener('click', openShortcuts);
  window.addEventListener('focus', () => drawShortcut(desk)); // the reader may come back from changing it

  return () => {
    language.value = desk.settings.language;
    chip.checked = desk.settings.chip;
    corner.value = desk.settings.corner;
    drawShortcut(desk);
  };
}

/**
 * @param {import('./desk.js').Desk} desk
 * @returns {Promise<void>}
 */
async function drawShortcut(desk) {
  const commands = await browser.commands.getAll();
  const keys = commands.find(({ name }) => name === COMMAND)?.shortcut;
  const { words } = desk;
  byId('shortcut', HTMLElement).textContent = keys
    ? words.t('options_shortcut', isolated(keys))
    : words.t('options_shortcut_none');
}

/**
 * @param {string} keys
 * @returns {string} the same, in its own direction within any sentence
 */
function isolated(keys) {
  return `\u2066${keys}\u2069`;
}

/** @returns {Promise<void>} */
async function openShortcuts() {
  const { openShortcutSettings } = /** @type {{openShortcutSettings?: () => Promise<void>}} */ (browser.commands);
  if (openShortcutSettings) {
    await openShortcutSettings(); // Firefox
  } else {
    await browser.tabs.create({ url: CHROMIUM_SHORTCUTS });
  }
}
