/**
 * Which page is this a copy of?
 *
 * Readers meet articles in AMP caches, archives, translations and behind redirects. Where such an address holds the
 * original's address, we take that: the outlet is who wrote the article, not who copied it. The same rules as the
 * server's (`server/urls/unwrapping.py`); the forms are generated from its table.
 */

import { decodeAsciiEscapes, parseAddress } from './addresses.js';
import { WRAPPERS } from './generated/copy-hosts.js';

/**
 * @typedef {import('./addresses.js').Address} Address
 *
 * @typedef {object} Wrapper One form of address that holds another, in its path or in a parameter.
 * @property {string} via what people call it
 * @property {string[]} hosts exact, `www.` aside, or `*.` for one label in front
 * @property {RegExp} path with the group `url` if the address is in the path, and `tls` if that says https
 * @property {string[]} params otherwise: the first of these that is there and not empty …
 * @property {RegExp} value … and has this form
 *
 * @typedef {object} Unwrapped
 * @property {Address} address of the original, which wants the same checks as one that a reader typed
 * @property {string|null} via through which copies or redirects it was given, outermost first; null: directly
 */

const MAX_DEPTH = 4; // an archived translation of an AMP copy is three; more is somebody playing
const TRANSLATE_SUFFIX = '.translate.goog';

const WRAPPERS_BY_HOST = byHost(WRAPPERS);

/**
 * Returns the page that this address is a copy of, or leads to; else itself. Null if the text, or what a known wrapper
 * holds, is no http(s) address, or if it wraps endlessly.
 *
 * @param {string} text
 * @returns {Unwrapped|null}
 */
export function unwrapUrl(text) {
  /** @type {string[]} */
  const via = [];
  let address = parseAddress(text);
  while (address !== null) {
    const found = unwrapOnce(address);
    if (found === null) {
      return { address, via: via.join(', ') || null };
    }
    if (via.push(found.via) > MAX_DEPTH) {
      return null;
    }
    address = parseInner(found.inner);
  }
  return null;
}

/**
 * @param {Wrapper[]} wrappers
 * @returns {Map<string, Wrapper[]>}
 */
function byHost(wrappers) {
  const table = new Map();
  for (const wrapper of wrappers) {
    for (const host of wrapper.hosts) {
      table.set(host, [...(table.get(host) ?? []), wrapper]);
    }
  }
  return table;
}

/**
 * @param {Address} address
 * @returns {{via: string, inner: string}|null}
 */
function unwrapOnce(address) {
  if (address.host.endsWith(TRANSLATE_SUFFIX)) {
    const inner = translated(address);
    return inner === null ? null : { via: 'Google Translate', inner };
  }
  const { host } = address;
  const wrappers =
    WRAPPERS_BY_HOST.get(host.replace(/^www\./, '')) ??
    WRAPPERS_BY_HOST.get(`*.${host.includes('.') ? host.slice(host.indexOf('.') + 1) : ''}`) ??
    [];
  for (const wrapper of wrappers) {
    const inner = innerAddress(wrapper, address);
    if (inner !== null) {
      return { via: wrapper.via, inner };
    }
  }
  return null;
}

/**
 * Returns the address as it stands in this one, with a scheme if it has none; null if the form is another.
 *
 * @param {Wrapper} wrapper
 * @param {Address} address
 * @returns {string|null}
 */
function innerAddress(wrapper, address) {
  if (wrapper.params.length === 0) {
    const found = wrapper.path.exec(afterHost(address, address.query))?.groups;
    if (found === undefined) {
      return null;
    }
    const inner = /^https?%3a/i.test(found.url) ? decodeAsciiEscapes(found.url) : found.url;
    return withScheme(inner, found.tls ? 'https' : 'http');
  }
  if (!wrapper.path.test(address.path)) {
    return null;
  }
  for (const value of valuesOf(address.query, wrapper.params)) {
    const found = wrapper.value.exec(value)?.groups;
    if (found !== undefined) {
      return withScheme(decodeAsciiEscapes(found.url), 'http');
    }
  }
  return null;
}

/**
 * Returns the raw values of the parameters with these names, in the order of the names.
 *
 * @param {string} query
 * @param {string[]} names
 * @returns {string[]}
 */
function valuesOf(query, names) {
  const params = query.split('&');
  return names
    .flatMap((name) =>
      params.filter((param) => param.startsWith(`${name}=`)).map((param) => param.slice(name.length + 1)),
    )
    .filter((value) => value !== '');
}

/**
 * @param {Address} address
 * @param {string} query
 * @returns {string}
 */
function afterHost(address, query) {
  return address.path + (query && `?${query}`) + (address.fragment && `#${address.fragment}`);
}

/**
 * @param {string} address
 * @param {string} scheme
 * @returns {string}
 */
function withScheme(address, scheme) {
  return /^[a-z][a-z0-9+.-]*:/i.test(address) ? address : `${scheme}://${address}`;
}

/**
 * @param {string} text
 * @returns {Address|null}
 */
function parseInner(text) {
  const address = parseAddress(text);
  return address !== null && (address.host.includes('.') || address.host.startsWith('[')) ? address : null;
}

/**
 * Reads what Google writes in *.translate.goog: dots became hyphens, hyphens became pairs of them
 * (developers.google.com/search/docs/appearance/ad-network-and-translation).
 *
 * @param {Address} address
 * @returns {string|null}
 */
function translated(address) {
  const [prefix = ''] = valuesOf(address.query, ['_x_tr_hp']);
  let name = prefix + address.host.slice(0, -TRANSLATE_SUFFIX.length);
  if (name.includes('.')) {
    return null;
  }
  const [encoded = ''] = valuesOf(address.query, ['_x_tr_enc']);
  const encodings = encoded.replaceAll('%2C', ',').split(',');
  if (encodings.includes('1')) {
    name = name.replace(/^1-/, '');
  }
  const isPunycode = encodings.includes('0') && name.startsWith('0-');
  name = isPunycode ? name.slice(2) : name;
  const host = (isPunycode ? 'xn--' : '') + name.replace(/(?<!-)-(?!-)/g, '.').replaceAll('--', '-');
  const scheme = valuesOf(address.query, ['_x_tr_sch']).includes('http') ? 'http' : 'https';
  const params = address.query.split('&').filter((param) => !param.startsWith('_x_tr_'));
  return `${scheme}://${host}${afterHost(address, params.join('&'))}`;
}
