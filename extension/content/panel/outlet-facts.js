/**
 * Who publishes it, and who says so?
 *
 * Every fact stands with its source and date; what nobody has told us is "not known", and an outlet without a row is
 * "not in our table": neither is a judgement.
 */

import { partialDate } from './dates.js';
import { disclosure } from './disclosure.js';
import { button, dotted, element, httpUrl, link, outside, sentence } from './elements.js';
import { ALWAYS_SAID, factValue, FIELDS, FIRST_FIELDS } from './fact-words.js';
import { drawRatings } from './ratings.js';

/**
 * @param {import('./view.js').View} view
 * @param {import('./view.js').Tools} tools
 * @param {import('./view.js').Context|null} context
 * @returns {HTMLElement}
 */
export function drawOutlet(view, tools, context) {
  const { words } = tools;
  const outlet = context?.outlet ?? view.facts?.outlet ?? null;
  const found = context?.matched_by ?? view.facts?.matchedBy ?? null;
  const inside = outlet ? drawKnown(outlet, view, tools) : [element('p', {}, words.t('panel_outlet_not_in_table'))];
  return element(
    'section',
    { class: 'outlet', 'aria-labelledby': 'outlet-title' },
    element('h3', { id: 'outlet-title' }, words.t('panel_outlet_title')),
    inside,
    element('p', { class: 'quiet' }, howFound(found, words), tableWords(view, context, words)),
  );
}

/**
 * @param {import('./view.js').Outlet} outlet
 * @param {import('./view.js').View} view
 * @param {import('./view.js').Tools} tools
 * @returns {HTMLElement[]}
 */
function drawKnown(outlet, view, tools) {
  const { words, actions } = tools;
  const rows = FIELDS.filter((field) => isSaid(field, outlet)).map((field) => drawFact(field, outlet, words));
  const name = link(httpUrl(outlet.url, view.facts?.server), outside(outlet.name ?? outlet.key), {
    'data-key': 'outlet',
  });
  const rest = rows.slice(FIRST_FIELDS);
  const report = () => actions.startReport({ kind: 'outlet', id: outlet.key });
  return [
    element('p', { class: 'name' }, name),
    element('dl', { class: 'facts' }, rows.slice(0, FIRST_FIELDS)),
    ...(rest.length
      ? [
          disclosure(view, tools, 'facts', words.count('panel_more_facts', rest.length), () =>
            element('dl', { class: 'facts' }, rest),
          ),
        ]
      : []),
    ...drawRatings(outlet, tools),
    element('p', {}, button(words.t('panel_report_outlet'), 'report-outlet', report, { class: 'text-button' })),
  ];
}

/**
 * @param {string} field
 * @param {import('./view.js').Outlet} outlet
 * @returns {boolean}
 */
function isSaid(field, outlet) {
  const isRepeated = field === 'owner_family' && outlet.owner_family === outlet.owner;
  return !isRepeated && (ALWAYS_SAID.has(field) || outlet.facts.some((fact) => fact.field === field));
}

/**
 * @param {string} field
 * @param {import('./view.js').Outlet} outlet
 * @param {import('./view.js').Words} words
 * @returns {HTMLElement}
 */
function drawFact(field, outlet, words) {
  const fact = outlet.facts.find((each) => each.field === field);
  const value = fact
    ? [
        element('span', { class: 'value' }, outside(factValue(field, fact.value, words))),
        element(
          'span',
          { class: 'source' },
          dotted([
            link(fact.source_url, outside(fact.source), { 'data-key': `source-${field}` }),
            fact.as_of && element('bdi', { class: 'whole' }, partialDate(fact.as_of, words)),
          ]),
        ),
      ]
    : [element('span', { class: 'value is-unknown' }, words.t('panel_not_known'))];
  const term = element('dt', {}, words.t(`panel_fact_${field}`));
  return element('div', { class: 'fact' }, term, element('dd', {}, value));
}

/** Rules of the resolver, in plain words with the key in their place. @type {Readonly<Record<string, string>>} */
const RULE_WORDS = Object.freeze({
  path_prefix: 'panel_rule_path_prefix',
  host: 'panel_rule_host',
  parent_host: 'panel_rule_parent_host',
  registrable_domain: 'panel_rule_registrable_domain',
  alias: 'panel_rule_alias',
});

/**
 * @param {import('../../shared/types.js').MatchedBy|null} found
 * @param {import('./view.js').Words} words
 * @returns {import('./elements.js').Child[]}
 */
function howFound(found, words) {
  const key = found && Object.hasOwn(RULE_WORDS, found.rule) ? RULE_WORDS[found.rule] : null;
  if (!found?.key || !key) {
    return [];
  }
  return sentence((...marks) => words.t(key, ...marks), outside(found.key));
}

/**
 * Returns from which day the table in the package is, where it was used instead of the server's.
 *
 * @param {import('./view.js').View} view
 * @param {import('./view.js').Context|null} context
 * @param {import('./view.js').Words} words
 * @returns {string}
 */
function tableWords({ facts }, context, words) {
  return facts && !context ? ` ${words.t('panel_table_date', words.date(facts.tableDate))}` : '';
}
