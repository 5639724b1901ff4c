"""A loopback server that says exactly what a test tells it to, byte by byte if need be."""

from __future__ import annotations

import contextlib
import socket
import socketserver
import threading
import time
from collections.abc import Callable

from server.fetching.guard import SampleRoute

Script = Callable[[socket.socket], None]


def response(body: bytes = b"", *, status: int = 200, content_type: str = "text/html", **headers: str) -> bytes:
    """Return a whole, proper answer. Header names are given with underscores."""
    named = {"Content-Type": content_type, "Content-Length": str(len(body)), **headers}
    lines = [f"{name.replace('_', '-')}: {value}" for name, value in named.items()]
    return "\r\n".join([f"HTTP/1.1 {status} X", *lines, "", ""]).encode() + body


class Site(socketserver.ThreadingTCPServer):
    """Answers each path with fixed bytes or a script, anything else with 404; remembers what it was asked."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.answers: dict[str, bytes | Script] = {}
        self.requests: list[str] = []  # as they came, each with its headers
        self.lock = threading.Lock()

    def __enter__(self) -> Site:
        threading.Thread(target=self.serve_forever, args=(0.01,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.shutdown()
        self.server_close()

    @property
    def port(self) -> int:
        return self.server_address[1]

    @property
    def route(self) -> SampleRoute:
        return SampleRoute("example", "127.0.0.1", self.port)

    @property
    def paths(self) -> list[str]:
        """Host and path of each request."""
        return [f"{_header(request, 'host')}{request.split()[1]}" for request in self.requests]

    def handle_error(self, *_: object) -> None:
        """Clients that hang up are what these tests are about."""


class _Handler(socketserver.BaseRequestHandler):
    server: Site

    def handle(self) -> None:
        request = b""
        while b"\r\n\r\n" not in request:
            more = self.request.recv(65536)
            if not more:
                return
            request += more
        text = request.decode("latin-1")
        with self.server.lock:
            self.server.requests.append(text)
        answer = self.server.answers.get(text.split()[1], response(status=404))
        with contextlib.suppress(OSError):
            answer(self.request) if callable(answer) else self.request.sendall(answer)


def _header(request: str, name: str) -> str:
    return next(line.partition(": ")[2] for line in request.splitlines() if line.lower().startswith(name + ":"))


def drip(data: bytes, *, every: float = 0.05, forever: bytes = b"") -> Script:
    """Send one byte at a time, and then `forever` again and again, until the client hangs up."""

    def script(client: socket.socket) -> None:
        for byte in data:
            client.sendall(bytes([byte]))
            time.sleep(every)
        while forever:
            client.sendall(forever)
            time.sleep(every)

    return script


def flood(head: bytes, block: bytes, *, blocks: int = 1_000_000) -> Script:
    """Send `head` and then `block` as fast as it is taken."""

    def script(client: socket.socket) -> None:
        client.sendall(head)
        for _ in range(blocks):
            client.sendall(block)

    return script


class FakeClock:
    """Time that passes only when somebody waits."""

    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now

    def wait(self, _condition: threading.Condition, seconds: float) -> None:
        self.now += seconds
