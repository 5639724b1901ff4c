/**
 * What has been taken back since, by this article or one that it shares the story with, and who still says it?
 */

import { disclosure } from './disclosure.js';
import { element, outside, sentence } from './elements.js';
import { drawQuoted } from './quoted.js';

/**
 * @param {import('../../shared/types.js').Correction[]} corrections
 * @param {import('./view.js').View} view
 * @param {import('./view.js').Tools} tools
 * @param {import('./view.js').Context} context
 * @returns {HTMLElement[]}
 */
export function drawCorrections(corrections, view, tools, context) {
  if (!corrections.length) {
    return [];
  }
  const draw = (/** @type {import('../../shared/types.js').Correction} */ correction, /** @type {number} */ at) =>
    element('li', {}, drawCorrection(correction, at, view, tools, context));
  return [
    element('h4', {}, tools.words.t('panel_corrections_title')),
    element('ul', { class: 'quotes', role: 'list' }, corrections.map(draw)),
  ];
}

/**
 * @param {import('../../shared/types.js').Correction} correction
 * @param {number} at
 * @param {import('./view.js').View} view
 * @param {import('./view.js').Tools} tools
 * @param {import('./view.js').Context} context
 * @returns {HTMLElement[]}
 */
function drawCorrection({ old, new: now, after, relays }, at, view, tools, context) {
  const { words } = tools;
  const change = now
    ? sentence((...marks) => words.t('panel_corrected_to', ...marks), outside(old), outside(now))
    : sentence((...marks) => words.t('panel_corrected', ...marks), outside(old));
  const isHere = relays.some(({ article_id: id }) => id === context.article?.id);
  const others = relays.filter(({ article_id: id }) => id !== context.article?.id).length;
  const still = [
    isHere && words.t('panel_correction_not_followed'),
    others && words.count('panel_correction_still', others),
  ].filter(Boolean);
  const quotes = () =>
    relays.map(({ text }, place) => drawQuoted(text, tools, context, { key: `correction-${at}-${place}` }));
  return [
    element('p', {}, change),
    drawQuoted(after, tools, context, { key: `correction-${at}` }),
    ...(still.length
      ? [
          element('p', { class: 'meta' }, still.join(' ')),
          disclosure(view, tools, `correction-${at}`, words.t('panel_correction_sentences'), quotes),
        ]
      : []),
  ];
}
