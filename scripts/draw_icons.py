"""Draw the extension's icons from their one source, extension/icons/icon.svg, in the sizes that browsers ask for.

Run by hand after a change of the drawing, with the distribution's Chromium: `python scripts/draw_icons.py`.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

ICONS = Path(__file__).parents[1] / "extension" / "icons"
SIZES = (16, 32, 48, 128)  # toolbar, toolbar of dense screens, list of extensions, shops


def main() -> None:
    """Write one PNG with a transparent ground for every size."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium") or "/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page()
        for size in SIZES:
            draw(page, size)
        browser.close()


def draw(page: Page, size: int) -> None:
    """Write the drawing at `size` × `size` pixels."""
    svg = (ICONS / "icon.svg").read_text(encoding="utf-8")
    page.set_viewport_size({"width": size, "height": size})
    page.set_content(f"<style>html, body {{ margin: 0 }} svg {{ display: block; width: {size}px }}</style>{svg}")
    page.screenshot(path=ICONS / f"icon-{size}.png", omit_background=True)


if __name__ == "__main__":
    main()
