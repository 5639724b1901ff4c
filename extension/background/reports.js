/**
 * How does a reader's report of something wrong reach the server?
 *
 * It becomes public, so it is sent as the reader wrote it and with nothing else. A page is reported by the address that
 * would be asked with; one that may not be asked about may not be reported either.
 */

import { parseReport } from '../shared/validation.js';
import { normalizeUrl } from '../shared/urls.js';
import { askServer } from './api-client.js';
import { AskFailed } from './ask-failed.js';
import { refusalOf } from './facts.js';

/**
 * @typedef {import('../shared/types.js').ReportReply} ReportReply
 * @typedef {{about: {kind: string, id: string}, reason: string, comment: string|null}} Report
 */

const PATH = '/api/v1/reports';

/**
 * Sends a report.
 *
 * @param {Report} report
 * @param {AbortSignal} signal
 * @param {import('./coverage.js').Known} known
 * @returns {Promise<ReportReply>}
 */
export async function sendReport({ about, reason, comment }, signal, known) {
  try {
    const id = about.kind === 'page' ? reportableAddress(about.id, known) : about.id;
    const words = comment?.trim();
    const body = { about: { kind: about.kind, id }, reason, ...(words ? { comment: words } : {}) };
    const { server } = known.settings;
    const sent = await askServer({ server, path: PATH, body, parse: parseReport, signal });
    return { status: 'sent', id: sent.id, url: sent.url, failure: null, detail: null };
  } catch (error) {
    if (error instanceof AskFailed) {
      return { status: 'failed', id: null, url: null, failure: error.failure, detail: error.detail };
    }
    throw error;
  }
}

/**
 * @param {string} url
 * @param {import('./coverage.js').Known} known
 * @returns {string}
 */
function reportableAddress(url, known) {
  const address = normalizeUrl(url);
  if (address === null || refusalOf({ url, hasPasswordField: false }, known)) {
    throw new AskFailed('not-allowed');
  }
  return address;
}
