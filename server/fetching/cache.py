"""Have we read this page lately, and may the copy be used?

HTTP's rules of freshness are requests-cache's work: it honours Cache-Control, asks with ETag and Last-Modified whether
a stale copy still holds, and falls back to it when the other server fails. What it stores and for how long is ours:
nothing outlives a day, because what readers looked up is nobody's archive; the whole is bounded; and a damaged or
unwritable file is a miss, never an error.

Each copy is a JSON file with a checksum in front (never pickle, which runs what it reads). Feeds are not cached here:
their ETag is a cursor that is stored together with their articles.
"""

from __future__ import annotations

import contextlib
import hashlib
import logging
import os
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import requests
import urllib3
from requests.adapters import BaseAdapter, HTTPAdapter
from requests.cookies import RequestsCookieJar
from requests.structures import CaseInsensitiveDict
from requests_cache.backends.base import BaseCache, BaseStorage
from requests_cache.models.response import CachedResponse
from requests_cache.session import CachedSession

from server.fetching.limits import MIB
from server.fetching.wire import Answer

logger = logging.getLogger(__name__)

MAX_AGE = 24 * 3_600
DEFAULT_AGE = 600  # for pages that do not say how long they stay fresh
MAX_TOTAL = 256 * MIB
WRITES_BETWEEN_PRUNINGS = 100
# The body is decoded when it comes to us, so what described its travel form no longer holds.
TRAVEL_HEADERS = {"content-encoding", "content-length", "transfer-encoding", "set-cookie"}

Hop = Callable[[str, Mapping[str, str]], Answer]


class PageCache:
    """Pages that were read in the last day, in a folder that may be deleted at any time."""

    def __init__(self, folder: Path, *, max_total: int = MAX_TOTAL, max_age: float = MAX_AGE) -> None:
        self._backend = BaseCache()
        self._backend.responses = self._files = _Files(folder, max_total=max_total, max_age=max_age)
        # requests-cache logs the full addresses of pages. What readers look at is not for logs.
        logging.getLogger("requests_cache").setLevel(logging.CRITICAL)
        self.prune()

    def get(self, url: str, headers: Mapping[str, str], hop: Hop) -> Answer:
        """Return the page at `url` from the cache if it is fresh, else through `hop`.

        :raises FetchError: what `hop` raises, unless an older copy can stand in
        """
        adapter = _HopAdapter(hop)
        # A session is cheap and not made for threads, so each request has its own; the backend is shared.
        session = CachedSession(
            backend=self._backend,
            key_fn=_cache_key,
            cache_control=True,
            expire_after=DEFAULT_AGE,
            stale_if_error=MAX_AGE,
            ignored_parameters=(),
            autoclose=False,
        )
        session.trust_env = False
        session.mount("https://", adapter)
        session.mount("http://", adapter)
        response = session.send(_prepare(url, headers), allow_redirects=False)
        if adapter.answer and not getattr(response, "from_cache", False):
            return adapter.answer
        return Answer(url, response.status_code, _lower(response.headers), response.content)

    def prune(self) -> None:
        """Delete what is too old, then the oldest until the rest is within bounds."""
        self._files.prune()


class _HopAdapter(BaseAdapter):
    """Lets a session reach the network only through `hop`."""

    def __init__(self, hop: Hop) -> None:
        super().__init__()
        self._hop = hop
        self.answer: Answer | None = None  # as it came, with the Location that the session must not see

    def send(self, request: requests.PreparedRequest, *_: Any, **__: Any) -> requests.Response:  # what requests passes
        self.answer = answer = self._hop(str(request.url), dict(request.headers))
        hidden = TRAVEL_HEADERS | {"location"}  # requests would parse it in its own way, even when it is not to follow
        raw = urllib3.HTTPResponse(
            body=BytesIO(answer.body),
            headers={name: value for name, value in answer.headers.items() if name not in hidden},
            status=answer.status,
            preload_content=False,
        )
        return HTTPAdapter().build_response(request, raw)

    def close(self) -> None:
        """Nothing is held between requests."""


class _Files(BaseStorage[str, CachedResponse]):
    """A dictionary of responses in which each is a file. Files of several processes may lie in one folder."""

    def __init__(self, folder: Path, *, max_total: int, max_age: float) -> None:
        super().__init__(serializer="json", decode_content=False)
        self._folder = folder
        self._max_total = max_total
        self._max_age = max_age
        self._writes = 0
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            logger.warning("The HTTP cache cannot be used: %s", error.strerror)

    def __getitem__(self, key: str) -> CachedResponse:
        path = self._folder / key
        try:
            if time.time() - path.stat().st_mtime > self._max_age:
                raise KeyError(key)
            digest, _, text = path.read_bytes().partition(b"\n")
        except OSError as error:
            raise KeyError(key) from error
        # The library's types take a value for what it makes of one.
        response: Any = self.deserialize(key, text.decode()) if digest == _digest(text) else None  # type: ignore[arg-type]
        if not isinstance(response, CachedResponse):  # damaged, or written by another version
            raise KeyError(key)
        return response

    def __setitem__(self, key: str, value: CachedResponse) -> None:
        latest = datetime.now(UTC) + timedelta(seconds=self._max_age)
        value.expires = min(value.expires or latest, latest)
        text = self.serialize(value).encode()
        unfinished = self._folder / f".{os.getpid()}-{threading.get_native_id()}"
        try:
            unfinished.touch(mode=0o600)
            unfinished.write_bytes(_digest(text) + b"\n" + text)
            unfinished.replace(self._folder / key)
        except OSError as error:  # a full disk costs us the copy, not the page
            logger.warning("A page could not be cached: %s", error.strerror)
            _delete(unfinished)
        self._writes += 1
        if self._writes % WRITES_BETWEEN_PRUNINGS == 0:
            self.prune()

    def __delitem__(self, key: str) -> None:
        try:
            (self._folder / key).unlink()
        except OSError as error:
            raise KeyError(key) from error

    def __iter__(self) -> Iterator[str]:
        return (entry.name for entry, _ in self._by_age())

    def __len__(self) -> int:
        return len(self._by_age())

    def prune(self) -> None:
        """Delete what is too old, then the oldest until the rest is within bounds."""
        total, now = 0, time.time()
        for entry, status in reversed(self._by_age()):
            total += status.st_size
            # A file dated ahead of the clock would otherwise live until the clock has caught up.
            if total > self._max_total or abs(now - status.st_mtime) > self._max_age:
                _delete(Path(entry))

    def _by_age(self) -> list[tuple[os.DirEntry[str], os.stat_result]]:
        """Return the files, oldest first. Others may delete them meanwhile."""
        found = []
        with contextlib.suppress(OSError):
            for entry in os.scandir(self._folder):
                if entry.is_file(follow_symlinks=False):
                    found.append((entry, entry.stat()))
        return sorted(found, key=lambda pair: pair[1].st_mtime)


def _prepare(url: str, headers: Mapping[str, str]) -> requests.PreparedRequest:
    """Return a request for exactly this URL; requests' own preparation would parse and quote it anew."""
    request = requests.PreparedRequest()
    request.method = "GET"
    request.url = url
    request.headers = CaseInsensitiveDict(headers)
    request.hooks = {"response": []}
    request._cookies = RequestsCookieJar()  # type: ignore[attr-defined]  # what `prepare` would set, always empty
    return request


def _cache_key(request: requests.PreparedRequest, **_: Any) -> str:  # the library passes options that we do not use
    """Return a file name for the URL. All our requests carry the same headers, so nothing else tells them apart."""
    return hashlib.sha256(str(request.url).encode()).hexdigest()


def _delete(path: Path) -> None:
    """Delete the file, unless it is gone already or the folder is not ours to change."""
    with contextlib.suppress(OSError):
        path.unlink()


def _digest(text: bytes) -> bytes:
    return hashlib.sha256(text).hexdigest().encode()


def _lower(headers: Mapping[str, str]) -> dict[str, str]:
    return {name.lower(): value for name, value in headers.items()}
