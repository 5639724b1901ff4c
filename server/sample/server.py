"""Serves the sample newsroom over HTTP on this machine, every invented host on one port."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from types import TracebackType
from typing import Self

from server.errors import InvalidConfiguration
from server.sample.content import load_newsroom
from server.sample.models import Newsroom
from server.sample.responses import Request, Response, respond
from server.sample.sites import Sites

STOP_WITHIN = 0.1  # seconds; how often the waiting thread looks whether it should end
IDLE_SECONDS = 15  # after which a silent connection is closed
LOG_ENTRIES = 10_000
LOG_FIELD = 2_000  # characters kept of what a visitor sent


@dataclass(frozen=True, slots=True)
class Visit:
    """One request, for tests to see what a client sent."""

    method: str
    host: str
    path: str
    user_agent: str
    status: int


class NewsroomServer:
    """A newsroom on a port. Start it with `with`, or with `start` and `stop`.

    `as_of` may be set at any time, also while running: what was published later is not there yet, and what was edited
    later still shows its earlier headline. `None` shows everything.
    """

    def __init__(
        self, newsroom: Newsroom, host: str = "127.0.0.1", port: int = 0, *, as_of: datetime | None = None
    ) -> None:
        """:raises InvalidConfiguration: if the port is taken"""
        self.as_of = as_of
        self.sites = Sites(newsroom)
        self._visits: deque[Visit] = deque(maxlen=LOG_ENTRIES)
        try:
            self._http = _Listener((host, port), self)
        except OSError as error:
            raise InvalidConfiguration(f"cannot listen on {host} port {port}; choose another port") from error
        self._thread = Thread(target=self._http.serve_forever, args=(STOP_WITHIN,), name="sample-newsroom", daemon=True)

    @property
    def port(self) -> int:
        return int(self._http.server_address[1])

    @property
    def visits(self) -> list[Visit]:
        """The latest requests, oldest first."""
        return list(self._visits)

    def start(self) -> Self:
        self._thread.start()
        return self

    def stop(self) -> None:
        """Stop answering and free the port; safe to call again, or before `start`."""
        if self._thread.is_alive():
            self._http.shutdown()
            self._thread.join()
        self._http.server_close()

    def __enter__(self) -> Self:
        return self if self._thread.is_alive() else self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def record(self, visit: Visit) -> None:
        self._visits.append(visit)


def serve_newsroom(
    folder: Path, *, host: str = "127.0.0.1", port: int = 0, as_of: datetime | None = None
) -> NewsroomServer:
    """Load the newsroom in `folder` and return it already being served.

    :raises InvalidConfiguration: if a file of it is wrong, or the port is taken
    """
    return NewsroomServer(load_newsroom(folder), host, port, as_of=as_of).start()


class _Listener(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False  # an idle keep-alive connection must not hold up `stop`
    request_queue_size = 128

    def __init__(self, address: tuple[str, int], newsroom: NewsroomServer) -> None:
        super().__init__(address, _Handler)
        self.newsroom = newsroom

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: a visitor who hangs up is no news."""


class _Handler(BaseHTTPRequestHandler):
    server: _Listener
    protocol_version = "HTTP/1.1"
    timeout = IDLE_SECONDS
    # Head and body leave in one segment; in two, the second waits 40 ms for the first one's acknowledgement.
    wbufsize = -1
    disable_nagle_algorithm = True
    server_version = "SampleNewsroom"
    sys_version = ""

    def do_GET(self) -> None:
        newsroom = self.server.newsroom
        if "Content-Length" in self.headers or "Transfer-Encoding" in self.headers:
            self.close_connection = True  # an unread body would pass for the next request
        request = Request(
            host=self.headers.get("Host", ""),
            target=self.path,
            if_none_match=self.headers.get("If-None-Match", ""),
            if_modified_since=self.headers.get("If-Modified-Since", ""),
        )
        self._send(respond(newsroom.sites, request, as_of=newsroom.as_of))

    def do_HEAD(self) -> None:
        self.do_GET()

    def _send(self, response: Response) -> None:
        self._record(response)
        self.send_response(response.status)
        self.send_header("Content-Type", response.content_type)
        self.send_header("X-Content-Type-Options", "nosniff")
        for name, value in response.headers.items():
            self.send_header(name, value)
        if response.status is not HTTPStatus.NOT_MODIFIED:
            self.send_header("Content-Length", str(len(response.body)))
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(response.body)

    def _record(self, response: Response) -> None:
        sent = (self.headers.get("Host", ""), self.path, self.headers.get("User-Agent", ""))
        host, path, user_agent = (text[:LOG_FIELD] for text in sent)
        self.server.newsroom.record(Visit(self.command, host, path, user_agent, int(response.status)))

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the base class named it
        """Keep quiet; `NewsroomServer.visits` holds what happened."""
