/**
 * What is left of the panel when it is closed?
 *
 * One line in a corner: a button that opens the panel, beside it one that takes the chip away. It can be dragged to the
 * other corner; the panel's menu does the same for those who use the keyboard.
 */

import { element } from '../panel/elements.js';
import { nearestCorner } from './placement.js';

/** Less than this is a click by an unsteady hand. */
const DRAG_STARTS_AT = 6;

/**
 * @typedef {object} Doings
 * @property {() => void} open
 * @property {() => void} hide
 * @property {() => void} again
 * @property {(corner: import('../../shared/types.js').Corner) => void} move
 *
 * @typedef {object} Look
 * @property {string} line
 * @property {string} tone
 * @property {boolean} hasMoved the page went on: it can be asked about anew
 * @property {import('../../shared/words.js').Words} words
 */

export class Chip {
  #text = element('span', { class: 'chip-text' });
  #button = element(
    'button',
    { class: 'chip-button', type: 'button', 'aria-expanded': 'false', 'aria-controls': 'panel' },
    element('span', { class: 'chip-mark', 'aria-hidden': 'true' }),
    this.#text,
  );
  #again = element('button', { class: 'chip-again', type: 'button', hidden: true });
  #hide = element('button', { class: 'chip-hide', type: 'button' }, '×');
  #doings;
  #direction = /** @type {'ltr'|'rtl'} */ ('ltr');
  /** @type {{x: number, y: number, isMoving: boolean}|null} */
  #drag = null;
  #wasDragged = false;

  element = element('div', { class: 'chip' }, this.#button, this.#again, this.#hide);

  /** @param {Doings} doings */
  constructor(doings) {
    this.#doings = doings;
    this.#button.addEventListener('click', () => this.#press());
    this.#again.addEventListener('click', () => doings.again());
    this.#hide.addEventListener('click', () => doings.hide());
    this.#button.addEventListener('pointerdown', (event) => this.#take(event));
    this.#button.addEventListener('pointermove', (event) => this.#carry(event));
    this.#button.addEventListener('pointerup', (event) => this.#drop(event));
    this.#button.addEventListener('pointercancel', () => this.#letGo());
  }

  /** @param {Look} look */
  draw({ line, tone, hasMoved, words }) {
    this.#direction = words.direction;
    this.#text.textContent = line;
    this.#again.textContent = words.t('chip_again');
    this.#again.hidden = !hasMoved;
    this.#hide.setAttribute('aria-label', words.t('chip_hide'));
    this.#hide.title = words.t('chip_hide');
    this.element.dataset.tone = tone;
  }

  /** @param {boolean} isOpen */
  setOpen(isOpen) {
    this.#button.setAttribute('aria-expanded', String(isOpen));
    this.element.hidden = isOpen;
  }

  focus() {
    this.#button.focus({ preventScroll: true });
  }

  #press() {
    if (!this.#wasDragged) {
      this.#doings.open();
    }
    this.#wasDragged = false;
  }

  /** @param {PointerEvent} event */
  #take(event) {
    this.#wasDragged = false;
    if (event.button === 0 && event.isPrimary) {
      this.#drag = { x: event.clientX, y: event.clientY, isMoving: false };
      this.#button.setPointerCapture(event.pointerId);
    }
  }

  /** @param {PointerEvent} event */
  #carry(event) {
    if (this.#drag === null) {
      return;
    }
    const [x, y] = [event.clientX - this.#drag.x, event.clientY - this.#drag.y];
    this.#drag.isMoving ||= Math.hypot(x, y) >= DRAG_STARTS_AT;
    if (this.#drag.isMoving) {
      this.element.classList.add('is-dragged');
      this.element.style.translate = `${x}px ${y}px`;
    }
  }

  /** @param {PointerEvent} event */
  #drop(event) {
    const { left, right } = this.element.getBoundingClientRect();
    this.#wasDragged = this.#drag?.isMoving ?? false;
    this.#letGo();
    if (this.#wasDragged) {
      const { width } = event.view?.visualViewport ?? { width: window.innerWidth };
      this.#doings.move(nearestCorner((left + right) / 2, width, this.#direction));
    }
  }

  #letGo() {
    this.#drag = null;
    this.element.classList.remove('is-dragged');
    this.element.style.translate = '';
  }
}
