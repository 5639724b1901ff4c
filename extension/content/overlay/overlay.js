/**
 * The overlay as a whole: a chip, a panel, and a voice for those who do not see them.
 *
 * It holds the shell together and knows nothing of outlets or coverage: what the panel shows is drawn elsewhere, what
 * the reader does is handed on. Nothing that happens within it reaches the page's own listeners; nothing that a script
 * made up reaches ours.
 */

import { fullscreenIn, pick } from '../page-reach.js';
import { Chip } from './chip.js';
import { element } from '../panel/elements.js';
import { cycleFocus, rememberFocus, replaceKept } from './focus.js';
import { arrivalLine, chipLine, chipTone } from '../panel/glance.js';
import { Host } from './host.js';
import { drawPanel } from '../panel/panel.js';
import { clearCorner, clearHeight } from './placement.js';
import { Sight } from './sight.js';
import { STYLES } from '../panel/styles.js';

/** What a page could listen to on the way up: its shortcuts, its focus traps, its scroll hijackers. */
const KEPT_WITHIN = (
  'keydown keyup keypress beforeinput input change submit click auxclick dblclick contextmenu mousedown mouseup ' +
  'mousemove mouseover mouseout pointerdown pointerup pointermove pointerover pointerout pointercancel touchstart ' +
  'touchmove touchend wheel focusin focusout copy cut paste dragstart'
).split(' ');

/**
 * @typedef {object} Setting
 * @property {import('../../shared/words.js').Words} words
 * @property {import('../../shared/types.js').Corner} corner
 * @property {boolean} hasChip whether a chip stays when the panel is closed
 *
 * @typedef {object} Doings
 * @property {import('../panel/view.js').Actions} actions
 * @property {() => void} open the reader wants the panel
 * @property {() => void} hide the reader wants it gone from this page
 * @property {() => void} again the reader wants the page that has come since to be asked about
 * @property {() => void} overcome the page does not let it stand
 */

export class Overlay {
  #doings;
  #setting;
  #host;
  #chip;
  #sights;
  #ending = new AbortController();
  /** @type {(() => boolean)|null} */
  #goBack = null;
  #said = '';

  #scroller = element('div', { class: 'panel-scroll' });
  #note = element('p', { class: 'panel-note', role: 'status', hidden: true });
  #panel = element(
    'div',
    { class: 'panel', id: 'panel', role: 'dialog', 'aria-labelledby': 'panel-title', tabindex: -1, hidden: true },
    this.#note,
    this.#scroller,
  );
  #live = element('p', { class: 'live', role: 'status', 'aria-live': 'polite' });
  #surface = element('div', { class: 'overlay' });

  /**
   * @param {Setting} setting
   * @param {Doings} doings
   * @param {() => boolean} isAlive whether the extension that draws is still there
   */
  constructor(setting, doings, isAlive) {
    this.#setting = setting;
    this.#doings = doings;
    this.#host = new Host({ isAlive, overcome: doings.overcome });
    this.#chip = new Chip({
      open: doings.open,
      hide: doings.hide,
      again: () => this.#ifSeen('chip', doings.again),
      move: (corner) => doings.actions.move(corner),
    });
    this.#surface.append(this.#chip.element, this.#panel, this.#live);
    this.#host.addStyles(STYLES);
    this.#host.root.append(this.#surface);
    this.#sights = { chip: new Sight(this.#chip.element), panel: new Sight(this.#panel) };
    this.#listen();
    this.dress(setting);
    this.#host.mount();
  }

  get isOpen() {
    return !this.#panel.hidden;
  }

  /** @param {Setting} setting */
  dress(setting) {
    this.#setting = setting;
    this.#surface.dir = setting.words.direction;
    this.#surface.lang = setting.words.tag;
    this.#surface.dataset.corner = setting.corner;
    this.#showParts(this.isOpen);
  }

  /** @param {import('../panel/view.js').View} view */
  draw(view) {
    const { words } = this.#setting;
    this.#chip.draw({
      line: chipLine(view, words),
      tone: chipTone(view),
      hasMoved: view.phase === 'moved',
      words,
    });
    replaceKept(this.#scroller, drawPanel(view, this.#tools()), this.#host.root, this.#panel);
    this.#say(arrivalLine(view, words));
  }

  /** Opens the panel and takes the keyboard into it. */
  open() {
    if (!this.isOpen) {
      const cameFromChip = this.#host.root.activeElement !== null;
      this.#goBack = cameFromChip ? null : rememberFocus(document);
      this.#showParts(true);
    }
    this.#panel.focus({ preventScroll: true });
  }

  /** Folds the panel into its chip; the keyboard goes back to where it was. */
  fold() {
    if (!this.isOpen) {
      return;
    }
    const hadFocus = this.#host.root.activeElement !== null;
    this.#showParts(false);
    this.#tell('');
    if (hadFocus && !this.#goBack?.() && this.#setting.hasChip) {
      this.#chip.focus();
    }
    this.#goBack = null;
  }

  /** Leaves the page as we found it. */
  destroy() {
    this.fold();
    this.#ending.abort();
    Object.values(this.#sights).forEach((sight) => sight.destroy());
    this.#host.destroy();
  }

  /** @param {boolean} isOpen */
  #showParts(isOpen) {
    this.#surface.dataset.open = String(isOpen);
    this.#panel.hidden = !isOpen;
    this.#chip.setOpen(isOpen);
    this.#chip.element.hidden = isOpen || !this.#setting.hasChip;
    this.#keepHeadlineClear(isOpen ? this.#panel : this.#chip.element);
  }

  /** @param {HTMLElement} part the one that is shown */
  #keepHeadlineClear(part) {
    const [headline] = pick(document, 'h1');
    const chosen = this.#setting.corner;
    this.#surface.dataset.corner = chosen;
    this.#panel.style.maxBlockSize = '';
    if (!headline) {
      return;
    }
    const headlineBox = Element.prototype.getBoundingClientRect.call(headline);
    this.#surface.dataset.corner = clearCorner(chosen, grown(part), headlineBox, window.innerWidth);
    const height = clearHeight(grown(part), headlineBox);
    this.#panel.style.maxBlockSize = part === this.#panel && height !== null ? `${height}px` : '';
  }

  #listen() {
    const { root } = this.#host;
    const { signal } = this.#ending;
    KEPT_WITHIN.forEach((type) => {
      root.addEventListener(type, refuseMadeUp, { capture: true, signal });
      root.addEventListener(type, stop, { signal, passive: true });
    });
    this.#panel.addEventListener('keydown', (event) => this.#onKey(event), { signal });
    document.addEventListener('fullscreenchange', () => this.#yieldToFullScreen(), { signal });
    this.#yieldToFullScreen();
  }

  #yieldToFullScreen() {
    this.#surface.hidden = fullscreenIn(document) !== null;
  }

  /** @param {KeyboardEvent} event */
  #onKey(event) {
    if (event.key === 'Tab') {
      cycleFocus(event, this.#panel, this.#host.root.activeElement);
    } else if (event.key === 'Escape' && !event.defaultPrevented && !event.isComposing) {
      event.preventDefault();
      this.#doings.actions.close();
    }
  }

  /** @returns {import('../panel/view.js').Tools} */
  #tools() {
    const { actions } = this.#doings;
    return {
      words: this.#setting.words,
      actions: {
        ...actions,
        ask: (how) => this.#ifSeen('panel', () => actions.ask(how)),
        retry: () => this.#ifSeen('panel', actions.retry),
        sendReport: (reason, comment) => this.#ifSeen('panel', () => actions.sendReport(reason, comment)),
      },
    };
  }

  /**
   * Does what sends something, if the reader saw what they pressed.
   *
   * @param {'chip'|'panel'} part
   * @param {() => void} act
   */
  #ifSeen(part, act) {
    const judgement = this.#sights[part].judge(performance.now());
    this.#tell(judgement === 'covered' ? this.#setting.words.t('panel_covered') : '');
    if (judgement === 'clear') {
      act();
    } else if (judgement === 'covered') {
      this.#host.rise(); // the next press is made in full sight
    }
  }

  /** @param {string} words above the panel's content; none: nothing is there */
  #tell(words) {
    this.#note.hidden = words === '';
    this.#note.textContent = words;
  }

  /** @param {string} line said once, however often it is drawn */
  #say(line) {
    if (line !== this.#said) {
      this.#said = line;
      this.#live.textContent = line;
    }
  }
}

/**
 * Returns where a part stands when it is full: the panel opens with little in it, and grows as the answers come.
 *
 * @param {HTMLElement} part
 * @returns {import('./placement.js').Box}
 */
function grown(part) {
  const { left, top, right, bottom } = part.getBoundingClientRect();
  const most = parseFloat(getComputedStyle(part).maxBlockSize); // not a number: it has no limit, and stays as it is
  return { left, top: most ? Math.min(top, bottom - most) : top, right, bottom };
}

/** @param {Event} event */
function refuseMadeUp(event) {
  if (!event.isTrusted) {
    event.stopImmediatePropagation();
    event.preventDefault();
  }
}

/** @param {Event} event */
function stop(event) {
  event.stopPropagation();
}
