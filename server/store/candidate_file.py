"""The file of the candidate index: its tables, its connections, and which store it derives from.

Nothing in it is the only copy of anything: what a power cut takes, and what a newer version reads differently, is read
again from the store. That is why it may be faster and less careful than the store itself.
"""

from __future__ import annotations

import logging
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from server.errors import StoreUnavailable

log = logging.getLogger(__name__)

_SCHEMA = """
CREATE TABLE IF NOT EXISTS source (only INTEGER PRIMARY KEY CHECK (only = 0), name TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS numbers (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS records (
    number INTEGER PRIMARY KEY, article_id TEXT NOT NULL UNIQUE, minute INTEGER NOT NULL, record BLOB NOT NULL
);
CREATE TABLE IF NOT EXISTS postings (
    term INTEGER NOT NULL, segment INTEGER NOT NULL, offsets BLOB NOT NULL, PRIMARY KEY (term, segment)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS segments (
    segment INTEGER PRIMARY KEY, first_minute INTEGER NOT NULL, last_minute INTEGER NOT NULL, minutes BLOB NOT NULL
);
CREATE TABLE IF NOT EXISTS statistics (only INTEGER PRIMARY KEY CHECK (only = 0), number INTEGER, packed BLOB);
"""
_NUMBERS = {"position": 0, "next_number": 1, "generation": 0}
_PRAGMAS = (
    "journal_mode = WAL",
    "synchronous = NORMAL",
    "cache_size = -16000",  # 16 MB for each connection
    "wal_autocheckpoint = 8000",  # an article touches a hundred pages: copying them back pays only in bulk
)


class CandidateFile:
    """A SQLite file with one connection for each thread."""

    def __init__(self, path: Path, *, source: str) -> None:
        """:param source: what the file derives from; one that derives from anything else is emptied"""
        self._path = path
        self._connections = threading.local()
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            self._set_up(source)
        except sqlite3.OperationalError as error:
            raise StoreUnavailable(
                "the candidate index cannot be opened: see whether its folder can be written"
            ) from error
        except sqlite3.DatabaseError:  # not a database, or a damaged one: there is nothing in it to be saved
            self._delete()
            self._set_up(source)

    @property
    def connection(self) -> sqlite3.Connection:
        """This thread's connection: opening one costs more than a query."""
        held: sqlite3.Connection | None = getattr(self._connections, "held", None)
        if held is None:
            held = self._connections.held = sqlite3.connect(self._path, isolation_level=None, timeout=5.0)
            for pragma in _PRAGMAS:
                held.execute(f"PRAGMA {pragma}")
        return held

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Yield a connection in a transaction. :raises StoreUnavailable: if the file cannot be written just now"""
        connection = self.connection
        try:
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
            except BaseException:
                connection.execute("ROLLBACK")
                raise
            connection.execute("COMMIT")
        except sqlite3.OperationalError as error:
            message = "the candidate index cannot be written just now; it catches up with the store by itself"
            raise StoreUnavailable(message) from error

    def number(self, name: str) -> int:
        """Return one of the file's numbers."""
        return int(self.connection.execute("SELECT value FROM numbers WHERE name = ?", (name,)).fetchone()[0])

    def set_number(self, name: str, value: int) -> None:
        """Set one of the file's numbers, within `writing`."""
        self.connection.execute("UPDATE numbers SET value = ? WHERE name = ?", (value, name))

    def clear(self) -> None:
        """Forget everything; other processes notice by the generation."""
        with self.writing() as connection:
            self._empty(connection)

    def close(self) -> None:
        """Close this thread's connection."""
        held: sqlite3.Connection | None = getattr(self._connections, "held", None)
        if held is not None:
            held.close()
            del self._connections.held

    def _set_up(self, source: str) -> None:
        self.connection.executescript(_SCHEMA)
        with self.writing() as connection:
            connection.executemany("INSERT OR IGNORE INTO numbers VALUES (?, ?)", _NUMBERS.items())
            connection.execute("INSERT OR IGNORE INTO source VALUES (0, ?)", (source,))
            if connection.execute("SELECT name FROM source").fetchone()[0] != source:
                self._empty(connection)
                connection.execute("UPDATE source SET name = ?", (source,))

    def _delete(self) -> None:
        log.warning("the candidate index is damaged; it is built anew from the store")
        self.close()
        for suffix in ("", "-wal", "-shm"):
            self._path.with_name(self._path.name + suffix).unlink(missing_ok=True)

    def _empty(self, connection: sqlite3.Connection) -> None:
        for table in ("records", "postings", "segments", "statistics"):
            connection.execute(f"DELETE FROM {table}")  # noqa: S608 -- names from the line above
        self.set_number("generation", self.number("generation") + 1)
        self.set_number("position", 0)
        self.set_number("next_number", 1)
