/**
 * How is lean shown? By position, pattern and word: stripes, a plain field, dots, a dashed outline. Not in colours of
 * parties, which mean the opposite in the next country, and none that says good or bad.
 */
export const LEAN_STYLES = `
.lean { margin-block: 12px 10px; }
.lean-bar { display: flex; block-size: 22px; gap: 2px; }
.lean-bar .side { flex: 0 1 0; min-inline-size: 6px; }
.side { display: inline-block; border: 1px solid var(--mark); border-radius: 2px; }
.side-left { background: repeating-linear-gradient(-45deg, var(--mark) 0 1.5px, var(--ground) 1.5px 6px); }
[dir="rtl"] .side-left { background: repeating-linear-gradient(45deg, var(--mark) 0 1.5px, var(--ground) 1.5px 6px); }
.side-center { background: var(--solid); }
.side-right { background: radial-gradient(circle at 3px 3px, var(--mark) 1.2px, var(--ground) 1.7px) 0 0 / 6px 6px; }
.side-not_rated { background: transparent; border-style: dashed; }
.swatch { inline-size: 14px; block-size: 14px; flex: none; vertical-align: -2px; margin-inline-end: 6px; }
.lean-key { display: flex; flex-wrap: wrap; gap: 0 2px; margin-block-start: 6px; margin-inline: -6px; font-size: .87em; }
.lean-key button, .lean-key li > span { display: inline-flex; align-items: center; white-space: nowrap; min-block-size: 28px; padding: 2px 6px; border: 0; background: transparent; }
.lean-key strong, .lean-name + strong { margin-inline-start: 5px; }
.lean-key button:hover .lean-name { text-decoration: underline; text-underline-offset: .18em; }
.lean-key .is-none { color: var(--quiet); }
.lean-key .is-none strong { font-weight: 400; }

.scale { display: inline-flex; align-items: center; gap: 7px; padding-inline: 1px; position: relative; block-size: 14px; vertical-align: -2px; }
.scale::before { content: ""; position: absolute; inset-inline: 2px; inset-block-start: 50%; border-block-start: 1px solid var(--edge); }
.step { position: relative; inline-size: 5px; block-size: 5px; border-radius: 50%; background: var(--edge); }
.step.is-here { inline-size: 12px; block-size: 12px; background: var(--mark); }

@media (forced-colors: active) {
  .side, .step { forced-color-adjust: none; }
}
`;
