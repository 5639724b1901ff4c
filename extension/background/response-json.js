/**
 * What JSON is in a response, if it is JSON and not too long?
 */

import { AskFailed } from './ask-failed.js';

/**
 * Returns what a response says in JSON.
 *
 * @param {Response} response
 * @param {number} mostBytes of the decoded body: what is said of its length is not relied on
 * @returns {Promise<unknown>}
 * @throws {AskFailed} if it is called something else, or is too long
 * @throws {SyntaxError} if it is something else
 */
export async function readJson(response, mostBytes) {
  if (!isJson(response)) {
    await response.body?.cancel();
    throw new AskFailed('bad-answer', { detail: 'the answer is not JSON' });
  }
  return JSON.parse(await readText(response, mostBytes));
}

/**
 * @param {Response} response
 * @returns {boolean}
 */
function isJson(response) {
  const type = (response.headers.get('Content-Type') ?? '').split(';', 1)[0].trim().toLowerCase();
  return type === 'application/json' || type === 'application/problem+json';
}

/**
 * Returns the body, of which no more is taken in than may be.
 *
 * @param {Response} response
 * @param {number} mostBytes
 * @returns {Promise<string>}
 */
async function readText(response, mostBytes) {
  const reader = response.body?.getReader();
  const decoder = new TextDecoder(); // what is no UTF-8 becomes U+FFFD, which no key and no number survives
  let text = '';
  let bytes = 0;
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    bytes += part.value.byteLength;
    if (bytes > mostBytes) {
      await reader?.cancel();
      throw new AskFailed('too-large', { detail: `more than ${mostBytes} bytes` });
    }
    text += decoder.decode(part.value, { stream: true });
  }
  return text + decoder.decode();
}
