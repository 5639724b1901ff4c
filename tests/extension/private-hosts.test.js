import assert from 'node:assert/strict';
import { test } from 'node:test';

import { PERSONAL_GROUPS } from '../../extension/shared/personal-hosts.js';
import { whyNeverSent } from '../../extension/shared/private-hosts.js';
import { shipped } from './shipped.js';
import { tableOf } from './small-tables.js';

/** @type {[string, string, string[]][]} reason, why these are tried, addresses */
const NEVER = [
  [
    'not-web',
    'nothing that a news page has',
    ['', 'news.example', 'ftp://bbc.com/a', 'file:///etc/passwd', 'about:blank'],
  ],
  [
    'not-web',
    'the browser’s own pages',
    ['chrome://settings/', 'moz-extension://0/a.html', 'data:text/html,a', 'blob:x'],
  ],
  [
    'credentials',
    'a user name tells who',
    ['https://me@bbc.com/', 'https://me:secret@bbc.com/', 'https://:x@bbc.com/'],
  ],
  [
    'private-address',
    'IP addresses, in every spelling that browsers read',
    [
      ...['http://127.0.0.1/', 'http://127.1/', 'http://0x7f000001/', 'http://2130706433/', 'http://0177.0.0.1/'],
      ...[
        'http://[::1]/',
        'http://[::ffff:10.0.0.1]/',
        'http://93.184.216.34/',
        'http://192.168.0.1./',
        'http://%31%30.1/',
      ],
    ],
  ],
  [
    'private-address',
    'names without a dot, and names that only mean something at home or at work',
    [
      ...[
        'http://localhost/',
        'http://localhost.:8000/',
        'https://intranet/news',
        'http://printer.local/',
        'http://nas.lan/',
      ],
      ...['https://wiki.corp/', 'https://x.internal/', 'https://a.fritz.box/', 'http://a.onion/', 'https://a.ts.net/'],
      ...[
        'https://10-0-0-1.nip.io/',
        'https://a.home.arpa/',
        'https://news.example/',
        'HTTPS://A.LOCAL/',
        'http://a。local/',
      ],
    ],
  ],
  ['private-address', 'ports of routers and test servers', ['https://unknown-paper.com:8443/', 'http://a.com:3000/']],
  [
    'personal',
    'services that are personal by what they are for, with all hosts below',
    [
      ...['https://mail.google.com/mail/u/0/', 'https://MAIL.google.com./', 'https://outlook.live.com/mail/0/'],
      ...[
        'https://www.chase.com/',
        'https://secure.chase.com/a',
        'https://mychart.com/a',
        'https://docs.google.com/document/d/1',
      ],
      ...[
        'https://web.whatsapp.com/',
        'https://calendar.google.com/',
        'https://vault.bitwarden.com/',
        'https://id.me/',
      ],
      ...['https://company.sharepoint.com/a', 'https://company.okta.com/a', 'https://www.google.com/search?q=a'],
      ...['https://www.google.co.uk/search?q=a', 'https://maps.google.de/', 'https://duckduckgo.com/?q=a'],
    ],
  ],
  [
    'personal',
    'parts of sites that are public otherwise',
    [
      'https://www.facebook.com/messages/t/1',
      'https://x.com/messages',
      'https://www.instagram.com/direct/inbox/',
      'https://www.linkedin.com/messaging/',
    ],
  ],
  [
    'personal',
    'labels and first segments at which sites keep what is one reader’s own, outlets’ too',
    [
      ...[
        'https://webmail.company.com/',
        'https://mail.company.co.uk/',
        'https://intranet.company.com/',
        'https://vpn.company.com/',
      ],
      ...[
        'https://accounts.nytimes.com/a',
        'https://login.lemonde.fr/',
        'https://www.nytimes.com/account',
        'https://a.com/Login?next=b',
      ],
      ...['https://a.owa.company.com/', 'https://online.banking.company.com/', 'https://patient.clinic.org/'],
    ],
  ],
  [
    'personal',
    'copies of private pages, and redirects to them, are as private',
    [
      'https://web.archive.org/web/2020/https://mail.google.com/a',
      'https://www.google.com/url?q=https%3A%2F%2Fvpn.company.com%2F',
    ],
  ],
  [
    'private-address',
    'the same for addresses',
    ['https://12ft.io/proxy?q=http%3A%2F%2F10.0.0.1%2F', 'https://via.hypothes.is/http://wiki.corp/a'],
  ],
  ['not-web', 'a copy of nothing', ['https://12ft.io/proxy?q=intranet', 'https://12ft.io/proxy?q=javascript:alert(1)']],
];

for (const [reason, why, urls] of NEVER) {
  test(`it never sends ${why}`, () => {
    for (const url of urls) {
      assert.equal(whyNeverSent(url, shipped), reason, url);
    }
  });
}

test('it lets news pages through, and near misses of all of these', () => {
  for (const url of [
    'https://www.bbc.com/news/world-europe-1',
    'https://www.nytimes.com/2026/01/01/us/a.html?id=7',
    'http://unknown-paper.com/2026/a',
    'https://unknown-paper.com:443/a',
    // Names that contain or resemble the words, without being them.
    'https://www.dailymail.co.uk/a',
    'https://mailonline.com/a',
    'https://www.mail.com/',
    'https://chaser.com/a',
    'https://notchase.com/a',
    'https://local.com/a',
    'https://www.thelocal.de/a',
    'https://mylocal.example.com/a',
    'https://id.co.uk/a',
    'https://portal.com/a',
    // Words of paths further in, or part of a longer one.
    'https://www.bbc.com/news/login',
    'https://www.bbc.com/accountability/a',
    'https://www.facebook.com/bbcnews/posts/1',
    'https://www.facebook.com/messagesfromspace',
    'https://www.google.com/amp/s/www.bbc.com/news/1',
    'https://web.archive.org/web/2020/https://www.nytimes.com/a',
  ]) {
    assert.equal(whyNeverSent(url, shipped), null, url);
  }
});

test('the host of an outlet in the table is public whatever its suffix, port or label; an IP address never', () => {
  const table = tableOf(['news.example', 'portal.paper.com', 'sections.example/north']);

  for (const url of [
    'https://news.example/',
    'http://www.news.example:8080/a',
    'https://sections.example/',
    'https://portal.paper.com/a',
  ]) {
    assert.equal(whyNeverSent(url, table), null, url);
  }
  assert.equal(whyNeverSent('https://other.example/', table), 'private-address');
  assert.equal(whyNeverSent('https://login.news.example/', table), 'personal');
  assert.equal(whyNeverSent('https://login.portal.paper.com/', table), 'personal');
  assert.equal(whyNeverSent('http://127.0.0.1/', tableOf(['127.0.0.1'])), 'private-address');
});

test('every host of the table of personal sites is refused, and each group says why it is there', () => {
  for (const [name, { reason, hosts }] of Object.entries(PERSONAL_GROUPS)) {
    assert.ok(reason.length > 5, name);
    for (const host of hosts.trim().split(/\s+/)) {
      assert.equal(whyNeverSent(`https://${host}`, shipped), 'personal', host);
      assert.equal(whyNeverSent(`https://www.${host}/a?b=c`, shipped), 'personal', host);
    }
  }
});

test('a host stands in one group only', () => {
  const hosts = Object.values(PERSONAL_GROUPS).flatMap((group) => group.hosts.trim().split(/\s+/));

  assert.equal(new Set(hosts).size, hosts.length);
  assert.ok(hosts.length > 300);
});
