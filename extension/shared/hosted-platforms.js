/**
 * Whose page is it, when the site belongs to a platform and the page to one of its accounts?
 *
 * The same rules as the server's (`server/urls/hosted_platforms.py`); the platforms are generated from its table.
 */

import { withParents } from './addresses.js';
import {
  LITE_LABELS,
  OWN_LABELS,
  PATH_PLATFORMS,
  PLATFORM_ALIASES,
  SAME_PLATFORM,
  SUBDOMAIN_PLATFORMS,
} from './generated/hosted-platforms.js';

/**
 * @typedef {object} AccountPath A beginning of a path that names an account, and the account's key.
 * @property {RegExp} pattern with a group `name`, which ends where a segment ends
 * @property {string} key with `{name}`
 * @property {Set<string>} reserved words at this place that the platform keeps for itself
 * @property {boolean} keepsCase
 */

/**
 * Returns the key of the account whose page this is; null when the host is no platform's, and on a platform's own pages.
 *
 * @param {import('./addresses.js').Address} address
 * @returns {string|null}
 */
export function platformAccount(address) {
  const forms = PATH_PLATFORMS.get(plainHost(address.host));
  if (forms === undefined) {
    const platform = subdomainPlatform(address.host);
    return platform === null ? null : accountHost(address.host, platform);
  }
  for (const form of forms) {
    const name = form.pattern.exec(address.path)?.groups?.name;
    if (name !== undefined && !form.reserved.has(name.toLowerCase())) {
      return form.key.replace('{name}', () => (form.keepsCase ? name : name.toLowerCase()));
    }
  }
  return null;
}

/**
 * Whether the host is a platform's own, such as medium.com or www.youtube.com, and so never names an outlet.
 *
 * @param {string} host
 * @returns {boolean}
 */
export function isPlatformHost(host) {
  const plain = plainHost(host);
  return plain === subdomainPlatform(plain) || PATH_PLATFORMS.has(plain);
}

/**
 * Returns the sub-domain platform that the host is, or is on.
 *
 * @param {string} host
 * @returns {string|null}
 */
export function subdomainPlatform(host) {
  for (const domain of withParents(host)) {
    if (SUBDOMAIN_PLATFORMS.has(domain) || SAME_PLATFORM.has(domain)) {
      return domain;
    }
  }
  return null;
}

/**
 * Returns `name.platform` for a host on the platform, also if the account has labels of its own in front.
 *
 * @param {string} host
 * @param {string} platform
 * @returns {string|null}
 */
export function accountHost(host, platform) {
  const label = host.slice(0, -platform.length).replace(/\.$/, '').split('.').at(-1) ?? '';
  return label === '' || OWN_LABELS.has(label) ? null : `${label}.${SAME_PLATFORM.get(platform) ?? platform}`;
}

/**
 * @param {string} host
 * @returns {string}
 */
function plainHost(host) {
  const dot = host.indexOf('.');
  const rest = host.slice(dot + 1);
  const plain = LITE_LABELS.has(host.slice(0, dot)) && rest.includes('.') ? rest : host;
  return PLATFORM_ALIASES.get(plain) ?? plain;
}
