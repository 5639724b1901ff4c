/**
 * Could the reader see what they pressed?
 *
 * A page may lure a click onto our buttons by showing them for an instant or by covering them. So that what sends
 * something must have been in sight for a while; Chromium can also tell whether anything lies above it.
 */

/** About the time in which one sees what has come up and decides to press it. */
const MIN_SIGHT = 400;
const MIN_SHARE = 0.5;

export class Sight {
  /** @type {number|null} */
  #since = null;
  #isCovered = false;
  #observer;

  /** @param {Element} element */
  constructor(element) {
    // `trackVisibility` needs the delay; browsers that know neither ignore both.
    const options = { threshold: [0, MIN_SHARE, 1], trackVisibility: true, delay: 100 };
    this.#observer = new IntersectionObserver((entries) => this.#see(entries), options);
    this.#observer.observe(element);
  }

  /**
   * @param {number} now milliseconds, of `performance.now()`
   * @returns {'clear'|'too-early'|'covered'}
   */
  judge(now) {
    if (this.#isCovered) {
      return 'covered';
    }
    return this.#since !== null && now - this.#since >= MIN_SIGHT ? 'clear' : 'too-early';
  }

  destroy() {
    this.#observer.disconnect();
  }

  /** @param {IntersectionObserverEntry[]} entries */
  #see(entries) {
    const entry = /** @type {IntersectionObserverEntry & {isVisible?: boolean}} */ (entries.at(-1));
    const isInSight = entry.isIntersecting && entry.intersectionRatio >= MIN_SHARE;
    this.#isCovered = isInSight && entry.isVisible === false;
    const isClear = isInSight && !this.#isCovered;
    this.#since = isClear ? (this.#since ?? entry.time) : null;
  }
}
