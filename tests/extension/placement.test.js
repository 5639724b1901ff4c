import assert from 'node:assert/strict';
import { test } from 'node:test';

import { clearCorner, clearHeight, nearestCorner } from '../../extension/content/overlay/placement.js';

const WIDTH = 1200;
const CHIP_AT_END = { left: 900, right: 1180, top: 700, bottom: 740 };

test('it stands in the corner of the half where it was let go, as the language reads', () => {
  assert.equal(nearestCorner(100, WIDTH, 'ltr'), 'bottom-start');
  assert.equal(nearestCorner(1100, WIDTH, 'ltr'), 'bottom-end');
  assert.equal(nearestCorner(100, WIDTH, 'rtl'), 'bottom-end');
  assert.equal(nearestCorner(1100, WIDTH, 'rtl'), 'bottom-start');
});

test('it leaves the chosen corner only for a headline that it would cover', () => {
  const atTop = { left: 0, right: 1200, top: 100, bottom: 160 };
  const below = { left: 800, right: 1200, top: 690, bottom: 760 };
  const touching = { left: 0, right: 900, top: 690, bottom: 760 };

  assert.equal(clearCorner('bottom-end', CHIP_AT_END, null, WIDTH), 'bottom-end');
  assert.equal(clearCorner('bottom-end', CHIP_AT_END, atTop, WIDTH), 'bottom-end');
  assert.equal(clearCorner('bottom-end', CHIP_AT_END, touching, WIDTH), 'bottom-end');
  assert.equal(clearCorner('bottom-end', CHIP_AT_END, below, WIDTH), 'bottom-start');
});

test('it stays where the reader put it if the other corner is no better', () => {
  const across = { left: 0, right: 1200, top: 690, bottom: 760 };

  assert.equal(clearCorner('bottom-start', CHIP_AT_END, across, WIDTH), 'bottom-start');
});

test('it reads the boxes that browsers give, whose sides are not their own properties', () => {
  class Measured {
    get left() {
      return CHIP_AT_END.left;
    }
    get right() {
      return CHIP_AT_END.right;
    }
    get top() {
      return CHIP_AT_END.top;
    }
    get bottom() {
      return CHIP_AT_END.bottom;
    }
  }
  const across = { left: 0, right: 1200, top: 690, bottom: 760 };

  assert.equal(clearCorner('bottom-end', new Measured(), across, WIDTH), 'bottom-end');
});

test('a panel ends below a headline that it would cover, if enough of it is left', () => {
  const panel = { left: 800, right: 1180, top: 90, bottom: 784 };
  const atTop = { left: 300, right: 1000, top: 100, bottom: 200 };
  const halfWay = { left: 300, right: 1000, top: 300, bottom: 430 };
  const beside = { left: 300, right: 700, top: 100, bottom: 200 };

  assert.equal(clearHeight(panel, atTop), 566);
  assert.equal(clearHeight(panel, halfWay), null); // 336 pixels would be left
  assert.equal(clearHeight(panel, beside), null);
});
