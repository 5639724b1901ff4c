/**
 * What is the context of the page that a tab asks about?
 *
 * Three ways of asking, each sending no more than its name says: `private` the first bits of a hash, `address` the
 * cleaned address, `text` also what the reader has just chosen to compare. The outlet of a private answer comes from the
 * package, as the server must not be told whose page it is.
 */

import { hexOf, sha256 } from '../shared/hashing.js';
import { parseContext } from '../shared/validation.js';
import { findEarlier, keepContext } from './answer-memory.js';
import { askServer } from './api-client.js';
import { AskFailed } from './ask-failed.js';
import { bodyOf } from './bodies.js';
import { asksNow, judgePage } from './facts.js';
import { lookUpPrivately } from './private-lookup.js';
import { signalOf } from './questions.js';
import { isSnoozed, standingOf } from './snoozes.js';

/**
 * @typedef {import('../shared/types.js').Context} Context
 * @typedef {import('../shared/types.js').CoverageReply} CoverageReply
 * @typedef {import('../shared/types.js').How} How
 * @typedef {import('../shared/types.js').PageData} PageData
 * @typedef {import('./facts.js').Judgement} Judgement
 * @typedef {import('./questions.js').Question} Question
 * @typedef {{table: import('../shared/outlet-table.js').OutletTable, settings: import('../shared/settings.js').Settings}} Known
 *
 * @typedef {object} Asked
 * @property {PageData} page
 * @property {'usual'|'address'|'text'} how
 * @property {string|null} text
 */

const CONTEXT = '/api/v1/context';

/**
 * Returns the coverage of a page, or why there is none.
 *
 * @param {Question} question
 * @param {Asked} asked
 * @param {Known} known
 * @returns {Promise<CoverageReply>}
 */
export async function coverageFor(question, { page, how, text }, known) {
  const judgement = judgePage(page, known);
  const way = how === 'usual' ? known.settings.mode : how;
  const earlierId = hexOf(await sha256(`${known.settings.server} ${judgement.address}`));
  try {
    if (judgement.refused || !judgement.address || (how === 'usual' && !asksNow(judgement))) {
      throw new AskFailed('not-allowed');
    }
    const asking = { server: known.settings.server, signal: signalOf(question) };
    const context = await WAYS[way]({ judgement, page, text, asking });
    const receivedAt = new Date().toISOString();
    await keepContext({ id: earlierId, context, at: receivedAt });
    const quiet = isSnoozed(standingOf(context), known.settings.snoozed);
    return { status: 'found', questionId: question.id, how: way, context, receivedAt, isSnoozed: quiet };
  } catch (error) {
    if (error instanceof AskFailed) {
      return failedReply(question, error, earlierId);
    }
    throw error;
  }
}

/**
 * @typedef {object} Way
 * @property {Judgement} judgement
 * @property {PageData} page
 * @property {string|null} text
 * @property {{server: string, signal: AbortSignal}} asking
 */

/** @type {Record<How, (way: Way) => Promise<Context>>} */
const WAYS = {
  private: async ({ judgement, asking }) => ({
    ...(await lookUpPrivately(judgement.address, asking)),
    outlet: judgement.outlet,
    matched_by: judgement.matchedBy,
  }),
  address: ({ judgement, asking }) =>
    askServer({ ...asking, path: CONTEXT, body: { url: judgement.address }, parse: parseContext }),
  text: ({ judgement, page, text, asking }) =>
    askServer({ ...asking, path: CONTEXT, body: bodyOf(judgement.address, page, text), parse: parseContext }),
};

/**
 * @param {Question} question
 * @param {AskFailed} error
 * @param {string} earlierId
 * @returns {Promise<CoverageReply>}
 */
async function failedReply(question, { failure, detail, retryAt }, earlierId) {
  const isUnasked = failure === 'not-allowed' || failure === 'superseded';
  const earlier = isUnasked ? null : await findEarlier(earlierId);
  return {
    status: 'failed',
    questionId: question.id,
    failure,
    retryAt,
    detail,
    earlier: earlier?.context ?? null,
    earlierAt: earlier?.at ?? null,
  };
}
