"""The file of the candidate index: its tables, its connections, and which store it derives from.

It lists the segments, holds the records that are in none of them yet (`log`), and the numbers of those that are gone
from one. Segments lie in a folder beside it. Nothing in it is the only copy of anything: what a power cut takes, and
what a newer version reads differently, is read again from the store. That is why it may be faster and less careful
than the store itself.
"""

from __future__ import annotations

import logging
import sqlite3
import threading
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from server.errors import StoreUnavailable
from server.store.immediate import immediate
from server.store.write_ahead import write_ahead

log = logging.getLogger(__name__)

EDITION = 3  # of the tables and the segments; the file of another one is emptied

_SCHEMA = """
CREATE TABLE IF NOT EXISTS source (only INTEGER PRIMARY KEY CHECK (only = 0), name TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS state (
    only INTEGER PRIMARY KEY CHECK (only = 0), version INTEGER NOT NULL, generation INTEGER NOT NULL,
    layout INTEGER NOT NULL, position INTEGER NOT NULL, next_number INTEGER NOT NULL, articles INTEGER NOT NULL
);
CREATE TABLE IF NOT EXISTS log (
    number INTEGER PRIMARY KEY, minute INTEGER NOT NULL, is_new INTEGER NOT NULL, record BLOB NOT NULL
);
CREATE TABLE IF NOT EXISTS segments (
    first INTEGER PRIMARY KEY, count INTEGER NOT NULL, last_minute INTEGER NOT NULL, name TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS gone (n INTEGER PRIMARY KEY AUTOINCREMENT, number INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS statistics (only INTEGER PRIMARY KEY CHECK (only = 0), number INTEGER, packed BLOB);
"""
_PRAGMAS = (
    "synchronous = NORMAL",
    "cache_size = -4000",  # 4 MB for each connection: the log is read once, in order
)
_CANNOT_READ = "the candidate index cannot be read just now; it is made again from the store if it is lost"
_CANNOT_WRITE = "the candidate index cannot be written just now; it catches up with the store by itself"


class State(msgspec.Struct, frozen=True):
    """Where the index stands. `version` changes with every write."""

    version: int = 0
    generation: int = 0  # changes when everything is forgotten
    layout: int = 0  # changes when segments come, merge or go
    position: int = 0  # change number of the store
    next_number: int = 1  # of the next article
    articles: int = 0  # that can be found


_COLUMNS = State.__struct_fields__
_READ_STATE = f"SELECT {', '.join(_COLUMNS)} FROM state"  # noqa: S608 -- our own names
_WRITE_STATE = f"UPDATE state SET {', '.join(f'{name} = ?' for name in _COLUMNS)}"  # noqa: S608 -- our own names


class CandidateFile:
    """A SQLite file with one connection for each thread, and the folder of its segments."""

    def __init__(self, path: Path, *, source: str) -> None:
        """:param source: what the file derives from; one that derives from anything else is emptied"""
        self._path = path
        self.folder = path.with_name(f"{path.name}-segments")
        self._connections = threading.local()
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            self._set_up(source)
        except (OSError, sqlite3.OperationalError) as error:
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
            write_ahead(held)
            for pragma in _PRAGMAS:
                held.execute(f"PRAGMA {pragma}")
        return held

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Yield a connection that sees one moment. :raises StoreUnavailable: if the file cannot be read just now"""
        try:
            connection = self.connection
            if connection.in_transaction:  # of `writing`: it sees what it has written
                yield connection
                return
            connection.execute("BEGIN")
            try:
                yield connection
            finally:
                connection.execute("ROLLBACK")
        except sqlite3.Error as error:
            raise StoreUnavailable(_CANNOT_READ) from error

    @contextmanager
    def writing(self, *, is_durable: bool = False) -> Iterator[sqlite3.Connection]:
        """Yield a connection in a transaction.

        :param is_durable: wait for the disk: files are about to be deleted that are no longer listed
        :raises StoreUnavailable: if the file cannot be written just now
        """
        try:
            with self._transaction(is_durable=is_durable) as connection:
                yield connection
        except sqlite3.Error as error:
            raise StoreUnavailable(_CANNOT_WRITE) from error

    @contextmanager
    def _transaction(self, *, is_durable: bool) -> Iterator[sqlite3.Connection]:
        connection = self.connection
        if is_durable:
            connection.execute("PRAGMA synchronous = FULL")
        try:
            with immediate(connection):
                yield connection
        finally:
            if is_durable:
                connection.execute("PRAGMA synchronous = NORMAL")

    def state(self) -> State:
        """Return where the index stands. :raises StoreUnavailable:"""
        try:
            return State(*self.connection.execute(_READ_STATE).fetchone())
        except sqlite3.Error as error:
            raise StoreUnavailable(_CANNOT_READ) from error

    def set_state(self, state: State) -> State:
        """Write where the index stands, within `writing`; return it with its new version."""
        state = msgspec.structs.replace(state, version=state.version + 1)
        self.connection.execute(_WRITE_STATE, msgspec.structs.astuple(state))
        return state

    def clear(self) -> None:
        """Forget everything; other processes notice by the generation."""
        with self.writing(is_durable=True) as connection:
            self._empty(connection)
        self.delete_unlisted()

    def delete_unlisted(self, *, but: Collection[str] = ()) -> None:
        """Delete the segments that are not listed (any more). Whoever has one mapped keeps what is mapped."""
        with self.reading() as connection:
            listed = {name for (name,) in connection.execute("SELECT name FROM segments")}
        for path in self.folder.iterdir():
            if path.name not in listed and path.name not in but:
                path.unlink(missing_ok=True)

    def close(self) -> None:
        """Close this thread's connection."""
        held: sqlite3.Connection | None = getattr(self._connections, "held", None)
        if held is not None:
            held.close()
            del self._connections.held

    def _set_up(self, source: str) -> None:
        source = f"{source}/{EDITION}"
        with self._transaction(is_durable=False) as connection:
            tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
            is_ours = not tables or "state" in tables
            if not is_ours:
                for table in set(tables) - {"sqlite_sequence"}:
                    connection.execute(f"DROP TABLE {table}")  # the first edition's
            for statement in _SCHEMA.split(";"):
                connection.execute(statement)
            connection.execute(
                "INSERT OR IGNORE INTO state VALUES (0, ?, ?, ?, ?, ?, ?)", msgspec.structs.astuple(State())
            )
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
        for table in ("log", "segments", "gone", "statistics"):
            connection.execute(f"DELETE FROM {table}")  # noqa: S608 -- names from the line above
        state = self.state()
        self.set_state(State(version=state.version, generation=state.generation + 1, layout=state.layout + 1))
