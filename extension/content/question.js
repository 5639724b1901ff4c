/**
 * How does one question about one page get its answers?
 *
 * Facts come at once, coverage after, and what the reader presses goes on from there. Each request makes the ones before
 * it void, so that a late answer is never taken for a newer one's.
 */

import { Request } from '../shared/messages.js';
import { Gone } from './asking.js';

/**
 * @typedef {'usual'|'address'|'text'} Manner in which way coverage is asked for
 * @typedef {{type: string, [field: string]: unknown}} Message
 *
 * @typedef {object} Sources Where a question takes what it needs.
 * @property {(message: Message) => Promise<any>} ask
 * @property {() => import('../shared/types.js').PageData} readPage
 * @property {() => string} articleText
 */

export class Question {
  #sources;
  #onChange;
  #turn = 0;
  /** @type {Manner} */
  #how = 'usual';

  /** @type {import('./panel/view.js').Phase} */
  phase = 'reading';
  /** @type {import('../shared/types.js').PageData|null} */
  page = null;
  /** @type {import('../shared/types.js').FactsReply|null} */
  facts = null;
  /** @type {import('../shared/types.js').CoverageReply|null} */
  coverage = null;
  isAsking = false;

  /**
   * @param {string} id
   * @param {Sources} sources
   * @param {() => void} onChange something can be drawn anew
   */
  constructor(id, sources, onChange) {
    this.id = id;
    this.#sources = sources;
    this.#onChange = onChange;
  }

  /** Whether an answer is still to come. */
  get isPending() {
    return this.isAsking || this.phase === 'reading' || this.phase === 'facts';
  }

  /** Reads the page and asks all that may be asked without a further click. */
  async begin() {
    this.page = this.#sources.readPage();
    this.phase = 'facts';
    const facts = await this.#request({ type: Request.FACTS });
    if (facts === undefined) {
      return;
    }
    this.facts = facts;
    if (facts?.asksNow && facts.refused === null) {
      await this.#goOn();
      return;
    }
    this.coverage = facts === null ? unanswered(this.id) : null;
    this.#end('settled');
  }

  /** Asks for coverage, unless the facts have made whoever looks at them give the question up. */
  async #goOn() {
    const turn = this.#turn;
    this.#onChange();
    if (turn === this.#turn) {
      await this.ask('usual');
    }
  }

  /** @param {Manner} how */
  async ask(how) {
    this.#how = how;
    this.isAsking = true;
    this.phase = 'asking';
    this.#onChange();
    const text = how === 'text' ? { text: this.#sources.articleText() } : {};
    const coverage = await this.#request({ type: Request.COVERAGE, how, ...text });
    if (coverage !== undefined) {
      this.coverage = coverage ?? unanswered(this.id);
      this.#end('settled');
    }
  }

  /** Asks once more what was not answered. */
  async retry() {
    await (this.facts === null ? this.begin() : this.ask(this.#how));
  }

  /**
   * Ends it before its time: what still comes is not waited for, what came is void.
   *
   * @param {'moved'|'gone'} phase
   */
  drop(phase) {
    this.page = null;
    this.facts = null;
    this.coverage = null;
    this.#end(phase);
  }

  /** Nobody is interested any more. */
  abandon() {
    this.#turn += 1;
  }

  /**
   * Sends what belongs to this question.
   *
   * @param {Message} message
   * @returns {Promise<any>} null: nobody answered
   */
  async send(message) {
    try {
      return await this.#sources.ask({ ...message, questionId: this.id });
    } catch (error) {
      if (!(error instanceof Gone)) {
        throw error;
      }
      this.drop('gone');
      return null;
    }
  }

  /**
   * @param {Message} message
   * @returns {Promise<any>} null: this question was not answered; undefined: nobody waits for the answer any more
   */
  async #request(message) {
    const turn = (this.#turn += 1);
    const reply = await this.send({ ...message, page: this.page });
    if (turn !== this.#turn) {
      return undefined;
    }
    return reply?.questionId === this.id ? reply : null;
  }

  /** @param {import('./panel/view.js').Phase} phase */
  #end(phase) {
    this.#turn += 1;
    this.isAsking = false;
    this.phase = phase;
    this.#onChange();
  }
}

/**
 * Returns the reply that stands for none.
 *
 * @param {string} questionId
 * @returns {import('../shared/types.js').CoverageFailed}
 */
function unanswered(questionId) {
  return {
    status: 'failed',
    questionId,
    failure: 'too-slow',
    retryAt: null,
    detail: null,
    earlier: null,
    earlierAt: null,
  };
}
