/** Are the words whole in every language, and is every word said somewhere? */

import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { LANGUAGES } from '../../extension/shared/words.js';

const EXTENSION = fileURLToPath(new URL('../../extension', import.meta.url));
const LOCALES = join(EXTENSION, '_locales');
const SPEAKING = ['background', 'content', 'content/overlay', 'content/panel', 'options', 'shared'];

/** `Intl.PluralRules` knows six; each language uses some of them. `zero` may be added by any. */
const FORMS = ['zero', 'one', 'two', 'few', 'many', 'other'];
const KEY = /^(?:panel|chip|action|menu|options|extension)_[a-z0-9_]+$/;
const NAMED = /(?:panel|chip|action|menu|options|extension)_(?:[A-Za-z0-9_]|\$\{[^}]*\})+/g;
const OPEN = '\u0000'; // where a name is only known when it is said

/** @typedef {Record<string, {message: string, description?: string}>} Messages */

/** @type {(language: string) => Messages} */
const load = (language) => JSON.parse(readFileSync(join(LOCALES, language, 'messages.json'), 'utf8'));

const EN = load('en');
const KEYS = Object.keys(EN);

/** @type {(key: string) => string|null} the name that `count` is called with, if the key is one of its forms */
function pluralOf(key) {
  const [base, form] = [key.slice(0, key.lastIndexOf('_')), key.slice(key.lastIndexOf('_') + 1)];
  return FORMS.includes(form) && `${base}_one` in EN && `${base}_other` in EN ? base : null;
}

/** @type {(message: string) => string} */
const placesOf = (message) => [...new Set(message.match(/\$\d/g) ?? [])].sort().join(' ');

/** @type {(language: string) => string[]} the keys that a whole translation has */
function wholeIn(language) {
  const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
  const needed = KEYS.flatMap((key) => {
    const base = pluralOf(key);
    return base === null || key === `${base}_zero` ? [key] : forms.map((form) => `${base}_${form}`);
  });
  return [...new Set(needed)].sort();
}

/** @type {() => string[]} every name of a word in the sources, with OPEN where it holds a variable */
function namesInSources() {
  const folders = SPEAKING.map((folder) => join(EXTENSION, folder));
  const files = folders.flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)));
  const sources = files.filter((file) => /\.(?:js|html)$/.test(file)).map((file) => readFileSync(file, 'utf8'));
  const inManifest = readFileSync(join(EXTENSION, 'manifest.json'), 'utf8').matchAll(/__MSG_(\w+?)__/g);
  const names = [
    ...sources.flatMap((source) => source.match(NAMED) ?? []),
    ...Array.from(inManifest, ([, name]) => name),
  ];
  const whole = names.filter((name) => !name.endsWith('_')); // a comment that writes `panel_state_<name>`
  return [...new Set(whole.map((name) => name.replace(/\$\{[^}]*\}/g, OPEN)))];
}

/** @type {(name: string, key: string) => boolean} */
function means(name, key) {
  const parts = name.split(OPEN).map((part) => part.replace(/[$]/g, '\\$&'));
  const said = new RegExp(`^${parts.join('.+')}$`);
  const base = pluralOf(key);
  return said.test(key) || (base !== null && said.test(base));
}

test('it has words in exactly the languages that can be chosen', () => {
  assert.deepEqual(readdirSync(LOCALES).sort(), [...LANGUAGES].sort());
});

test('it names words as browsers allow: of other letters they refuse the whole extension', () => {
  assert.deepEqual(
    KEYS.filter((key) => !KEY.test(key)),
    [],
  );
});

test('it tells the translator what each English word is for', () => {
  assert.deepEqual(
    KEYS.filter((key) => !EN[key].description),
    [],
  );
});

for (const language of LANGUAGES) {
  const messages = load(language);
  // The forms of a plural differ: "one" may leave its number out, since Arabic says it by the noun alone.
  const spoken = Object.keys(messages);

  test(`${language}: it says every word, in each form that the language has, and no other`, () => {
    const whole = wholeIn(language);
    assert.deepEqual({ missing: whole.filter((key) => !(key in messages)) }, { missing: [] });
    assert.deepEqual({ unknown: spoken.filter((key) => !whole.includes(key)) }, { unknown: [] });
  });

  test(`${language}: it leaves no word empty`, () => {
    assert.deepEqual(
      spoken.filter((key) => messages[key].message.trim() === ''),
      [],
    );
  });

  test(`${language}: it keeps the places of what is filled in`, () => {
    const moved = spoken.filter((key) => {
      const base = pluralOf(key);
      const english = placesOf(EN[base === null ? key : `${base}_other`]?.message ?? '');
      const here = placesOf(messages[key].message);
      const mayLeaveNumberOut = base !== null && !key.endsWith('_other');
      return here !== english && !(mayLeaveNumberOut && here === english.replace(/\$1 ?/, ''));
    });
    assert.deepEqual(moved, []);
  });

  test(`${language}: it keeps its file sorted, so that changes can be read`, () => {
    assert.deepEqual(spoken, [...spoken].sort());
  });

  test(`${language}: it describes itself in as many letters as shops take`, () => {
    assert.ok(messages.extension_description.message.length <= 132);
  });
}

test('every word is said somewhere', () => {
  const names = namesInSources();
  assert.deepEqual(
    KEYS.filter((key) => !names.some((name) => means(name, key))),
    [],
  );
});

test('every word that is said is there', () => {
  const unknown = namesInSources().filter((name) => !KEYS.some((key) => means(name, key)));
  assert.deepEqual(unknown, []);
});
