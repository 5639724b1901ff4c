/**
 * Which server is asked, and does it answer?
 *
 * A sound address is kept as soon as it is typed; the server is only asked when the reader presses "Check".
 */

import { OptionsRequest } from '../shared/messages.js';
import { DEFAULTS, parseServer } from '../shared/settings.js';
import { browser } from '../shared/browser.js';
import { byId, showError } from './page.js';
import { giveBackServer, isRecognisedBy, onPermissionsChanged, requestServer } from './permissions.js';

/** @type {Record<import('../shared/settings.js').ServerError, string>} */
const ERRORS = {
  empty: 'options_server_empty',
  'not-an-address': 'options_server_not_an_address',
  'not-web': 'options_server_not_web',
  insecure: 'options_server_insecure',
  userinfo: 'options_server_userinfo',
  path: 'options_server_path',
  query: 'options_server_query',
};

/** @type {Partial<Record<import('../shared/types.js').FailureKind, string>>} */
const FAILURES = {
  offline: 'options_check_offline',
  unreachable: 'options_check_unreachable',
  'too-slow': 'options_check_too_slow',
  'rate-limited': 'options_check_busy',
  busy: 'options_check_busy',
  'server-error': 'options_check_server_error',
};

/**
 * @param {import('./desk.js').Desk} desk
 * @returns {() => void}
 */
export function serverSection(desk) {
  const field = byId('server', HTMLInputElement);
  const error = byId('server-error', HTMLElement);
  const reply = byId('server-reply', HTMLElement);
  const usual = byId('server-default', HTMLButtonElement);
  /** @type {import('../shared/settings.js').ServerError|null} */
  let fault = null;

  /** @returns {Promise<string|null>} the origin, if what is typed is one */
  async function keep() {
    const typed = parseServer(field.value);
    fault = typed.error;
    if (typed.origin !== null && typed.origin !== desk.settings.server) {
      const before = desk.settings.server;
      reply.textContent = '';
      await desk.save({ server: typed.origin });
      await giveBackServer(before);
    }
    drawError();
    return typed.origin;
  }

  /** @returns {void} */
  function drawError() {
    showError(field, error, fault && desk.words.t(ERRORS[fault]));
  }

  /** @returns {Promise<void>} */
  async function check() {
    const server = await keep();
    if (server === null) {
      field.focus();
      return;
    }
    field.value = server;
    reply.textContent = desk.words.t('options_check_asking');
    const answer = await browser.runtime.sendMessage({ type: OptionsRequest.CHECK_SERVER, server });
    if (server === desk.settings.server) {
      desk.reached = answer.status === 'reached' ? answer : null;
      reply.textContent = sayReply(answer, desk.words);
      desk.draw();
    }
  }

  const form = byId('server-form', HTMLFormElement);
  field.addEventListener('change', keep);
  usual.addEventListener('click', () => {
    field.value = DEFAULTS.server;
    field.focus();
    keep();
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    check();
  });
  byId('server-allow', HTMLButtonElement).addEventListener('click', () => requestServer(desk.settings.server));
  onPermissionsChanged(() => drawRecognised(desk));
  form.addEventListener('reset', () => {
    fault = null;
    reply.textContent = '';
  });

  return () => {
    if (fault === null && document.activeElement !== field) {
      field.value = desk.settings.server; // what is being typed, or is to be mended, stays
    }
    usual.hidden = desk.settings.server === DEFAULTS.server && fault === null;
    usual.textContent = desk.words.t('options_server_default', DEFAULTS.server);
    drawError();
    drawRecognised(desk);
  };
}

/**
 * @param {import('./desk.js').Desk} desk
 * @returns {Promise<void>}
 */
async function drawRecognised(desk) {
  const isRecognised = await isRecognisedBy(desk.settings.server);
  byId('server-recognised', HTMLElement).hidden = !isRecognised;
  byId('server-allow', HTMLElement).hidden = !isRecognised;
}

/**
 * @param {import('../shared/types.js').ServerReply} answer
 * @param {import('../shared/words.js').Words} words
 * @returns {string}
 */
function sayReply(answer, words) {
  if (answer.status === 'failed') {
    return words.t(FAILURES[answer.failure] ?? 'options_check_not_ours', answer.server);
  }
  const newest = answer.newestArticleAt;
  const reached = words.count('options_check_reached', answer.articles);
  return newest ? `${reached} ${words.t('options_check_newest', words.dateTime(newest))}` : reached;
}
