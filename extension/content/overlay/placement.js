/**
 * Where do chip and panel stand?
 *
 * In a bottom corner: headlines stand at the top. Should one reach down there all the same, as on a small screen, they
 * take the other side for as long as they are shown; the reader's own choice stays remembered. A panel that would
 * cover the headline on both sides ends below it, if that leaves enough of the panel to read.
 */

/** Enough for the numbers and the bar. Below that the reader, who has just asked for it, is better served by the whole. */
const LEAST_PANEL = 400; // pixels
const GAP = 18; // pixels, 10 of which the panel comes up by when it opens

/**
 * @typedef {import('../../shared/types.js').Corner} Corner
 *
 * @typedef {object} Box
 * @property {number} left
 * @property {number} top
 * @property {number} right
 * @property {number} bottom
 */

/**
 * Returns the corner that is nearest to where the chip was let go.
 *
 * @param {number} x middle of the chip
 * @param {number} width of the window
 * @param {'ltr'|'rtl'} direction
 * @returns {Corner}
 */
export function nearestCorner(x, width, direction) {
  const isRight = x > width / 2;
  return isRight === (direction === 'ltr') ? 'bottom-end' : 'bottom-start';
}

/**
 * Returns the chosen corner, or the other one if the chip would cover the headline there and not here.
 *
 * @param {Corner} chosen
 * @param {Box} chip where it stands in the chosen corner
 * @param {Box|null} headline
 * @param {number} width of the window
 * @returns {Corner}
 */
export function clearCorner(chosen, chip, headline, width) {
  if (headline === null || !overlap(chip, headline)) {
    return chosen;
  }
  const { left, top, right, bottom } = chip; // one by one: a browser's own box has nothing that could be spread
  const mirrored = { left: width - right, top, right: width - left, bottom };
  return overlap(mirrored, headline) ? chosen : otherCorner(chosen);
}

/**
 * Returns how high a panel may be, so as not to cover the headline; null: as high as it is.
 *
 * @param {Box} panel where it stands when it is full; it grows upwards from its bottom
 * @param {Box} headline
 * @returns {number|null} pixels
 */
export function clearHeight(panel, headline) {
  const height = Math.floor(panel.bottom - headline.bottom - GAP);
  return overlap(panel, headline) && height >= LEAST_PANEL ? height : null;
}

/**
 * @param {Corner} corner
 * @returns {Corner}
 */
export function otherCorner(corner) {
  return corner === 'bottom-end' ? 'bottom-start' : 'bottom-end';
}

/**
 * @param {Box} one
 * @param {Box} other
 * @returns {boolean}
 */
function overlap(one, other) {
  return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
}
