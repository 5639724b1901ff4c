/**
 * What does the toolbar button say about a tab?
 *
 * A number of other outlets, a dash where nothing is known, nothing where there is nothing to say; the button's title
 * says the same in words. The browser forgets both when the tab goes elsewhere.
 */

import { browser } from '../shared/browser.js';
import { isUnknownStory } from './coverage-shape.js';

/**
 * @typedef {{text: string, title: string}} Badge
 * @typedef {import('../shared/words.js').Words} Words
 * @typedef {import('../shared/types.js').CoverageReply} CoverageReply
 */

const MOST_SHOWN = 99; // four characters fit
const BACKGROUND = '#44546a'; // white on it: 7.6 : 1, in light and dark toolbars
const FOREGROUND = '#ffffff';

/**
 * Returns the badge of an answer.
 *
 * @param {CoverageReply} reply
 * @param {Words} words
 * @returns {Badge}
 */
export function badgeOf(reply, words) {
  if (reply.status === 'failed') {
    return plainBadge('action_failed', words);
  }
  if (reply.isSnoozed) {
    return plainBadge('action_snoozed', words);
  }
  const { outlets } = reply.context.coverage.counts;
  if (isUnknownStory(reply.context)) {
    return { text: '–', title: words.t('action_unknown') };
  }
  const text = outlets > MOST_SHOWN ? `${words.number(MOST_SHOWN)}+` : words.number(outlets);
  return { text, title: words.count('action_outlets', outlets) };
}

/**
 * Returns a badge that is only words.
 *
 * @param {string} key
 * @param {Words} words
 * @returns {Badge}
 */
export function plainBadge(key, words) {
  return { text: '', title: words.t(key) };
}

/**
 * Puts a badge on the toolbar button of a tab.
 *
 * @param {number} tabId
 * @param {Badge} badge
 * @returns {Promise<void>}
 */
export async function showBadge(tabId, { text, title }) {
  const { action } = browser;
  // A tab that was closed meanwhile has no button any more: nothing is lost.
  await Promise.allSettled([
    action.setBadgeText({ tabId, text }),
    action.setTitle({ tabId, title }),
    action.setBadgeBackgroundColor({ tabId, color: BACKGROUND }),
    action.setBadgeTextColor({ tabId, color: FOREGROUND }),
  ]);
}
