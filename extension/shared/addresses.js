/**
 * What does this text mean as a web address?
 *
 * The same reading as the server's (`server/urls/parsing.py`): `new URL()` follows the standard that the server's parser
 * follows, so both see the same host in the same text. Whether two addresses name the same page is `urls.js`; whether
 * an address may be sent to anybody is `private-hosts.js`.
 */

/** Characters; browsers' address bars and news sites' own links stay far below. */
export const MAX_LENGTH = 4096;
const MAX_HOST_LENGTH = 253; // what DNS can carry (RFC 1035, 2.3.4); also bounds every walk over a host's labels
const LONE_SURROGATE = /\p{Surrogate}/u;

/**
 * @typedef {object} Address A parsed http(s) address. It holds no user name or password, only the fact that there was one.
 * @property {string} href
 * @property {string} host lower case, punycode, without a dot at the end; IPv6 in brackets
 * @property {string} port empty: the scheme's own
 * @property {string} path begins with "/"; escapes as they came
 * @property {string} query without "?"
 * @property {string} fragment without "#"
 * @property {boolean} hasCredentials
 */

/**
 * Returns the address that a browser would go to if it were given this text; null if it is no http(s) address that the
 * server would take.
 *
 * @param {string} text
 * @returns {Address|null}
 */
export function parseAddress(text) {
  if ([...text].length > MAX_LENGTH || LONE_SURROGATE.test(text)) {
    return null;
  }
  const url = webUrl(text);
  if (url === null) {
    return null;
  }
  const host = url.hostname.replace(/\.$/, '');
  if (host.length > MAX_HOST_LENGTH || host.split('.').includes('')) {
    return null;
  }
  if (host !== url.hostname) {
    url.hostname = host;
  }
  const hasCredentials = url.username !== '' || url.password !== '';
  url.username = '';
  url.password = '';
  if (url.href.length > MAX_LENGTH) {
    return null; // each character outside ASCII has become three to twelve
  }
  return {
    href: url.href,
    host,
    port: url.port,
    path: url.pathname,
    query: url.search.slice(1),
    fragment: url.hash.slice(1),
    hasCredentials,
  };
}

/**
 * @param {string} text
 * @returns {URL|null}
 */
function webUrl(text) {
  try {
    const url = new URL(text);
    return url.protocol === 'https:' || url.protocol === 'http:' ? url : null;
  } catch {
    return null;
  }
}

/**
 * Whether the host is an address and not a name: in brackets, or ending in a number, as no name may do.
 *
 * @param {string} host
 * @returns {boolean}
 */
export function isIpAddress(host) {
  return host.startsWith('[') || /^(?:[0-9]+|0x[0-9a-f]*)$/.test(host.slice(host.lastIndexOf('.') + 1));
}

/**
 * Gives the host and each of its parents: a.b.example, b.example, example.
 *
 * @param {string} host
 * @returns {Generator<string, void>}
 */
export function* withParents(host) {
  for (let name = host; name !== ''; name = name.includes('.') ? name.slice(name.indexOf('.') + 1) : '') {
    yield name;
  }
}

/**
 * Returns the text with %00 to %7F decoded once. Escapes of other characters stay: they are their normal form.
 *
 * @param {string} text
 * @returns {string}
 */
export function decodeAsciiEscapes(text) {
  return text.replace(/%([0-7][0-9a-f])/gi, (_, code) => String.fromCharCode(parseInt(code, 16)));
}
