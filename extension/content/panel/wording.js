/**
 * Which words does this article use that the others do not, and the other way round?
 *
 * Only what a text says in its own voice counts: nobody is charged with the words of those it quotes.
 */

import { disclosure } from './disclosure.js';
import { element, outside } from './elements.js';
import { drawQuoted } from './quoted.js';

/**
 * @param {import('../../shared/types.js').Wording|null} wording
 * @param {import('./view.js').View} view
 * @param {import('./view.js').Tools} tools
 * @param {import('./view.js').Context} context
 * @returns {HTMLElement[]}
 */
export function drawWording(wording, view, tools, context) {
  if (!wording || !(wording.here.length + wording.elsewhere.length)) {
    return [];
  }
  return [
    element('h4', {}, tools.words.t('panel_wording_title')),
    ...drawTerms('here', wording.here, view, tools, context),
    ...drawTerms('elsewhere', wording.elsewhere, view, tools, context),
  ];
}

/**
 * @param {'here'|'elsewhere'} part
 * @param {import('../../shared/types.js').Term[]} terms
 * @param {import('./view.js').View} view
 * @param {import('./view.js').Tools} tools
 * @param {import('./view.js').Context} context
 * @returns {HTMLElement[]}
 */
function drawTerms(part, terms, view, tools, context) {
  if (!terms.length) {
    return [];
  }
  const { words } = tools;
  const named = terms.map(({ term }) => outside(term)).flatMap((term, at) => (at ? [', ', term] : [term]));
  const quotes = () =>
    terms.flatMap(({ evidence: [first] }, place) =>
      first ? [drawQuoted({ text: first.text, evidence: first }, tools, context, { key: `${part}-${place}` })] : [],
    );
  return [
    element('p', { class: 'meta' }, words.t(`panel_wording_${part}`), ' ', element('strong', {}, ...named)),
    disclosure(view, tools, `wording-${part}`, words.t('panel_wording_sentences'), quotes),
  ];
}
