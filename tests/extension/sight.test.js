import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';

/** @type {(entries: object[]) => void} */
let see;
globalThis.IntersectionObserver = /** @type {any} */ (
  class {
    /** @param {(entries: object[]) => void} callback */
    constructor(callback) {
      see = callback;
    }
    observe() {}
    disconnect() {}
  }
);
const { Sight } = await import('../../extension/content/overlay/sight.js');

/** @type {InstanceType<typeof Sight>} */
let sight;
beforeEach(() => {
  sight = new Sight(/** @type {any} */ ({}));
});

/**
 * @param {number} time
 * @param {object} [more]
 */
function entry(time, more = {}) {
  return { time, isIntersecting: true, intersectionRatio: 1, isVisible: true, ...more };
}

test('it is too early until something was in sight for 400 ms', () => {
  assert.equal(sight.judge(10_000), 'too-early');
  see([entry(1000)]);

  assert.equal(sight.judge(1399), 'too-early');
  assert.equal(sight.judge(1400), 'clear');
});

test('it begins anew when it was out of sight', () => {
  see([entry(1000)]);
  see([entry(2000, { isIntersecting: false, intersectionRatio: 0 })]);
  see([entry(3000)]);

  assert.equal(sight.judge(3300), 'too-early');
});

test('it does not begin anew because more of it comes into sight', () => {
  see([entry(1000, { intersectionRatio: 0.6 })]);
  see([entry(1350, { intersectionRatio: 1 })]);

  assert.equal(sight.judge(1400), 'clear');
});

test('it does not count what shows less than half', () => {
  see([entry(1000, { intersectionRatio: 0.4 })]);

  assert.equal(sight.judge(9000), 'too-early');
});

test('it says when something lies above it, where the browser can tell', () => {
  see([entry(1000), entry(1200, { isVisible: false })]);
  assert.equal(sight.judge(9000), 'covered');

  see([entry(9500)]);
  assert.equal(sight.judge(9600), 'too-early');
  assert.equal(sight.judge(9900), 'clear');
});

test('it trusts the eye of a browser that cannot tell what lies above', () => {
  see([entry(1000, { isVisible: undefined })]);

  assert.equal(sight.judge(1400), 'clear');
});
