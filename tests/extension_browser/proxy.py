"""What has the browser asked for, of whom, and with which bytes?

A forward proxy on the loopback address: all requests of a browser under test go through it, so that its log is the
proof of what left the browser and what did not. It also is the tests' name service: it says which invented host is
served from where, and answers everything else itself.
"""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread
from typing import Self
from urllib.parse import urlsplit

Address = tuple[str, int]

HOP_BY_HOP = {"proxy-connection", "connection", "keep-alive", "proxy-authorization"}


@dataclass(frozen=True, slots=True)
class Asked:
    """One request of the browser."""

    method: str
    url: str
    headers: dict[str, str]  # names in lower case
    body: bytes

    @property
    def origin(self) -> str:
        return "{0.scheme}://{0.netloc}".format(urlsplit(self.url))

    @property
    def path(self) -> str:
        return self.url.removeprefix(self.origin)


@dataclass(frozen=True, slots=True)
class Page:
    """A page that the proxy answers itself."""

    html: str
    headers: dict[str, str] = field(default_factory=dict)
    status: int = 200


class Proxy:
    """Started by `with`. `newsroom` serves every host that ends in .example and is not in `pages`."""

    def __init__(self, newsroom: Address) -> None:
        self.pages: dict[str, Page] = {}
        self._newsroom = newsroom
        self._log: list[Asked] = []
        self._down: set[Address] = set()
        self._lock = Lock()
        self._http = _Listener(self)
        self._thread = Thread(target=self._http.serve_forever, args=(0.1,), name="proxy", daemon=True)

    @property
    def port(self) -> int:
        return int(self._http.server_address[1])

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._http.shutdown()
        self._http.server_close()

    def record(self, asked: Asked) -> None:
        with self._lock:
            self._log.append(asked)

    def log(self) -> list[Asked]:
        """Everything since the last `forget`, without the icons that browsers fetch by themselves."""
        with self._lock:
            return [asked for asked in self._log if not asked.path.startswith("/favicon.ico")]

    def forget(self) -> None:
        with self._lock:
            self._log.clear()

    def sent_to(self, origin: str) -> list[Asked]:
        """What was sent to one server, without the questions of browsers whether they may (CORS preflight)."""
        return [asked for asked in self.log() if asked.origin == origin and asked.method != "OPTIONS"]

    @contextmanager
    def down(self, address: Address) -> Iterator[None]:
        """Let a server be unreachable: connections to it end without an answer."""
        self._down.add(address)
        try:
            yield
        finally:
            self._down.discard(address)

    def serving(self, host: str, port: int) -> Address | None:
        """Return who serves a host; None: nobody."""
        if host.endswith(".example"):
            return self._newsroom
        address = (host, port)
        return address if host == "127.0.0.1" and port != 80 and address not in self._down else None


class _Listener(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 128

    def __init__(self, proxy: Proxy) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.proxy = proxy

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: a browser that hangs up is no news."""


class _Handler(BaseHTTPRequestHandler):
    server: _Listener
    # One request a connection: the proxy then need not understand where an answer ends, and passes hostile ones on
    # byte for byte.
    protocol_version = "HTTP/1.0"

    def do_GET(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        headers = {name.lower(): value for name, value in self.headers.items()}
        self.server.proxy.record(Asked(self.command, self.path, headers, body))
        parts = urlsplit(self.path)
        page = self.server.proxy.pages.get(self.path.partition("?")[0])
        if page is not None:
            self._answer(page)
        elif upstream := self.server.proxy.serving(parts.hostname or "", parts.port or 80):
            self._relay(upstream, body)
        elif parts.hostname != "127.0.0.1":
            self._answer(Page("<!doctype html><title>Nothing here</title>", status=404))
        # Else nothing: the connection ends, as that of a server that is down.

    do_POST = do_HEAD = do_OPTIONS = do_GET  # noqa: N815  # the base class wants these names

    def do_CONNECT(self) -> None:
        """Refuse: no page of the tests is served over TLS. It stays in the log."""
        self.server.proxy.record(Asked("CONNECT", f"https://{self.path}", {}, b""))
        self.send_error(502)

    def _answer(self, page: Page) -> None:
        body = page.html.encode()
        self.send_response(page.status)
        for name, value in {"Content-Type": "text/html; charset=utf-8", **page.headers}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _relay(self, upstream: Address, body: bytes) -> None:
        path = self.path.removeprefix("{0.scheme}://{0.netloc}".format(urlsplit(self.path))) or "/"
        lines = [f"{self.command} {path} HTTP/1.1", "Connection: close"]
        lines += [f"{name}: {value}" for name, value in self.headers.items() if name.lower() not in HOP_BY_HOP]
        with suppress(OSError), socket.create_connection(upstream, timeout=60) as connection:
            connection.sendall("\r\n".join([*lines, "", ""]).encode("latin-1") + body)
            while part := connection.recv(65536):
                self.wfile.write(part)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the base class named it
        """Keep quiet; `Proxy.log` holds what happened."""
