/**
 * How does the overlay look?
 *
 * The same family as the server's pages: quiet, legible, serif headlines, no colour that carries meaning alone (lean is
 * position, pattern and word). Sizes are in `em` and `px` only: `rem` would be the page's. No opacity, filter or blending
 * on the surface, or the browser says that the reader cannot see it for sure.
 */

import { CHIP_STYLES } from './styles-chip.js';
import { LEAN_STYLES } from './styles-lean.js';
import { SECTION_STYLES } from './styles-sections.js';

const FOUNDATION = `
.overlay {
  --paper: #fbfaf7;
  --raised: #ffffff;
  --sunken: #f2f0ea;
  --ink: #1d1e20;
  --quiet: #55585c;
  --line: #d8d5cd;
  --edge: #8b8d8a;
  --accent: #165a5b;
  --on-accent: #ffffff;
  --mark: #165a5b;
  --ground: #d9e5e2;
  --solid: #7d9a9a;
  --shadow: 0 1px 2px rgb(20 30 30 / .16), 0 8px 32px rgb(20 30 30 / .18);
  --serif: "Iowan Old Style", "Palatino Linotype", Palatino, Georgia, "Noto Serif", serif;
  --sans: system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
  --gap: 16px;
  position: fixed;
  inset-block-end: var(--gap);
  z-index: 1;
  color-scheme: light dark;
  color: var(--ink);
  font-family: var(--sans);
  font-size: .9375em;
  line-height: 1.5;
  text-align: start;
  overflow-wrap: anywhere;
  -webkit-text-size-adjust: 100%;
  text-size-adjust: 100%;
}
.overlay[data-corner="bottom-end"] { inset-inline-end: var(--gap); }
.overlay[data-corner="bottom-start"] { inset-inline-start: var(--gap); }

@media (prefers-color-scheme: dark) {
  .overlay {
    --paper: #15181a;
    --raised: #1e2326;
    --sunken: #1b2023;
    --ink: #e9e7e2;
    --quiet: #a9adb0;
    --line: #3a4044;
    --edge: #747b80;
    --accent: #8fcfca;
    --on-accent: #10201f;
    --mark: #8fcfca;
    --ground: #20393a;
    --solid: #4f7474;
    --shadow: 0 1px 2px rgb(0 0 0 / .5), 0 8px 32px rgb(0 0 0 / .55);
  }
}

.overlay *, .overlay *::before, .overlay *::after { box-sizing: border-box; }
[hidden] { display: none !important; }
.live { position: absolute; width: 1px; height: 1px; margin: 0; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }

.panel {
  inline-size: min(26.6em, calc(100vw - 2 * var(--gap)));
  max-block-size: min(46em, calc(100vh - 2 * var(--gap)));
  max-block-size: min(46em, calc(100dvh - 2 * var(--gap)));
  display: flex;
  flex-direction: column;
  overflow: hidden;
  background: var(--paper);
  border: 1px solid var(--line);
  border-radius: 12px;
  box-shadow: var(--shadow);
}
.panel:focus { outline: none; }
.panel-scroll { flex: 1 1 auto; min-block-size: 0; overflow: hidden auto; overscroll-behavior: contain; scroll-padding-block-start: 52px; background: var(--paper); scrollbar-width: thin; scrollbar-color: var(--edge) transparent; }
.panel-note { margin: 0; padding: 8px 18px; background: var(--sunken); border-block-end: 1px solid var(--line); }

h2, h3, h4, p, ul, dl, dd, blockquote, fieldset { margin: 0; padding: 0; }
ul { list-style: none; }
h2, h3, h4, .name, .headline, blockquote { font-family: var(--serif); }
h2 { font-size: 1.3em; line-height: 1.22; letter-spacing: -.005em; text-wrap: balance; display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 6; overflow: hidden; }
h3 { font-size: 1.13em; line-height: 1.3; margin-block-end: 8px; }
h4 { font-size: 1em; line-height: 1.35; margin-block: 14px 6px; }
strong { font-weight: 650; }
a { color: var(--accent); text-decoration: underline; text-underline-offset: .18em; text-decoration-thickness: 1px; }
a:hover { text-decoration-thickness: 2px; }
a.plain { color: inherit; text-decoration-color: var(--edge); }
.quiet, .meta { color: var(--quiet); font-size: .87em; line-height: 1.5; }
.quiet { text-wrap: pretty; }
.tag { border: 1px solid currentcolor; border-radius: 3px; padding-inline: 4px; font-size: .92em; white-space: nowrap; }
time, .whole { white-space: nowrap; }

button, input, textarea { font: inherit; color: inherit; }
button { cursor: pointer; border-radius: 6px; min-block-size: 24px; min-inline-size: 24px; }
button:disabled { cursor: default; }
.overlay :focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: 4px; }
.overlay [tabindex="-1"]:focus { outline: none; }
.overlay [tabindex="-1"]:focus-visible { outline: 3px solid var(--accent); }
.overlay .panel:focus-visible { outline: none; } /* it takes the focus when it opens, and does nothing with it */

.first, .second, .more { min-block-size: 36px; padding: 6px 14px; border: 1px solid var(--accent); font-weight: 600; text-align: center; }
.first { background: var(--accent); color: var(--on-accent); }
.second, .more { background: transparent; color: var(--accent); border-color: var(--edge); }
.first:hover:enabled { text-decoration: underline; text-underline-offset: .18em; }
.second:hover:enabled, .more:hover:enabled { border-color: var(--accent); background: var(--raised); }
.first:disabled, .second:disabled { background: var(--sunken); border-color: var(--line); color: var(--quiet); }
.more { inline-size: 100%; margin-block-start: 8px; }
.text-button { padding: 0; border: 0; background: none; color: var(--quiet); font-size: 1em; text-decoration: underline; text-decoration-style: dotted; text-underline-offset: .2em; }
.text-button:hover { color: var(--accent); text-decoration-style: solid; }
.quiet .text-button, .meta .text-button, p > .text-button { display: inline-block; }
p:not(.meta) > .text-button { font-size: .87em; }

/* A flag: a pole and a cloth, in the colour of the text. */
.flag { float: inline-end; position: relative; inline-size: 26px; block-size: 24px; margin: 0; padding: 0; border: 0; background: none; color: var(--edge); }
.flag::before, .flag::after { content: ""; position: absolute; inset-inline-start: 8px; inset-block-start: 5px; border: 0 solid currentcolor; }
.flag::before { block-size: 14px; border-inline-start-width: 1.5px; }
.flag::after { inline-size: 10px; block-size: 8px; border-width: 1.5px; }
.flagged { display: flex; justify-content: space-between; gap: 8px; }
.flagged .flag { float: none; flex: none; }
.flag:hover { color: var(--accent); }

@media (max-width: 480px) {
  .overlay[data-open="true"] { --gap: 0px; inset-inline: 0; }
  .panel { inline-size: 100%; max-block-size: 88vh; max-block-size: 88dvh; border-inline: 0; border-block-end: 0; border-end-start-radius: 0; border-end-end-radius: 0; }
}

@media (prefers-reduced-motion: no-preference) {
  .panel { animation: rise .18s ease-out; }
  @keyframes rise { from { translate: 0 10px; } }
}

@media (forced-colors: active) {
  .overlay { --line: CanvasText; --edge: CanvasText; --accent: LinkText; --mark: CanvasText; --solid: CanvasText; --ground: Canvas; --paper: Canvas; --quiet: CanvasText; }
  .first, .second, .more { border: 1px solid ButtonBorder; }
  .panel, .chip { border: 1px solid CanvasText; }
  .icon-menu::before, .chip-mark { forced-color-adjust: none; color: ButtonText; }
  .bone { border: 1px solid CanvasText; }
}

@media print { .overlay { display: none !important; } }
`;

export const STYLES = [FOUNDATION, CHIP_STYLES, SECTION_STYLES, LEAN_STYLES].join('\n');
