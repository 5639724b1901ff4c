/**
 * Which figures do others give differently, and in what order did they come?
 *
 * The newest stands last, so that a count that has grown is not taken for a contradiction.
 */

import { disclosure } from './disclosure.js';
import { dotted, element, outside } from './elements.js';
import { drawQuoted } from './quoted.js';

const VERDICTS = Object.freeze({
  update: 'panel_figure_update',
  conflict: 'panel_figure_conflict',
  open: 'panel_figure_open',
});

/**
 * @param {import('../../shared/types.js').Figure[]} figures
 * @param {import('./view.js').View} view
 * @param {import('./view.js').Tools} tools
 * @param {import('./view.js').Context} context
 * @returns {HTMLElement[]}
 */
export function drawFigures(figures, view, tools, context) {
  if (!figures.length) {
    return [];
  }
  const items = figures.map((figure, at) => element('li', {}, drawFigure(figure, at, view, tools, context)));
  return [
    element('h4', {}, tools.words.t('panel_figures_title')),
    element('ul', { class: 'quotes', role: 'list' }, items),
  ];
}

/**
 * @param {import('../../shared/types.js').Figure} figure
 * @param {number} at
 * @param {import('./view.js').View} view
 * @param {import('./view.js').Tools} tools
 * @param {import('./view.js').Context} context
 * @returns {HTMLElement[]}
 */
function drawFigure({ subject, verdict, values }, at, view, tools, context) {
  const { words } = tools;
  const verdictKey = Object.hasOwn(VERDICTS, verdict) ? VERDICTS[/** @type {keyof typeof VERDICTS} */ (verdict)] : null;
  const rows = values.map((value) => element('li', {}, drawValue(value, words, context)));
  const quotes = () =>
    values.map(({ evidence }, place) =>
      drawQuoted({ text: evidence.text, evidence }, tools, context, { key: `figure-${at}-${place}` }),
    );
  return [
    element(
      'p',
      { class: 'meta' },
      dotted([element('strong', {}, outside(subject)), verdictKey && words.t(verdictKey)]),
    ),
    element('ol', { class: 'values', role: 'list' }, rows),
    disclosure(view, tools, `figure-${at}`, words.t('panel_figure_sentences'), quotes),
  ];
}

/**
 * @param {import('../../shared/types.js').FigureValue} value
 * @param {import('./view.js').Words} words
 * @param {import('./view.js').Context} context
 * @returns {import('./elements.js').Child[]}
 */
function drawValue(
  { value, speaker, article_id: articleId, outlet, published_at: at, is_here: isHere },
  words,
  context,
) {
  const match = context.coverage.matches.find(({ article }) => article.id === articleId);
  const name = match?.outlet?.name ?? outlet;
  const by = isHere ? words.t('panel_this_article') : name && outside(name);
  const date = at && element('time', { datetime: at }, words.date(at.slice(0, 10)));
  return [element('strong', {}, outside(value)), ' ', ...dotted([by, date, speaker && outside(speaker)])];
}
