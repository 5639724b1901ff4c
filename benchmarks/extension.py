"""How long does a reader wait after a click, and what does the extension weigh?

`python -m benchmarks.extension` drives both browsers as the tests do (`tests/extension_browser`), over the sample
newsroom and a server on this machine, through the tests' proxy.

- Times are milliseconds of the page's own clock from just before the button is pressed, so they contain the driver's
  command (a millisecond or two), until the words are in the overlay's document, before they are painted. Median and
  worst of 20 pages, each loaded anew. "Asleep": the background had been stopped. "Kept": the bucket of the private
  look-up was in memory from an earlier question; otherwise nothing was.
- Memory is that of the page. Chromium: its JavaScript heap after a collection (`Performance.getMetrics`). Firefox: what
  its memory reporter counts for the tab. Both without the background and without what the browser needs to paint.
- Packages are the archives for the two stores.
"""

from __future__ import annotations

import statistics
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from server.sample.server import serve_newsroom
from tests.conftest import ROOT, run_command
from tests.extension_browser.chromium import Chromium
from tests.extension_browser.desk import Desk, make_extension
from tests.extension_browser.driving import Browser
from tests.extension_browser.firefox import Firefox
from tests.extension_browser.pages import HELD
from tests.extension_browser.proxy import Proxy
from tests.extension_browser.reader import word
from tests.extension_browser.serving import serving
from tests.extension_browser.waiting import until

PAGES = 20
OUTLET = "Harbour Ledger Trust"  # stands in the outlet's facts only
# Waits inside the overlay, so that no question of ours is in the way of what is measured.
TIMES = """(root, facts, coverage) => new Promise((resolve) => {
  const { performance, MutationObserver } = root.ownerDocument.defaultView;
  const times = {};
  const look = () => {
    const text = root.querySelector('[role=dialog]')?.textContent ?? '';
    if (text.includes(facts)) times.facts ??= performance.now();
    if (text.includes(coverage)) times.coverage ??= performance.now();
    if (times.coverage) resolve(times);
  };
  new MutationObserver(look).observe(root, { subtree: true, childList: true, characterData: true });
  look();
})"""
SIZE_OF_TAB = """() => {
  const sizes = Array.from({ length: 9 }, () => ({}));
  const manager = Components.classes['@mozilla.org/memory-reporter-manager;1']
    .getService(Components.interfaces.nsIMemoryReporterManager);
  manager.sizeOfTab(window, ...sizes);
  return sizes[6].value;
}"""

Prepare = Callable[[Browser, Desk, str], None]


def nothing_kept(browser: Browser, desk: Desk, server: str) -> None:
    desk.forget()
    desk.set(server=server)


def asleep(browser: Browser, desk: Desk, server: str) -> None:
    nothing_kept(browser, desk, server)
    browser.put_worker_to_sleep()


def bucket_kept(browser: Browser, desk: Desk, server: str) -> None:
    """Leave everything as the question before has left it."""


WAYS: dict[str, Prepare] = {"awake": nothing_kept, "asleep": asleep, "kept": bucket_kept}


def main() -> None:
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        folder = Path(name)
        sample = folder / "sample"
        assert run_command("sample", data_dir=sample).returncode == 0
        newsroom = stack.enter_context(serve_newsroom(ROOT / "data" / "sample"))
        proxy = stack.enter_context(Proxy(("127.0.0.1", newsroom.port)))
        (folder / "served").mkdir()
        server = stack.enter_context(serving(sample, folder / "served"))
        extension = make_extension(folder, sample)

        print(f"{'milliseconds from click to':28} {'outlet':>8} {'worst':>8} {'coverage':>9} {'worst':>8}")
        for driver in (Chromium, Firefox):
            with started(driver, folder, extension, proxy.port) as browser:
                measure(browser, server)
        print_packages(folder)


@contextmanager
def started(
    driver: Callable[[Path, Path, int], Chromium | Firefox], folder: Path, extension: Path, proxy_port: int
) -> Iterator[Chromium | Firefox]:
    profile = Path(tempfile.mkdtemp(dir=folder))
    browser = driver(extension, profile, proxy_port)
    try:
        yield browser
    finally:
        browser.close()


def measure(browser: Chromium | Firefox, server: str) -> None:
    desk = Desk(browser)
    desk.set(server=server)
    browser.open(HELD)
    click(browser)  # the first ever compiles and starts what later ones find ready
    for way, prepare in WAYS.items():
        times = []
        for _ in range(PAGES):
            prepare(browser, desk, server)
            browser.go(HELD)
            times.append(click(browser))
        outlet, coverage = zip(*times, strict=True)
        figures = (statistics.median(outlet), max(outlet), statistics.median(coverage), max(coverage))
        print(f"{f'{browser.name}, {way}':28} {figures[0]:8.0f} {figures[1]:8.0f} {figures[2]:9.0f} {figures[3]:8.0f}")
    print_memory(browser)


def click(browser: Browser) -> tuple[float, float]:
    """Return after how many milliseconds the outlet and the coverage were there."""
    start = float(browser.evaluate("performance.now()"))
    browser.press_toolbar()
    until(lambda: browser.in_overlay("() => true"), "the overlay is there")
    times = browser.in_overlay(TIMES, OUTLET, word("panel_elsewhere_title"))
    return times["facts"] - start, times["coverage"] - start


def print_memory(browser: Chromium | Firefox) -> None:
    browser.go(HELD)
    without = page_kilobytes(browser)
    click(browser)
    print(
        f"{browser.name}: the page takes {without:.0f} kB without and {page_kilobytes(browser):.0f} kB with the panel"
    )


def page_kilobytes(browser: Chromium | Firefox) -> float:
    if isinstance(browser, Chromium):
        return browser.metrics()["JSHeapUsedSize"] / 1000
    return float(browser.in_system(SIZE_OF_TAB)) / 1000


def print_packages(folder: Path) -> None:
    target = folder / "packages"
    done = run_command("extension", "package", "--out", str(target), data_dir=folder)
    if done.returncode:
        print(f"no packages: {done.stderr.strip()}")
    for archive in sorted(target.glob("*.zip")):
        print(f"{archive.name}: {archive.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
