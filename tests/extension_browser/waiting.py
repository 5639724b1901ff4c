"""How long does a test wait for something to become so?

Never a fixed time: it looks again and again, and gives up only when even a starved machine would have been done.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

PATIENCE = 30.0  # seconds
LOOKS_EVERY = 0.03

Seen = TypeVar("Seen")


def until(look: Callable[[], Seen], what: str, *, seconds: float = PATIENCE) -> Seen:
    """Return what `look` sees as soon as it is true.

    :raises AssertionError: saying `what` did not become so, and what was seen last
    """
    deadline = time.monotonic() + seconds
    while not (seen := look()):
        if time.monotonic() > deadline:
            raise AssertionError(f"not within {seconds:.0f} s: {what}; seen last: {seen!r}")
        time.sleep(LOOKS_EVERY)
    return seen
