/**
 * Where, and about which stories, does the reader want to hear nothing?
 */

import { byId } from './page.js';
import { siteList } from './site-list.js';

const KEYS = { empty: 'options_excluded_empty', label: 'options_excluded_label', add: 'options_excluded_add' };

/**
 * @param {import('./desk.js').Desk} desk
 * @returns {() => void}
 */
export function excludedSection(desk) {
  const draw = siteList(desk, {
    place: byId('excluded-sites', HTMLElement),
    name: 'excluded-site',
    keys: KEYS,
    async add(site) {
      await desk.save(({ excludedSites }) => ({ excludedSites: [...excludedSites, site] }));
      return null;
    },
    async remove(site) {
      await desk.save(({ excludedSites }) => ({ excludedSites: excludedSites.filter((kept) => kept !== site) }));
    },
  });
  return () => draw(desk.settings.excludedSites);
}

/**
 * @param {import('./desk.js').Desk} desk
 * @returns {() => void}
 */
export function snoozedSection(desk) {
  const clear = byId('snoozed-clear', HTMLButtonElement);
  clear.addEventListener('click', () => {
    if (Object.keys(desk.settings.snoozed).length > 0) {
      desk.save({ snoozed: {} });
    }
  });
  return () => {
    const snoozed = Object.keys(desk.settings.snoozed).length;
    byId('snoozed-count', HTMLElement).textContent = desk.words.count('options_snoozed', snoozed);
    clear.setAttribute('aria-disabled', String(snoozed === 0)); // `disabled` would take the focus away
  };
}
