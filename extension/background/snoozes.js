/**
 * Is a story still as quiet as when the reader snoozed it?
 *
 * It comes back when another origin reports it or its text has a new version: more copies of what was already known are
 * no news.
 */

import { updateSettings } from '../shared/settings.js';

/**
 * @typedef {{id: string, origins: number, version: number|null}} Standing of a story
 * @typedef {import('../shared/types.js').Context} Context
 * @typedef {import('../shared/settings.js').Snooze} Snooze
 */

/**
 * Returns how far a story is told, or null if there is none.
 *
 * @param {Context} context
 * @returns {Standing|null}
 */
export function standingOf({ story, coverage }) {
  return story && { id: story.id, origins: coverage.counts.origins, version: story.version };
}

/**
 * Whether nothing is new since the reader snoozed it.
 *
 * @param {Standing|null} standing
 * @param {Record<string, Snooze>} snoozed
 * @returns {boolean}
 */
export function isSnoozed(standing, snoozed) {
  if (!standing || !Object.hasOwn(snoozed, standing.id)) {
    return false;
  }
  const { origins, version } = snoozed[standing.id];
  return standing.origins <= origins && (standing.version ?? 0) <= (version ?? 0);
}

/**
 * Keeps a story quiet until it is told further than this.
 *
 * @param {Standing} standing
 * @param {Date} now
 * @returns {Promise<unknown>}
 */
export function snooze({ id, origins, version }, now) {
  const entry = { origins, version, at: now.toISOString() };
  return updateSettings(({ snoozed }) => ({ snoozed: { ...snoozed, [id]: entry } }));
}
