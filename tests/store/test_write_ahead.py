"""Processes that open a new store at one moment."""

from __future__ import annotations

import sqlite3

import pytest

from server.store.write_ahead import write_ahead


class Contested:
    """A connection to a file that others are opening as well."""

    def __init__(self, *, refusals: int, code: int = sqlite3.SQLITE_BUSY) -> None:
        self.refusals = refusals
        self.code = code
        self.statements: list[str] = []

    def execute(self, statement: str) -> None:
        if self.refusals:
            self.refusals -= 1
            error = sqlite3.OperationalError("database is locked")
            error.sqlite_errorcode = self.code
            raise error
        self.statements.append(statement)


def test_it_waits_for_others_that_open_the_file():
    connection, waits = Contested(refusals=3), []

    write_ahead(connection, wait=waits.append)

    assert connection.statements == ["PRAGMA journal_mode = WAL"]
    assert len(waits) == 3


# SQLite may refuse at once, or after it has waited itself: what counts is how long it has taken together.
@pytest.mark.parametrize("seconds_each", [0.0, 5.0])
def test_it_gives_up_after_some_seconds(seconds_each):
    waits: list[float] = []
    connection = Contested(refusals=10**6)

    def clock() -> float:
        return sum(waits) + seconds_each * (10**6 - connection.refusals)

    with pytest.raises(sqlite3.OperationalError, match="locked"):
        write_ahead(connection, wait=waits.append, clock=clock)
    assert 4.9 < clock() < 10.1


def test_what_waiting_does_not_mend_is_said_at_once():
    with pytest.raises(sqlite3.OperationalError):
        write_ahead(Contested(refusals=1, code=sqlite3.SQLITE_CORRUPT), wait=lambda _: pytest.fail("waited"))


def test_it_sets_a_real_file(tmp_path):
    connection = sqlite3.connect(tmp_path / "new.db")

    write_ahead(connection)

    assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    connection.close()
