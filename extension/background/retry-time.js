/**
 * When does it make sense to ask again?
 *
 * `Retry-After` is a number of seconds or a date (RFC 9110, 10.2.3); where it is missing, `RateLimit` says in how many
 * seconds the quota is filled again (draft-ietf-httpapi-ratelimit-headers).
 */

const LONGEST_MS = 24 * 3600 * 1000; // a server that says "next year" is not going to be believed
const RATE_LIMIT_RESET = /(?:^|;)\s*t=(\d+)/;

/**
 * Returns the time as RFC 3339, or null if the answer does not say.
 *
 * @param {Headers} headers
 * @param {Date} now
 * @returns {string|null}
 */
export function retryTime(headers, now) {
  const after = headers.get('Retry-After')?.trim() ?? '';
  const wait = /^\d+$/.test(after) ? Number(after) * 1000 : Date.parse(after) - now.getTime();
  const reset = RATE_LIMIT_RESET.exec(headers.get('RateLimit') ?? '');
  const chosen = Number.isNaN(wait) ? Number(reset?.[1] ?? NaN) * 1000 : wait;
  if (Number.isNaN(chosen)) {
    return null;
  }
  return new Date(now.getTime() + Math.min(Math.max(chosen, 0), LONGEST_MS)).toISOString();
}
