"""Takes pictures of the overlay in both browsers: by day, by night, in a narrow window, from right to left.

.venv/bin/python -m tests.extension_browser.take_pictures FOLDER
"""

from __future__ import annotations

import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

from server.sample.server import serve_newsroom
from tests.conftest import ROOT, run_command

from .chromium import Chromium
from .desk import Desk, make_extension
from .firefox import Firefox
from .pages import HELD, NOT_HELD, article
from .proxy import Proxy
from .reader import Reader, word
from .serving import serving
from .waiting import until


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        work = Path(name)
        assert run_command("sample", data_dir=work / "sample").returncode == 0
        newsroom = stack.enter_context(serve_newsroom(ROOT / "data" / "sample"))
        proxy = stack.enter_context(Proxy(("127.0.0.1", newsroom.port)))
        proxy.pages[NOT_HELD] = article()
        (work / "served").mkdir()
        server = stack.enter_context(serving(work / "sample", work / "served"))
        extension = make_extension(work, work / "sample")
        for driver in (Chromium, Firefox):
            profile = Path(tempfile.mkdtemp(dir=work))
            browser = driver(extension, profile, proxy.port)
            stack.callback(browser.close)
            desk = Desk(browser)
            desk.set(server=server)
            take(Reader(browser, desk), folder)


def take(reader: Reader, folder: Path) -> None:
    """Take all pictures in one browser."""

    def keep(name: str) -> None:
        reader.browser.screenshot(folder / f"{reader.browser.name}-{name}.png")

    for name, dark, width in (("light", False, 1600), ("dark", True, 1600), ("narrow", False, 480)):
        reader.browser.emulate(dark=dark, width=width)
        reader.ask(HELD)
        reader.reads(word("panel_elsewhere_title"))
        keep(name)
    reader.browser.emulate()
    reader.ask(HELD)
    reader.reads(word("panel_elsewhere_title"))
    reader.in_overlay("(root) => root.querySelector('.panel-scroll').scrollBy(0, 600)")
    keep("scrolled")
    reader.press(word("panel_close"))
    until(lambda: not reader.sees_panel(), "the panel is closed")
    keep("chip")
    reader.ask(NOT_HELD)
    reader.reads(word("panel_state_not_held_title"))
    keep("not-held")
    reader.open_options()
    keep("options")
    reader.browser.emulate(width=1600)
    reader.desk.set(language="ar")
    reader.ask(HELD)
    reader.settled()
    keep("arabic")
    reader.desk.set(language="auto")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
