/**
 * How do the sections of the panel look?
 */
export const SECTION_STYLES = `
.head { position: sticky; inset-block-start: 0; z-index: 1; background: var(--paper); border-block-end: 1px solid var(--line); }
.bar { display: flex; align-items: center; padding-block: 6px; padding-inline: 18px 8px; }
.brand { flex: 1; font-family: var(--serif); font-weight: 700; }
.icon-button { inline-size: 36px; block-size: 36px; padding: 0; border: 0; background: transparent; color: var(--quiet); position: relative; }
.icon-button:hover, .icon-menu[aria-expanded="true"] { background: var(--sunken); color: var(--ink); }
.icon-close::before, .icon-close::after { content: ""; position: absolute; inset-block-start: 17px; inset-inline-start: 10px; inline-size: 16px; border-block-start: 2px solid currentcolor; rotate: 45deg; }
.icon-close::after { rotate: -45deg; }
.icon-menu::before { content: ""; position: absolute; inset-block-start: 16px; inset-inline-start: 16px; inline-size: 4px; block-size: 4px; border-radius: 50%; background: currentcolor; box-shadow: -7px 0 currentcolor, 7px 0 currentcolor; }
.menu { padding: 0 10px 8px; }
.menu button { inline-size: 100%; min-block-size: 36px; padding: 6px 8px; border: 0; background: transparent; text-align: start; }
.menu button:hover { background: var(--sunken); }
.menu li:last-child { border-block-start: 1px solid var(--line); margin-block-start: 4px; padding-block-start: 4px; }

.subject { padding: 14px 18px 12px; }
.subject .meta { margin-block-start: 6px; font-size: .93em; }
.subject .meta strong { color: var(--ink); }

.notes { padding: 0 18px 12px; display: grid; gap: 6px; }
.note { border-inline-start: 3px solid var(--solid); background: var(--sunken); padding: 6px 10px; font-size: .93em; }

section, .match, .quoted-part { display: flow-root; }
section { padding: 16px 18px; border-block-start: 1px solid var(--line); }
.panel-scroll > .foot { padding-block-end: 20px; }

.state { background: var(--raised); }
.state h3 { margin-block-end: 4px; }
.detail { margin-block-start: 6px; padding-inline-start: 10px; border-inline-start: 3px solid var(--line); color: var(--quiet); font-size: .93em; }
.note .detail { border: 0; padding: 0; }
.steps { display: grid; gap: 10px; margin-block-start: 12px; }
.steps .quiet { margin-block-start: 4px; }
.steps button { inline-size: 100%; }

.bones { display: grid; gap: 10px; margin-block: 14px 2px; }
.bone { block-size: 12px; border-radius: 3px; background: var(--line); }
.bone.is-wide { inline-size: 92%; }
.bone.is-middle { inline-size: 64%; }
.bone.is-narrow { inline-size: 38%; }
.bone.is-bar { block-size: 22px; }

.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(4.6em, 1fr)); gap: 8px 10px; }
.figures li { color: var(--quiet); font-size: .9em; line-height: 1.25; overflow-wrap: normal; hyphens: auto; }
.figures strong { display: block; color: var(--ink); font: 600 2em/1.1 var(--serif); font-variant-numeric: lining-nums; }
.figures li:nth-child(2) { color: var(--ink); }
@media (max-width: 360px) { .figures { grid-template-columns: 1fr 1fr; } }

.values { list-style: none; padding: 0; margin-block: 2px 4px; }
.values li { padding-block: 1px; color: var(--quiet); font-size: .93em; }
.values strong { color: var(--ink); }
.comparison .fold + .meta { margin-block-start: 10px; }

.name { font-size: 1.13em; line-height: 1.35; font-weight: 600; }
.name a { color: var(--ink); text-decoration-color: var(--edge); }
.facts { display: grid; grid-template-columns: fit-content(8em) minmax(0, 1fr); gap: 0 14px; margin-block: 8px 4px; }
.fact { display: grid; grid-column: 1 / -1; grid-template-columns: subgrid; padding-block: 5px; border-block-end: 1px solid var(--line); }
.fact dt { color: var(--quiet); hyphens: auto; }
.value, .source { display: block; }
.source { color: var(--quiet); font-size: .82em; line-height: 1.5; }
.source a { color: inherit; text-decoration-color: var(--edge); }
.source a, .meta a, .rater a { display: inline-block; min-block-size: 24px; }
.meta a { min-block-size: 22px; }
.is-unknown { color: var(--quiet); font-style: italic; }

.ratings { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(11em, 100%), 1fr)); gap: 8px; grid-auto-flow: dense; margin-block-end: 8px; }
.rating { padding: 8px 10px; background: var(--raised); border: 1px solid var(--line); border-radius: 6px; display: flex; flex-direction: column; }
.rating.is-wide { grid-column: 1 / -1; }
.rater { font-size: .9em; }
.verdict { font-weight: 600; line-height: 1.35; padding-block: 1px 2px; flex: 1; }
.is-wide .verdict { font-weight: 450; }
.verdict .scale { display: flex; inline-size: fit-content; margin-block-start: 4px; }
.outlet > .note, .outlet > .quiet { margin-block: 8px; }
.quiet:empty { display: none; }
.outlet > :last-child { margin-block-end: 0; }

.coverage > h3 { margin-block-end: 12px; }
.group + .group { margin-block-start: 20px; }
.group h4 { display: flex; align-items: baseline; margin-block: 0; padding-block-end: 5px; border-block-end: 2px solid var(--ink); scroll-margin-block-start: 52px; }
.group h4 .swatch { align-self: center; }
.group.is-none h4 { border-block-end-color: var(--line); color: var(--quiet); font-weight: 400; }
.group-name { flex: 1; }
.count { font: 400 .9em/1.4 var(--sans); color: var(--quiet); }
.match { padding-block: 10px 8px; border-block-end: 1px solid var(--line); }
.matches > .match:last-child { border-block-end: 0; }
.headline { font-size: 1.06em; line-height: 1.32; margin-block-end: 2px; }
.headline a { color: var(--ink); text-decoration-color: var(--edge); display: inline-block; }
.headline a:hover { text-decoration-color: var(--accent); }
.join { color: var(--quiet); font-size: .87em; }
.join::before { content: "↳ "; }
[dir="rtl"] .join::before { content: "↲ "; }

.fold-button { display: flex; align-items: center; gap: 7px; min-block-size: 30px; padding: 3px 0; border: 0; background: transparent; color: var(--accent); font-size: .92em; text-align: start; }
.fold-button::before { content: ""; inline-size: 6px; block-size: 6px; border-inline-end: 2px solid; border-block-end: 2px solid; rotate: -45deg; margin-inline: 2px; flex: none; }
[dir="rtl"] .fold-button::before { rotate: 45deg; }
.fold-button[aria-expanded="true"]::before, [dir="rtl"] .fold-button[aria-expanded="true"]::before { rotate: 45deg; margin-block-start: -3px; }
[dir="rtl"] .fold-button[aria-expanded="true"]::before { rotate: -45deg; transform: scaleX(-1) rotate(-90deg); }
.fold-button:hover { text-decoration: underline; text-underline-offset: .18em; }
.fold-inside { padding-inline-start: 12px; border-inline-start: 2px solid var(--line); margin-inline-start: 4px; }
.fold-inside > p { margin-block: 6px; }

.quotes > li + li, .quoted-part + .quoted-part { margin-block-start: 12px; }
blockquote { border-inline-start: 3px solid var(--solid); padding-inline-start: 12px; line-height: 1.45; margin-block: 4px; text-align: start; } /* a list item hands down the side of its own direction */

.limits { list-style: disc; padding-inline-start: 18px; color: var(--quiet); font-size: .9em; margin-block-end: 6px; }
.limits li { margin-block-end: 3px; }
.report-offer { margin-block-start: 12px; }
.report-offer + .quiet { margin-block-start: 8px; }

form, fieldset { border: 0; min-inline-size: 0; }
form { display: grid; gap: 12px; }
legend, form > label { font-weight: 600; padding: 0; }
.choice { display: flex; align-items: center; gap: 8px; min-block-size: 32px; }
.choice input { accent-color: var(--accent); inline-size: 24px; block-size: 24px; margin: 0; flex: none; }
textarea { display: block; inline-size: 100%; margin-block-start: -8px; padding: 8px 10px; border: 1px solid var(--edge); border-radius: 6px; background: var(--raised); line-height: 1.45; resize: vertical; }
.row { display: flex; flex-wrap: wrap; gap: 8px; }
.row .first { flex: 1; }
.report .row { margin-block-start: 4px; }
.report > p { margin-block-end: 8px; }
`;
