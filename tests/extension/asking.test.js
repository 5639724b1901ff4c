import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';

/** @type {any} */
const runtime = { id: 'us' };
globalThis.chrome = /** @type {any} */ ({ runtime });
const { ask, Gone, isAlive } = await import('../../extension/content/asking.js');

const MESSAGE = { type: 'question.facts' };

beforeEach(() => {
  runtime.id = 'us';
});

test('it returns the answer, and null for none', async () => {
  for (const [reply, expected] of [
    [{ a: 1 }, { a: 1 }],
    [undefined, null],
    [null, null],
  ]) {
    runtime.sendMessage = async () => reply;
    assert.deepEqual(await ask(MESSAGE), expected);
  }
});

test('it waits fifteen seconds and no longer', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  runtime.sendMessage = () => new Promise(() => {});
  const answers = /** @type {any[]} */ ([]);
  void ask(MESSAGE).then((answer) => answers.push(answer));

  t.mock.timers.tick(14_999);
  await new Promise(setImmediate);
  assert.deepEqual(answers, []);
  t.mock.timers.tick(1);
  await new Promise(setImmediate);
  assert.deepEqual(answers, [null]);
});

test('it takes a background that does not listen for no answer', async () => {
  runtime.sendMessage = async () => {
    throw new Error('Could not establish connection. Receiving end does not exist.');
  };

  assert.equal(await ask(MESSAGE), null);
});

test('it says that the extension has gone, before it sends and while it waits', async () => {
  runtime.sendMessage = async () => {
    runtime.id = undefined;
    throw new Error('Extension context invalidated.');
  };
  await assert.rejects(ask(MESSAGE), Gone);

  runtime.sendMessage = () => assert.fail('sent into nowhere');
  await assert.rejects(ask(MESSAGE), Gone);
  assert.equal(isAlive(), false);
});
