/**
 * Would the stores take the extension as it is packed?
 *
 * Packs it, has Mozilla's linter read the archive for Firefox, and fails at everything that is not explained here.
 */

import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

// Code and file of a warning, and why it stands.
const EXPLAINED = {
  'UNSAFE_VAR_ASSIGNMENT content/start.js':
    'the address of the imported module is made by the browser (runtime.getURL) from a constant',
  'KEY_FIREFOX_ANDROID_UNSUPPORTED_BY_MIN_VERSION manifest.json':
    'the extension is for desktops: Firefox for Android is not among the platforms that it is submitted for',
};

const ROOT = path.join(import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname), '..');
const folder = mkdtempSync(path.join(tmpdir(), 'source-context-'));
try {
  process.exitCode = lint(pack(folder));
} finally {
  rmSync(folder, { recursive: true });
}

/**
 * @param {string} out
 * @returns {string} the archive for Firefox
 */
function pack(out) {
  const command = path.join(ROOT, '.venv/bin/source-context');
  execFileSync(command, ['extension', 'package', '--out', out], { stdio: ['ignore', 'ignore', 'inherit'] });
  const archive = readdirSync(out).find((name) => name.endsWith('-firefox.zip'));
  return path.join(out, archive ?? '');
}

/**
 * @param {string} archive
 * @returns {number} exit code
 */
function lint(archive) {
  const linter = path.join(ROOT, 'node_modules/.bin/web-ext');
  const options = ['lint', '--no-config-discovery', '--output', 'json', '--source-dir', archive];
  const { stdout, stderr } = spawnSync(linter, options, { encoding: 'utf8' });
  if (!stdout.trim()) {
    console.error(stderr);
    return 1;
  }
  const { errors, warnings, notices } = JSON.parse(stdout);
  const findings = [...errors, ...warnings, ...notices].filter(({ code, file }) => !(`${code} ${file}` in EXPLAINED));
  for (const { _type, code, file, line, description } of findings) {
    console.error(`${_type} ${code} in ${file}${line ? `:${line}` : ''}: ${description}`);
  }
  return findings.length === 0 ? 0 : 1;
}
