/**
 * How was it found, what could not be seen, and how is a mistake reported?
 */

import { disclosure } from './disclosure.js';
import { button, element, outside, sentence } from './elements.js';

/**
 * @param {import('./view.js').View} view
 * @param {import('./view.js').Tools} tools
 * @param {import('./view.js').Context|null} context
 * @returns {HTMLElement|null}
 */
export function drawFoot(view, tools, context) {
  const { words } = tools;
  const how = drawHow(view, words, context);
  const inside = [
    ...(context ? [drawLimits(context.limits, words)] : []),
    ...(how.length ? [disclosure(view, tools, 'how', words.t('panel_how_title'), () => how)] : []),
    ...drawReportOffer(view, tools, context),
  ];
  if (!context) {
    return inside.length ? element('section', { class: 'foot', 'aria-label': words.t('panel_foot') }, inside) : null;
  }
  const title = element('h3', { id: 'foot-title' }, words.t('panel_limits_title'));
  return element('section', { class: 'foot', 'aria-labelledby': 'foot-title' }, title, inside);
}

/**
 * @param {import('../../shared/types.js').Limits} limits
 * @param {import('./view.js').Words} words
 * @returns {HTMLElement}
 */
function drawLimits(limits, words) {
  const failed = limits.feeds_failed > 0 && words.count('panel_feeds_failed', limits.feeds_failed);
  const newest = limits.newest_article_at && words.t('panel_newest_article', words.dateTime(limits.newest_article_at));
  const items = [
    words.count('panel_feeds_polled', limits.feeds_polled),
    failed,
    newest,
    words.t('panel_limits_unknown'),
  ];
  return element(
    'ul',
    { class: 'limits' },
    items.filter(Boolean).map((item) => element('li', {}, item)),
    limits.notes.map((note) => element('li', {}, outside(note, 'en'))), // the server's words are English
  );
}

/**
 * @param {import('./view.js').View} view
 * @param {import('./view.js').Words} words
 * @param {import('./view.js').Context|null} context
 * @returns {HTMLElement[]}
 */
function drawHow(view, words, context) {
  const { coverage } = view;
  const refused = (context?.matched_by ?? view.facts?.matchedBy)?.refused ?? [];
  const asked = coverage?.status === 'found' ? [`panel_asked_${coverage.how}`] : [];
  const explained = context ? [...asked, 'panel_how_probability', 'panel_how_origins'] : [];
  const considered = refused.map(({ key, why }) => element('li', {}, outside(key), ' – ', outside(why, 'en')));
  return [
    ...explained.map((key) => element('p', {}, words.t(key))),
    ...(considered.length ? [element('p', {}, words.t('panel_refused_keys')), element('ul', {}, considered)] : []),
  ];
}

/**
 * @param {import('./view.js').View} view
 * @param {import('./view.js').Tools} tools
 * @param {import('./view.js').Context|null} context
 * @returns {HTMLElement[]}
 */
function drawReportOffer({ facts }, { words, actions }, context) {
  const held = context?.article?.id;
  if (!held && (!facts || facts.refused)) {
    return []; // the address of a refused page is not sent, in a report neither
  }
  const about = held
    ? /** @type {const} */ ({ kind: 'article', id: held })
    : /** @type {const} */ ({ kind: 'page', id: facts?.address ?? '' });
  const server = outside(facts?.server ?? '');
  const offer = button(words.t('panel_report_page'), 'report-page', () => actions.startReport(about), {
    class: 'second',
  });
  const from = sentence((...marks) => words.t('panel_answers_from', ...marks), server);
  return [element('p', { class: 'report-offer' }, offer), element('p', { class: 'quiet' }, from)];
}
