/**
 * Is this an address that must never be sent to anybody?
 *
 * Never sent: what only means something on somebody's own network, what carries a user name, and what is personal by
 * its host (mail, banks, health, log-ins …). Decided on the address alone, before anything is asked; the server refuses
 * the first kind as well (`server/urls/private_hosts.py`), but by then it would have been told. Two more reasons are
 * seen elsewhere: a password field in the page, and a site that the reader has excluded.
 */

import { isIpAddress, parseAddress, withParents } from './addresses.js';
import { PRIVATE_SUFFIXES } from './generated/private-suffixes.js';
import { SERVING_LABEL } from './generated/serving-label.js';
import { PERSONAL_GROUPS, PERSONAL_LABELS, PERSONAL_SEGMENTS, SAME_EVERYWHERE } from './personal-hosts.js';
import { unwrapUrl } from './unwrapping.js';

/**
 * @typedef {import('./addresses.js').Address} Address
 * @typedef {'not-web'|'credentials'|'private-address'|'personal'} PrivateReason
 * @typedef {Pick<import('./outlet-table.js').OutletTable, 'has'|'sectionsOf'>} KnownKeys
 */

const WEB_PORTS = ['', '80', '443']; // others are routers, test servers and tools inside a house
/** @type {KnownKeys} */
const NO_KEYS = { has: () => false, sectionsOf: () => [] };

const PERSONAL_PREFIXES = prefixesByHost(Object.values(PERSONAL_GROUPS).flatMap(({ hosts }) => words(hosts)));

/**
 * Returns why the address is never sent, or null if it may be. Of a copy or redirect, both addresses must be fit.
 *
 * @param {string} text
 * @param {KnownKeys} table a host of an outlet in it is public whatever its suffix, as the sample newsroom's are
 * @returns {PrivateReason|null}
 */
export function whyNeverSent(text, table = NO_KEYS) {
  const address = parseAddress(text);
  const original = unwrapUrl(text)?.address;
  if (address === null || original === undefined) {
    return 'not-web';
  }
  const reason = reasonOf(address, table);
  return reason === null && original.href !== address.href ? reasonOf(original, table) : reason;
}

/**
 * @param {Address} address
 * @param {KnownKeys} table
 * @returns {PrivateReason|null}
 */
function reasonOf(address, table) {
  const { host } = address;
  if (address.hasCredentials) {
    return 'credentials';
  }
  const isPublic = !isIpAddress(host) && isOutletHost(host, table);
  if (!isPublic && (isPrivateName(host) || !WEB_PORTS.includes(address.port))) {
    return 'private-address';
  }
  return isPersonal(address, table) ? 'personal' : null;
}

/**
 * Whether the host is private by its name: one label, an IP address of any kind, or below a private suffix.
 *
 * @param {string} host as `parseAddress` writes it
 * @returns {boolean}
 */
export function isPrivateName(host) {
  const name = host.replace(/\.$/, '').toLowerCase();
  return !name.includes('.') || isIpAddress(name) || [...withParents(name)].some((each) => PRIVATE_SUFFIXES.has(each));
}

/**
 * Whether the address belongs to a service that is personal by what it is for, or to a part of a site that is.
 *
 * @param {Address} address
 * @param {KnownKeys} table a host that is itself a key is no log-in page, whatever its first label
 * @returns {boolean}
 */
function isPersonal({ host, path }, table) {
  const lowered = `${path.toLowerCase()}/`;
  for (const name of withParents(host.replace(SAME_EVERYWHERE, '$1.com'))) {
    if (PERSONAL_PREFIXES.get(name)?.some((prefix) => lowered.startsWith(`${prefix}/`))) {
      return true;
    }
  }
  const labels = host.split('.').slice(0, -2);
  const isKey = table.has(host) || table.has(host.replace(SERVING_LABEL, ''));
  return (!isKey && labels.some((label) => PERSONAL_LABELS.has(label))) || PERSONAL_SEGMENTS.has(lowered.split('/')[1]);
}

/**
 * @param {string} host
 * @param {KnownKeys} table
 * @returns {boolean}
 */
function isOutletHost(host, table) {
  return [...withParents(host)].some((name) => table.has(name) || table.sectionsOf(name).length > 0);
}

/**
 * Returns for each host the beginnings of paths that are personal there; the whole site has the empty one.
 *
 * @param {string[]} entries host or host/path
 * @returns {Map<string, string[]>}
 */
function prefixesByHost(entries) {
  /** @type {Map<string, string[]>} */
  const prefixes = new Map();
  for (const entry of entries) {
    const [host] = entry.split('/', 1);
    prefixes.set(host, [...(prefixes.get(host) ?? []), entry.slice(host.length).toLowerCase()]);
  }
  return prefixes;
}

/**
 * @param {string} text
 * @returns {string[]}
 */
function words(text) {
  return text.trim().split(/\s+/);
}
