"""Delete what has outlived its use: copies of pages, what was made ready, and days of the index that nobody asks for.

What is dropped from the index stays in the store, and its stories stay as they are.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from server.jobs.leader import GROUPING, leadership

log = logging.getLogger(__name__)


def tidy(
    prune: Callable[[], None],
    drop_before: Callable[[int], int],
    forget_before: Callable[[datetime], int],
    *,
    data_path: Path,
    now: datetime,
    days: int,
) -> None:
    """Delete old copies of pages; and what is older than so many days from the index, and of what was made ready for
    those who ask, unless somebody writes them now.

    :param drop_before: takes minutes since 1970, and returns how many articles were dropped
    """
    prune()
    with leadership(data_path, GROUPING, is_waiting=False) as leads:  # whoever groups is the one that writes the index
        before = now - timedelta(days=days)
        dropped = drop_before(int(before.timestamp()) // 60) if leads else 0
        if leads:
            forget_before(before)
    if dropped:
        log.info("%d articles are older than %d days and have left the candidate index", dropped, days)
