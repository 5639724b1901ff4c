/**
 * Does this host only look like a known one?
 *
 * Outlets are found by exact keys, so a look-alike never matches; this says *why* a host that a reader may have taken for
 * a known outlet is not it. The same rules as the server's (`server/urls/lookalikes.py`), whose letters are generated.
 */

import { TO_LATIN, TWO_LETTERS_AS_ONE } from './generated/lookalikes.js';
import { unicodeHost } from './punycode.js';

/**
 * Returns why `host` resembles `knownHost` without being it or below it, in words for people, or null.
 *
 * @param {string} host
 * @param {string} knownHost
 * @returns {string|null}
 */
export function looksLike(host, knownHost) {
  const known = knownHost.replace(/^www\./, '');
  if (host === known || host.endsWith(`.${known}`)) {
    return null;
  }
  if (`.${host}`.includes(`.${known}.`) || `.${host}`.includes(`.${known}-`)) {
    return `${known} stands in front of another domain`;
  }
  const hyphenated = known.replaceAll('.', '-');
  if (host.split('.').some((label) => `-${label}-`.includes(`-${hyphenated}-`))) {
    return `${known} written with hyphens, inside another domain`;
  }
  const [ownSkeleton, knownSkeleton] = [skeleton(host), skeleton(known)];
  if (ownSkeleton === knownSkeleton || ownSkeleton.endsWith(`.${knownSkeleton}`)) {
    return `letters that look like those of ${known}`;
  }
  return null;
}

/**
 * Returns the names that `host` may imitate, to be looked for in a table; `looksLike` says how, if it does.
 *
 * @param {string} host
 * @returns {string[]}
 */
export function imitatedNames(host) {
  const readings = [host, host.replaceAll('-', '.'), skeleton(host)];
  const names = new Set(readings.flatMap((reading) => runs(reading.split('.'))));
  return [...names].filter((name) => !`.${host}`.endsWith(`.${name}`));
}

/**
 * Returns the host as it looks: accents off, look-alike letters as the Latin ones. Equal is hard to tell apart.
 *
 * @param {string} host
 * @returns {string}
 */
function skeleton(host) {
  const bare = unicodeHost(host)
    .normalize('NFKD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase();
  const latin = [...bare].map((letter) => TO_LATIN.get(letter) ?? letter).join('');
  return TWO_LETTERS_AS_ONE.reduce((text, [pair, letter]) => text.replaceAll(pair, letter), latin);
}

/**
 * Returns every name of two or three neighbouring labels, which is what outlets' domains have: bbc.com, bbc.co.uk.
 *
 * @param {string[]} labels
 * @returns {string[]}
 */
function runs(labels) {
  return labels.flatMap((_, start) =>
    [start + 2, start + 3].filter((end) => end <= labels.length).map((end) => labels.slice(start, end).join('.')),
  );
}
