"""Delete what has outlived its use: copies of pages, and days of the index that nobody looks through any more.

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
    prune: Callable[[], None], drop_before: Callable[[int], int], *, data_path: Path, now: datetime, days: int
) -> None:
    """Delete old copies of pages; and from the index what is older than so many days, unless somebody writes it now.

    :param drop_before: takes minutes since 1970, and returns how many articles were dropped
    """
    prune()
    with leadership(data_path, GROUPING, is_waiting=False) as leads:  # whoever groups is the one that writes the index
        dropped = drop_before(int((now - timedelta(days=days)).timestamp()) // 60) if leads else 0
    if dropped:
        log.info("%d articles are older than %d days and have left the candidate index", dropped, days)
