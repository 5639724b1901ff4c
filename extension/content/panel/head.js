/**
 * Which page is this about, and how does the reader get rid of us?
 */

import { published } from './dates.js';
import { button, dotted, element, httpUrl, link, outside, sentence } from './elements.js';
import { SIDE_WORDS } from './lean-bar.js';
import { contextOf } from './states.js';

/**
 * @param {import('./view.js').View} view
 * @param {import('./view.js').Tools} tools
 * @returns {HTMLElement[]}
 */
export function drawHead(view, tools) {
  const { words, actions } = tools;
  const isOpen = view.shown.has('menu');
  const brand = element('p', { class: 'brand' }, words.t('panel_brand'));
  const menu = button('', 'menu', () => (isOpen ? actions.conceal('menu') : actions.reveal('menu')), {
    class: 'icon-button icon-menu',
    'aria-label': words.t('panel_menu'),
    'aria-expanded': String(isOpen),
    title: words.t('panel_menu'),
  });
  const close = button('', 'close', () => actions.close(), {
    class: 'icon-button icon-close',
    'aria-label': words.t('panel_close'),
    title: words.t('panel_close'),
  });
  const bar = element('div', { class: 'bar' }, brand, menu, close);
  return [element('div', { class: 'head' }, bar, isOpen && drawMenu(view, tools)), drawSubject(view, words)];
}

/**
 * @param {import('./view.js').View} view
 * @param {import('./view.js').Tools} tools
 * @returns {HTMLElement}
 */
function drawMenu(view, { words, actions }) {
  const otherCorner = view.corner.endsWith('end') ? 'bottom-start' : 'bottom-end';
  const hasStory = Boolean(contextOf(view)?.story);
  /** @type {[string, boolean, () => void][]} */
  const items = [
    ['panel_menu_move', true, () => actions.move(otherCorner)],
    ['panel_menu_not_on_page', view.phase !== 'gone', () => actions.dismiss('page')],
    ['panel_menu_not_on_site', view.phase !== 'gone', () => actions.dismiss('site')],
    ['panel_menu_snooze', hasStory, () => actions.dismiss('story')],
    ['panel_menu_options', view.phase !== 'gone', () => actions.openOptions()],
  ];
  const choose = (/** @type {() => void} */ act) => () => {
    actions.conceal('menu');
    act();
  };
  const offered = items.filter(([, isOffered]) => isOffered);
  return element(
    'ul',
    { class: 'menu', role: 'list' },
    offered.map(([key, , act]) => element('li', {}, button(words.t(key), key, choose(act)))),
  );
}

/**
 * @param {import('./view.js').View} view
 * @param {import('./view.js').Words} words
 * @returns {HTMLElement}
 */
function drawSubject(view, words) {
  const heading = element('h2', { id: 'panel-title' }, headlineOf(view) ?? words.t('panel_this_page'));
  return element('div', { class: 'subject' }, heading, drawByline(view, words));
}

/**
 * Returns the headline as we understood it; without one, the address; null when there is neither.
 *
 * @param {import('./view.js').View} view
 * @returns {HTMLElement|null}
 */
function headlineOf(view) {
  if (view.phase === 'moved') {
    return null;
  }
  const article = contextOf(view)?.article;
  const page = view.link ? null : view.page; // the link leads to another page
  const titled = [article, page].find((each) => each?.title);
  if (titled?.title) {
    return outside(titled.title, titled.language);
  }
  const address = view.link ?? view.facts?.address ?? page?.url;
  return address ? outside(pretty(address)) : null;
}

/**
 * Returns who publishes it, where, placed on which side by whom, and when: the answer to the first question, at once.
 *
 * @param {import('./view.js').View} view
 * @param {import('./view.js').Words} words
 * @returns {HTMLElement|null}
 */
function drawByline(view, words) {
  const context = contextOf(view);
  const outlet = context?.outlet ?? view.facts?.outlet;
  const article = context?.article;
  const name = outlet && element('strong', {}, outside(outlet.name ?? outlet.key));
  const flags = [
    article?.is_opinion && 'panel_opinion',
    (article?.is_paywalled ?? view.page?.isPaywalled) && 'panel_paywall',
  ];
  const items = dotted([
    !name && view.facts && words.t('panel_outlet_unknown'),
    name && link(httpUrl(outlet?.url, view.facts?.server), name, { 'data-key': 'byline', class: 'plain' }),
    outlet?.country && words.region(outlet.country),
    outlet && element('span', {}, leanWords(outlet, words)),
    article && published(article, view.now, words),
    ...flags.map((flag) => flag && element('span', { class: 'tag' }, words.t(flag))),
  ]);
  return items.length ? element('p', { class: 'meta' }, items) : null;
}

/**
 * Returns where the outlet stands, and who says so: a placement without its rater would be ours.
 *
 * @param {import('./view.js').Outlet} outlet
 * @param {import('./view.js').Words} words
 * @returns {import('./elements.js').Child[]}
 */
function leanWords({ lean, lean_rater: by, ratings }, words) {
  const rater = ratings.find((rating) => rating.rater === by);
  return lean && rater
    ? sentence(
        (...marks) => words.t('panel_lean_after', ...marks),
        words.t(SIDE_WORDS[lean]),
        outside(rater.rater_name),
      )
    : [words.t('panel_side_not_rated')];
}

/**
 * Returns an address as people write it down.
 *
 * @param {string} address
 * @returns {string}
 */
export function pretty(address) {
  if (!URL.canParse(address)) {
    return address;
  }
  const { host, pathname } = new URL(address);
  return `${host.replace(/^www\./, '')}${pathname === '/' ? '' : pathname}`;
}
