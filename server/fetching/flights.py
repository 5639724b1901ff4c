"""Is somebody fetching this address already, and did it fail a moment ago?

A story that spreads makes many readers ask about one page at once. They share one fetch; and an address that has just
failed is not tried again for every one of them.
"""

from __future__ import annotations

import copy
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Future
from typing import Generic, TypeVar

from server.errors import FetchError, FetchTimeout, HostBusy

MAX_FAILURES = 4_096

T = TypeVar("T")


class Flights(Generic[T]):
    """Fetches under way, and failures remembered. Safe to use from several threads."""

    def __init__(self, *, failure_memory: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._memory = failure_memory
        self._clock = clock
        self._under_way: dict[str, Future[T]] = {}
        self._failures: OrderedDict[str, tuple[float, FetchError]] = OrderedDict()  # in order of their end
        self._lock = threading.Lock()

    def share(self, key: str, fetch: Callable[[], T], *, timeout: float) -> T:
        """Return what `fetch` returns, from the one call of it for `key` that is under way at a time.

        :raises FetchTimeout: if somebody else's fetch takes longer than `timeout`
        :raises FetchError: what `fetch` raised, now or within the memory of failures
        """
        with self._lock:
            self._raise_remembered(key)
            flight = self._under_way.get(key)
            if flight is None:
                self._under_way[key] = mine = Future[T]()
        if flight is None:
            return self._fly(key, fetch, mine)
        try:
            return flight.result(timeout)
        except TimeoutError as error:
            raise FetchTimeout("The other server took too long to answer. Try again later.") from error

    def _fly(self, key: str, fetch: Callable[[], T], mine: Future[T]) -> T:
        try:
            result = fetch()
        except BaseException as error:
            with self._lock:
                del self._under_way[key]
                self._remember(key, error)
            mine.set_exception(error)
            raise
        with self._lock:
            del self._under_way[key]
        mine.set_result(result)
        return result

    def _remember(self, key: str, error: BaseException) -> None:
        # A host that is busy now may be free a second later.
        if not isinstance(error, FetchError) or isinstance(error, HostBusy):
            return
        self._failures.pop(key, None)
        self._failures[key] = (self._clock() + self._memory, error)
        if len(self._failures) > MAX_FAILURES:
            self._failures.popitem(last=False)

    def _raise_remembered(self, key: str) -> None:
        until, error = self._failures.get(key, (0.0, None))
        if error is None:
            return
        if self._clock() < until:
            # A fresh copy: one exception raised in several threads would collect all their tracebacks.
            raise copy.copy(error).with_traceback(None)
        del self._failures[key]
