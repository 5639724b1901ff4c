import assert from 'node:assert/strict';
import { test } from 'node:test';

import { unwrapUrl } from '../../extension/shared/unwrapping.js';

test('it gives the original’s address and names what was in between', () => {
  for (const [url, original, via] of [
    ['https://news.example/a?b=1#c', 'https://news.example/a?b=1#c', null],
    ['https://web.archive.org/web/2020/http://news.example/a?b=1', 'http://news.example/a?b=1', 'Internet Archive'],
    ['https://www.google.com/amp/s/news.example/a', 'https://news.example/a', 'Google AMP'],
    ['https://www.google.com/amp/news.example/a', 'http://news.example/a', 'Google AMP'],
    // Of two parameters the first by name counts, and an empty one does not.
    ['https://www.google.com/url?q=https://two.example/&url=https://one.example/', 'https://one.example/', 'Google'],
    ['https://www.google.com/url?url=&q=https%3A%2F%2Ftwo.example%2F%C3%A9', 'https://two.example/%C3%A9', 'Google'],
    // Dots became hyphens, hyphens pairs of them.
    ['https://my--news-example.translate.goog/a?b=1&_x_tr_sl=fr', 'https://my-news.example/a?b=1', 'Google Translate'],
    ['https://news-example.translate.goog/?_x_tr_sch=http', 'http://news.example/', 'Google Translate'],
  ]) {
    const found = unwrapUrl(String(url));
    assert.deepEqual([found?.address.href, found?.via], [original, via], String(url));
  }
});

test('it does not take a look-alike of a copy’s host for one', () => {
  for (const url of [
    'https://web.archive.org.evil.example/web/2020/http://news.example/a',
    'https://archive.example/web/2020/http://news.example/a',
    'https://a.b.cdn.ampproject.org/c/s/news.example/a',
    'https://www.google.com/search?url=https://news.example/',
  ]) {
    assert.equal(unwrapUrl(url)?.address.href, url);
  }
});

test('it ends, and refuses what is no address inside', () => {
  const proxy = 'https://12ft.io/';

  assert.equal(unwrapUrl(`${proxy.repeat(4)}https://news.example/`)?.via, '12ft, 12ft, 12ft, 12ft');
  assert.equal(unwrapUrl(`${proxy.repeat(5)}https://news.example/`), null);
  assert.equal(unwrapUrl('https://12ft.io/proxy?q=javascript:alert(1)'), null);
  assert.equal(unwrapUrl('https://12ft.io/proxy?q=intranet'), null);
});
