/**
 * Who reports the same story, one by one?
 */

import { disclosure, shortList } from './disclosure.js';
import { element } from './elements.js';
import { groupByLean, joinsByArticle } from './grouping.js';
import { SIDE_WORDS } from './lean-bar.js';
import { drawMatch } from './match-item.js';

const FIRST = 10; // of each group; more than a screenful is asked for

/**
 * @param {import('./view.js').View} view
 * @param {import('./view.js').Tools} tools
 * @param {import('./view.js').Context} context
 * @returns {HTMLElement}
 */
export function drawCoverageList(view, tools, context) {
  const { matches, origins } = context.coverage;
  const setting = {
    view,
    tools,
    context,
    joins: joinsByArticle(origins),
    matches: new Map(matches.map((match) => [match.article.id ?? '', match])),
  };
  return element(
    'section',
    { class: 'coverage', 'aria-labelledby': 'coverage-title' },
    element('h3', { id: 'coverage-title' }, tools.words.t('panel_coverage_title')),
    groupByLean(matches).map((group) => drawGroup(group, setting)),
  );
}

/**
 * @param {import('./grouping.js').Group} group
 * @param {import('./match-item.js').Setting} setting
 * @returns {HTMLElement}
 */
function drawGroup(group, setting) {
  const { words } = setting.tools;
  const { side, articles, origins } = group;
  const counted = [words.count('panel_articles', articles), articles ? words.count('panel_origins', origins) : ''];
  const heading = element(
    'h4',
    { id: `group-${side}`, tabindex: '-1' },
    element('span', { class: `swatch side side-${side}`, 'aria-hidden': 'true' }),
    element('span', { class: 'group-name' }, words.t(SIDE_WORDS[side])),
    ' ',
    element('span', { class: 'count' }, counted.filter(Boolean).join(' · ')),
  );
  if (!articles) {
    return element('div', { class: 'group is-none' }, heading);
  }
  return element('div', { class: 'group' }, heading, drawClusters(group, setting), drawPossible(group, setting));
}

/**
 * @param {import('./grouping.js').Group} group
 * @param {import('./match-item.js').Setting} setting
 * @returns {HTMLElement[]}
 */
function drawClusters({ side, clusters }, setting) {
  if (!clusters.length) {
    return [];
  }
  const draw = (/** @type {import('./grouping.js').Cluster} */ cluster) => drawCluster(cluster, side, setting);
  const what = { key: `all-${side}`, items: clusters, first: FIRST, draw, className: 'matches' };
  return shortList(setting.view, setting.tools, what);
}

/**
 * @param {import('./grouping.js').Cluster} cluster
 * @param {string} side
 * @param {import('./match-item.js').Setting} setting
 * @returns {HTMLElement}
 */
function drawCluster({ lead, folded }, side, setting) {
  const item = drawMatch(lead, setting);
  if (folded.length) {
    const label = setting.tools.words.count('panel_same_origin', folded.length);
    const list = () => drawPlainList(folded, setting);
    item.append(disclosure(setting.view, setting.tools, `origin-${side}-${lead.origin}`, label, list));
  }
  return item;
}

/**
 * @param {import('./grouping.js').Group} group
 * @param {import('./match-item.js').Setting} setting
 * @returns {HTMLElement|null}
 */
function drawPossible({ side, possible }, setting) {
  if (!possible.length) {
    return null;
  }
  const label = setting.tools.words.count('panel_possible', possible.length);
  return disclosure(setting.view, setting.tools, `possible-${side}`, label, () => drawPlainList(possible, setting));
}

/**
 * @param {import('./view.js').Match[]} matches
 * @param {import('./match-item.js').Setting} setting
 * @returns {HTMLElement}
 */
function drawPlainList(matches, setting) {
  return element(
    'ul',
    { class: 'matches', role: 'list' },
    matches.map((match) => drawMatch(match, setting)),
  );
}
