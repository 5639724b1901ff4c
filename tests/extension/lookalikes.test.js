import assert from 'node:assert/strict';
import { test } from 'node:test';

import { imitatedNames, looksLike } from '../../extension/shared/lookalikes.js';
import { unicodeHost } from '../../extension/shared/punycode.js';

test('it reads punycode back, in every alphabet that is written in it', () => {
  for (const host of [
    'münchen.example',
    '例え.example',
    'пример.example',
    'مثال.example',
    'ü.a-ü-b.example',
    '☃-a.example',
  ]) {
    const { hostname } = new URL(`https://${host}`);
    assert.notEqual(hostname, host);
    assert.equal(unicodeHost(hostname), host);
  }
});

test('it leaves alone what is not punycode', () => {
  for (const host of ['news.example', 'xn--.example', 'xn--!.example', 'xn--99999999.example', 'axn--80a.example']) {
    assert.equal(typeof unicodeHost(host), 'string');
  }
  assert.equal(unicodeHost('news.example'), 'news.example');
  assert.equal(unicodeHost('xn--99999999.example'), 'xn--99999999.example');
});

test('it says how a host imitates a known one', () => {
  for (const [host, why] of [
    ['bbc.com.evil.example', 'in front of another domain'],
    ['bbc.com-news.example', 'in front of another domain'],
    ['bbc-com.example', 'hyphens'],
    [new URL('https://bb\u0441.com').hostname, 'letters that look like'],
    [new URL('https://news.b\u1e05c.com').hostname, 'letters that look like'],
  ]) {
    assert.match(looksLike(host, 'bbc.com') ?? '', new RegExp(why), host);
    assert.ok(imitatedNames(host).includes('bbc.com'), host);
  }
});

test('it is not an imitation to be the host, to be below it, or to have another name', () => {
  for (const host of ['bbc.com', 'news.bbc.com', 'notbbc.com', 'bbc.org', 'abbc-community.example']) {
    assert.equal(looksLike(host, 'bbc.com'), null, host);
  }
});
