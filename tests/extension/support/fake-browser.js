/**
 * What would a browser do here? Enough of it for the background to run in Node, with a memory that outlives a restart.
 *
 * Call `installBrowser` before the modules under test are imported; the folder of the real extension is the package.
 */

import { readFile } from 'node:fs/promises';
import { webcrypto } from 'node:crypto';

export const EXTENSION_ID = 'source-context-test';
const ROOT = new URL('../../../extension/', import.meta.url);
const PACKAGE = `chrome-extension://${EXTENSION_ID}/`;

// What every browser has, and the oldest Node that the tools run with has not.
if (!globalThis.crypto) {
  Object.assign(globalThis, { crypto: webcrypto });
}
AbortSignal.any ??= (/** @type {Iterable<AbortSignal>} */ signals) => {
  const any = new AbortController();
  for (const signal of signals) {
    signal.addEventListener('abort', () => any.abort(signal.reason));
    if (signal.aborted) {
      any.abort(signal.reason);
    }
  }
  return any.signal;
};

/** One of the browser's events, that tests can let happen. */
class FakeEvent {
  /** @type {((...values: any[]) => any)[]} */
  listeners = [];

  /** @param {(...values: any[]) => any} listener */
  addListener(listener) {
    this.listeners.push(listener);
  }

  /**
   * @param {...any} values
   * @returns {Promise<unknown[]>}
   */
  happens(...values) {
    return Promise.all(this.listeners.map((listener) => listener(...values)));
  }
}

/**
 * A storage area; values are copied in and out, as a browser does.
 *
 * @param {Record<string, unknown>} values
 */
function area(values) {
  return {
    values,
    /** @param {string|string[]|null} names */
    async get(names) {
      const wanted = names === null ? Object.keys(values) : [names].flat();
      const found = wanted.filter((name) => name in values).map((name) => [name, values[name]]);
      return structuredClone(Object.fromEntries(found));
    },
    /** @param {Record<string, unknown>} changes */
    async set(changes) {
      Object.assign(values, structuredClone(changes));
    },
    /** @param {string} name */
    async remove(name) {
      delete values[name];
    },
    async clear() {
      Object.keys(values).forEach((name) => delete values[name]);
    },
  };
}

/**
 * Puts a browser where the extension looks for one, and returns it with what happened in it.
 *
 * @param {{origins?: string[], language?: string, table?: unknown}} [circumstances] table: instead of the package's
 */
export function installBrowser({ origins = [], language = 'en', table = null } = {}) {
  /** @type {{badges: Record<number, string>, titles: Record<number, string>, sent: {tabId: number, message: any}[],
   *   injected: number[], menus: any[], removed: any[]}} */
  const seen = { badges: {}, titles: {}, sent: [], injected: [], menus: [], removed: [] };
  const locks = { last: Promise.resolve() };
  const fake = {
    seen,
    /** what injecting into a tab throws or gives, if not the usual */
    injecting: /** @type {(injection: any) => Promise<any>} */ (async () => [{ frameId: 0, result: undefined }]),
    granted: { origins, data_collection: /** @type {string[]|undefined} */ (undefined) },
    action: {
      onClicked: new FakeEvent(),
      setBadgeText: async (/** @type {any} */ { tabId, text }) => void (seen.badges[tabId] = text),
      setTitle: async (/** @type {any} */ { tabId, title }) => void (seen.titles[tabId] = title),
      setBadgeBackgroundColor: async () => undefined,
      setBadgeTextColor: async () => undefined,
    },
    contextMenus: {
      onClicked: new FakeEvent(),
      removeAll: async () => void (seen.menus.length = 0),
      create: (/** @type {any} */ entry) => seen.menus.push(entry),
    },
    i18n: { getUILanguage: () => language },
    permissions: {
      onRemoved: new FakeEvent(),
      contains: async (/** @type {{origins: string[]}} */ asked) =>
        asked.origins.every((origin) => fake.granted.origins.includes(origin)),
      getAll: async () => structuredClone(fake.granted),
      remove: async (/** @type {any} */ what) => void seen.removed.push(what),
    },
    runtime: {
      id: EXTENSION_ID,
      onInstalled: new FakeEvent(),
      onMessage: new FakeEvent(),
      getURL: (/** @type {string} */ path) => PACKAGE + path,
      openOptionsPage: async () => undefined,
    },
    scripting: {
      async executeScript(/** @type {any} */ injection) {
        seen.injected.push(injection.target.tabId);
        return fake.injecting(injection);
      },
    },
    storage: { local: area({}), session: area({}), onChanged: new FakeEvent() },
    tabs: {
      onRemoved: new FakeEvent(),
      onUpdated: new FakeEvent(),
      /** where each tab is, as far as a test says */
      at: /** @type {Record<number, string>} */ ({}),
      get: async (/** @type {number} */ tabId) => ({ id: tabId, url: fake.tabs.at[tabId] }),
      async sendMessage(/** @type {number} */ tabId, /** @type {any} */ message) {
        seen.sent.push({ tabId, message });
      },
    },
  };
  const here = /** @type {any} */ (globalThis);
  here.chrome = fake;
  const lock = (/** @type {string} */ _, /** @type {() => Promise<any>} */ hold) => {
    const done = locks.last.then(hold);
    locks.last = done.catch(() => undefined);
    return done;
  };
  Object.defineProperty(here, 'navigator', { value: { locks: { request: lock }, onLine: true }, configurable: true });
  const real = here.realFetch ?? here.fetch;
  here.realFetch = real;
  here.fetch = async (/** @type {string} */ url, /** @type {any} */ init) => {
    if (!url.startsWith(PACKAGE)) {
      return real(url, init);
    }
    const path = url.slice(PACKAGE.length);
    const isTable = path === 'data/outlets.json' && table !== null;
    return new Response(isTable ? JSON.stringify(table) : await readFile(new URL(path, ROOT), 'utf8'));
  };
  return fake;
}

/**
 * Sends a message as a content script or page would, and returns the answer; `undefined` if there is none.
 *
 * @param {ReturnType<typeof installBrowser>} browser
 * @param {object} message
 * @param {object} sender
 * @returns {Promise<any>}
 */
export function ask(browser, message, sender) {
  return new Promise((resolve) => {
    const answers = browser.runtime.onMessage.listeners.map((listener) => listener(message, sender, resolve));
    if (!answers.includes(true)) {
      resolve(undefined);
    }
  });
}
