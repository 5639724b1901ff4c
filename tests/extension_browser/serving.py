"""The servers that the extension asks: ours, over the sample newsroom, and one that means harm."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from http.server import BaseHTTPRequestHandler, SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread
from urllib.error import URLError
from urllib.request import urlopen

from tests.conftest import ROOT, copy_newsroom

from .waiting import until

STARTS_WITHIN = 90.0  # seconds; it takes two, and much longer on a starved machine
STOPS_WITHIN = 15.0


@contextmanager
def serving(newsroom: Path, folder: Path) -> Iterator[str]:
    """Run `source-context serve` over a copy of the newsroom; give its address."""
    copy_newsroom(newsroom, folder)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    env = {"SOURCE_CONTEXT_DATA_DIR": str(folder), "SOURCE_CONTEXT_WORKERS": "1", "SOURCE_CONTEXT_REPORT_LIMIT": "off"}
    env["SOURCE_CONTEXT_LOOKUP_FETCH_SECONDS"] = "0"  # the invented hosts exist for the browser only
    server = subprocess.Popen(
        [sys.executable, "-m", "server.cli", "serve", "--port", str(port)],
        env={**os.environ, **env},
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,  # a group of its own, so that nothing of it outlives the tests
    )
    url = f"http://127.0.0.1:{port}"
    try:
        until(lambda: server.poll() is not None or _answers(url), "the server has started", seconds=STARTS_WITHIN)
        yield url
    finally:
        server.terminate()
        with suppress(subprocess.TimeoutExpired):
            server.wait(STOPS_WITHIN)
        with suppress(ProcessLookupError):
            os.killpg(server.pid, signal.SIGKILL)
        server.wait(STOPS_WITHIN)


def _answers(url: str) -> bool:
    with suppress(URLError, ConnectionError, TimeoutError), urlopen(f"{url}/readyz", timeout=5):
        return True
    return False


@contextmanager
def serving_files(folder: Path) -> Iterator[str]:
    """Serve the files in a folder; give the address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Files, directory=str(folder)))
    thread = Thread(target=server.serve_forever, args=(0.1,), name="files", daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()


class _Files(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the base class named it
        """Keep quiet."""


class HostileServer(ThreadingHTTPServer):
    """Answers every request with what `answer` does; CORS lets the answer through, so that it is really read."""

    daemon_threads = True
    block_on_close = False

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Hostile)
        self.answer: Answer = json_answer("{}")
        self.stopped = Event()
        self._thread = Thread(target=self.serve_forever, args=(0.1,), name="hostile", daemon=True)

    @property
    def address(self) -> tuple[str, int]:
        return "127.0.0.1", int(self.server_address[1])

    @property
    def url(self) -> str:
        return "http://{}:{}".format(*self.address)

    @contextmanager
    def running(self) -> Iterator[HostileServer]:
        self._thread.start()
        try:
            yield self
        finally:
            self.stopped.set()
            self.shutdown()
            self.server_close()

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: those who are attacked hang up."""


class _Hostile(BaseHTTPRequestHandler):
    server: HostileServer

    def do_OPTIONS(self) -> None:
        self.send_head(204, {"Access-Control-Allow-Methods": "GET, POST", "Access-Control-Allow-Headers": "*"})

    def do_GET(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.server.answer(self)

    do_POST = do_GET  # noqa: N815  # the base class wants this name

    def send_head(self, status: int, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in {"Access-Control-Allow-Origin": "*", **headers}.items():
            self.send_header(name, value)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the base class named it
        """Keep quiet."""


Answer = Callable[[_Hostile], None]


def json_answer(body: str, *, kind: str = "application/json", status: int = 200, **headers: str) -> Answer:
    """Return what answers with a body."""

    def answer(handler: _Hostile) -> None:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        handler.send_head(status, {"Content-Type": kind, "Access-Control-Expose-Headers": "*", **named})
        handler.wfile.write(body.encode())

    return answer


def flood(megabytes: int) -> Answer:
    """Return what answers with JSON that is much too long."""

    def answer(handler: _Hostile) -> None:
        handler.send_head(200, {"Content-Type": "application/json"})
        with suppress(OSError):
            handler.wfile.write(b'{"articles": "')
            for _ in range(megabytes):
                handler.wfile.write(b"x" * (1 << 20))
            handler.wfile.write(b'"}')

    return answer


def drip(handler: _Hostile) -> None:
    """Answer a byte at a time, for ever."""
    handler.send_head(200, {"Content-Type": "application/json"})
    with suppress(OSError):
        while not handler.server.stopped.wait(0.2):
            handler.wfile.write(b" ")
            handler.wfile.flush()


def stall(handler: _Hostile) -> None:
    """Take the question and never answer it."""
    handler.server.stopped.wait()


def send_elsewhere(target: str) -> Answer:
    """Return what sends the asker on to another address."""

    def answer(handler: _Hostile) -> None:
        handler.send_head(302, {"Location": target})

    return answer


def pass_on(server: str, *, but: Answer, on: str) -> Answer:
    """Return what answers questions without a body as `server` does, `but` where the path begins with `on`."""

    def answer(handler: _Hostile) -> None:
        if handler.path.startswith(on):
            return but(handler)
        with urlopen(f"{server}{handler.path}", timeout=30) as answered:
            return json_answer(answered.read().decode())(handler)

    return answer
