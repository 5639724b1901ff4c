/**
 * What do the parts of the extension say to each other?
 *
 * Every message is `{type, ...}` with a type of this list; there are no others. Requests go from the content script (one
 * per tab, top frame) or the options page to the background and are answered; notices go from the background to the
 * content script.
 * Shapes are in `shared/types.js`. The background takes nothing on trust: it checks the sender and every field.
 */

/** Content script → background, each answered with what stands beside it. */
export const Request = Object.freeze({
  /** {page: PageData, questionId} → FactsReply: answered from the package, nothing is sent anywhere. */
  FACTS: 'question.facts',
  /** {page: PageData, questionId, how: 'usual'|'address'|'text', text?: string} → CoverageReply */
  COVERAGE: 'question.coverage',
  /** {questionId} → null: the page is shown again (back, forward); its badge is put back. */
  SHOWN: 'page.shown',
  /** {questionId, scope: 'page'|'site'|'story'} → null: the reader does not want it here. */
  DISMISS: 'page.dismiss',
  /** {about: {kind, id}, reason, comment} → ReportReply */
  REPORT: 'report.send',
  /** {} → null: open the options page. */
  OPTIONS: 'options.open',
  /** {questionId} → null: the page went to another address by script; ask anew about that one, by a SHOW notice. */
  AGAIN: 'question.again',
  /** {corner} → null: the reader put the overlay into another corner. */
  PLACE: 'overlay.place',
  /** {questionId} → null: the page keeps removing the overlay; only the toolbar can say so. */
  OVERCOME: 'overlay.overcome',
});

/** Options page → background. A page of our own: its messages are known by the sender's address. */
export const OptionsRequest = Object.freeze({
  /** {server} → ServerReply: is there a server of ours? Asked only when the reader presses the button. */
  CHECK_SERVER: 'server.check',
  /** {} → TableReply: what the package knows by itself. */
  TABLE: 'package.table',
  /** {language} → WordsReply: the words of the extension, in that language or the browser's. */
  WORDS: 'package.words',
  /** {} → ForgetReply: running questions are dropped, then everything stored and every permission given later. */
  FORGET: 'everything.forget',
});

/** Background → content script. */
export const Notice = Object.freeze({
  /** ShowNotice: draw the overlay and begin to ask. */
  SHOW: 'overlay.show',
  /** {} : take the overlay away. */
  CLOSE: 'overlay.close',
});
