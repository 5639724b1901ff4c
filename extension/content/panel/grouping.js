/**
 * In which order, and under which heading, is the coverage listed?
 *
 * By lean; in a group the strongest match of each origin leads, and what is not independent of it is folded beneath.
 * What is only possible is kept apart: it is counted, but a reader has to ask to see it.
 *
 * @typedef {import('../../shared/types.js').Match} Match
 * @typedef {import('../../shared/types.js').Join} Join
 * @typedef {'left'|'center'|'right'|'not_rated'} SideName
 * @typedef {{lead: Match, folded: Match[]}} Cluster
 * @typedef {{side: SideName, articles: number, origins: number, clusters: Cluster[], possible: Match[]}} Group
 */

export const SIDES = /** @type {readonly SideName[]} */ (['left', 'center', 'right', 'not_rated']);

/** Below this a match is shown as possible only: the last words before it are "likely". */
const POSSIBLE_BELOW = 0.6;

/** From which (rounded) probability on which words are used: the same steps as on the server's pages. */
const LIKELIHOODS = /** @type {const} */ ([
  [0.95, 'panel_match_almost_certain'],
  [0.8, 'panel_match_very_likely'],
  [POSSIBLE_BELOW, 'panel_match_likely'],
  [0, 'panel_match_possible'],
]);

/**
 * @param {number} probability
 * @returns {string} the key of the words
 */
export function likelihoodKey(probability) {
  const shown = Math.round(probability * 100) / 100;
  const step = LIKELIHOODS.find(([from]) => shown >= from) ?? LIKELIHOODS[LIKELIHOODS.length - 1];
  return step[1];
}

/**
 * Returns whether a match is too weak to be shown unasked. Null is an article that opened the story itself.
 *
 * @param {Match} match
 * @returns {boolean}
 */
export function isOnlyPossible({ probability }) {
  return probability !== null && likelihoodKey(probability) === 'panel_match_possible';
}

/**
 * @param {Match} match
 * @returns {SideName}
 */
function sideOf(match) {
  return match.outlet?.lean ?? 'not_rated';
}

/**
 * @param {Match[]} matches the most probable first
 * @returns {Group[]} all four, also where nothing is in them
 */
export function groupByLean(matches) {
  return SIDES.map((side) => {
    const members = matches.filter((match) => sideOf(match) === side);
    return {
      side,
      articles: members.length,
      origins: new Set(members.map((match) => match.origin)).size,
      clusters: clusterByOrigin(members.filter((match) => !isOnlyPossible(match))),
      possible: members.filter(isOnlyPossible),
    };
  });
}

/**
 * @param {Match[]} matches
 * @returns {Cluster[]} in the order of their leads
 */
function clusterByOrigin(matches) {
  /** @type {Map<string, Cluster>} */
  const clusters = new Map();
  for (const match of matches) {
    const cluster = clusters.get(match.origin);
    if (cluster) {
      cluster.folded.push(match);
    } else {
      clusters.set(match.origin, { lead: match, folded: [] });
    }
  }
  return [...clusters.values()];
}

/**
 * Returns, by article, why it is not independent of another.
 *
 * @param {import('../../shared/types.js').Origin[]} origins
 * @returns {Map<string, Join>}
 */
export function joinsByArticle(origins) {
  /** @type {Map<string, Join>} */
  const joins = new Map();
  for (const join of origins.flatMap((origin) => origin.joins)) {
    if (!joins.has(join.article_id)) {
      joins.set(join.article_id, join); // the strongest reason comes first
    }
  }
  return joins;
}

/**
 * Returns how many of the matches are not independent of the article that was asked about.
 *
 * @param {import('../../shared/types.js').Coverage} coverage
 * @param {string|null|undefined} articleId
 * @returns {number}
 */
export function sharingOrigin(coverage, articleId) {
  const own = articleId && coverage.origins.find((origin) => origin.article_ids.includes(articleId));
  return own ? coverage.matches.filter((match) => match.origin === own.id).length : 0;
}

/**
 * Returns in how many countries it is reported; "unknown" is none.
 *
 * @param {import('../../shared/types.js').Counts} counts
 * @returns {number}
 */
export function countryCount(counts) {
  return Object.keys(counts.by_country).filter((country) => country !== 'unknown').length;
}
