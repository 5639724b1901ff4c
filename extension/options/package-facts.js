/**
 * What is in the package: how old and how large is its table, who says what is in it, and which version is this?
 */

import { browser } from '../shared/browser.js';
import { OptionsRequest } from '../shared/messages.js';
import { byId, element, link } from './page.js';

/**
 * @param {import('./desk.js').Desk} desk
 * @returns {() => void}
 */
export function packageSection(desk) {
  /** @type {import('../shared/types.js').TableReply|null} */
  let table = null;
  browser.runtime.sendMessage({ type: OptionsRequest.TABLE }).then((reply) => {
    table = reply;
    draw();
  });

  /** @returns {void} */
  function draw() {
    const { words, settings } = desk;
    byId('version', HTMLElement).textContent = words.t('options_version', browser.runtime.getManifest().version);
    byId('link-about', HTMLAnchorElement).href = `${settings.server}/about`;
    byId('link-reports', HTMLAnchorElement).href = `${settings.server}/reports`;
    if (table) {
      byId('table-facts', HTMLElement).textContent = sayTable(table, words);
      byId('table-sources', HTMLElement).replaceChildren(...table.sources.map((source) => sourceItem(source, words)));
    }
  }

  return draw;
}

/**
 * @param {import('../shared/types.js').TableReply} table
 * @param {import('../shared/words.js').Words} words
 * @returns {string}
 */
function sayTable(table, words) {
  const outlets = words.count('options_table_outlets', table.outlets);
  const rated = words.count('options_table_rated', table.rated);
  return `${outlets} ${rated} ${words.t('options_table_date', words.date(table.date))}`;
}

/**
 * @param {import('../shared/types.js').TableReply['sources'][number]} source
 * @param {import('../shared/words.js').Words} words
 * @returns {HTMLLIElement}
 */
function sourceItem({ name, url, licence, as_of: asOf }, words) {
  const told = [licence, asOf && words.t('options_table_as_of', asOf)].filter((part) => part !== null && part !== '');
  const item = element('li', {}, link(url, name));
  if (told.length) {
    item.append(' – ', element('bdi', {}, told.join(', ')));
  }
  return item;
}
