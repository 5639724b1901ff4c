"""What can a test do with a browser, whichever it is?

The drivers know how; tests know only this.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal, Protocol

OVERLAY = "source-context-overlay"  # the overlay's element in the page
DESK = "options/of-the-tests.html"  # a page that is added to the extension under test; see desk.py

Key = Literal["Tab", "Shift+Tab", "Escape", "Enter", "Space", "ArrowDown"]


class Browser(Protocol):
    """A browser with the extension in it, and one tab in front."""

    @property
    def name(self) -> Literal["chromium", "firefox"]: ...

    def open(self, url: str) -> None:
        """Show an address in a new tab, in front; the tab before is closed."""

    def go(self, url: str) -> None:
        """Show another address in the same tab, as if it had been typed."""

    def back(self) -> None:
        """Go back in the tab's history."""

    def forward(self) -> None:
        """Go forward in the tab's history."""

    def evaluate(self, expression: str) -> Any:
        """Return what an expression of JavaScript says in the page; Any: JSON of any shape."""

    def in_overlay(self, function: str, *arguments: object) -> Any:
        """Return what a function says that is given the overlay's closed root; None: there is no overlay."""

    def in_desk(self, function: str, *arguments: object) -> Any:
        """Return what a function says in the desk."""

    def press_toolbar(self) -> None:
        """Press the extension's button as the reader does."""

    def choose_link_menu(self, item: str, selector: str) -> None:
        """Choose the extension's entry `item` from the menu of the link that `selector` finds in the page."""

    def click_at(self, x: float, y: float) -> None:
        """Move the mouse there and click."""

    def press(self, *keys: Key) -> None:
        """Press keys, one after the other."""

    def type(self, text: str) -> None:
        """Type a text where the focus is."""

    def will_allow(self, *patterns: str) -> None:
        """Let the extension have these addresses as soon as it asks for them: the question itself is the browser's."""

    def put_worker_to_sleep(self) -> None:
        """Stop the extension's background, as browsers do whenever they like."""

    def emulate(self, *, dark: bool = False, width: int = 1280, height: int = 800) -> None:
        """Set what the window looks like."""

    def screenshot(self, path: Path) -> None:
        """Keep what the reader sees."""

    def close(self) -> None:
        """End the browser."""
