/**
 * How does a module get into the page?
 *
 * Browsers inject classic scripts only; this one imports the module, once a page however often it is injected. It ends when
 * the module listens, and with nothing: a module cannot be handed back to who injected it.
 */
(() => {
  const api = /** @type {any} */ (globalThis).browser ?? globalThis.chrome;
  return import(api.runtime.getURL('content/main.js')).then(() => null);
})();
