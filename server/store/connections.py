"""Lends connections: a held one for each thread's reading, a fresh one for each transaction.

The database's errors become ours here, and nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from threading import local
from typing import Any

import sqlalchemy as sa

from server.errors import InvalidInput, StoreFull, StoreUnavailable
from server.store.dialects import (
    OPEN_SNAPSHOT,
    OPEN_WRITER,
    SNAPSHOT_ISOLATION,
    WRITER_ISOLATION,
    is_disk_full,
)

PIECE = 500  # values in one query; far below every database's limit


class HeldConnections:
    """One connection for each thread that reads: taking one from the pool would cost as much as a look-up."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine
        self._held = local()
        sa.event.listen(engine, "engine_disposed", self._let_go)

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """Lend this thread's connection; each statement sees what is committed when it begins."""
        with translated():
            connection = getattr(self._held, "connection", None)
            if connection is None:
                connection = self._held.connection = self._engine.connect()
            try:
                yield connection
            except sa.exc.SQLAlchemyError:
                self._held.connection = None
                connection.close()
                raise

    def _let_go(self, _engine: sa.Engine) -> None:
        self._held = local()


@contextmanager
def snapshot(engine: sa.Engine) -> Iterator[sa.Connection]:
    """Lend a connection on which several statements see one state of the data."""
    dialect = engine.dialect.name
    with translated(), engine.connect() as connection:
        connection.execution_options(isolation_level=SNAPSHOT_ISOLATION[dialect])
        connection.exec_driver_sql(OPEN_SNAPSHOT[dialect])
        yield connection


@contextmanager
def writing(engine: sa.Engine) -> Iterator[sa.Connection]:
    """Lend the one writer's connection; commit at the end, take everything back if anything is raised."""
    dialect = engine.dialect.name
    with translated(), engine.connect() as connection:
        connection.execution_options(isolation_level=WRITER_ISOLATION[dialect])
        connection.exec_driver_sql(OPEN_WRITER[dialect])
        yield connection
        connection.commit()


@contextmanager
def translated() -> Iterator[None]:
    """Raise the database's errors as ours."""
    try:
        yield
    except (sa.exc.DataError, UnicodeEncodeError) as error:
        raise InvalidInput("this holds characters that cannot be stored: remove NUL and lone surrogates") from error
    except (sa.exc.DBAPIError, UnicodeDecodeError) as error:  # SQLite quotes a damaged schema, byte for byte
        if is_disk_full(error):
            raise StoreFull("the disk is full: free some room, then writing goes on by itself") from error
        raise StoreUnavailable(
            "the store cannot be used just now; try again, and if it stays so run `source-context doctor`"
        ) from error


def rows_in(connection: sa.Connection, statement: sa.Select[Any], values: Iterable[Any]) -> list[sa.Row[Any]]:
    """Return the rows of a statement whose `values` are one long list, asked for in pieces."""
    wanted = sorted(values)  # neighbours lie on the same pages
    pieces = (wanted[start : start + PIECE] for start in range(0, len(wanted), PIECE))
    return [row for piece in pieces for row in connection.execute(statement, {"values": piece})]
