"""Takes the README's pictures again, from a server that `make run` has started.

.venv/bin/python docs/pictures/take.py
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

HERE = Path(__file__).parent
FLOOD = "https://www.harbour-ledger.example/2026/10/05/tessel-flood-orrin"


def main(server: str = "http://127.0.0.1:8000") -> None:
    """Take both pictures from a server with the sample newsroom."""
    with sync_playwright() as playwright:
        chromium = shutil.which("chromium") or "/usr/bin/chromium"
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        _take_coverage(browser, server)
        _take_story(browser, server)
        browser.close()


def _take_coverage(browser: Browser, server: str) -> None:
    page = browser.new_page(viewport={"width": 800, "height": 900}, base_url=server, color_scheme="light")
    _ask(page)
    top = page.locator("#coverage").evaluate("heading => heading.getBoundingClientRect().top + scrollY")
    page.screenshot(path=HERE / "answer.png", full_page=True, clip={"x": 0, "y": top - 24, "width": 800, "height": 860})


def _take_story(browser: Browser, server: str) -> None:
    page = browser.new_page(viewport={"width": 400, "height": 860}, base_url=server, color_scheme="dark")
    _ask(page)
    page.get_by_role("link", name="All its articles, in order of time").click()
    page.wait_for_url("**/stories/st-*")
    page.screenshot(path=HERE / "story.png")


def _ask(page: Page) -> None:
    page.goto("/")
    page.get_by_label("Address of a news article").fill(FLOOD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/context")


if __name__ == "__main__":
    main(*sys.argv[1:])
