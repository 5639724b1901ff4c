"""Bring the index, the stories and what is shown of them up to date with the store, in steps, as the one leader."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Event

from server.jobs.leader import GROUPING, leadership
from server.services.house import House

STEP = 200  # articles to a step


def group_all(
    house: House,
    *,
    data_path: Path,
    is_waiting: bool,
    stop: Event,
    on_step: Callable[[int], None] = lambda done: None,
) -> int:
    """Index and group everything that is not yet; return how many articles were. 0 if another process leads."""
    total = 0
    with leadership(data_path, GROUPING, is_waiting=is_waiting) as leads:
        while leads and not stop.is_set():
            done = house.grouping.catch_up(limit=STEP)
            house.preparing.prepare()
            if not done:
                break
            total += done
            on_step(done)
    return total


def rebuild_index(house: House, *, data_path: Path, on_step: Callable[[int], None] = lambda done: None) -> int:
    """Make the candidate index anew as the one leader, waiting for another; return how many changes were read."""
    with leadership(data_path, GROUPING, is_waiting=True):
        return house.grouping.rebuild_index(on_step)
