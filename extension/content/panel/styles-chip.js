/**
 * How does the chip look? One line in the corner; its tone is a mark beside the words, never instead of them.
 */
export const CHIP_STYLES = `
.chip {
  display: flex;
  align-items: stretch;
  max-inline-size: min(30em, calc(100vw - 2 * var(--gap)));
  background: var(--paper);
  border: 1px solid var(--edge);
  border-radius: 999px;
  box-shadow: var(--shadow);
  overflow: hidden;
}
.chip.is-dragged { cursor: grabbing; }
.chip button { border: 0; background: transparent; border-radius: 999px; min-block-size: 40px; }
.chip button:hover { background: var(--sunken); }
.chip :focus-visible { outline-offset: -4px; border-radius: 999px; }
.chip-button { display: flex; align-items: center; gap: 9px; padding: 6px 4px 6px 14px; padding-block: 6px; padding-inline: 14px 4px; font-weight: 550; text-align: start; touch-action: none; line-height: 1.3; }
.chip-again { padding-inline: 10px; color: var(--accent); font-weight: 650; white-space: nowrap; }
.chip-hide { inline-size: 38px; flex: none; color: var(--quiet); font-size: 1.15em; line-height: 1; }
.chip-mark { flex: none; inline-size: 12px; block-size: 12px; border: 2px solid var(--mark); border-radius: 50%; }
.chip[data-tone="known"] .chip-mark { background: var(--mark); }
.chip[data-tone="busy"] .chip-mark { border-block-start-color: transparent; }
.chip[data-tone="trouble"] .chip-mark { border-radius: 0; rotate: 45deg; inline-size: 10px; block-size: 10px; border-color: var(--quiet); }
.chip[data-tone="quiet"] .chip-mark { border-style: dotted; border-color: var(--quiet); }

@media (prefers-reduced-motion: no-preference) {
  .chip[data-tone="busy"] .chip-mark { animation: turn 1.1s linear infinite; }
  @keyframes turn { to { rotate: 360deg; } }
}
`;
