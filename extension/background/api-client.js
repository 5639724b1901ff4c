/**
 * What does the server answer?
 *
 * The only door to the network. A request carries what it must and nothing of the reader's: no cookies, no referrer, no
 * browser cache, only to the one origin that was chosen. An answer is believed when it came in time, is not too long,
 * is JSON and has the shape that was asked for; everything else becomes an `AskFailed` of one of a few kinds.
 */

import { browser } from '../shared/browser.js';
import { cleanText } from '../shared/clean-text.js';
import { BadAnswer } from '../shared/reading.js';
import { parseServer } from '../shared/settings.js';
import { parseProblem } from '../shared/validation.js';
import { findKept, keep } from './answer-memory.js';
import { AskFailed } from './ask-failed.js';
import { readJson } from './response-json.js';
import { retryTime } from './retry-time.js';

/** @typedef {import('../shared/types.js').FailureKind} FailureKind */

const TOTAL_MS = 10_000; // from the first byte sent to the last one read
const MOST_BYTES = 2 * 1024 * 1024;

/** What a status means to the reader; one that is not here: by its hundred, or a bad answer. */
const FAILURES = /** @type {Record<number, FailureKind>} */ ({
  404: 'not-found',
  408: 'too-slow',
  429: 'rate-limited',
  503: 'busy',
  507: 'busy',
  4: 'refused',
  5: 'server-error',
});

/**
 * @template T
 * @typedef {object} Asking
 * @property {string} server its origin
 * @property {string} path
 * @property {(value: unknown, server: string) => T} parse
 * @property {AbortSignal} signal of the question that this is for
 * @property {unknown} [body] then it is posted
 * @property {number} [mostBytes]
 * @property {boolean} [isAnew] whether a kept answer is asked for again even while it may still be used
 */

/**
 * Returns the server's answer.
 *
 * What is asked for by address only (without a body) is kept, used as long as the server allows, and then asked for
 * again by its entity tag.
 *
 * @template T
 * @param {Asking<T>} asking
 * @returns {Promise<T>}
 * @throws {AskFailed}
 */
export async function askServer(asking) {
  const { server, path, body, isAnew = false } = asking;
  if (parseServer(server).origin !== server) {
    throw new AskFailed('not-allowed', { detail: 'this is not the address of a server' });
  }
  const url = server + path;
  const kept = body === undefined ? await findKept(url) : null;
  if (kept && !isAnew && kept.freshUntil > Date.now()) {
    return /** @type {T} */ (kept.value);
  }
  const timeout = AbortSignal.timeout(TOTAL_MS);
  try {
    const signal = AbortSignal.any([asking.signal, timeout]);
    const mode = await modeFor(server);
    const response = await fetch(url, { ...requestOf(body, kept?.etag ?? null, signal), mode });
    if (response.status === 304 && kept) {
      await keep(url, response, kept.value);
      return /** @type {T} */ (kept.value);
    }
    const value = await readAnswer(response, asking);
    asking.signal.throwIfAborted(); // nothing is kept for a question that was called off
    if (body === undefined) {
      await keep(url, response, value);
    }
    return value;
  } catch (error) {
    throw asFailure(error, { asking, timeout });
  }
}

/**
 * Firefox names the sender of a request from one origin to another by a number that each installation has drawn for
 * itself, which no server needs to know. Where it lets us ask the server as if it were our own, it does not.
 *
 * @param {string} server
 * @returns {Promise<RequestMode>}
 */
async function modeFor(server) {
  const { protocol, hostname } = new URL(server);
  const namesInstallation = browser.runtime.getURL('').startsWith('moz-extension:');
  const origins = [`${protocol}//${hostname}/*`];
  return namesInstallation && (await browser.permissions.contains({ origins })) ? 'same-origin' : 'cors';
}

/**
 * @param {unknown} body
 * @param {string|null} etag
 * @param {AbortSignal} signal
 * @returns {RequestInit}
 */
function requestOf(body, etag, signal) {
  /** @type {Record<string, string>} */
  const headers = { Accept: 'application/json' };
  if (etag) {
    headers['If-None-Match'] = etag;
  }
  if (body !== undefined) {
    headers['Content-Type'] = 'application/json';
  }
  return {
    method: body === undefined ? 'GET' : 'POST',
    headers,
    body: body === undefined ? undefined : JSON.stringify(body),
    signal,
    credentials: 'omit',
    referrerPolicy: 'no-referrer',
    redirect: 'error',
    cache: 'no-store',
  };
}

/**
 * @template T
 * @param {Response} response
 * @param {Asking<T>} asking
 * @returns {Promise<T>}
 */
async function readAnswer(response, { server, parse, mostBytes = MOST_BYTES }) {
  if (!response.ok) {
    throw await failureOf(response, server);
  }
  return parse(await readJson(response, mostBytes), server);
}

/**
 * @param {Response} response
 * @param {string} server
 * @returns {Promise<AskFailed>}
 */
async function failureOf(response, server) {
  const { status, headers } = response;
  const failure = FAILURES[status] ?? FAILURES[Math.trunc(status / 100)] ?? 'bad-answer';
  const problem = await readProblem(response, server);
  return new AskFailed(failure, {
    detail: problem?.detail ?? problem?.title ?? `status ${status}`,
    retryAt: retryTime(headers, new Date()),
    problem,
  });
}

/**
 * @param {Response} response
 * @param {string} server
 * @returns {Promise<import('../shared/validation.js').Problem|null>} null: it does not say, or not so that we understand
 */
async function readProblem(response, server) {
  try {
    return parseProblem(await readJson(response, MOST_BYTES), server);
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof BadAnswer || error instanceof AskFailed) {
      return null;
    }
    throw error;
  }
}

/**
 * @param {unknown} error
 * @param {{asking: Asking<any>, timeout: AbortSignal}} circumstances
 * @returns {unknown} in our words, if it is one of those that the network or the server can cause
 */
function asFailure(error, { asking, timeout }) {
  if (asking.signal.aborted) {
    return new AskFailed('superseded', { cause: error });
  }
  if (timeout.aborted) {
    return new AskFailed('too-slow', { cause: error });
  }
  if (error instanceof BadAnswer || error instanceof SyntaxError) {
    return new AskFailed('bad-answer', { detail: cleanText(error.message, 200), cause: error });
  }
  // A network that fails is a TypeError; a connection that breaks later may be some DOMException.
  if (error instanceof TypeError || error instanceof DOMException) {
    return new AskFailed(isOffline(asking.server) ? 'offline' : 'unreachable', { cause: error });
  }
  return error;
}

/**
 * @param {string} server
 * @returns {boolean} a server on this machine can be reached without any network
 */
function isOffline(server) {
  return navigator.onLine === false && new URL(server).protocol === 'https:';
}
