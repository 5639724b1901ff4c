/**
 * Who publishes at this address, how do we know, and what looked as if it could be them?
 *
 * The same rules as the server's (`server/outlets/resolver.py`), held to the same answers by
 * `tests/vectors/outlets.json`: an outlet is found by its exact key only, the most specific first. There is no public
 * suffix list here, and none is needed: the table is only written if no key lies at or above a public suffix, so that
 * climbing from a host to its parents ends at the registrable domain of whatever is found.
 */

import { isIpAddress, withParents } from './addresses.js';
import { SERVING_LABEL } from './generated/serving-label.js';
import { accountHost, isPlatformHost, platformAccount, subdomainPlatform } from './hosted-platforms.js';
import { imitatedNames, looksLike } from './lookalikes.js';
import { isPrivateName } from './private-hosts.js';
import { unwrapUrl } from './unwrapping.js';

/**
 * @typedef {import('./addresses.js').Address} Address
 * @typedef {import('./outlet-table.js').OutletTable} OutletTable
 * @typedef {import('./types.js').Outlet} Outlet
 * @typedef {{key: string, why: string}} Refusal
 * @typedef {{key: string, rule: string}} Found
 *
 * @typedef {import('./types.js').MatchedBy & {outlet: Outlet|null}} Resolution
 */

const MAX_REFUSED = 5;
const AUTHORITY = /^[a-z]+:[/\\]*([^/\\?#]*)/i;
const FINAL_DOT = /(?:[.。．｡]|%2e)(?::\d*)?$/i;

/**
 * Returns the outlet that published what stands at this address, seen through copies, and how it was found; null if the
 * text is no http(s) address.
 *
 * @param {string} text
 * @param {OutletTable} table
 * @returns {Resolution|null}
 */
export function resolve(text, table) {
  const original = unwrapUrl(text);
  if (original === null) {
    return null;
  }
  const { address, via } = original;
  /** @type {Refusal[]} */
  const refused = [];
  /** @type {Found|null} */
  let found = null;
  if (FINAL_DOT.test(authority(text))) {
    refused.push({ key: `${address.host}.`, why: 'a host with a final dot is not the address that the outlet gives' });
  } else {
    found = find(address, table, refused);
  }
  const named = found && outletOf(found, table, refused);
  if (named) {
    return { ...named, via, refused: refused.slice(0, MAX_REFUSED) };
  }
  refused.push(...imitated(address, text, table));
  return { outlet: null, rule: 'none', key: null, via, refused: refused.slice(0, MAX_REFUSED) };
}

/**
 * @param {Address} address
 * @param {OutletTable} table
 * @param {Refusal[]} refused
 * @returns {Found|null}
 */
function find(address, table, refused) {
  const { host } = address;
  const account = platformAccount(address);
  if (account !== null || isPlatformHost(host)) {
    if (account !== null && table.has(account)) {
      return { key: account, rule: account.includes('/') ? 'path_prefix' : 'host' };
    }
    refused.push({ key: account ?? host, why: "a hosted platform is not the outlet of its accounts' pages" });
    return null;
  }
  const plainHost = host.replace(SERVING_LABEL, '');
  const section = findSection(plainHost, address.path.toLowerCase(), table, refused);
  if (section !== null) {
    return { key: section, rule: 'path_prefix' };
  }
  const ownKey = [host, plainHost].find((name) => table.has(name));
  return ownKey === undefined ? findParent(host, table, refused) : { key: ownKey, rule: 'host' };
}

/**
 * Returns the longest key of host and path prefix that ends where a segment of the path ends.
 *
 * @param {string} host
 * @param {string} path
 * @param {OutletTable} table
 * @param {Refusal[]} refused
 * @returns {string|null}
 */
function findSection(host, path, table, refused) {
  const prefixes = table.sectionsOf(host);
  const sections = prefixes.filter((prefix) => `${path}/`.startsWith(`${prefix}/`));
  if (sections.length > 0) {
    return host + sections[sections.length - 1];
  }
  const before = prefixes.filter((prefix) => prefix <= path).pop();
  if (before !== undefined && path.startsWith(before)) {
    refused.push({ key: host + before, why: 'the path only begins with the same letters' });
  }
  return null;
}

/**
 * Returns the nearest parent host that is a key, not above the account on a platform.
 *
 * @param {string} host
 * @param {OutletTable} table
 * @param {Refusal[]} refused
 * @returns {Found|null}
 */
function findParent(host, table, refused) {
  if (!host.includes('.') || isIpAddress(host)) {
    if (isPrivateName(host)) {
      refused.push({ key: host, why: 'a private name or an IP address names no outlet' });
    }
    return null;
  }
  const platform = subdomainPlatform(host);
  const highest = platform === null ? null : (accountHost(host, platform) ?? platform);
  for (const name of withParents(host)) {
    if (name !== host && table.has(name)) {
      return { key: name, rule: table.isRegistrableDomain(name) ? 'registrable_domain' : 'parent_host' };
    }
    if (name === highest) {
      return null;
    }
  }
  return null;
}

/**
 * @param {Found} found
 * @param {OutletTable} table
 * @param {Refusal[]} refused
 * @returns {{outlet: Outlet, rule: string, key: string}|null}
 */
function outletOf({ key, rule }, table, refused) {
  const target = table.aliasTarget(key);
  const outlet = table.find(target ?? key);
  if (outlet === null) {
    refused.push({ key, why: `an alias of ${target}, which is no outlet's key` });
    return null;
  }
  return { outlet, rule: target === undefined ? rule : 'alias', key };
}

/**
 * Returns the known keys that a reader may have taken this address for.
 *
 * @param {Address} address
 * @param {string} text
 * @param {OutletTable} table
 * @returns {Refusal[]}
 */
function imitated(address, text, table) {
  const userInfo = authority(text).split('@').slice(0, -1).join('@');
  const user = userInfo.split(':', 1)[0].toLowerCase();
  const before = table.has(user)
    ? [{ key: user, why: 'stands before the @ as a user name; the host comes after it' }]
    : [];
  const names = imitatedNames(address.host).filter((name) => table.has(name));
  return [...before, ...names.map((key) => ({ key, why: looksLike(address.host, key) ?? '' }))].filter(
    ({ why }) => why !== '',
  );
}

/**
 * Returns user, host and port as given. Browsers skip tabs and line breaks anywhere, spaces around.
 *
 * @param {string} text
 * @returns {string}
 */
function authority(text) {
  return AUTHORITY.exec(text.replace(/[\t\n\r]/g, '').trim())?.[1] ?? '';
}
