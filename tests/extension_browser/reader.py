"""What does a reader see and do? The words on the screen, the mouse, the keyboard; nothing of how it is made."""

from __future__ import annotations

import json
import time
from typing import Any

from tests.conftest import ROOT

from .desk import Desk
from .driving import OVERLAY, Browser, Key
from .waiting import until

WORDS = {
    key: entry["message"]
    for key, entry in json.loads((ROOT / "extension" / "_locales" / "en" / "messages.json").read_text()).items()
}

PRESSES_EVERY = 1.0  # seconds
OPTIONS = "options/options.html"

# Text that is shown: of the folded parts of the overlay only the headings are.
TEXT = """(root) => {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const texts = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (parent.localName !== 'style' && parent.checkVisibility()) texts.push(node.data);
  }
  return texts.join(' ').replace(/\\s+/g, ' ').trim();
}"""
# What can be pressed and is called so, and where. The name is that which a screen reader would say.
TARGET = """(root, label) => {
  const name = (element) => (element.ariaLabel || element.textContent).replace(/\\s+/g, ' ').trim();
  const targets = [...root.querySelectorAll('button, a[href], summary, label, input, textarea')];
  const found = targets.filter((element) => element.checkVisibility() && !element.disabled);
  const target = found.find((element) => name(element) === label) ??
    found.find((element) => name(element).startsWith(label));
  if (!target) return null;
  target.scrollIntoView({ block: 'center', behavior: 'instant' });
  const box = target.getBoundingClientRect();
  return [box.x + Math.min(box.width / 2, 40), box.y + box.height / 2];
}"""
TARGETS = """(root) => [...root.querySelectorAll('button, a[href], summary')]
  .filter((element) => element.checkVisibility())
  .map((element) => (element.ariaLabel || element.textContent).replace(/\\s+/g, ' ').trim())"""
FOCUSED = """(root) => {
  const focused = root.activeElement;
  return focused && (focused.ariaLabel || focused.id || focused.textContent).replace(/\\s+/g, ' ').trim();
}"""
IS_OPEN = "(root) => root.querySelector('[role=dialog]')?.checkVisibility() ?? false"
CHIP = "(root) => root.querySelector('.chip-text')?.textContent ?? ''"


def word(key: str, *values: object) -> str:
    """Return a word of the extension as the reader sees it; `$1` and so on stand for values."""
    text = str(WORDS[key])
    for number, value in enumerate(values, start=1):
        text = text.replace(f"${number}", str(value))
    return text


class Reader:
    """A person in front of a browser."""

    def __init__(self, browser: Browser, desk: Desk) -> None:
        self.browser = browser
        self.desk = desk
        self._next_press = 0.0

    def ask(self, url: str) -> None:
        """Open a page, press the button, and wait until the panel is there."""
        self.browser.open(url)
        self.press_toolbar()

    def press_toolbar(self) -> None:
        """Press the button, and wait until the panel is there."""
        self.browser.press_toolbar()
        until(self.sees_panel, "the panel is open")

    def sees_panel(self) -> bool:
        return bool(self.browser.in_overlay(IS_OPEN))

    def text(self) -> str:
        """All words of ours in the page."""
        return str(self.browser.in_overlay(TEXT) or "")

    def chip(self) -> str:
        return str(self.browser.in_overlay(CHIP) or "")

    def reads(self, *texts: str) -> str:
        """Wait until these words are on the screen, and return all."""

        def look() -> str | None:
            text = self.text()
            return text if all(part in text for part in texts) else None

        try:
            return str(until(look, f"the overlay says {texts}"))
        except AssertionError as error:
            raise AssertionError(f"{error}\nit says: {self.text()[:3000]}") from None

    def settled(self) -> str:
        """Wait until nothing is being asked any more, and return all words."""
        until(lambda: not self.is_waiting(), "the answer has come")
        return self.text()

    def is_waiting(self) -> bool:
        return bool(self.browser.in_overlay("(root) => !!root.querySelector('[aria-busy=true]')"))

    def can_press(self, label: str) -> bool:
        return label in self.targets()

    def targets(self) -> list[str]:
        """Everything of the overlay that can be pressed, by name."""
        return list(self.browser.in_overlay(TARGETS) or [])

    def press(self, label: str) -> None:
        """Click on what has this name."""
        try:
            x, y = until(lambda: self.browser.in_overlay(TARGET, label), f"{label!r} can be pressed")
        except AssertionError as error:
            raise AssertionError(f"{error}\nthere is: {self.targets()}") from None
        self.browser.click_at(x, y)

    def insist(self, label: str, *texts: str, by: Key | None = None) -> None:
        """Press what has this name until these words come: what sends something does not heed a hasty click.

        By mouse, or by a key; then it must have the focus.
        """

        def look() -> bool:
            if all(text in self.text() for text in texts):
                return True
            if (spot := self.browser.in_overlay(TARGET, label)) and time.monotonic() > self._next_press:
                self._next_press = time.monotonic() + PRESSES_EVERY
                if by is None:
                    self.browser.click_at(*spot)
                elif self.focus() == label:
                    self.browser.press(by)
            return False

        try:
            until(look, f"{label!r} leads to {texts}")
        except AssertionError as error:
            raise AssertionError(f"{error}\nit says: {self.text()[:3000]}") from None

    def focus(self) -> str | None:
        """What of the overlay has the focus."""
        focused: str | None = self.browser.in_overlay(FOCUSED)
        return focused

    def tab_to(self, label: str) -> None:
        """Go with the Tab key to what has this name."""
        for _ in range(3 * len(self.targets())):
            if self.focus() == label:
                return
            self.browser.press("Tab")
        raise AssertionError(f"Tab does not reach {label!r}; there is: {self.targets()}")

    def badge_becomes(self, expected: str) -> None:
        until(lambda: self.desk.badge() == expected, f"the badge says {expected!r}")

    def sees_preview(self) -> bool:
        """Whether the preview of the panel has drawn it."""
        look = f"!!document.querySelector('{OVERLAY}')?.shadowRoot?.querySelector('.overlay')?.checkVisibility()"
        return bool(self.browser.evaluate(look))

    # The options page: a page like others, but of the extension

    def open_options(self) -> None:
        self.browser.open(self.desk.url(OPTIONS))
        until(lambda: not self.browser.evaluate("document.body.ariaBusy === 'true'"), "the options are there")

    def page_text(self) -> str:
        return str(self.browser.evaluate("document.body.innerText"))

    def press_on_page(self, label: str) -> None:
        look = f"({TARGET})(document, {json.dumps(label)})"
        x, y = until(lambda: self.browser.evaluate(look), f"{label!r} can be pressed")
        self.browser.click_at(x, y)

    def fill_on_page(self, selector: str, text: str) -> None:
        """Type a text into a field, in place of what stands in it."""
        self.browser.evaluate(f"document.querySelector({json.dumps(selector)}).select()")
        self.browser.type(text)

    def in_overlay(self, function: str, *arguments: object) -> Any:
        """Look closer than a reader would; Any: JSON of any shape."""
        return self.browser.in_overlay(function, *arguments)
