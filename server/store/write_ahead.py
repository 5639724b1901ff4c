"""Sets a SQLite file to write-ahead logging, also while other processes are opening it.

The first to open a new file rewrites its header. SQLite gives up at once where two do that at the same moment, whatever
the busy timeout: waiting for each other they would never end.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable
from typing import Protocol

_FOR_SECONDS = 5.0
_STEP_SECONDS = 0.01


class _Executing(Protocol):
    """A connection, the driver's or one that stands for it."""

    def execute(self, statement: str, /) -> object: ...


def write_ahead(
    connection: _Executing,
    *,
    wait: Callable[[float], None] = time.sleep,
    clock: Callable[[], float] = time.monotonic,
) -> None:
    """Switch to WAL, waiting for whoever is about it. :raises sqlite3.OperationalError: if that takes 5 s"""
    give_up_at = clock() + _FOR_SECONDS  # by the clock: a refusal may itself have waited for the busy timeout
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or clock() >= give_up_at:
                raise
            wait(_STEP_SECONDS)
        else:
            return
