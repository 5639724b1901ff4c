"""Ask the operator's own embeddings service for the vectors of texts.

Any server with the common `/v1/embeddings` interface will do, for example llama.cpp, Ollama or vLLM. It is asked only
if the operator has named it, and off this machine only if its host is named a second time, as one that may be sent
what outlets have published. It is sent headlines and beginnings of articles, and nothing of any reader. One address,
no redirect, no proxy, a deadline for the whole answer and a bound on its size. What the numbers are worth is checked
by whoever asks (`server.coverage.embeddings`).
"""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from http import HTTPStatus

import msgspec
import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from server.errors import (
    EmbedderFailed,
    EmbedderRefused,
    FetchError,
    FetchTimeout,
    InvalidConfiguration,
    InvalidInput,
    TooLarge,
    UpstreamError,
)
from server.fetching.guard import DEFAULT_PORTS, Resolve, Target, look_up, system_resolve
from server.fetching.limits import MIB, Deadline, FetchLimits
from server.fetching.wire import Want, Wire
from server.urls.parsing import WebURL, parse_url

MOST_BYTES = 8 * MIB  # of an answer: forty vectors of 4,096 numbers, 22 characters each, are half of it
REASONS: dict[type[Exception], str] = {
    FetchTimeout: "did not answer in time",
    TooLarge: "sent more than we take",
    UpstreamError: "could not be reached, or does not speak as it should",
}
# How servers in use answer a text that is too long for the model, which only they can tell.
REFUSALS = {400, 413, 422, 500}
LOOPBACK = {"localhost": ("127.0.0.1", "::1"), "127.0.0.1": ("127.0.0.1",), "::1": ("::1",)}
_TRIED_ADDRESSES = 3


class _Embedding(Struct, frozen=True):
    embedding: list[float]
    index: int


class _Answer(Struct, frozen=True):
    data: list[_Embedding]


class HttpEmbedder:
    """Fulfils `server.coverage.embeddings.Embedder`. Safe to use from several threads."""

    def __init__(
        self,
        url: str,
        *,
        model: str,
        prefix: str = "",
        key: str = "",
        seconds: float = 10.0,
        hosts: Collection[str] = (),
        resolve: Resolve = system_resolve,
    ) -> None:
        """:param url: of the interface, up to `/v1`  :param key: bearer token, if it wants one

        :param prefix: what the model wants to read before each text: "query: " for some
        :param hosts: other machines that articles may be sent to
        :raises InvalidConfiguration: if the address is none, or leads to a machine that is not among them
        """
        self._asked = model
        self._prefix = prefix
        self._url = f"{url.rstrip('/')}/embeddings"
        self._parsed = _check(self._url, hosts, has_key=bool(key))
        self._headers = {"Content-Type": "application/json", "Accept": "application/json", "Connection": "close"}
        if key:
            self._headers["Authorization"] = f"Bearer {key}"
        self._seconds = seconds
        self._resolve = resolve
        self._wire = Wire(FetchLimits())

    @property
    def model(self) -> str:
        """Which model answers; read otherwise, it is another one."""
        return f"{self._prefix}{self._asked}"

    def embed(self, texts: Sequence[str]) -> NDArray[np.float64]:
        """Return a row for each text, as it was answered. :raises EmbedderFailed:"""
        asked = {
            "model": self._asked,
            "input": [f"{self._prefix}{text}" for text in texts],
            "encoding_format": "float",
        }
        return _parse(self._post(json.dumps(asked).encode()))

    def _post(self, body: bytes) -> bytes:
        deadline = Deadline(self._seconds)
        want = Want(MOST_BYTES, media_types={"application/json"})
        try:
            answer = self._wire.exchange(
                self._url, self._target(deadline), self._headers, want=want, deadline=deadline, body=body
            )
        except FetchError as error:
            reason = next((REASONS[kind] for kind in type(error).__mro__ if kind in REASONS), "could not be reached")
            raise EmbedderFailed(f"the embeddings service {reason}") from error
        if answer.status != HTTPStatus.OK:
            kind = EmbedderRefused if answer.status in REFUSALS else EmbedderFailed
            raise kind(f"the embeddings service answered with status {answer.status}")
        return answer.body

    def _target(self, deadline: Deadline) -> Target:
        """Return whom to dial. The operator has named the host, so any address of it will do."""
        host, port = self._parsed.host, _port(self._parsed)
        addresses = LOOPBACK.get(_bare(host)) or look_up(self._resolve, host, port, deadline.remaining())
        return Target(self._parsed.scheme, host, port, tuple(addresses[:_TRIED_ADDRESSES]), self._parsed.path)


def _check(url: str, hosts: Collection[str], *, has_key: bool) -> WebURL:
    try:
        parsed = parse_url(url)
    except InvalidInput as error:
        raise InvalidConfiguration("embedder_url takes an http(s) address, up to /v1") from error
    if parsed.query or parsed.has_credentials:
        raise InvalidConfiguration("embedder_url takes an address up to /v1, without a query, a name or a password")
    is_here = _bare(parsed.host) in LOOPBACK
    if not is_here and parsed.host not in {host.lower() for host in hosts}:
        raise InvalidConfiguration(
            f"embedder_url leads to another machine: if headlines and beginnings of articles may be sent to "
            f"{parsed.host}, name it in embedder_hosts"
        )
    if has_key and not is_here and parsed.scheme != "https":
        raise InvalidConfiguration("embedder_key would travel in the clear: use an https address for embedder_url")
    return parsed


def _port(parsed: WebURL) -> int:
    return parsed.port or DEFAULT_PORTS[parsed.scheme]


def _bare(host: str) -> str:
    return host.strip("[]")


def _parse(body: bytes) -> NDArray[np.float64]:
    try:
        data = msgspec.json.decode(body, type=_Answer).data
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise EmbedderFailed("the embeddings service's answer has not the shape that was asked for") from error
    if sorted(one.index for one in data) != list(range(len(data))) or len({len(one.embedding) for one in data}) != 1:
        raise EmbedderFailed("the embeddings service did not send one vector for each text")
    return np.array([one.embedding for one in sorted(data, key=lambda one: one.index)], dtype=np.float64)
