"""One process at a time does a job: a lock on a file of the data folder, which ends with the process that holds it."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

GROUPING = "grouping"
POLLING = "polling"
REVISITING = "revisiting"


@contextmanager
def leadership(data_path: Path, job: str, *, is_waiting: bool) -> Iterator[bool]:
    """Yield whether we are the one. :param is_waiting: wait until the present leader is gone, instead of giving up"""
    data_path.mkdir(parents=True, exist_ok=True)
    with (data_path / f"{job}.lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX if is_waiting else fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True  # closing the file gives the lock back
