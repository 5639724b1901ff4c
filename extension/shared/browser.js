/**
 * Which object is the browser's API?
 *
 * Firefox calls it `browser`, Chromium `chrome`; in Manifest V3 both return promises. It is named here once, so that
 * tests can put their own in its place before they import a module.
 */

/** @type {typeof chrome} */
export const browser = /** @type {any} */ (globalThis).browser ?? globalThis.chrome;
