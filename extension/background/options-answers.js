/**
 * What does the options page get when it asks?
 */

import { browser } from '../shared/browser.js';
import { Notice, OptionsRequest } from '../shared/messages.js';
import { forgetEverything, parseServer } from '../shared/settings.js';
import { parseBuckets } from '../shared/validation.js';
import { askServer } from './api-client.js';
import { AskFailed } from './ask-failed.js';
import { plainBadge, showBadge } from './badge.js';
import { describeTable, loadWords } from './package-files.js';
import { allQuestions, callOffAll } from './questions.js';
import { forgetSession } from './session-store.js';
import { loadSpeech } from './speech.js';

/**
 * Asks a server that the reader has typed whether it is one of ours. It is the one place where another server than the
 * stored one is spoken to.
 *
 * @param {{server: string}} told
 * @returns {Promise<import('../shared/types.js').ServerReply>}
 */
async function checkServer({ server: typed }) {
  const server = parseServer(typed).origin;
  if (!server) {
    return { status: 'failed', server: typed, failure: 'not-allowed', detail: null };
  }
  try {
    const signal = new AbortController().signal;
    const path = '/api/v1/buckets';
    const { bits, articles, articles_per_bucket, limits } = await askServer({
      server,
      path,
      parse: parseBuckets,
      signal,
      isAnew: true,
    });
    const newestArticleAt = limits.newest_article_at;
    return { status: 'reached', server, bits, articles, articlesPerBucket: articles_per_bucket, newestArticleAt };
  } catch (error) {
    if (error instanceof AskFailed) {
      return { status: 'failed', server, failure: error.failure, detail: error.detail };
    }
    throw error;
  }
}

/**
 * Ends everything that is going on, then forgets.
 *
 * @returns {Promise<import('../shared/types.js').ForgetReply>}
 */
async function forget() {
  callOffAll();
  const [questions, speech] = await Promise.all([allQuestions(), loadSpeech()]);
  const endings = questions.flatMap(({ tabId }) => [
    browser.tabs.sendMessage(tabId, { type: Notice.CLOSE }, { frameId: 0 }),
    showBadge(tabId, plainBadge('action_title', speech)),
  ]);
  await Promise.allSettled(endings);
  const removed = await forgetEverything();
  await forgetSession();
  return removed;
}

export const OPTIONS_ANSWERS = Object.freeze({
  [OptionsRequest.CHECK_SERVER]: checkServer,
  [OptionsRequest.TABLE]: describeTable,
  [OptionsRequest.WORDS]: (/** @type {{language: string}} */ { language }) => loadWords(language),
  [OptionsRequest.FORGET]: forget,
});
