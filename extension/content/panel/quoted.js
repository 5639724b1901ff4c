/**
 * From which article is a sentence taken?
 *
 * Every sentence that is shown stands word for word in a named article, and the reader can go there.
 */

import { element, flag, link, outside, sentence } from './elements.js';

/**
 * @param {{text: string, evidence: import('../../shared/types.js').Evidence}} part
 * @param {import('./view.js').Tools} tools
 * @param {import('./view.js').Context} context
 * @param {{key: string, besides?: import('./elements.js').Child}} where
 * @returns {HTMLElement}
 */
export function drawQuoted({ text, evidence }, { words, actions }, context, { key, besides }) {
  const { article_id: articleId, field, start, end } = evidence;
  const report = () => actions.startReport({ kind: 'sentence', id: `${articleId}:${field}:${start}:${end}` });
  const match = context.coverage.matches.find(({ article }) => article.id === articleId);
  const language = match?.article.language ?? context.article?.language;
  const from = sentence(
    (...marks) => words.t('panel_word_for_word', ...marks),
    nameOf(articleId, match, words, context, key),
  );
  return element(
    'div',
    { class: 'quoted-part' },
    element('blockquote', { dir: 'auto', lang: language }, text),
    element(
      'p',
      { class: 'meta flagged' },
      element('span', {}, from, besides ? ['\u00a0· ', besides] : []),
      flag(words.t('panel_report_sentence'), `report-${key}`, report),
    ),
  );
}

/**
 * @param {string} articleId
 * @param {import('./view.js').Match|undefined} match
 * @param {import('./view.js').Words} words
 * @param {import('./view.js').Context} context
 * @param {string} key
 * @returns {import('./elements.js').Child}
 */
function nameOf(articleId, match, words, context, key) {
  if (articleId === context.article?.id) {
    return words.t('panel_this_article');
  }
  const name = match?.outlet?.name ?? match?.outlet?.key;
  if (!match || !name) {
    return words.t('panel_one_of_its_articles');
  }
  return link(match.article.canonical_url ?? match.article.url, outside(name), { 'data-key': `from-${key}` });
}
