import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';

import { Gone } from '../../extension/content/asking.js';
import { Controller } from '../../extension/content/controller.js';
import { Request } from '../../extension/shared/messages.js';

/** What the background was asked, with the means to answer. @type {{message: any, answer: (reply: any) => void, refuse: (error: Error) => void}[]} */
let asked;
/** The overlay that was made last. @type {any} */
let overlay;
/** @type {() => void} */
let move;
/** @type {Controller} */
let controller;

beforeEach(() => {
  asked = [];
  overlay = null;
  controller = new Controller({
    ask: (message) => new Promise((answer, refuse) => asked.push({ message, answer, refuse })),
    readPage: (link) => /** @type {any} */ ({ url: link ?? 'https://www.harbour-ledger.example/flood' }),
    articleText: () => 'the words',
    makeOverlay: (_, doings) => (overlay = new FakeOverlay(doings)),
    watchNavigation: (onMove) => {
      move = onMove;
      return { look: () => {}, stop: () => {} };
    },
  });
});

/** An overlay that only remembers. */
class FakeOverlay {
  isOpen = false;
  isGone = false;
  view = /** @type {any} */ (null);

  /** @param {any} doings */
  constructor(doings) {
    this.doings = doings;
    this.actions = doings.actions;
  }
  dress() {}
  /** @param {any} view */
  draw(view) {
    this.view = view;
  }
  open() {
    this.isOpen = true;
  }
  fold() {
    this.isOpen = false;
  }
  destroy() {
    this.isGone = true;
  }
}

/**
 * @param {string} questionId
 * @param {object} [more]
 */
function show(questionId, more = {}) {
  const words = { type: 'overlay.show', language: 'en', direction: 'ltr', words: {}, corner: 'bottom-end', chip: true };
  controller.show(/** @type {any} */ ({ ...words, questionId, trigger: 'click', link: null, ...more }));
}

/** @param {string} questionId */
const facts = (questionId, more = {}) => ({ questionId, refused: null, asksNow: true, isNews: true, ...more });
/** @param {string} questionId */
const found = (questionId, more = {}) => ({ status: 'found', questionId, isSnoozed: false, ...more });

/**
 * Answers the latest request and lets the controller take it in.
 *
 * @param {any} reply
 */
async function answer(reply) {
  asked.at(-1)?.answer(reply);
  await new Promise(setImmediate);
}

const types = () => asked.map(({ message }) => message.type);

test('it opens the panel on a click and asks for facts, then coverage', async () => {
  show('q1');
  assert.equal(overlay.isOpen, true);
  assert.equal(overlay.view.phase, 'reading');

  await answer(facts('q1'));
  assert.equal(overlay.view.isAsking, true);
  await answer(found('q1'));

  assert.deepEqual(types(), [Request.FACTS, Request.COVERAGE]);
  assert.equal(asked[1].message.how, 'usual');
  assert.deepEqual([overlay.view.phase, overlay.view.coverage.status], ['settled', 'found']);
});

test('it asks nobody about a page that is refused, nor without a further click where one is needed', async () => {
  for (const more of [{ refused: 'personal' }, { asksNow: false }]) {
    show('q1');
    await answer(facts('q1', more));

    assert.equal(types().at(-1), Request.FACTS);
    assert.deepEqual([overlay.view.phase, overlay.view.coverage], ['settled', null]);
    controller.end();
  }
});

test('it reads the text only when the reader asks for that', async () => {
  show('q1');
  await answer(facts('q1'));
  assert.equal('text' in asked[1].message, false);
  await answer({ status: 'failed', questionId: 'q1', failure: 'not-found', retryAt: null });

  overlay.actions.ask('text');
  assert.deepEqual([asked[2].message.how, asked[2].message.text], ['text', 'the words']);
});

test('it drops what comes for an older question', async () => {
  show('q1');
  const [first] = asked;
  show('q2', { link: 'https://other.example/x' });
  first.answer(facts('q1', { outlet: 'old' }));
  await answer(facts('q2', { outlet: 'new' }));

  assert.equal(overlay.view.facts.outlet, 'new');
  assert.equal(overlay.view.link, 'https://other.example/x');
});

test('it drops the answer of an older request of the same question', async () => {
  show('q1');
  await answer(facts('q1'));
  const [, usual] = asked;
  overlay.actions.ask('address');
  await answer(found('q1', { how: 'address' }));
  usual.answer(found('q1', { how: 'private' }));
  await new Promise(setImmediate);

  assert.equal(overlay.view.coverage.how, 'address');
});

test('it takes no answer, or one to another question, for a failure that can be tried again', async () => {
  for (const reply of [null, found('q7')]) {
    show('q1');
    await answer(facts('q1'));
    await answer(reply);
    assert.deepEqual([overlay.view.coverage.status, overlay.view.isAsking], ['failed', false]);

    overlay.actions.retry();
    assert.equal(types().at(-1), Request.COVERAGE);
    controller.end();
  }
});

test('it begins again if not even facts came', async () => {
  show('q1');
  await answer(null);
  assert.equal(overlay.view.coverage.status, 'failed');

  overlay.actions.retry();
  await answer(facts('q1'));
  assert.deepEqual(types(), [Request.FACTS, Request.FACTS, Request.COVERAGE]);
});

test('it folds on the second click and opens on the third, without asking again', async () => {
  show('q1');
  await answer(facts('q1'));
  await answer(found('q1'));

  show('q2');
  assert.equal(overlay.isOpen, false);
  show('q3');
  assert.equal(overlay.isOpen, true);
  assert.equal(asked.length, 2);

  overlay.actions.ask('address'); // what is asked from now on bears the mark of the newest click
  assert.equal(asked[2].message.questionId, 'q3');
});

test('it takes the content down when the page moves on, and asks anew only when told to', async () => {
  show('q1');
  await answer(facts('q1'));
  await answer(found('q1'));
  move();
  assert.deepEqual([overlay.view.phase, overlay.view.facts, overlay.view.coverage], ['moved', null, null]);
  assert.equal(asked.length, 2);

  overlay.doings.again();
  assert.deepEqual([types().at(-1), asked.at(-1)?.message.questionId], [Request.AGAIN, 'q1']);
  show('q2');
  assert.equal(types().at(-1), Request.FACTS);
  assert.equal(overlay.isOpen, true);
});

test('it lets the page move on under the panel of a link', async () => {
  show('q1', { trigger: 'link', link: 'https://other.example/x' });
  await answer(facts('q1'));
  await answer(found('q1'));
  move();

  assert.equal(overlay.view.phase, 'settled');
});

test('it asks by itself after a move in automatic mode, once the page has settled', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  show('q1', { trigger: 'automatic' });
  await answer(facts('q1'));
  await answer(found('q1'));
  move();
  assert.equal(types().at(-1), Request.COVERAGE);

  t.mock.timers.tick(1000);
  assert.equal(types().at(-1), Request.AGAIN);
});

test('it draws nothing unbidden before it knows that the page is news, and then only the chip', async () => {
  show('q1', { trigger: 'automatic' });
  await answer(facts('q1', { isNews: false }));
  assert.deepEqual([overlay, asked.length], [null, 1]);

  show('q2', { trigger: 'automatic' });
  await answer(facts('q2'));
  assert.equal(overlay.isOpen, false);
});

test('it takes the chip away if the story turns out to be snoozed, but not from under a click', async () => {
  show('q1', { trigger: 'automatic' });
  await answer(facts('q1'));
  await answer(found('q1', { isSnoozed: true }));
  assert.equal(overlay.isGone, true);

  show('q2');
  await answer(facts('q2'));
  await answer(found('q2', { isSnoozed: true }));
  assert.equal(overlay.isGone, false);
});

test('it says so when the extension has gone, and nothing it had asked is drawn any more', async () => {
  show('q1');
  await answer(facts('q1'));
  asked.at(-1)?.refuse(new Gone());
  await new Promise(setImmediate);

  assert.deepEqual([overlay.view.phase, overlay.view.isAsking], ['gone', false]);
});

test('it stays away when the reader dismisses it, also if nobody is there to hear it', async () => {
  for (const scope of ['page', 'site', 'story']) {
    show('q1');
    overlay.actions.dismiss(scope);
    assert.deepEqual([types().at(-1), asked.at(-1)?.message.scope, overlay.isGone], [Request.DISMISS, scope, true]);
    const gone = overlay;
    asked.at(-1)?.refuse(new Gone());
    await new Promise(setImmediate);
    assert.equal(overlay, gone); // none was made in its place
  }
});

test('it tells the background when the page does not let it stand', () => {
  show('q1');
  overlay.doings.overcome();

  assert.equal(types().at(-1), Request.OVERCOME);
  assert.equal(overlay.isGone, true);
});

test('it sends a report about what it was opened for, and shows how it went', async () => {
  const about = { kind: 'outlet', id: 'harbour-ledger.example' };
  show('q1');
  overlay.actions.startReport(about);
  assert.deepEqual(overlay.view.report, { about, state: 'editing' });

  overlay.actions.sendReport('wrong_fact', 'Founded in 1902.');
  const { type, questionId, ...body } = asked[1].message;
  assert.deepEqual([type, questionId], [Request.REPORT, 'q1']);
  assert.deepEqual(body, { about, reason: 'wrong_fact', comment: 'Founded in 1902.' });
  await answer({ status: 'sent', id: 'rp-1' });
  assert.equal(overlay.view.report.state.status, 'sent');
});

test('it does not bring a report back that was cancelled while it was sent', async () => {
  show('q1');
  overlay.actions.startReport({ kind: 'page', id: 'https://www.harbour-ledger.example/flood' });
  overlay.actions.sendReport('other', '');
  overlay.actions.cancelReport();
  await answer({ status: 'sent' });

  assert.equal(overlay.view.report, null);
});

test('it counts down to the time when it may ask again', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout', 'Date'], now: Date.parse('2026-10-05T12:00:00Z') });
  show('q1');
  await answer(facts('q1'));
  await answer({ status: 'failed', questionId: 'q1', failure: 'rate-limited', retryAt: '2026-10-05T12:00:15Z' });
  const times = [overlay.view.now];
  for (const seconds of [10, 5, 60]) {
    t.mock.timers.tick(seconds * 1000);
    times.push(overlay.view.now);
  }

  const shown = times.map((time) => time.toISOString().slice(14, 19));
  assert.deepEqual(shown, ['00:00', '00:10', '00:15', '00:15']);
});

test('it puts the badge back when the page comes back, if there was one', () => {
  controller.restored();
  assert.deepEqual(types(), []);

  show('q1');
  controller.restored();
  assert.equal(types().at(-1), Request.SHOWN);
});
