/**
 * What is known of a page without asking anybody, and may anybody be asked?
 *
 * The outlet comes from the package's table. The address that would be sent is chosen here, once, for every way of
 * asking: whoever asks about a page goes through `judgePage`.
 */

import { chooseAddress } from '../shared/canonical.js';
import { resolve } from '../shared/outlets.js';
import { whyNeverSent } from '../shared/private-hosts.js';
import { isOnSite } from '../shared/sites.js';
import { normalizeUrl } from '../shared/urls.js';

/**
 * @typedef {import('../shared/types.js').PageData} PageData
 * @typedef {import('../shared/types.js').FactsReply} FactsReply
 * @typedef {import('../shared/types.js').MatchedBy} MatchedBy
 * @typedef {import('../shared/types.js').Outlet} Outlet
 * @typedef {import('../shared/types.js').RefusalReason} RefusalReason
 * @typedef {import('../shared/outlet-table.js').OutletTable} OutletTable
 * @typedef {import('../shared/settings.js').Settings} Settings
 *
 * @typedef {object} Judgement
 * @property {string} address normalized; empty if there is none
 * @property {RefusalReason|null} refused
 * @property {Outlet|null} outlet
 * @property {MatchedBy} matchedBy
 * @property {boolean} isNews
 */

/** @type {import('../shared/outlets.js').Resolution} */
const NOTHING = { outlet: null, rule: 'none', key: null, via: null, refused: [] };

/**
 * Returns what the table says of a page, and the address to ask about it with, if it may be asked about.
 *
 * @param {PageData} page
 * @param {{table: OutletTable, settings: Settings}} known
 * @returns {Judgement}
 */
export function judgePage(page, { table, settings }) {
  const keyOf = (/** @type {string} */ url) => resolve(url, table)?.outlet?.key ?? null;
  const refused = refusalOf(page, { table, settings });
  const { outlet, ...matchedBy } = resolve(page.url, table) ?? NOTHING;
  const chosen = refused ? page.url : chooseAddress(page, keyOf);
  const isAskable = !refused && whyNeverSent(chosen, table) === null;
  return {
    address: normalizeUrl(isAskable ? chosen : page.url) ?? '',
    refused,
    outlet: outlet && { ...outlet, url: outlet.url && new URL(outlet.url, settings.server).href },
    matchedBy,
    isNews: outlet !== null || page.isArticle,
  };
}

/**
 * Returns why nobody is asked about a page, or null if the reader's click is enough.
 *
 * @param {Pick<PageData, 'url'|'hasPasswordField'>} page
 * @param {{table: OutletTable, settings: Settings}} known
 * @returns {RefusalReason|null}
 */
export function refusalOf(page, { table, settings }) {
  const refused = whyNeverSent(page.url, table);
  if (refused) {
    return refused;
  }
  if (isOnSite(page.url, settings.excludedSites)) {
    return 'excluded';
  }
  return page.hasPasswordField ? 'password-field' : null;
}

/**
 * Shapes the judgement as the overlay is told of it.
 *
 * @param {Judgement} judgement
 * @param {{questionId: string, table: OutletTable, settings: Settings}} circumstances
 * @returns {FactsReply}
 */
export function factsReply(judgement, { questionId, table, settings }) {
  const { refused, outlet, matchedBy, isNews, address } = judgement;
  return {
    questionId,
    refused,
    outlet,
    matchedBy,
    tableDate: table.made,
    isNews,
    mode: settings.mode,
    asksNow: asksNow(judgement),
    server: settings.server,
    address,
  };
}

/**
 * Whether the click that began the question covers asking for coverage: there is no use in asking about what is no news.
 *
 * @param {Judgement} judgement
 * @returns {boolean}
 */
export function asksNow({ refused, isNews, address }) {
  return refused === null && isNews && address !== '';
}
