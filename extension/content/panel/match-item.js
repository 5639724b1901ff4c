/**
 * What is said of one article that reports the same story?
 */

import { published } from './dates.js';
import { dotted, element, flag, httpUrl, link, outside, sentence } from './elements.js';
import { likelihoodKey } from './grouping.js';
import { pretty } from './head.js';

/**
 * @typedef {object} Setting What an item needs to know of those around it.
 * @property {import('./view.js').View} view
 * @property {import('./view.js').Tools} tools
 * @property {import('./view.js').Context} context
 * @property {Map<string, import('../../shared/types.js').Join>} joins by article
 * @property {Map<string, import('./view.js').Match>} matches by article
 */

/** Why two articles are not independent, as the server names it. */
const JOIN_REASONS = Object.freeze({
  republished: 'panel_join_republished',
  same_text: 'panel_join_same_text',
  wire_credit: 'panel_join_wire_credit',
  same_outlet: 'panel_join_same_outlet',
  owner_family: 'panel_join_owner_family',
});

/**
 * @param {import('./view.js').Match} match
 * @param {Setting} setting
 * @returns {HTMLLIElement}
 */
export function drawMatch(match, setting) {
  const { article } = match;
  const url = article.canonical_url ?? article.url;
  const title = article.title ?? (url ? pretty(url) : setting.tools.words.t('panel_untitled'));
  const text = outside(title, article.title ? article.language : null);
  return element(
    'li',
    { class: 'match' },
    element('p', { class: 'headline' }, link(url, text, { 'data-key': `match-${article.id}` })),
    element('p', { class: 'meta' }, whereAndWhen(match, setting)),
    element('p', { class: 'meta' }, howSure(match, setting)),
    drawJoin(match, setting),
  );
}

/**
 * @param {import('./view.js').Match} match
 * @param {Setting} setting
 * @returns {import('./elements.js').Child[]}
 */
function whereAndWhen({ article, outlet }, { view, tools: { words }, context }) {
  const own = context.article?.language ?? words.tag;
  const isForeign = article.language && baseOf(article.language) !== baseOf(own);
  const name = outlet && outside(outlet.name ?? outlet.key);
  const record = httpUrl(outlet?.url, view.facts?.server);
  return dotted([
    name ? link(record, name, { 'data-key': `outlet-of-${article.id}` }) : words.t('panel_outlet_unknown'),
    outlet?.country && words.region(outlet.country),
    published(article, view.now, words),
    isForeign &&
      element('bdi', { class: 'whole' }, words.t('panel_in_language', words.language(String(article.language)))),
    article.is_opinion && element('span', { class: 'tag' }, words.t('panel_opinion')),
    article.is_paywalled && element('span', { class: 'tag' }, words.t('panel_paywall')),
  ]);
}

/**
 * Returns words first and the figure after them: a probability is easily read as more than it is.
 *
 * @param {import('./view.js').Match} match
 * @param {Setting} setting
 * @returns {import('./elements.js').Child[]}
 */
function howSure({ article, probability }, { tools: { words, actions }, context }) {
  const about = /** @type {const} */ ({ kind: 'match', id: `${context.article?.id}:${article.id}` });
  const label = words.t('panel_report_match', article.title ?? '');
  const canReport = context.article?.id && article.id; // a match is a pair of articles that the server holds
  return [
    probability === null
      ? words.t('panel_match_opened')
      : words.t(likelihoodKey(probability), words.percent(probability)),
    canReport && flag(label, `report-${article.id}`, () => actions.startReport(about)),
  ];
}

/**
 * @param {import('./view.js').Match} match
 * @param {Setting} setting
 * @returns {HTMLElement|null}
 */
function drawJoin({ article }, { tools: { words }, context, joins, matches }) {
  const join = joins.get(article.id ?? '');
  if (!join) {
    return null;
  }
  const reasonKey = /** @type {Record<string, string>} */ (JOIN_REASONS)[join.reason];
  const other = matches.get(join.with_id)?.outlet;
  const name = join.with_id === context.article?.id ? words.t('panel_this_article') : (other?.name ?? other?.key);
  const with_ = name ? outside(name) : words.t('panel_another_article');
  const reason = reasonKey ? words.t(reasonKey) : words.t('panel_join_other');
  const said = sentence((...marks) => words.t('panel_join', ...marks), with_, reason);
  return element('p', { class: 'join', title: join.detail }, said);
}

/**
 * @param {string} language
 * @returns {string}
 */
function baseOf(language) {
  return language.split('-', 1)[0].toLowerCase();
}
