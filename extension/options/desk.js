/**
 * What do all sections of the options page work on?
 *
 * One desk holds the settings as they are stored, the words of the chosen language and what the server has said of
 * itself; whoever changes something through it has it stored, drawn and said.
 */

import { browser } from '../shared/browser.js';
import { OptionsRequest } from '../shared/messages.js';
import { readSettings, updateSettings } from '../shared/settings.js';
import { makeWords } from '../shared/words.js';
import { writeWords } from './page.js';

/**
 * @typedef {import('../shared/settings.js').Settings} Settings
 * @typedef {import('../shared/words.js').Words} Words
 * @typedef {Extract<import('../shared/types.js').ServerReply, {status: 'reached'}>} Reached
 *
 * @typedef {(desk: Desk) => () => void} Section sets up its part of the page, once, and returns what draws it
 */

const SAID_FOR = 4000; // milliseconds: long enough to be read, so that the page says nothing old

export class Desk {
  /** @type {(() => void)[]} */
  #draws = [];
  #status;
  #silence = 0;

  /** @type {Reached|null} the server's own words, once the reader has let it be asked */
  reached = null;

  /**
   * @param {HTMLElement} status where is said what was done
   * @param {Settings} settings
   * @param {Words} words
   */
  constructor(status, settings, words) {
    this.#status = status;
    this.settings = settings;
    this.words = words;
  }

  /**
   * Returns a desk with what is stored.
   *
   * @param {HTMLElement} status
   * @returns {Promise<Desk>}
   */
  static async open(status) {
    const settings = await readSettings();
    return new Desk(status, settings, await loadWords(settings.language));
  }

  /**
   * @param {Section[]} sections
   * @returns {void}
   */
  setUp(sections) {
    this.#draws = sections.map((section) => section(this));
    this.draw();
  }

  /** Draws everything as it is now. */
  draw() {
    writeWords(this.words);
    for (const draw of this.#draws) {
      draw();
    }
  }

  /**
   * Stores a change, draws it, and says so.
   *
   * @param {Parameters<typeof updateSettings>[0]} change
   * @returns {Promise<void>}
   */
  async save(change) {
    await this.#show(await updateSettings(change));
    this.say(this.words.t('options_saved'));
  }

  /**
   * Draws what is stored, whoever changed it.
   *
   * @returns {Promise<void>}
   */
  async reload() {
    await this.#show(await readSettings());
  }

  /**
   * Says something politely, for a while.
   *
   * @param {string} text
   * @returns {void}
   */
  say(text) {
    clearTimeout(this.#silence);
    this.#status.textContent = text;
    this.#silence = window.setTimeout(() => this.#status.replaceChildren(), SAID_FOR);
  }

  /**
   * @param {Settings} settings
   * @returns {Promise<void>}
   */
  async #show(settings) {
    const { language } = this.settings;
    this.settings = settings;
    if (settings.language !== language) {
      this.words = await loadWords(settings.language);
    }
    this.draw();
  }
}

/**
 * @param {string} language
 * @returns {Promise<Words>}
 */
async function loadWords(language) {
  const reply = await browser.runtime.sendMessage({ type: OptionsRequest.WORDS, language });
  return makeWords(reply.words, reply.language);
}
