"""A real server over the sample newsroom, and a real browser to look at it."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from tests.conftest import ROOT, copy_newsroom

STARTS_WITHIN = 60.0  # seconds; a busy machine needs many of them, an idle one two
STOPS_WITHIN = 15.0
# The distribution's browser: Playwright's own would be a download of hundreds of megabytes. It has nothing to do
# outside this machine, so that all it does by itself is switched off.
CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
SWITCHES = (
    "--no-sandbox",  # the tests may be run by root
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
)

Open = Callable[..., BrowserContext]


@pytest.fixture(scope="module")
def server_url(sample_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of `source-context serve` over a copy of the sample newsroom."""
    folder = tmp_path_factory.mktemp("served")
    copy_newsroom(sample_dir, folder)
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        port = free.getsockname()[1]
    with (folder / "server.log").open("w+") as log:
        server = subprocess.Popen(
            [sys.executable, "-m", "server.cli", "serve", "--port", str(port)],
            env={**os.environ, "SOURCE_CONTEXT_DATA_DIR": str(folder), "SOURCE_CONTEXT_WORKERS": "1"},
            cwd=ROOT,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,  # a group of its own, so that nothing of it outlives the tests
        )
        try:
            url = f"http://127.0.0.1:{port}"
            _wait_until_ready(server, url, folder / "server.log")
            yield url
        finally:
            _stop(server)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(SWITCHES))
        yield browser
        browser.close()


@pytest.fixture
def open_context(browser: Browser, server_url: str) -> Iterator[Open]:
    """Open reader's profiles (`open_context(color_scheme="dark")`), each empty, all closed after the test."""
    contexts = []

    def open_one(**options: object) -> BrowserContext:
        context = browser.new_context(base_url=server_url, **{"reduced_motion": "reduce", **options})  # type: ignore[arg-type]  # options are Playwright's own
        context.set_default_timeout(15_000)
        contexts.append(context)
        return context

    yield open_one
    for context in contexts:
        context.close()


def _wait_until_ready(server: subprocess.Popen[bytes], url: str, log: Path) -> None:
    deadline = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < deadline:
        with suppress(URLError, ConnectionError, TimeoutError), urlopen(f"{url}/readyz", timeout=2):
            return
        with suppress(subprocess.TimeoutExpired):
            server.wait(0.1)
            break  # it has ended: its log says why
    pytest.fail(f"the server did not start: {log.read_text()}")


def _stop(server: subprocess.Popen[bytes]) -> None:
    server.terminate()
    with suppress(subprocess.TimeoutExpired):
        server.wait(STOPS_WITHIN)
    with suppress(ProcessLookupError):
        os.killpg(server.pid, signal.SIGKILL)
    server.wait(STOPS_WITHIN)
