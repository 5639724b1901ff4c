"""Look again at the pages of articles whose time has come, as the one process that does."""

from __future__ import annotations

from pathlib import Path
from threading import Event

from server.jobs.leader import REVISITING, leadership
from server.services.house import House


def revisit_due(house: House, *, data_path: Path, stop: Event) -> int:
    """Look at all pages that are due; return how many were. 0 if another process leads."""
    total = 0
    with leadership(data_path, REVISITING, is_waiting=False) as leads:
        while leads and not stop.is_set():
            done = house.revisits.run(should_stop=stop.is_set)
            if not done:
                break
            total += done
    return total
