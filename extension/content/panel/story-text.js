/**
 * What is the story, in sentences of the articles themselves?
 */

import { dotted, element, flag, httpUrl, link, outside } from './elements.js';
import { drawQuoted } from './quoted.js';

/**
 * @param {import('./view.js').View} view
 * @param {import('./view.js').Tools} tools
 * @param {import('./view.js').Context} context
 * @returns {HTMLElement|null}
 */
export function drawStory(view, tools, context) {
  const { story } = context;
  const { words, actions } = tools;
  if (!story) {
    return null;
  }
  const page = httpUrl(story.url, view.facts?.server);
  const report = () => actions.startReport({ kind: 'story', id: story.id });
  const isFirst = story.version === null || story.version === undefined || story.version <= 1;
  const version = isFirst ? words.t('panel_no_versions') : words.t('panel_version', words.number(story.version ?? 1));
  return element(
    'section',
    { class: 'story', 'aria-labelledby': 'story-title' },
    element('h3', { id: 'story-title' }, words.t('panel_story_title')),
    element('p', { class: 'name' }, link(page, outside(story.headline.text), { 'data-key': 'story' })),
    story.lede && drawQuoted(story.lede, tools, context, { key: 'lede' }),
    drawParts('panel_overview', story.overview, 'overview', tools, context),
    drawParts('panel_key_points', story.key_points, 'point', tools, context),
    element('h4', {}, words.t('panel_history_title')),
    element(
      'p',
      { class: 'meta' },
      dotted([version, page && link(page, words.t('panel_story_page'), { 'data-key': 'story-page' })]),
      flag(words.t('panel_report_story'), 'report-story', report),
    ),
  );
}

/**
 * @param {string} titleKey
 * @param {import('../../shared/types.js').Text[]|null} parts
 * @param {string} key
 * @param {import('./view.js').Tools} tools
 * @param {import('./view.js').Context} context
 * @returns {HTMLElement[]}
 */
function drawParts(titleKey, parts, key, tools, context) {
  if (!parts?.length) {
    return [];
  }
  const items = parts.map((part, at) => element('li', {}, drawQuoted(part, tools, context, { key: `${key}-${at}` })));
  return [element('h4', {}, tools.words.t(titleKey)), element('ul', { class: 'quotes', role: 'list' }, items)];
}

/**
 * Returns questions with answers that stand in the articles; without one, that it was not found there.
 *
 * @param {import('./view.js').Tools} tools
 * @param {import('./view.js').Context} context
 * @returns {HTMLElement|null}
 */
export function drawQuestions(tools, context) {
  const questions = context.story?.questions ?? [];
  if (!questions.length) {
    return null;
  }
  const items = questions.flatMap(({ question, answer, evidence }, at) => [
    element('h4', {}, outside(question)),
    answer && evidence
      ? drawQuoted({ text: answer, evidence }, tools, context, { key: `answer-${at}` })
      : element('p', { class: 'quiet' }, tools.words.t('panel_no_answer')),
  ]);
  return element(
    'section',
    { class: 'questions', 'aria-labelledby': 'questions-title' },
    element('h3', { id: 'questions-title' }, tools.words.t('panel_questions_title')),
    items,
  );
}
