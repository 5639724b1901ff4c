"""Clients are counted, told what is left, and not remembered."""

from __future__ import annotations

import gc
from types import ModuleType

import pytest
import time_machine

from server.api.rate_limits import RateLimiter
from server.errors import InvalidConfiguration


def test_it_allows_up_to_the_limit_and_says_what_is_left() -> None:
    limiter = RateLimiter("2/minute")

    taken = [limiter.take("192.0.2.1") for _ in range(3)]

    assert [allowance.is_allowed for allowance in taken] == [True, True, False]
    assert [allowance.remaining for allowance in taken] == [1, 0, 0]
    assert all(1 <= allowance.reset_seconds <= 60 for allowance in taken)


def test_it_counts_each_client_by_itself() -> None:
    limiter = RateLimiter("1/minute")
    limiter.take("192.0.2.1")

    assert limiter.take("192.0.2.2").is_allowed


def test_it_forgets_who_was_who_after_a_day() -> None:
    limiter = RateLimiter("1/hour")
    with time_machine.travel("2026-10-05T23:59:00Z", tick=False) as clock:
        limiter.take("192.0.2.1")
        clock.shift(120)
        allowance = limiter.take("192.0.2.1")

    # The key has changed at midnight: the same address is somebody new.
    assert allowance.is_allowed


def test_it_keeps_no_address() -> None:
    limiter = RateLimiter("2/minute")
    limiter.take("192.0.2.177")

    kept = {id(limiter): limiter}
    for _ in range(12):  # whatever can be reached from it, as deep as its data goes
        found = (one for one in gc.get_referents(*kept.values()) if not isinstance(one, (type, ModuleType)))
        kept |= {id(one): one for one in found if not callable(one)}

    words = [one for one in kept.values() if isinstance(one, str)]
    assert any("default" in word or "LIMITER" in word for word in words)  # its keys were among them
    assert not any("192.0.2.177" in word for word in words)


def test_it_names_a_limit_that_is_none() -> None:
    with pytest.raises(InvalidConfiguration, match="120/minute"):
        RateLimiter("often")
