"""How much of a stranger's answer do we take, and how long do we wait for it?

Every number here bounds what one hostile server can cost us. They are one value, so that tests can shrink them at once.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from server.errors import FetchTimeout

KIB, MIB = 1024, 1024 * 1024


@dataclass(frozen=True, slots=True)
class FetchLimits:
    """Seconds and bytes; sizes are those after decompression."""

    total: float = 8.0  # one fetch from waiting for its turn to the last byte, robots.txt and redirects included
    connect: float = 3.0  # one address
    resolve: float = 3.0
    feed_total: float = 60.0  # a sitemap index with all its children
    header_bytes: int = 64 * KIB
    page_bytes: int = 5 * MIB
    feed_bytes: int = 5 * MIB
    sitemap_bytes: int = 50 * MIB  # what the sitemap protocol allows
    robots_bytes: int = 512 * KIB  # RFC 9309 asks for at least 500 KiB
    redirects: int = 3
    failure_memory: float = 600.0  # an address that failed is left alone for so long


class Deadline:
    """A moment after which nobody waits any longer."""

    def __init__(self, seconds: float, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._end = clock() + seconds

    def remaining(self) -> float:
        """Return the seconds left, always more than none.

        :raises FetchTimeout: if there are none
        """
        left = self._end - self._clock()
        if left <= 0:
            raise FetchTimeout("The other server took too long to answer. Try again later.")
        return left
