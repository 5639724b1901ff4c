import assert from 'node:assert/strict';
import { test } from 'node:test';

import { watchNavigation } from '../../extension/content/navigation.js';

const HERE = 'https://www.harbour-ledger.example/flood';

/**
 * Returns a window at an address, with or without a Navigation API.
 *
 * @param {boolean} hasNavigation
 */
function fakeWindow(hasNavigation) {
  const view = Object.assign(new EventTarget(), {
    location: { href: HERE },
    navigation: hasNavigation ? new EventTarget() : undefined,
    intervals: /** @type {(() => void)[]} */ ([]),
    setInterval: (/** @type {() => void} */ look) => view.intervals.push(look),
    clearInterval: (/** @type {number|undefined} */ id) => id && view.intervals.splice(id - 1, 1),
  });
  return view;
}

/** @param {ReturnType<typeof fakeWindow>} view */
function watch(view) {
  const seen = { moves: 0 };
  const { look, stop } = watchNavigation(() => (seen.moves += 1), /** @type {any} */ (view));
  return { seen, look, stop };
}

test('it tells of a move by whichever way it learns of it', () => {
  const ways = /** @type {[boolean, (view: ReturnType<typeof fakeWindow>) => void][]} */ ([
    [true, (view) => view.navigation?.dispatchEvent(new Event('currententrychange'))],
    [true, (view) => view.dispatchEvent(new Event('popstate'))],
    [true, (view) => view.dispatchEvent(new Event('hashchange'))],
    // Firefox has no Navigation API there, and pushState makes no event.
    [false, (view) => view.intervals.forEach((look) => look())],
  ]);
  for (const [hasNavigation, learn] of ways) {
    const view = fakeWindow(hasNavigation);
    const { seen } = watch(view);
    view.location.href = 'https://www.harbour-ledger.example/other';
    learn(view);
    learn(view);
    assert.equal(seen.moves, 1);
  }
});

test('it takes a fragment and tracking parameters for the same page, another parameter not', () => {
  const view = fakeWindow(true);
  const { seen, look } = watch(view);

  for (const same of [`${HERE}#comments`, `${HERE}?utm_source=x`, HERE]) {
    view.location.href = same;
    look();
  }
  assert.equal(seen.moves, 0);

  view.location.href = `${HERE}?page=2`;
  look();
  assert.equal(seen.moves, 1);
});

test('it leaves nothing behind when it is stopped', () => {
  for (const hasNavigation of [true, false]) {
    const view = fakeWindow(hasNavigation);
    const { seen, stop } = watch(view);

    stop();
    view.location.href = 'https://www.harbour-ledger.example/other';
    view.dispatchEvent(new Event('popstate'));
    view.navigation?.dispatchEvent(new Event('currententrychange'));

    assert.deepEqual([seen.moves, view.intervals.length], [0, 0]);
  }
});

test('it needs no clock where the browser tells of moves', () => {
  const view = fakeWindow(true);

  watch(view);

  assert.equal(view.intervals.length, 0);
});
