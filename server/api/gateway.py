"""Between the HTTP server and the application: whole requests only, so that no thread waits for a slow client.

A WSGI server gives each request a thread before its body has come: eight clients that send a byte now and then held
all of ours. Here bodies are read without a thread, up to a size and a deadline, and only then is the application
called, in one of its threads. A body that is late or too large is not handed on: whoever reads it learns why, so that
the application answers with its own problem details. A head that is longer than any of ours is answered here, before
the server's own, wordless limits are met. While too many requests wait, the answer is 503 at once: one that
comes later than its client waits for it is work for nothing.

The server's side is RSGI (Granian's interface), the application's WSGI.
"""

from __future__ import annotations

import asyncio
import io
import sys
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from queue import SimpleQueue
from threading import Thread
from typing import Any, NoReturn, Protocol
from wsgiref.types import WSGIApplication, WSGIEnvironment

import msgspec
from werkzeug.exceptions import RequestEntityTooLarge, RequestTimeout

from server.api.hooks import MAX_BODY
from server.api.problems import head_too_large, too_busy
from server.api.responding import NO_STORE, PROBLEM_TYPE
from server.api.standing_headers import API_POLICY

BODY_SECONDS = 5.0  # for a whole body of 64 KB: any client that means it is faster
MAX_DRAINED = 16 * 1024 * 1024  # read and thrown away, since most clients listen only after they have sent everything
# Far more than any address or browser needs, and less than what the HTTP server refuses by itself, without a word:
# an address of 64 KB, 100 headers, a head of 408 KB.
MAX_ADDRESS = 16 * 1024
MAX_HEADERS = 80
MAX_HEADER_BYTES = 32 * 1024
MAX_WAITING = 64  # requests to a thread; at some milliseconds each they are answered within a second

Headers = list[tuple[str, str]]
Body = io.BytesIO | io.RawIOBase

PROBLEM_HEADERS = [
    ("content-type", PROBLEM_TYPE),
    ("cache-control", NO_STORE),
    ("access-control-allow-origin", "*"),
    ("content-security-policy", API_POLICY),
    ("x-content-type-options", "nosniff"),
]
BUSY_HEADERS = [*PROBLEM_HEADERS, ("retry-after", "1")]


class Scope(Protocol):
    """A request's head, as RSGI gives it."""

    http_version: str
    server: str
    client: str
    scheme: str
    method: str
    path: str
    query_string: str
    headers: Any  # Any: RSGI's own mapping, in Rust


class Exchange(Protocol):
    """A request's body, and where its answer goes."""

    def __aiter__(self) -> AsyncIterator[bytes]: ...
    def response_bytes(self, status: int, headers: Headers, body: bytes) -> None: ...


class Gateway:
    """An RSGI application in front of a WSGI application."""

    def __init__(self, app: WSGIApplication, *, threads: int, body_seconds: float = BODY_SECONDS) -> None:
        self._app = app
        self._body_seconds = body_seconds
        self._most_waiting = MAX_WAITING * threads
        self._waiting = 0
        # An executor would do, at twice the time for each request.
        self._jobs: SimpleQueue[Job] = SimpleQueue()
        for number in range(threads):
            Thread(target=self._work, name=f"request-{number}", daemon=True).start()

    async def __rsgi__(self, scope: Scope, exchange: Exchange) -> None:
        """Answer one request."""
        if status := _refusal(scope):
            exchange.response_bytes(status, PROBLEM_HEADERS, msgspec.json.encode(head_too_large(status)))
            return
        body = await self._read(scope, exchange)
        if self._waiting >= self._most_waiting:
            exchange.response_bytes(503, BUSY_HEADERS, msgspec.json.encode(too_busy()))
            return
        answered = asyncio.get_running_loop().create_future()
        self._waiting += 1
        self._jobs.put(Job(scope, body, exchange, answered))
        try:
            await answered
        finally:
            self._waiting -= 1

    async def _read(self, scope: Scope, exchange: Exchange) -> Body:
        """Return the body, or what raises the reason why there is none."""
        length = scope.headers.get("content-length", "")
        if length in {"", "0"} and "transfer-encoding" not in scope.headers:
            return io.BytesIO()
        if length.isdecimal() and int(length) > MAX_DRAINED:
            return Refused(RequestEntityTooLarge())
        try:
            async with asyncio.timeout(self._body_seconds):
                return await _read_whole(exchange)
        except TimeoutError:
            return Refused(RequestTimeout())

    def _work(self) -> None:
        while True:
            job = self._jobs.get()
            error = None
            try:
                job.exchange.response_bytes(*_call(self._app, _environ(job.scope, job.body)))
            except Exception as caught:  # noqa: BLE001 - handed on to whoever awaits the answer; the thread must live
                error = caught
            job.answered.get_loop().call_soon_threadsafe(_settle, job.answered, error)


@dataclass(frozen=True, slots=True)
class Job:
    """A whole request, and who waits for its answer."""

    scope: Scope
    body: Body
    exchange: Exchange
    answered: asyncio.Future[None]


def _refusal(scope: Scope) -> int:
    """Return the status that a head too long to be taken is answered with; 0 for any other."""
    if len(scope.path) + len(scope.query_string) > MAX_ADDRESS:
        return 414
    headers = scope.headers.items()
    if len(headers) > MAX_HEADERS or sum(len(name) + len(value) for name, value in headers) > MAX_HEADER_BYTES:
        return 431
    return 0


def _settle(answered: asyncio.Future[None], error: Exception | None) -> None:
    if answered.done():  # cancelled: the client has gone
        return
    if error:
        answered.set_exception(error)
    else:
        answered.set_result(None)


def _call(app: WSGIApplication, environ: WSGIEnvironment) -> tuple[int, Headers, bytes]:
    started: list[tuple[int, Headers]] = []

    def start_response(status: str, headers: Headers, _error: object = None) -> Callable[[bytes], object]:
        started[:] = [(int(status[:3]), headers)]
        return _refuse_write

    parts = app(environ, start_response)
    try:
        whole = b"".join(parts)
    finally:
        if hasattr(parts, "close"):
            parts.close()
    return *started[0], whole


def _refuse_write(_data: bytes) -> NoReturn:
    raise RuntimeError("the write() of WSGI is not to be used here: return the body")


class Refused(io.RawIOBase):
    """A body that was not taken: whoever reads it learns why."""

    def __init__(self, reason: Exception) -> None:
        super().__init__()
        self._reason = reason

    def readinto(self, _buffer: object, /) -> NoReturn:
        """Raise the reason; every other way of reading comes by here."""
        raise self._reason


async def _read_whole(exchange: Exchange) -> Body:
    kept = bytearray()
    size = 0
    async for chunk in exchange:
        size += len(chunk)
        if size > MAX_DRAINED:
            break
        if size <= MAX_BODY:
            kept += chunk
    return io.BytesIO(bytes(kept)) if size <= MAX_BODY else Refused(RequestEntityTooLarge())


def _environ(scope: Scope, body: Body) -> WSGIEnvironment:
    """Return the request in WSGI's terms (PEP 3333): text is bytes read as Latin-1."""
    host, _, port = scope.server.rpartition(":")
    environ: WSGIEnvironment = {
        "REQUEST_METHOD": scope.method,
        "SCRIPT_NAME": "",
        "PATH_INFO": scope.path.encode().decode("latin-1"),
        "QUERY_STRING": scope.query_string.encode().decode("latin-1"),
        "SERVER_NAME": host,
        "SERVER_PORT": port,
        "SERVER_PROTOCOL": f"HTTP/{scope.http_version}",
        "REMOTE_ADDR": scope.client.rpartition(":")[0].strip("[]"),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.scheme,
        "wsgi.input": body,
        "wsgi.input_terminated": True,
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    for name, value in scope.headers.items():
        key = name.upper().replace("-", "_")
        key = key if key in {"CONTENT_TYPE", "CONTENT_LENGTH"} else f"HTTP_{key}"
        environ[key] = f"{environ[key]},{value}" if key in environ else value
    return environ
