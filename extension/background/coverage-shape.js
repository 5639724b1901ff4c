/**
 * What do our own parts of a context look like, where the server said nothing?
 */

/** @typedef {import('../shared/types.js').Context} Context */

/**
 * Returns coverage of nothing.
 *
 * @returns {Context['coverage']}
 */
export function noCoverage() {
  const counts = { articles: 0, origins: 0, outlets: 0, by_lean: {}, by_country: {}, by_owner: {} };
  return { matches: [], counts, origins: [], spread: null };
}

/**
 * Whether neither a story nor a match is known.
 *
 * @param {Pick<Context, 'story'|'coverage'>} context
 * @returns {boolean}
 */
export function isUnknownStory({ story, coverage }) {
  return story === null && coverage.counts.articles === 0;
}
