/**
 * What may the extension's parts do? Beside the usual rules, this holds the arrows of ARCHITECTURE.md:
 *
 * - `shared` imports nothing but itself; `background`, `content` and `options` import themselves and `shared`;
 * - only `background/api-client.js` goes to the network (`background/package-files.js` reads our own package);
 * - only `content/overlay/` changes the page's document (`content/panel/` draws what it puts there), and no text becomes
 *   markup anywhere.
 */

import js from '@eslint/js';
import noUnsanitized from 'eslint-plugin-no-unsanitized';
import globals from 'globals';

const ROOMS = ['shared', 'background', 'content', 'options'];

const NETWORK = ['fetch', 'XMLHttpRequest', 'WebSocket', 'EventSource', 'WebTransport'];
const NO_NETWORK = {
  'no-restricted-globals': [
    'error',
    ...NETWORK.map((name) => ({ name, message: 'only background/api-client.js goes to the network' })),
  ],
  'no-restricted-properties': [
    'error',
    { object: 'navigator', property: 'sendBeacon', message: 'only background/api-client.js goes to the network' },
    ...['globalThis', 'self', 'window'].flatMap((object) =>
      NETWORK.map((property) => ({ object, property, message: 'only background/api-client.js goes to the network' })),
    ),
  ],
};

// Methods and properties that change a document. Reading is free; our own pages (options) and the overlay may write.
const WRITING_METHODS =
  'append|prepend|appendChild|insertBefore|insertAdjacentElement|insertAdjacentText|replaceChildren|replaceChild|' +
  'replaceWith|removeChild|attachShadow|setAttribute|removeAttribute|toggleAttribute|createElement|write|writeln';
const WRITING_PROPERTIES = 'textContent|innerText|innerHTML|outerHTML|className|cssText|hidden|adoptedStyleSheets';
const NO_WRITING = [
  {
    selector: `CallExpression[callee.property.name=/^(?:${WRITING_METHODS})$/]`,
    message: 'only content/overlay/ changes the page',
  },
  {
    selector: `AssignmentExpression[left.property.name=/^(?:${WRITING_PROPERTIES})$/]`,
    message: 'only content/overlay/ changes the page',
  },
];

/**
 * Forbids a room to import from the other rooms.
 *
 * @param {string} room
 */
function arrows(room) {
  const others = ROOMS.filter((other) => other !== room && other !== 'shared');
  const forbidden = room === 'shared' ? ROOMS.filter((other) => other !== 'shared') : others;
  return {
    files: [`extension/${room}/**/*.js`],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            { group: forbidden.flatMap((other) => [`**/${other}/**`]), message: `${room} may not import this room` },
            { regex: '^[^.]', message: 'nothing from outside: the extension has no dependencies' },
          ],
        },
      ],
    },
  };
}

export default [
  { ignores: ['**/node_modules/', '.venv/', 'server/', 'build/', 'dist/', 'var/', 'docs/'] },
  js.configs.recommended,
  noUnsanitized.configs.recommended,
  {
    rules: {
      curly: 'error',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-eval': 'error',
      'no-implied-eval': 'error',
      'no-new-func': 'error',
      'no-script-url': 'error',
      'no-unused-vars': ['error', { argsIgnorePattern: '^_$', varsIgnorePattern: '^_$' }],
      'no-var': 'error',
      'prefer-const': 'error',
    },
  },
  {
    files: ['extension/**/*.js'],
    languageOptions: { globals: { ...globals.browser, ...globals.webextensions } },
    rules: {
      'no-console': 'error',
      ...NO_NETWORK,
    },
  },
  {
    files: ['extension/background/api-client.js', 'extension/background/package-files.js'],
    rules: { 'no-restricted-globals': 'off', 'no-restricted-properties': 'off' },
  },
  // Browsers inject classic scripts only; this one imports the module, from an address that the browser makes.
  { files: ['extension/content/start.js'], rules: { 'no-unsanitized/method': 'off' } },
  ...ROOMS.map(arrows),
  {
    files: ['extension/shared/**/*.js', 'extension/background/**/*.js', 'extension/content/**/*.js'],
    ignores: ['extension/content/overlay/**', 'extension/content/panel/**'],
    rules: { 'no-restricted-syntax': ['error', ...NO_WRITING] },
  },
  {
    files: ['tests/extension/**/*.js', 'scripts/*.js', 'eslint.config.js'],
    languageOptions: { globals: globals.node },
    // Tests hold hostile addresses, and import modules anew under names that they make.
    rules: { 'no-script-url': 'off', 'no-unsanitized/method': 'off' },
  },
  { files: ['tests/extension/preview/*.js'], languageOptions: { globals: globals.browser } }, // opened by a browser
];
