/**
 * Where does the chip come without a click, and does the browser still allow it?
 */

import { EVERY_SITE, patternsOf } from '../shared/sites.js';
import { byId } from './page.js';
import { ASKS_FOR_COLLECTION, giveBack, hasSites, onPermissionsChanged, requestSites } from './permissions.js';
import { siteList } from './site-list.js';

const KEYS = { empty: 'options_automatic_empty', label: 'options_automatic_label', add: 'options_automatic_add' };

/**
 * @param {import('./desk.js').Desk} desk
 * @returns {() => void}
 */
export function automaticSection(desk) {
  const place = byId('automatic-sites', HTMLElement);
  const drawSites = siteList(desk, { place, name: 'automatic-site', keys: KEYS, add, remove });
  const listed = byId('automatic-listed', HTMLInputElement);
  const note = byId('automatic-listed-note', HTMLElement);
  const again = byId('automatic-listed-again', HTMLButtonElement);
  let wasDeclined = false;

  /**
   * @param {string} site
   * @returns {Promise<string|null>}
   */
  async function add(site) {
    if (!(await requestSites(patternsOf(site)))) {
      return desk.words.t('options_automatic_declined');
    }
    await desk.save(({ automatic }) => ({ automatic: { ...automatic, sites: [...automatic.sites, site] } }));
    return null;
  }

  /**
   * @param {string} site
   * @returns {Promise<void>}
   */
  async function remove(site) {
    await desk.save(({ automatic }) => ({
      automatic: { ...automatic, sites: automatic.sites.filter((kept) => kept !== site) },
    }));
    const { automatic } = desk.settings;
    await giveBack(patternsOf(site), !automatic.listed && automatic.sites.length === 0);
  }

  /** @returns {Promise<void>} */
  async function allowListed() {
    wasDeclined = !(await requestSites(EVERY_SITE));
    if (!wasDeclined) {
      await desk.save(({ automatic }) => ({ automatic: { ...automatic, listed: true } }));
    }
    draw();
  }

  /** @returns {Promise<void>} */
  async function forbidListed() {
    wasDeclined = false;
    await desk.save(({ automatic }) => ({ automatic: { ...automatic, listed: false } }));
    await giveBack(EVERY_SITE, desk.settings.automatic.sites.length === 0);
  }

  listed.addEventListener('change', () => (listed.checked ? allowListed() : forbidListed()));
  again.addEventListener('click', allowListed);
  onPermissionsChanged(() => draw());

  /** @returns {Promise<void>} */
  async function draw() {
    const { automatic } = desk.settings;
    const missing = await withoutPermission(automatic.sites);
    const isListedMissing = automatic.listed && !(await hasSites(EVERY_SITE));
    drawSites(automatic.sites, new Map(missing.map((site) => [site, remarkOn(site)])));
    listed.checked = automatic.listed;
    const noted = (isListedMissing && 'options_permission_missing') || (wasDeclined && 'options_automatic_declined');
    note.hidden = !noted;
    note.textContent = noted ? desk.words.t(noted) : ''; // what describes a field is read out even when hidden
    again.hidden = !isListedMissing;
    byId('automatic-collection', HTMLElement).hidden = !ASKS_FOR_COLLECTION;
  }

  /**
   * @param {string} site
   * @returns {import('./site-list.js').Remark}
   */
  function remarkOn(site) {
    const { words } = desk;
    const act = () => requestSites(patternsOf(site)).then(draw);
    return { text: words.t('options_permission_missing'), button: words.t('options_permission_again'), act };
  }

  return draw;
}

/**
 * @param {string[]} sites
 * @returns {Promise<string[]>} those that the browser does not, or no longer, allow
 */
async function withoutPermission(sites) {
  const allowed = await Promise.all(sites.map((site) => hasSites(patternsOf(site))));
  return sites.filter((_, place) => !allowed[place]);
}
