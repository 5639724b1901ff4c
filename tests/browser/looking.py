"""What a page looks like, asked of the browser: contrasts, sizes of targets, focus."""

from __future__ import annotations

# Texts whose contrast with what is behind them is below 4.5 (WCAG 1.4.3), and the page's own luminance. Backgrounds
# are opaque or absent in these pages, so the nearest ancestor that has one is what is behind.
CONTRASTS = """() => {
  const numbers = colour => colour.match(/[\\d.]+/g).map(Number);
  const luminance = colour => {
    const linear = share => share <= .04045 ? share / 12.92 : ((share + .055) / 1.055) ** 2.4;
    const [r, g, b] = numbers(colour).slice(0, 3).map(value => linear(value / 255));
    return .2126 * r + .7152 * g + .0722 * b;
  };
  const behind = element => {
    for (let at = element; at; at = at.parentElement) {
      const colour = getComputedStyle(at).backgroundColor, alpha = numbers(colour)[3];
      if (alpha === undefined || alpha === 1) return colour;
    }
    return getComputedStyle(document.body).backgroundColor;
  };
  const texts = [...document.querySelectorAll('body *')].filter(element =>
    element.checkVisibility() && [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim()));
  const weak = [];
  for (const element of texts) {
    const pair = [luminance(getComputedStyle(element).color), luminance(behind(element))].sort((a, b) => b - a);
    const ratio = (pair[0] + .05) / (pair[1] + .05);
    if (ratio < 4.5) weak.push([element.outerHTML.slice(0, 80), ratio]);
  }
  return {texts: texts.length, weak, ground: luminance(getComputedStyle(document.body).backgroundColor)};
}"""

# Targets that are not words in a sentence and are smaller than 24 by 24 pixels (WCAG 2.5.8).
SMALL_TARGETS = """() => {
  const targets = 'button, input, select, summary, nav a, .site-name, .headline a, .more, .timeline a, .outlets a';
  return [...document.querySelectorAll(targets)].filter(element => element.checkVisibility())
    .map(element => [element.outerHTML.slice(0, 80), element.getBoundingClientRect()])
    .filter(([, box]) => box.width < 24 || box.height < 24);
}"""

# Whether the page is wider than the window, and what sticks out.
STICKS_OUT = """() => document.documentElement.scrollWidth <= innerWidth ? [] :
  [...document.querySelectorAll('body *')].filter(element => element.getBoundingClientRect().right > innerWidth)
    .map(element => element.outerHTML.slice(0, 80))"""

# What has the focus, and how wide its outline is.
FOCUS = """() => {
  const element = document.activeElement, style = getComputedStyle(element);
  return {
    name: element.id || element.textContent.trim(),
    outline: style.outlineStyle === 'none' ? 0 : parseFloat(style.outlineWidth),
    seen: element.getBoundingClientRect().top >= 0,
  };
}"""
