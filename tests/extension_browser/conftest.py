"""The extension in two real browsers, the servers that it asks, and the log of all that leaves the browser."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from server.sample.server import NewsroomServer, serve_newsroom
from tests.conftest import ROOT

from .chromium import Chromium
from .desk import Desk, make_extension
from .driving import Browser
from .firefox import Firefox
from .proxy import Proxy
from .reader import Reader
from .serving import HostileServer, json_answer, serving, serving_files

DRIVERS: Mapping[str, Callable[[Path, Path, int], Browser]] = {"chromium": Chromium, "firefox": Firefox}
Start = Callable[[str], tuple[Browser, Desk]]


@pytest.fixture(scope="session")
def newsroom() -> Iterator[NewsroomServer]:
    with serve_newsroom(ROOT / "data" / "sample") as running:
        yield running


@pytest.fixture(scope="session")
def proxy(newsroom: NewsroomServer) -> Iterator[Proxy]:
    with Proxy(("127.0.0.1", newsroom.port)) as running:
        yield running


@pytest.fixture(scope="session")
def extension(sample_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_extension(tmp_path_factory.mktemp("extension"), sample_dir)


@pytest.fixture(scope="session")
def server_url(sample_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving(sample_dir, tmp_path_factory.mktemp("served")) as url:
        yield url


@pytest.fixture(scope="session")
def hostile() -> Iterator[HostileServer]:
    with HostileServer().running() as running:
        yield running


@pytest.fixture(scope="session")
def preview() -> Iterator[str]:
    """The address of the page that draws the panel in every state; its root is open, so that axe can look inside."""
    with serving_files(ROOT) as url:
        yield f"{url}/tests/extension/preview/"


@pytest.fixture(scope="session")
def start(extension: Path, proxy: Proxy, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Start]:
    """Start a browser when it is first needed, and keep it: starting costs more than most tests."""
    started: dict[str, tuple[Browser, Desk]] = {}
    profiles = []

    def start_one(name: str) -> tuple[Browser, Desk]:
        if name not in started:
            profiles.append(tmp_path_factory.mktemp(f"profile-{name}"))
            browser = DRIVERS[name](extension, profiles[-1], proxy.port)
            started[name] = browser, Desk(browser)
        return started[name]

    yield start_one
    for browser, _ in started.values():
        browser.close()
    for profile in profiles:
        shutil.rmtree(profile, ignore_errors=True)  # tens of megabytes each


@pytest.fixture(params=sorted(DRIVERS))
def reader(
    request: pytest.FixtureRequest, start: Start, proxy: Proxy, server_url: str, hostile: HostileServer
) -> Reader:
    """A reader with an extension that is as good as new, and asks our server. Nothing is in the log yet."""
    browser, desk = start(request.param)
    browser.open("about:blank")
    browser.emulate()
    desk.forget()
    desk.set(server=server_url)
    hostile.answer = json_answer("{}")
    proxy.pages.clear()
    proxy.forget()
    return Reader(browser, desk)
