/**
 * What does the overlay get when it asks?
 *
 * Each answer is for a sender that `answering.js` has checked: a tab, and the question that it was given.
 */

import { browser } from '../shared/browser.js';
import { Notice, Request } from '../shared/messages.js';
import { readSettings, updateSettings } from '../shared/settings.js';
import { showOn } from './action.js';
import { isAutomaticOn } from './automatic.js';
import { badgeOf, plainBadge, showBadge } from './badge.js';
import { coverageFor } from './coverage.js';
import { dismissPage, excludeSite } from './dismissals.js';
import { factsReply, judgePage } from './facts.js';
import { loadTable } from './package-files.js';
import { dropQuestion, noteOf, signalOf } from './questions.js';
import { sendReport } from './reports.js';
import { snooze, standingOf } from './snoozes.js';
import { loadSpeech } from './speech.js';

/**
 * @typedef {import('./answering.js').Asker} Asker
 * @typedef {import('./questions.js').Question} Question
 */
/** @template {keyof import('./incoming.js').Shapes} Type @typedef {import('./incoming.js').MessageOf<Type>} MessageOf */

/**
 * @param {MessageOf<typeof Request.FACTS>} told
 * @param {Asker} asker
 * @returns {Promise<import('../shared/types.js').FactsReply>}
 */
async function answerFacts({ page, questionId }, { question }) {
  const known = await loadKnown();
  const judgement = judgePage(page, known);
  if (judgement.refused) {
    await putPageBadge(question, plainBadge('action_refused', await loadSpeech()));
  } else if (!judgement.isNews) {
    await putPageBadge(question, plainBadge('action_no_news', await loadSpeech()));
  }
  return factsReply(judgement, { questionId, ...known });
}

/**
 * @param {MessageOf<typeof Request.COVERAGE>} told
 * @param {Asker} asker
 * @returns {Promise<import('../shared/types.js').CoverageReply>}
 */
async function answerCoverage(told, { question }) {
  const reply = await coverageFor(question, told, await loadKnown());
  if (reply.status === 'found') {
    await noteOf(question, { story: standingOf(reply.context) });
  }
  const isUnasked = reply.status === 'failed' && (reply.failure === 'superseded' || reply.failure === 'not-allowed');
  if (!isUnasked) {
    await putPageBadge(question, badgeOf(reply, await loadSpeech()));
  }
  return reply;
}

/**
 * @param {unknown} _
 * @param {Asker} asker
 * @returns {Promise<null>}
 */
async function answerShown(_, { tabId, question }) {
  if (question.badge) {
    await showBadge(tabId, question.badge);
  }
  return null;
}

/**
 * @param {MessageOf<typeof Request.DISMISS>} told
 * @param {Asker} asker
 * @returns {Promise<null>}
 */
async function answerDismiss({ scope }, { tabId, url, question }) {
  if (scope === 'story') {
    if (question.story) {
      await snooze(question.story, new Date());
      await putBadge(question, plainBadge('action_snoozed', await loadSpeech()));
    }
    return null;
  }
  await (scope === 'page' ? dismissPage(url) : excludeSite(url));
  await dropQuestion(tabId);
  await showBadge(tabId, plainBadge('action_title', await loadSpeech()));
  return null;
}

/**
 * @param {MessageOf<typeof Request.REPORT>} told
 * @param {Asker} asker
 * @returns {Promise<import('../shared/types.js').ReportReply>}
 */
async function answerReport(told, { question }) {
  return sendReport(told, signalOf(question), await loadKnown());
}

/** @returns {Promise<null>} */
async function answerOptions() {
  await browser.runtime.openOptionsPage();
  return null;
}

/**
 * A page that went elsewhere by script is asked about again as it was the first time; what came by itself comes again
 * only where it may.
 *
 * @param {unknown} _
 * @param {Asker} asker
 * @returns {Promise<null>}
 */
async function answerAgain(_, { tabId, url, question }) {
  const isAutomatic = question.trigger === 'automatic';
  if (isAutomatic && !(await isAutomaticOn(url))) {
    await dropQuestion(tabId);
    await browser.tabs.sendMessage(tabId, { type: Notice.CLOSE }, { frameId: 0 });
    return null;
  }
  await showOn({ id: tabId, url }, { trigger: isAutomatic ? 'automatic' : 'click', link: null });
  return null;
}

/**
 * @param {MessageOf<typeof Request.PLACE>} told
 * @returns {Promise<null>}
 */
async function answerPlace({ corner }) {
  await updateSettings({ corner });
  return null;
}

/**
 * @param {unknown} _
 * @param {Asker} asker
 * @returns {Promise<null>}
 */
async function answerOvercome(_, { question }) {
  await putBadge(question, { ...plainBadge('action_overcome', await loadSpeech()), text: question.badge?.text ?? '' });
  return null;
}

export const CONTENT_ANSWERS = Object.freeze({
  [Request.FACTS]: answerFacts,
  [Request.COVERAGE]: answerCoverage,
  [Request.SHOWN]: answerShown,
  [Request.DISMISS]: answerDismiss,
  [Request.REPORT]: answerReport,
  [Request.OPTIONS]: answerOptions,
  [Request.AGAIN]: answerAgain,
  [Request.PLACE]: answerPlace,
  [Request.OVERCOME]: answerOvercome,
});

/**
 * @param {Question} question
 * @param {import('./badge.js').Badge} badge
 * @returns {Promise<void>}
 */
async function putBadge(question, badge) {
  if (await noteOf(question, { badge })) {
    await showBadge(question.tabId, badge);
  }
}

/**
 * Puts a badge that tells of what was asked about, unless that is a link: the button is the page's.
 *
 * @param {Question} question
 * @param {import('./badge.js').Badge} badge
 * @returns {Promise<void>}
 */
async function putPageBadge(question, badge) {
  if (question.link === null) {
    await putBadge(question, badge);
  }
}

/** @returns {Promise<import('./coverage.js').Known>} */
async function loadKnown() {
  const [table, settings] = await Promise.all([loadTable(), readSettings()]);
  return { table, settings };
}
