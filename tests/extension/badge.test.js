import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';

import { installBrowser } from './support/fake-browser.js';
import { contextAnswer } from './support/sample-answers.js';

installBrowser();
const { badgeOf } = await import('../../extension/background/badge.js');
const { makeWords } = await import('../../extension/shared/words.js');
const { parseContext } = await import('../../extension/shared/validation.js');

const FILE = new URL('../../extension/_locales/en/messages.json', import.meta.url);
const MESSAGES = Object.entries(JSON.parse(await readFile(FILE, 'utf8')));
const WORDS = makeWords(Object.fromEntries(MESSAGES.map(([key, { message }]) => [key, message])), 'en');

/**
 * An answer with so many other outlets.
 *
 * @param {number} outlets
 * @param {{story?: null, isSnoozed?: boolean}} [more]
 * @returns {import('../../extension/shared/types.js').CoverageReply}
 */
function found(outlets, { story, isSnoozed = false } = {}) {
  const context = parseContext(contextAnswer(), 'https://context.example');
  Object.assign(context.coverage.counts, { outlets, articles: outlets });
  Object.assign(context, story === null ? { story } : {});
  return { status: 'found', questionId: 'q', how: 'private', context, receivedAt: '', isSnoozed };
}

for (const [what, reply, text, title] of /** @type {[string, any, string, RegExp][]} */ ([
  ['counts the other outlets', found(4), '4', /4 other outlets report this/],
  ['has words for one', found(1), '1', /1 other outlet reports this/],
  ['tells that nobody else does', found(0), '0', /no other outlet/],
  ['has room for two digits', found(120), '99+', /120 other outlets/],
  ['has a dash where nothing is known', found(0, { story: null }), '–', /nothing is known/],
  ['counts matches of which no story is made', found(2, { story: null }), '2', /2 other outlets/],
  ['is silent on what was snoozed', found(4, { isSnoozed: true }), '', /snoozed/],
  ['is silent, but in words, when nothing was learned', { status: 'failed' }, '', /could not be asked/],
])) {
  test(`it ${what}`, () => {
    const badge = badgeOf(reply, WORDS);

    assert.equal(badge.text, text);
    assert.match(badge.title, title);
  });
}
