"""Requests of one client in a window, counted in memory under a keyed hash that changes every day.

The header fields are those of the Internet-Draft "RateLimit header fields for HTTP"
(draft-ietf-httpapi-ratelimit-headers): `RateLimit-Policy: "default";q=120;w=60` and `RateLimit: "default";r=119;t=60`.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import blake2b

from limits import RateLimitItem, parse
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter

from server.errors import InvalidConfiguration

DAY = 86_400


@dataclass(frozen=True, slots=True)
class Allowance:
    """What is left to a client."""

    is_allowed: bool
    remaining: int
    reset_seconds: int


class RateLimiter:
    """Counts requests. An address is never kept: only a hash under a key that is thrown away after a day."""

    def __init__(self, limit: str, *, setting: str = "rate_limit", clock: Callable[[], float] = time.time) -> None:
        """:raises InvalidConfiguration: if `limit` is not like "120/minute" """
        try:
            self._item: RateLimitItem = parse(limit)
        except ValueError as error:
            raise InvalidConfiguration(f"{setting} is {limit!r}; it takes for example '120/minute' or 'off'") from error
        self._limiter = FixedWindowRateLimiter(MemoryStorage())
        self._clock = clock
        self._day = -1
        self._key = b""

    @property
    def policy(self) -> str:
        """The `RateLimit-Policy` field."""
        return f'"default";q={self._item.amount};w={self._item.get_expiry()}'

    @property
    def text(self) -> str:
        """The limit for people: "120 per 1 minute"."""
        return str(self._item)

    def take(self, address: str) -> Allowance:
        """Count one request of this client."""
        client = blake2b(address.encode(), key=self._daily_key(), digest_size=12).hexdigest()
        is_allowed = self._limiter.hit(self._item, client)
        stats = self._limiter.get_window_stats(self._item, client)
        return Allowance(is_allowed, stats.remaining, max(1, round(stats.reset_time - self._clock())))

    def _daily_key(self) -> bytes:
        today = int(self._clock() // DAY)
        if today != self._day:
            self._day, self._key = today, secrets.token_bytes(32)
        return self._key
