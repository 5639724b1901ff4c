"""Real processes that poll: one ends soon when it is told to, two do not read the same feed."""

from __future__ import annotations

import contextlib
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from server.errors import SourceContextError
from server.store.articles import SqlArticleStore
from server.store.backup import verify
from server.store.engine import open_engine
from tests.conftest import ROOT
from tests.fetching.site import Script, Site, response

FEEDS = [f"https://paper{number}.example/feed.xml" for number in range(24)]  # three for each thread that polls
ITEMS = 30
PAGE = "<title>A headline of some length</title><article><p>" + "Words of a text. " * 40 + "</p></article>"
START_SECONDS = 90.0  # it takes three, and much longer on a starved machine
# Measured: 2 to 4, and over 70 when pages under way were waited for; a starved machine takes longer.
STOP_SECONDS = 45.0

pytestmark = pytest.mark.faults


def feed(_url: str = "") -> bytes:
    items = "".join(f"<item><title>Item {n}</title><link>/a{n}</link></item>" for n in range(ITEMS))
    rss = f"<rss version='2.0'><channel><title>x</title>{items}</channel></rss>"
    return response(rss.encode(), content_type="application/rss+xml")


def slowly(answer: bytes, seconds: float) -> Script:
    def script(client: socket.socket) -> None:
        time.sleep(seconds)
        client.sendall(answer)

    return script


@pytest.fixture
def site() -> Iterator[Site]:
    with Site() as running:
        running.answers["/feed.xml"] = feed()
        # Some pages come at once, some only just within the time that a page may take.
        pages = (response(PAGE.encode()), slowly(response(PAGE.encode()), 0.3), slowly(response(PAGE.encode()), 7.0))
        running.answers.update({f"/a{n}": pages[n % 3] for n in range(ITEMS)})
        yield running


@contextlib.contextmanager
def polling(site: Site, data_dir: Path, *feeds: str) -> Iterator[subprocess.Popen[bytes]]:
    command = [sys.executable, "-m", "tests.jobs.poller", str(site.port), str(data_dir), *feeds]
    with (data_dir / "said").open("a") as said:
        process = subprocess.Popen(command, cwd=ROOT, stderr=said)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def wait_until(is_so: Callable[[], bool], seconds: float = START_SECONDS) -> bool:
    deadline = time.monotonic() + seconds
    while not (so := is_so()) and time.monotonic() < deadline:
        time.sleep(0.1)
    return so


def wait_for_end(process: subprocess.Popen[bytes], data_dir: Path) -> None:
    """Wait for it, and fail with what it is at if it does not come."""
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGUSR1)
        wait_until(lambda: "most recent call first" in said_in(data_dir), 5.0)
        pytest.fail(f"it does not end; it is at:\n{said_in(data_dir)}")


def held_in(data_dir: Path) -> int:
    """Return how many articles are stored."""
    engine = open_engine(f"sqlite:///{data_dir / 'source-context.db'}")
    try:
        return SqlArticleStore(engine).count()
    except SourceContextError:  # there are no tables yet
        return 0
    finally:
        engine.dispose()


def said_in(data_dir: Path) -> str:
    """Return what the processes have said."""
    return (data_dir / "said").read_text()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_ends_soon_while_it_polls_many_slow_sites(site: Site, tmp_path: Path, number: signal.Signals) -> None:
    with polling(site, tmp_path, *FEEDS) as process:
        assert wait_until(lambda: held_in(tmp_path) > 0)
        acknowledged = held_in(tmp_path)

        process.send_signal(number)
        wait_for_end(process, tmp_path)

    engine = open_engine(f"sqlite:///{tmp_path / 'source-context.db'}")
    store = SqlArticleStore(engine)
    assert (process.returncode, said_in(tmp_path)) == (0, "")
    assert len(FEEDS) * ITEMS > store.count() >= acknowledged  # it was at it, and has lost nothing
    assert verify(engine).is_whole


def test_of_two_on_one_data_folder_one_polls_and_the_other_takes_over(site: Site, tmp_path: Path) -> None:
    for n in range(ITEMS):
        site.answers[f"/a{n}"] = response(PAGE.encode())
    with polling(site, tmp_path, FEEDS[0]) as first:
        assert wait_until(lambda: held_in(tmp_path) == ITEMS)
        with polling(site, tmp_path, *FEEDS[:2]):
            assert wait_until(lambda: "polls nothing and takes over" in said_in(tmp_path))
            assert wait_until(lambda: held_in(tmp_path) == 2 * ITEMS)  # the first polls what the second has registered

            first.kill()

            assert wait_until(lambda: "polling from here" in said_in(tmp_path))
    assert [site.paths.count(f"paper{n}.example/feed.xml") for n in range(2)] == [1, 1]
