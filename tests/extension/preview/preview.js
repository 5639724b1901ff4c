/**
 * How does the panel look in each of its states?
 *
 * Serve the repository's root and open this page: `?state=found&theme=dark&lang=ar&width=320&zoom=2`; without `state` it
 * lists them all. It draws with the real modules; the shell around them is as small as it can be, and its root is open
 * so that checks can look inside.
 */

import { chipLine, chipTone } from '../../../extension/content/panel/glance.js';
import { element } from '../../../extension/content/panel/elements.js';
import { drawPanel } from '../../../extension/content/panel/panel.js';
import { STYLES } from '../../../extension/content/panel/styles.js';
import { makeWords } from '../../../extension/shared/words.js';
import { SAMPLES } from './states.js';

const asked = new URLSearchParams(location.search);
const sample = SAMPLES.find(({ name }) => name === asked.get('state'));

if (asked.has('width') || asked.has('zoom')) {
  drawFramed(asked);
} else if (sample) {
  await drawSample(sample);
} else {
  drawIndex();
}

/** The screen's width decides the layout, so a narrow one needs a window of its own. @param {URLSearchParams} wished */
function drawFramed(wished) {
  const zoom = Number(wished.get('zoom') ?? 1);
  const width = Number(wished.get('width') ?? innerWidth) / zoom;
  wished.delete('width');
  wished.delete('zoom');
  const frame = element('iframe', { src: `?${wished}`, title: 'Preview' });
  Object.assign(frame.style, {
    width: `${width}px`,
    height: `${innerHeight / zoom}px`,
    border: '0',
    zoom: String(zoom),
  });
  document.body.style.margin = '0';
  document.body.append(frame);
}

function drawIndex() {
  const items = SAMPLES.map(({ name }) => element('li', {}, element('a', { href: `?state=${name}` }, name)));
  document.body.append(element('main', {}, element('h1', {}, 'States of the panel'), element('ul', {}, items)));
}

/**
 * @param {string} language
 * @returns {Promise<Record<string, string>>}
 */
async function loadMessages(language) {
  const file = await fetch(`../../../extension/_locales/${language}/messages.json`);
  /** @type {Record<string, {message: string}>} */
  const messages = await file.json();
  return Object.fromEntries(Object.entries(messages).map(([key, { message }]) => [key, message]));
}

/** @param {import('./states.js').Sample} wanted */
async function drawSample({ view, isChip }) {
  const language = asked.get('lang') ?? 'en';
  const words = makeWords({ ...(await loadMessages('en')), ...(await loadMessages(language)) }, language);

  const host = document.createElement('source-context-overlay');
  Object.assign(host.style, { all: 'initial', position: 'fixed', width: '0', height: '0' });
  const root = host.attachShadow({ mode: 'open' });
  const surface = element('div', { class: 'overlay', dir: words.direction, lang: language });
  surface.dataset.corner = view.corner;
  surface.dataset.open = String(!isChip);
  surface.append(isChip ? drawChip(view, words) : drawShell());
  root.append(element('style', {}, themed(STYLES, asked.get('theme'))), surface);
  document.documentElement.lang = language;
  const isDark = asked.get('theme') === 'dark';
  Object.assign(
    document.body.style,
    isDark ? { background: '#26282a', color: '#fff' } : { background: '#e8e8e8', color: '#000' },
  );
  document.body.append(element('main', {}, element('h1', {}, 'A page')), host);
  if (!isChip) {
    keepDrawing(/** @type {Element} */ (root.querySelector('.panel-scroll')), view, words);
  }
}

/**
 * @param {Element} scroller
 * @param {import('./states.js').View} view
 * @param {import('../../../extension/shared/words.js').Words} words
 */
function keepDrawing(scroller, view, words) {
  const shown = new Set(view.shown);
  const ignore = () => {};
  const unfold = (/** @type {string} */ key) => draw(() => shown.add(key));
  const fold = (/** @type {string} */ key) => draw(() => shown.delete(key));
  const names = [
    'ask',
    'retry',
    'dismiss',
    'startReport',
    'sendReport',
    'cancelReport',
    'openOptions',
    'move',
    'close',
  ];
  const idle = Object.fromEntries(names.map((name) => [name, ignore]));
  const actions = /** @type {any} */ ({ ...idle, reveal: unfold, conceal: fold });
  const draw = (/** @type {() => void} */ change) => {
    change();
    const began = performance.now();
    scroller.replaceChildren(...drawPanel({ ...view, shown }, { words, actions }));
    document.documentElement.dataset.drawnInMs = (performance.now() - began).toFixed(1);
  };
  draw(ignore);
}

/** @returns {HTMLElement} */
function drawShell() {
  const scroller = element('div', { class: 'panel-scroll', tabindex: '-1' });
  return element('div', { class: 'panel', id: 'panel', role: 'dialog', 'aria-labelledby': 'panel-title' }, scroller);
}

/**
 * @param {import('./states.js').View} view
 * @param {import('../../../extension/shared/words.js').Words} words
 * @returns {HTMLElement}
 */
function drawChip(view, words) {
  const mark = element('span', { class: 'chip-mark', 'aria-hidden': 'true' });
  const line = element('span', { class: 'chip-text' }, chipLine(view, words));
  return element(
    'div',
    { class: 'chip', 'data-tone': chipTone(view) },
    element('button', { class: 'chip-button', type: 'button', 'aria-expanded': 'false' }, mark, line),
    element('button', { class: 'chip-hide', type: 'button', 'aria-label': words.t('chip_hide') }, '×'),
  );
}

/**
 * Returns the styles as they are for a reader of one theme, whatever this browser prefers.
 *
 * @param {string} styles
 * @param {string|null} theme
 * @returns {string}
 */
function themed(styles, theme) {
  return theme ? styles.replaceAll('(prefers-color-scheme: dark)', theme === 'dark' ? 'all' : 'not all') : styles;
}
