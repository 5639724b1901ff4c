/**
 * How does a reader add sites to a list and take them off?
 */

import { parseSite } from '../shared/sites.js';
import { element, showError } from './page.js';

/**
 * @typedef {object} SiteListOptions
 * @property {HTMLElement} place where the list and its field go
 * @property {string} name of the field, unique in the page
 * @property {Record<'empty'|'label'|'add', string>} keys of its words
 * @property {(site: string) => Promise<string|null>} add called in the click itself; what is in the way, in words
 * @property {(site: string) => Promise<void>} remove
 *
 * @typedef {object} Remark What is to be said of one site, and what can be done about it.
 * @property {string} text
 * @property {string} button
 * @property {() => void} act
 */

/**
 * Returns what draws the list of sites, with what is to be said of some.
 *
 * @param {import('./desk.js').Desk} desk
 * @param {SiteListOptions} options
 * @returns {(sites: readonly string[], remarks?: Map<string, Remark>) => void}
 */
export function siteList(desk, options) {
  const { place, name, keys } = options;
  const list = element('ul', { className: 'sites' });
  const empty = element('p', { className: 'caption' });
  const label = element('label', { htmlFor: name });
  const props = { id: name, type: 'text', inputMode: 'url', autocomplete: 'off', spellcheck: false };
  const field = element('input', { ...props, dir: 'ltr', autocapitalize: 'off', 'aria-describedby': `${name}-error` });
  const button = element('button', { type: 'submit', className: 'plain' });
  const error = element('p', { id: `${name}-error`, className: 'error', hidden: true });
  const form = element(
    'form',
    { noValidate: true },
    label,
    element('div', { className: 'field' }, field, button),
    error,
  );
  place.replaceChildren(list, empty, form);
  let drawn = '';

  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const site = parseSite(field.value);
    // The browser only shows its own question if nothing has been awaited before.
    const obstacle = site === null ? desk.words.t('options_site_error') : await options.add(site);
    showError(field, error, obstacle);
    if (obstacle === null) {
      field.value = '';
    }
    field.focus();
  });

  form.addEventListener('reset', () => showError(field, error, null));

  /**
   * @param {string} site
   * @returns {Promise<void>}
   */
  async function remove(site) {
    await options.remove(site);
    field.focus(); // the pressed button is gone
  }

  /**
   * @param {string} site
   * @param {Remark|undefined} remark
   * @returns {HTMLLIElement}
   */
  function item(site, remark) {
    const title = element('bdi', { dir: 'ltr' }, site);
    const drop = plainButton(desk.words.t('options_site_remove'), desk.words.t('options_site_remove_named', site));
    drop.addEventListener('click', () => remove(site));
    if (!remark) {
      return element('li', {}, title, drop);
    }
    const again = plainButton(remark.button, `${remark.button}: ${site}`);
    again.addEventListener('click', remark.act);
    return element('li', {}, title, again, drop, element('span', { className: 'tag' }, remark.text));
  }

  return (sites, remarks = new Map()) => {
    empty.textContent = desk.words.t(keys.empty);
    label.textContent = desk.words.t(keys.label);
    button.textContent = desk.words.t(keys.add);
    empty.hidden = sites.length > 0;
    list.hidden = sites.length === 0;
    // A list that is the same stays, and with it the focus of whoever is in it.
    const sign = JSON.stringify([desk.words.tag, sites, [...remarks.keys()]]);
    if (sign !== drawn) {
      list.replaceChildren(...sites.map((site) => item(site, remarks.get(site))));
      drawn = sign;
    }
  };
}

/**
 * @param {string} text
 * @param {string} name for those who do not see what it stands beside
 * @returns {HTMLButtonElement}
 */
function plainButton(text, name) {
  return element('button', { type: 'button', className: 'plain', 'aria-label': name }, text);
}
