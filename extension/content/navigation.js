/**
 * Has the page gone to another address without being loaded anew?
 *
 * Chromium tells isolated worlds by its Navigation API; Firefox 140 has none there, and pages may change the address
 * without any event, so that it is looked at twice a second while the overlay is shown. A change of the fragment or of
 * tracking parameters is the same page.
 */

import { normalizeUrl } from '../shared/urls.js';

const LOOKS_EVERY = 500;

/**
 * @typedef {object} Watch
 * @property {() => void} look calls back now if the page has moved unnoticed
 * @property {() => void} stop
 */

/**
 * Calls back at each move to another page until told to stop.
 *
 * @param {() => void} onMove
 * @param {Window} [view]
 * @returns {Watch}
 */
export function watchNavigation(onMove, view = window) {
  let last = pageOf(view);
  const look = () => {
    const now = pageOf(view);
    if (now !== last) {
      last = now;
      onMove();
    }
  };

  const { navigation } = /** @type {Window & {navigation?: EventTarget}} */ (view);
  /** @type {[EventTarget, string][]} */
  const sources = [
    [view, 'popstate'],
    [view, 'hashchange'],
  ];
  if (navigation) {
    sources.push([navigation, 'currententrychange']);
  }
  sources.forEach(([source, type]) => source.addEventListener(type, look));
  const timer = navigation ? undefined : view.setInterval(look, LOOKS_EVERY);

  const stop = () => {
    sources.forEach(([source, type]) => source.removeEventListener(type, look));
    view.clearInterval(timer);
  };
  return { look, stop };
}

/**
 * @param {Window} view
 * @returns {string}
 */
function pageOf(view) {
  return normalizeUrl(view.location.href) ?? view.location.href;
}
