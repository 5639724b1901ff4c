/**
 * What is wrong, in the reader's words?
 *
 * A report is public: before anything is sent the form says what will be, and to whom.
 */

import { button, element, httpUrl, link, outside, sentence } from './elements.js';

const LONGEST_COMMENT = 1000;

/** The reasons that fit what is reported, the likeliest first. */
const REASONS = Object.freeze({
  outlet: ['wrong_fact', 'wrong_outlet', 'other'],
  rating: ['wrong_rating', 'other'],
  article: ['missing_match', 'wrong_outlet', 'wrong_text', 'other'],
  sentence: ['wrong_text', 'other'],
  story: ['wrong_match', 'missing_match', 'wrong_text', 'other'],
  match: ['wrong_match', 'other'],
  page: ['missing_match', 'wrong_outlet', 'other'],
});

/**
 * @param {import('./view.js').View} view
 * @param {import('./view.js').ReportView} report
 * @param {import('./view.js').Tools} tools
 * @returns {HTMLElement}
 */
export function drawReport(view, report, tools) {
  const { words } = tools;
  const title = element(
    'h3',
    { id: 'report-title', 'data-key': 'report-title', 'data-focus': true, tabindex: '-1' },
    words.t('panel_report_title'),
  );
  const isSent = typeof report.state === 'object' && report.state.status === 'sent';
  const inside = isSent ? drawSent(view, report, tools) : drawForm(view, report, tools);
  return element('section', { class: 'report', 'aria-labelledby': 'report-title' }, title, inside);
}

/**
 * @param {import('./view.js').View} view
 * @param {import('./view.js').ReportView} report
 * @param {import('./view.js').Tools} tools
 * @returns {HTMLElement}
 */
function drawForm(view, { about, state }, { words, actions }) {
  const isSending = state === 'sending';
  const comment = element('textarea', {
    id: 'report-comment',
    'data-key': 'report-comment',
    rows: 4,
    maxlength: LONGEST_COMMENT,
  });
  const form = element(
    'form',
    {
      onSubmit: (/** @type {Event} */ event) => {
        event.preventDefault();
        const chosen = /** @type {HTMLInputElement|null} */ (form.querySelector('input[name="reason"]:checked'));
        actions.sendReport(chosen?.value ?? 'other', comment.value.trim());
      },
    },
    element('p', {}, words.t(`panel_about_${about.kind}`)),
    drawReasons(about.kind, words),
    element('label', { for: 'report-comment' }, words.t('panel_comment', words.number(LONGEST_COMMENT))),
    comment,
    element(
      'p',
      { class: 'quiet' },
      sentence(
        (...marks) => words.t(about.kind === 'page' ? 'panel_report_sends_page' : 'panel_report_sends', ...marks),
        outside(view.facts?.server ?? ''),
      ),
    ),
    typeof state === 'object' && drawFailure(state, words),
    element(
      'div',
      { class: 'row' },
      element(
        'button',
        { type: 'submit', class: 'first', 'data-key': 'report-send', disabled: isSending },
        words.t(isSending ? 'panel_report_sending' : 'panel_report_send'),
      ),
      button(words.t('panel_report_cancel'), 'report-cancel', () => actions.cancelReport(), { class: 'second' }),
    ),
  );
  return form;
}

/**
 * @param {import('./view.js').ReportAbout['kind']} kind
 * @param {import('./view.js').Words} words
 * @returns {HTMLElement}
 */
function drawReasons(kind, words) {
  const choices = REASONS[kind].map((reason, at) => {
    const key = `reason-${reason}`;
    const radio = element('input', {
      type: 'radio',
      name: 'reason',
      value: reason,
      id: key,
      'data-key': key,
      checked: at === 0,
    });
    return element(
      'div',
      { class: 'choice' },
      radio,
      element('label', { for: key }, words.t(`panel_reason_${reason}`)),
    );
  });
  return element('fieldset', {}, element('legend', {}, words.t('panel_reason')), choices);
}

/**
 * @param {import('./view.js').ReportReply} reply
 * @param {import('./view.js').Words} words
 * @returns {HTMLElement}
 */
function drawFailure({ failure, detail }, words) {
  const key = failure === 'rate-limited' ? 'panel_report_too_many' : 'panel_report_failed';
  const said = detail && element('span', { class: 'detail', dir: 'auto', lang: 'en' }, detail);
  return element('p', { class: 'note', role: 'alert' }, words.t(key), said && ' ', said);
}

/**
 * @param {import('./view.js').View} view
 * @param {import('./view.js').ReportView} report
 * @param {import('./view.js').Tools} tools
 * @returns {HTMLElement[]}
 */
function drawSent({ facts }, { state }, { words, actions }) {
  const url = typeof state === 'object' ? httpUrl(state.url, facts?.server) : null;
  const record = url && element('p', {}, link(url, words.t('panel_report_record'), { 'data-key': 'report-record' }));
  const back = button(words.t('panel_report_back'), 'report-cancel', () => actions.cancelReport(), { class: 'first' });
  return [
    element('p', { role: 'status' }, words.t('panel_report_sent')),
    ...(record ? [record] : []),
    element('div', { class: 'row' }, back),
  ];
}
