/**
 * How does the overlay stand in a page that does not want it there?
 *
 * One element with a closed shadow root, in the browser's top layer, so that no page's z-index is above it. What the page
 * does to that element (takes it out, closes it, makes it inert) is mended three times; then the page has its way. Its
 * look is safe without a fight: an important `:host` rule goes before every rule of the page.
 */

import { pick, rootOf } from '../page-reach.js';

const NAME = 'source-context-overlay';
const MENDS = 3;
/** The attributes by which a page can switch the element off. */
const SWITCHES = ['popover', 'inert', 'aria-hidden'];

/** High, for browsers that lack a top layer or lost it, and not the highest: there are other extensions. */
const STYLES = `
:host {
  all: initial !important;
  display: block !important;
  position: fixed !important;
  inset: 0 auto auto 0 !important;
  width: 0 !important;
  height: 0 !important;
  overflow: visible !important;
  z-index: 2147483000 !important;
}
:host::backdrop { display: none !important; }
@media print { :host { display: none !important; } }
`;

export class Host {
  #element = hostElement();
  #root = this.#element.attachShadow({ mode: 'closed' });
  /** What it stands in: the root element, or a modal dialog. */
  #ground = ground();
  #mended = 0;
  #observer = new MutationObserver(() => this.#mend());
  #ending = new AbortController();
  #isAlive;
  #overcome;

  /**
   * @param {object} options
   * @param {() => boolean} options.isAlive whether the extension that draws is still there
   * @param {() => void} options.overcome the page takes it away again and again
   */
  constructor({ isAlive, overcome }) {
    this.#isAlive = isAlive;
    this.#overcome = overcome;
    this.addStyles(STYLES);
    this.#element.addEventListener('toggle', () => this.#mend());
    // Neither event bubbles; both pass the document on their way down.
    const options = { capture: true, signal: this.#ending.signal };
    document.addEventListener('toggle', () => this.#follow(), options);
    document.addEventListener('close', () => this.#follow(), options);
  }

  get root() {
    return this.#root;
  }

  /**
   * Dresses what is in the shadow root. Firefox lets an extension's styles past the page's security policy only where
   * they are set as `textContent`, and refuses constructed style sheets.
   *
   * @param {string} styles
   */
  addStyles(styles) {
    const element = Document.prototype.createElement.call(document, 'style');
    element.textContent = styles;
    this.#root.append(element);
  }

  mount() {
    this.#stand();
  }

  /** Comes above what the page put into the top layer since. */
  rise() {
    this.#observer.disconnect();
    this.#element.hidePopover();
    this.#stand();
  }

  /** Leaves the page as it was. */
  destroy() {
    this.#ending.abort();
    this.#observer.disconnect();
    this.#element.remove();
  }

  #stand() {
    SWITCHES.forEach((name) => this.#element.removeAttribute(name));
    this.#element.setAttribute('popover', 'manual');
    if (!this.#element.isConnected) {
      this.#ground = ground();
      Element.prototype.append.call(this.#ground, this.#element);
    }
    this.#element.showPopover();
    this.#watch();
  }

  /** A modal dialog of the page has come or gone. */
  #follow() {
    if (this.#element.isConnected && this.#ground !== ground()) {
      this.#observer.disconnect();
      this.#element.remove();
      this.#stand();
    }
  }

  #watch() {
    this.#observer.disconnect();
    // The document too: `document.write` puts another root element in place of the one that we stand in.
    this.#observer.observe(document, { childList: true });
    const root = rootOf(document);
    this.#observer.observe(root, { childList: true, subtree: this.#ground !== root });
    this.#observer.observe(this.#element, { attributeFilter: SWITCHES });
  }

  #mend() {
    if (this.#isStanding() || rootOf(document) === null) {
      return;
    }
    if (this.#ground.isConnected) {
      this.#mended += 1; // else it went with what it stood in, which was not about us
    }
    if (!this.#isAlive()) {
      this.destroy(); // an update came between: the new life has its own
    } else if (this.#mended > MENDS) {
      this.#overcome();
    } else {
      this.#stand();
    }
  }

  #isStanding() {
    const host = this.#element;
    const isSwitchedOff = host.hasAttribute('inert') || host.hasAttribute('aria-hidden');
    return host.isConnected && !isSwitchedOff && host.matches(':popover-open');
  }
}

/**
 * A page that has defined our element's name would get at the shadow root through its ElementInternals.
 *
 * @returns {HTMLElement}
 */
function hostElement() {
  const element = Document.prototype.createElement.call(document, NAME);
  return element.matches(':defined') ? Document.prototype.createElement.call(document, 'div') : element;
}

/**
 * Returns the element to stand in. A modal dialog of the page makes all that is not within it inert, the top layer too.
 *
 * @returns {Element}
 */
function ground() {
  return pick(document, 'dialog:modal').at(-1) ?? rootOf(document);
}

/** Takes away what an earlier life of the extension, before its update, left standing. */
export function removeLeftovers() {
  pick(document, NAME).forEach((leftover) => leftover.remove());
}
