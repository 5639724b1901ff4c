/**
 * What stands in the panel, and in which order?
 *
 * The same view always draws the same elements: no state is kept here, nothing is sent, nobody outside is listened to.
 */

import { drawGlance } from './at-a-glance.js';
import { drawCited, drawComparison } from './comparison.js';
import { drawCoverageList } from './coverage-list.js';
import { drawFoot } from './foot.js';
import { drawHead } from './head.js';
import { drawOutlet } from './outlet-facts.js';
import { drawReport } from './report-form.js';
import { drawNotes, drawState } from './state-card.js';
import { contextOf } from './states.js';
import { drawQuestions, drawStory } from './story-text.js';

/**
 * @param {import('./view.js').View} view
 * @param {import('./view.js').Tools} tools
 * @returns {HTMLElement[]}
 */
export function drawPanel(view, tools) {
  const body = view.report ? [drawReport(view, view.report, tools)] : drawSections(view, tools);
  const drawn = [drawNotes(view, tools.words), ...body].filter((section) => section !== null);
  return [...drawHead(view, tools), ...drawn];
}

/**
 * @param {import('./view.js').View} view
 * @param {import('./view.js').Tools} tools
 * @returns {(HTMLElement|null)[]}
 */
function drawSections(view, tools) {
  const context = contextOf(view);
  const card = drawState(view, tools);
  if (!view.facts || view.phase === 'moved' || view.phase === 'gone') {
    return [card]; // nothing is known, or nothing holds any more
  }
  const hasCoverage = Boolean(context?.coverage.matches.length);
  return [
    card,
    context && hasCoverage ? drawGlance(context, tools.words) : null,
    context && drawComparison(view, tools, context),
    context && drawCited(view, tools, context),
    drawOutlet(view, tools, context),
    context && hasCoverage ? drawCoverageList(view, tools, context) : null,
    context && drawQuestions(tools, context),
    context && drawStory(view, tools, context),
    drawFoot(view, tools, context),
  ];
}
