/**
 * Which rating groups an outlet's articles, and do the raters disagree? A lean is chosen, never averaged.
 *
 * The same rules as the server's (`server/outlets/leans.py`).
 */

/** @typedef {import('./types.js').Rating} Rating */

const STEPS = ['left', 'left-center', 'center', 'right-center', 'right'];
/** @type {readonly import('./types.js').Side[]} */
const SIDES = ['left', 'left', 'center', 'right', 'right'];
const STEPS_APART = 2; // raters of five steps agree within one step on almost everything; two is another judgement

/**
 * Returns the lean by the first of these raters who gives one; null is "not rated", never the center.
 *
 * @param {Rating[]} ratings
 * @param {string[]} raters
 * @returns {{side: import('./types.js').Side, rater: string}|null}
 */
export function leanOf(ratings, raters) {
  for (const rater of raters) {
    const rating = ratings.find((each) => each.dimension === 'lean' && each.rater === rater);
    if (rating !== undefined) {
      return { side: SIDES[STEPS.indexOf(rating.value)], rater };
    }
  }
  return null;
}

/**
 * Whether two raters place the outlet two or more steps apart.
 *
 * @param {Rating[]} ratings
 * @returns {boolean}
 */
export function disagreement(ratings) {
  const steps = ratings.filter((rating) => rating.dimension === 'lean').map((rating) => STEPS.indexOf(rating.value));
  return steps.length > 0 && Math.max(...steps) - Math.min(...steps) >= STEPS_APART;
}
