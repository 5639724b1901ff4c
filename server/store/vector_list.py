"""The list of the vectors that are held: of which article, in which file, made of which text, and by which model.

A SQLite file beside the files of the numbers (`server.store.vector_rows`). It is kept for one model, one store and one
form of text: that of another one is emptied when it is opened, and so is one that is damaged. Nothing in it is the only
copy of anything.
"""

from __future__ import annotations

import json
import logging
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import numpy as np

from server.coverage.embeddings import VectorState
from server.errors import StoreUnavailable
from server.store.immediate import immediate
from server.store.write_ahead import write_ahead

log = logging.getLogger(__name__)

# The number of a file is never given twice, so that nobody takes an old file that is still mapped for a new one.
_SCHEMA = """
CREATE TABLE IF NOT EXISTS state (
    only INTEGER PRIMARY KEY CHECK (only = 0), source TEXT NOT NULL, next_file INTEGER NOT NULL,
    position INTEGER NOT NULL, dimension INTEGER, probes BLOB, trouble TEXT, since INTEGER
);
CREATE TABLE IF NOT EXISTS days (day INTEGER PRIMARY KEY, file INTEGER NOT NULL, count INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS held (
    article_id TEXT PRIMARY KEY, file INTEGER NOT NULL, row INTEGER NOT NULL, stamp BLOB NOT NULL
) WITHOUT ROWID;
CREATE UNIQUE INDEX IF NOT EXISTS held_by_row ON held (file, row);
"""
_START = "INSERT OR IGNORE INTO state VALUES (0, ?, abs(random() % 1000000000000), 0, NULL, NULL, NULL, NULL)"
_STATE = "SELECT position, dimension, probes, trouble, since FROM state"
_FIND = "SELECT article_id, file, row FROM held WHERE article_id IN (SELECT value FROM json_each(?))"
_STAMPS = "SELECT article_id, stamp FROM held WHERE article_id IN (SELECT value FROM json_each(?))"
_TROUBLE = "UPDATE state SET since = CASE WHEN ?1 IS NULL THEN NULL ELSE coalesce(since, ?2) END, trouble = ?1"
_CANNOT = "the vectors of articles cannot be read or written just now; they are made again if they are lost"


class VectorList:
    """A SQLite file with one connection for each thread."""

    def __init__(self, folder: Path, *, source: str) -> None:
        """:param source: what the vectors are made of, and by which model"""
        self.folder = folder
        self._source = source
        self._connections = threading.local()
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._set_up()
        except (OSError, sqlite3.OperationalError) as error:
            raise StoreUnavailable(_CANNOT) from error
        except sqlite3.DatabaseError:  # not a database, or a damaged one
            self._delete()
            self._set_up()

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Yield this thread's connection. :raises StoreUnavailable:"""
        try:
            yield self._connection
        except sqlite3.Error as error:
            raise StoreUnavailable(_CANNOT) from error

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Yield it in a transaction. :raises StoreUnavailable:"""
        with self.reading() as connection, immediate(connection):
            yield connection

    def state(self) -> VectorState:
        """Return where the vectors stand. :raises StoreUnavailable:"""
        with self.reading() as connection:
            position, dimension, packed, trouble, since = connection.execute(_STATE).fetchone()
        probes = None if packed is None else np.frombuffer(packed, dtype="<f4").reshape(-1, dimension)
        return VectorState(position, dimension, probes, trouble, since)

    def update(self, change: str, *values: object) -> None:
        """Change the state. :raises StoreUnavailable:"""
        with self.writing() as connection:
            connection.execute(change, values)

    def note_trouble(self, trouble: str | None, *, minute: int) -> None:
        """Keep why the embedder cannot be used, and since when; None: it can. :raises StoreUnavailable:"""
        self.update(_TROUBLE, trouble, minute)

    def stamps(self, article_ids: Sequence[str]) -> dict[str, bytes]:
        """Return of which text the vector of each article was made, of those that have one."""
        with self.reading() as connection:
            return dict(connection.execute(_STAMPS, (json.dumps(list(article_ids)),)))

    def places(self, article_ids: Sequence[str]) -> list[tuple[str, int, int]]:
        """Return (article, file, row) of those that have a vector."""
        with self.reading() as connection:
            return connection.execute(_FIND, (json.dumps(list(article_ids)),)).fetchall()

    def find_listed(self, file: int, row: int) -> str | None:
        """Return whose vector this is; None if it is nobody's any more."""
        with self.reading() as connection:
            found = connection.execute("SELECT article_id FROM held WHERE file = ? AND row = ?", (file, row)).fetchone()
        return found[0] if found else None

    def files_between(self, first: int, last: int) -> list[tuple[int, int]]:
        """Return (file, rows in it) of these days, the newest first."""
        with self.reading() as connection:
            chosen = "SELECT file, count FROM days WHERE day BETWEEN ? AND ? ORDER BY day DESC"
            return connection.execute(chosen, (first, last)).fetchall()

    def count(self) -> int:
        """Return how many articles have a vector."""
        with self.reading() as connection:
            return int(connection.execute("SELECT count(*) FROM held").fetchone()[0])

    def path_of(self, file: int) -> Path:
        """Return where a file lies."""
        return self.folder / f"{file}.vectors"

    def forget(self, *, before: int | None = None) -> int:
        """Forget all vectors, or those of days before this one; return how many. :raises StoreUnavailable:"""
        with self.writing() as connection:
            dropped = _empty(connection) if before is None else _drop(connection, before)
        with self.writing() as connection:  # so that nobody is about to list one of the files
            listed = {self.path_of(file).name for (file,) in connection.execute("SELECT file FROM days")}
            for path in self.folder.glob("*.vectors"):
                if path.name not in listed:  # whoever has it mapped keeps what is mapped
                    path.unlink(missing_ok=True)
        return dropped

    def close(self) -> None:
        """Close this thread's connection."""
        held: sqlite3.Connection | None = getattr(self._connections, "held", None)
        if held is not None:
            held.close()
            del self._connections.held

    @property
    def _connection(self) -> sqlite3.Connection:
        held: sqlite3.Connection | None = getattr(self._connections, "held", None)
        if held is None:
            held = self._connections.held = sqlite3.connect(
                self.folder / "vectors.db", isolation_level=None, timeout=5.0
            )
            write_ahead(held)
            held.execute("PRAGMA synchronous = NORMAL")
        return held

    def _set_up(self) -> None:
        self._connection.executescript(_SCHEMA)
        with self.writing() as connection:
            connection.execute(_START, (self._source,))
            is_ours = connection.execute("SELECT source FROM state").fetchone()[0] == self._source
            connection.execute("UPDATE state SET source = ?", (self._source,))
        if not is_ours:
            self.update("UPDATE state SET trouble = NULL, since = NULL")
            self.forget()

    def _delete(self) -> None:
        log.warning("the list of vectors is damaged; they are made anew")
        self.close()
        for path in self.folder.iterdir():
            path.unlink(missing_ok=True)


def _empty(connection: sqlite3.Connection) -> int:
    dropped = connection.execute("DELETE FROM held").rowcount
    connection.execute("DELETE FROM days")
    connection.execute("UPDATE state SET position = 0, dimension = NULL, probes = NULL")
    return dropped


def _drop(connection: sqlite3.Connection, day: int) -> int:
    old = "SELECT file FROM days WHERE day < ?"
    dropped = connection.execute(f"DELETE FROM held WHERE file IN ({old})", (day,)).rowcount  # noqa: S608 -- our own
    connection.execute("DELETE FROM days WHERE day < ?", (day,))
    return dropped
