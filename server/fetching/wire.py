"""Ask one checked address for one thing and read the answer, within a deadline and an allowance of bytes.

HTTP clients limit how long they wait for the next byte, so a server that sends one byte a second holds them for ever;
and they limit neither how many header lines nor how much decompressed text they take. Here every single read has only
what is left of the whole fetch's time, and every byte counts, first against the headers' allowance, then the body's.

What an answer means (redirects, caching, politeness) is `server.fetching.client`'s and the fetcher's business.
"""

from __future__ import annotations

import http.client
import io
import logging
import re
import socket
import ssl
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

import certifi
import urllib3
from urllib3.connection import HTTPConnection

from server.errors import TooLarge, UpstreamError
from server.fetching.guard import Target
from server.fetching.limits import KIB, Deadline, FetchLimits

CHUNK = 64 * KIB
# `Accept-Encoding` asks for gzip alone; whoever sends something else would be decoded by whatever is installed here.
ENCODINGS = {"", "identity", "gzip", "x-gzip"}

Dial = Callable[[str, int, float], socket.socket]  # address, port, seconds


@dataclass(frozen=True, slots=True)
class Want:
    """What a caller takes: how much of which media types."""

    max_bytes: int
    media_types: Collection[str] = ()  # none: whatever comes


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back. Header names are lower case; the body is decoded, and read only where the status is 200."""

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes = b""

    @property
    def media_type(self) -> str:
        """The declared media type without its parameters, or ""."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()


def dial_tcp(address: str, port: int, timeout: float) -> socket.socket:
    """Return a connection to `address`, which is a number, so that nothing is looked up again."""
    return socket.create_connection((address, port), timeout)


def build_tls() -> ssl.SSLContext:
    """Return the settings of every encrypted connection: certificates are checked, names too, TLS 1.2 and later."""
    return ssl.create_default_context(cafile=certifi.where())


class Wire:
    """Makes single requests. Holds what all of them share; safe to use from several threads."""

    def __init__(self, limits: FetchLimits, *, dial: Dial = dial_tcp, tls: ssl.SSLContext | None = None) -> None:
        self._limits = limits
        self._dial = dial
        self._tls = tls or build_tls()
        # urllib3 logs the full address of a page whose headers are malformed. What readers look at is not for logs.
        logging.getLogger("urllib3.connection").setLevel(logging.ERROR)

    def exchange(
        self,
        url: str,
        target: Target,
        headers: Mapping[str, str],
        *,
        want: Want,
        deadline: Deadline,
        body: bytes | None = None,
    ) -> Answer:
        """Send one GET to `target`, or a POST if there is a body, and return the answer.

        :raises FetchTimeout: :raises TooLarge: :raises UpstreamError:
        """
        try:
            sock = self._connect(target, deadline)
        except (OSError, ValueError) as error:  # ValueError: a name that TLS cannot carry
            deadline.remaining()
            raise UpstreamError("The other server could not be reached. Try again later.") from error
        try:
            return self._converse(url, target, headers, sock, want=want, deadline=deadline, body=body)
        except (urllib3.exceptions.HTTPError, http.client.HTTPException, OSError, ValueError) as error:
            deadline.remaining()
            raise UpstreamError("The other server's answer was cut off or is not proper HTTP.") from error
        finally:
            sock.close()

    def _connect(self, target: Target, deadline: Deadline) -> socket.socket:
        """Return a connection to the first address that takes one, encrypted if need be."""
        failure = OSError("no address")
        for address in target.addresses:
            try:
                sock = self._dial(address, target.port, min(self._limits.connect, deadline.remaining()))
            except OSError as error:
                failure = error
                continue
            return self._encrypt(sock, target, deadline) if target.uses_tls else sock
        raise failure

    def _encrypt(self, sock: socket.socket, target: Target, deadline: Deadline) -> socket.socket:
        """Return `sock` with TLS on it, the certificate checked against the name that was asked for."""
        try:
            sock.settimeout(deadline.remaining())  # for a handshake, the whole of it
            return self._tls.wrap_socket(sock, server_hostname=target.host)
        except BaseException:
            sock.close()
            raise

    def _converse(
        self,
        url: str,
        target: Target,
        headers: Mapping[str, str],
        sock: socket.socket,
        *,
        want: Want,
        deadline: Deadline,
        body: bytes | None,
    ) -> Answer:
        bounded = _BoundedSocket(sock, deadline, self._limits.header_bytes)
        connection = HTTPConnection(target.host, target.port)
        connection.sock = bounded  # has the few methods of a socket that http.client calls
        method = "GET" if body is None else "POST"
        headers = {"Host": target.authority, **headers}
        connection.request(method, target.path, body=body, headers=headers, preload_content=False)
        response = connection.getresponse()
        answer = Answer(url, response.status, {name.lower(): value for name, value in response.headers.itermerged()})
        if answer.status != http.HTTPStatus.OK:
            return answer
        _check_announced(answer, want)
        # Chunks have a frame around them, and gzip can make small things larger; twice is generous for both.
        bounded.allow(2 * want.max_bytes + CHUNK)
        return Answer(url, answer.status, answer.headers, _read_body(response, want.max_bytes))


def _check_announced(answer: Answer, want: Want) -> None:
    """Refuse by the headers what need not be read to know that it is not wanted."""
    if want.media_types and answer.media_type not in want.media_types:
        raise UpstreamError(
            f"The other server sent {answer.media_type or 'an undeclared type'}, not what was asked for.",
            status=answer.status,
        )
    encoding = answer.headers.get("content-encoding", "").strip().lower()
    if encoding not in ENCODINGS:
        raise UpstreamError("The other server sent a compression that was not asked for.", status=answer.status)
    length = answer.headers.get("content-length", "")
    if re.fullmatch(r"\d{1,18}", length, re.ASCII) and int(length) > want.max_bytes:
        raise TooLarge(_too_large(want.max_bytes))


def _read_body(response: urllib3.BaseHTTPResponse, max_bytes: int) -> bytes:
    """Return the decoded body; decoding stops as soon as it is too much, however small it came."""
    body = io.BytesIO()
    for chunk in response.stream(CHUNK, decode_content=True):
        if body.tell() + len(chunk) > max_bytes:
            raise TooLarge(_too_large(max_bytes))
        body.write(chunk)
    return body.getvalue()


def _too_large(max_bytes: int) -> str:
    return f"The document is larger than the {max_bytes // KIB:,} KiB that we read."


class _BoundedReader(io.RawIOBase):
    """The bytes that come in, each read waiting no longer than the deadline, all of them within the allowance."""

    def __init__(self, sock: socket.socket, deadline: Deadline, allowance: int) -> None:
        self._sock = sock
        self._deadline = deadline
        self.allowance = allowance

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:  # any writable buffer, for which Python 3.11 has no type
        view = memoryview(buffer)[: self.allowance]
        if not view:
            raise TooLarge("The other server sends more than we read.")
        self._sock.settimeout(self._deadline.remaining())
        try:
            count = self._sock.recv_into(view)
        except TimeoutError:
            self._deadline.remaining()
            raise
        self.allowance -= count
        return count


class _BoundedSocket:
    """A connected socket as http.client uses it, read through a `_BoundedReader`."""

    def __init__(self, sock: socket.socket, deadline: Deadline, allowance: int) -> None:
        self._sock = sock
        self._deadline = deadline
        self._reader = _BoundedReader(sock, deadline, allowance)

    def allow(self, count: int) -> None:
        """Take `count` bytes from here on."""
        self._reader.allowance = count

    def makefile(self, _mode: str) -> io.BufferedReader:
        return io.BufferedReader(self._reader)

    def sendall(self, data: bytes) -> None:
        self._sock.settimeout(self._deadline.remaining())  # for all of it
        self._sock.sendall(data)

    def settimeout(self, seconds: float | None) -> None:
        """Every read and write has its own."""

    def close(self) -> None:
        """http.client closes as soon as the headers say so, but the body is still to come; `Wire` closes afterwards."""
