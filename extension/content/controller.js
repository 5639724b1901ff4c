/**
 * What happens between the reader's click and the panel with its answer?
 *
 * The background's notice begins a question; this joins it with the overlay that shows it, and hands on what the reader
 * does. There is one question at a time, and one overlay, which outlives it when the page moves on.
 */

import { Request } from '../shared/messages.js';
import { makeWords } from '../shared/words.js';
import { Question } from './question.js';

/** Single-page sites change their address first and their headline a moment later. */
const SETTLES_AFTER = 1_000;
/** A countdown is redrawn this often, and when it ends. */
const REDRAWS_EVERY = 10_000;

/**
 * @typedef {import('../shared/types.js').ShowNotice} ShowNotice
 * @typedef {import('./overlay/overlay.js').Setting} Setting
 * @typedef {import('./overlay/overlay.js').Doings} Doings
 * @typedef {import('./panel/view.js').Actions} Actions
 * @typedef {import('./panel/view.js').ReportView} ReportView
 *
 * @typedef {object} Stage What the controller needs of an overlay.
 * @property {boolean} isOpen
 * @property {(setting: Setting) => void} dress
 * @property {(view: import('./panel/view.js').View) => void} draw
 * @property {() => void} open
 * @property {() => void} fold
 * @property {() => void} destroy
 *
 * @typedef {object} Surroundings
 * @property {import('./question.js').Sources['ask']} ask
 * @property {(link: string|null) => import('../shared/types.js').PageData} readPage
 * @property {() => string} articleText
 * @property {(setting: Setting, doings: Doings) => Stage} makeOverlay
 * @property {typeof import('./navigation.js').watchNavigation} watchNavigation
 */

export class Controller {
  #around;
  /** @type {ShowNotice|null} */
  #notice = null;
  /** @type {Question|null} */
  #question = null;
  /** @type {Stage|null} */
  #overlay = null;
  /** @type {import('./navigation.js').Watch|null} */
  #watch = null;
  /** @type {ReportView|null} */
  #report = null;
  /** @type {Set<string>} */
  #shown = new Set();
  /** @type {ReturnType<typeof setTimeout>|undefined} */
  #timer;

  /** @param {Surroundings} around */
  constructor(around) {
    this.#around = around;
  }

  /**
   * The background wants it shown: a new question, or a second click on the same.
   *
   * @param {ShowNotice} notice
   */
  show(notice) {
    this.#watch?.look();
    const isSame = this.#isAbout(notice.link);
    const isToggle = isSame && (this.#overlay?.isOpen ?? false);
    this.#notice = notice;
    this.#overlay?.dress(this.#setting());
    if (isSame && this.#question?.phase === 'settled') {
      this.#question.id = notice.questionId; // the answers are there; what is pressed from now on bears the new mark
    } else {
      this.#begin(notice);
    }
    if (notice.trigger !== 'automatic') {
      isToggle ? this.#overlay?.fold() : this.#overlay?.open();
    }
  }

  /** The page is shown again, as it was: its badge has to come back. */
  restored() {
    if (this.#overlay !== null) {
      this.#tell(Request.SHOWN);
    }
  }

  /** Takes everything away. */
  end() {
    clearTimeout(this.#timer);
    this.#watch?.stop();
    this.#watch = null;
    this.#question?.abandon();
    this.#question = null;
    this.#overlay?.destroy();
    this.#overlay = null;
  }

  /**
   * @param {string|null} link
   * @returns {boolean} whether this is what the overlay shows
   */
  #isAbout(link) {
    return this.#overlay !== null && this.#notice?.link === link && this.#question?.phase !== 'moved';
  }

  /** @param {ShowNotice} notice */
  #begin({ questionId, link }) {
    this.#question?.abandon();
    this.#report = null;
    this.#shown = new Set();
    const { ask, readPage, articleText } = this.#around;
    const sources = { ask, articleText, readPage: () => readPage(link) };
    const question = new Question(questionId, sources, () => this.#onAnswer(question));
    this.#question = question;
    this.#watch ??= this.#around.watchNavigation(() => this.#onMove());
    this.#draw();
    void question.begin();
  }

  /** @param {Question} question */
  #onAnswer(question) {
    if (question !== this.#question) {
      return;
    }
    const { facts, coverage } = question;
    const isUnwanted = facts?.isNews === false || (coverage?.status === 'found' && coverage.isSnoozed);
    if (isUnwanted && this.#isUnbidden()) {
      this.end();
    } else {
      this.#draw();
    }
  }

  /** The page went to another address by script; what is shown is no longer about it. */
  #onMove() {
    if (this.#notice?.link !== null || this.#question?.phase === 'gone') {
      return;
    }
    this.#report = null;
    this.#question?.drop('moved');
    if (this.#notice.trigger === 'automatic') {
      this.#later(SETTLES_AFTER, () => this.#tell(Request.AGAIN));
    }
  }

  /** Whether it came by itself and the reader has not opened it. */
  #isUnbidden() {
    return this.#notice?.trigger === 'automatic' && !this.#overlay?.isOpen;
  }

  #draw() {
    clearTimeout(this.#timer);
    const [notice, question] = [this.#notice, this.#question];
    if (notice === null || question === null) {
      return;
    }
    if (this.#overlay === null && this.#isUnbidden() && question.facts === null) {
      return; // nothing is drawn on what may not be news
    }
    const { page, facts, coverage, isAsking, phase } = question;
    const [now, report, shown] = [new Date(), this.#report, this.#shown];
    this.#overlay ??= this.#around.makeOverlay(this.#setting(), this.#doings());
    const { link, corner } = notice;
    this.#overlay.draw({ page, link, facts, coverage, isAsking, phase, report, shown, corner, now });
    const wait = coverage?.status === 'failed' && coverage.retryAt ? Date.parse(coverage.retryAt) - now.getTime() : 0;
    if (wait > 0) {
      this.#later(Math.min(wait, REDRAWS_EVERY), () => this.#draw());
    }
  }

  /** @returns {Doings} */
  #doings() {
    return {
      open: () => this.#overlay?.open(),
      hide: () => this.#dismiss('page'),
      again: () => this.#tell(Request.AGAIN),
      overcome: () => {
        this.#tell(Request.OVERCOME);
        this.end();
      },
      actions: this.#actions(),
    };
  }

  /** @returns {Actions} */
  #actions() {
    return {
      ask: (how) => (this.#question?.phase === 'moved' ? this.#tell(Request.AGAIN) : void this.#question?.ask(how)),
      retry: () => void this.#question?.retry(),
      dismiss: (scope) => this.#dismiss(scope),
      startReport: (about) => this.#showReport({ about, state: 'editing' }),
      sendReport: (reason, comment) => void this.#sendReport(reason, comment),
      cancelReport: () => this.#showReport(null),
      openOptions: () => this.#tell(Request.OPTIONS),
      move: (corner) => this.#move(corner),
      reveal: (key) => this.#show([...this.#shown, key]),
      conceal: (key) => this.#show([...this.#shown].filter((each) => each !== key)),
      close: () => this.#overlay?.fold(),
    };
  }

  /**
   * @param {string} reason
   * @param {string} comment
   */
  async #sendReport(reason, comment) {
    const [question, about] = [this.#question, this.#report?.about];
    if (question === null || about === undefined) {
      return;
    }
    /** @type {ReportView} */
    const report = { about, state: 'sending' };
    this.#showReport(report);
    const reply = await question.send({ type: Request.REPORT, about, reason, comment });
    if (this.#report === report) {
      const none = { status: 'failed', id: null, url: null, failure: 'too-slow', detail: null };
      this.#showReport({ about, state: reply ?? none });
    }
  }

  /** @param {'page'|'site'|'story'} scope */
  #dismiss(scope) {
    this.#tell(Request.DISMISS, { scope });
    this.end();
  }

  /** @param {import('../shared/types.js').Corner} corner */
  #move(corner) {
    if (this.#notice !== null) {
      this.#notice = { ...this.#notice, corner };
      this.#overlay?.dress(this.#setting());
      this.#draw();
      this.#tell(Request.PLACE, { corner });
    }
  }

  /** @param {ReportView|null} report */
  #showReport(report) {
    this.#report = report;
    this.#draw();
  }

  /** @param {string[]} keys */
  #show(keys) {
    this.#shown = new Set(keys);
    this.#draw();
  }

  /**
   * @param {string} type
   * @param {Record<string, unknown>} [fields]
   */
  #tell(type, fields = {}) {
    void this.#question?.send({ type, ...fields });
  }

  /**
   * @param {number} wait
   * @param {() => void} act
   */
  #later(wait, act) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(act, wait);
  }

  /** @returns {Setting} */
  #setting() {
    if (this.#notice === null) {
      throw new Error('there are no words before the first notice');
    }
    const { words, language, corner, chip } = this.#notice;
    return { words: makeWords(words, language), corner, hasChip: chip };
  }
}
