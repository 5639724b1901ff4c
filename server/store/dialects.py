"""What SQLite and PostgreSQL do differently, in one place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

# One writer at a time, in both: change numbers then become visible in their order, and a reader that has seen number n
# never has to look below n again. The number of PostgreSQL's lock is arbitrary but fixed.
OPEN_WRITER = {"sqlite": "BEGIN IMMEDIATE", "postgresql": "SELECT pg_advisory_xact_lock(7350198)"}
# Several statements, one state of the data.
OPEN_SNAPSHOT = {"sqlite": "BEGIN", "postgresql": "SELECT 1"}
# Connections commit each statement by itself unless told otherwise; SQLite is told by its own BEGIN.
WRITER_ISOLATION = {"sqlite": "AUTOCOMMIT", "postgresql": "READ COMMITTED"}
SNAPSHOT_ISOLATION = {"sqlite": "AUTOCOMMIT", "postgresql": "REPEATABLE READ"}

# A number that is another one after any transaction that wrote, and that costs next to nothing to ask for.
VERSION = {
    "sqlite": "PRAGMA data_version",  # of what other connections than the one that asks have written
    "postgresql": "SELECT txid_snapshot_xmax(txid_current_snapshot())",
}

SQLITE_FULL = "SQLITE_FULL"
POSTGRESQL_FULL = "53100"  # disk_full, appendix A of the PostgreSQL manual


def is_disk_full(error: Exception) -> bool:
    """Whether the database refused because there is no room left."""
    cause = getattr(error, "orig", None)
    codes = {getattr(cause, "sqlite_errorname", ""), getattr(cause, "sqlstate", "")}
    return not codes.isdisjoint({SQLITE_FULL, POSTGRESQL_FULL})


def upsert(
    connection: sa.Connection,
    table: sa.Table,
    rows: Iterable[Mapping[str, Any]],  # Any: column values
) -> None:
    """Insert rows; where a row with the same primary key exists, replace its other columns."""
    statement = sqlite.insert(table) if connection.dialect.name == "sqlite" else postgresql.insert(table)
    others = {column.name: statement.excluded[column.name] for column in table.columns if not column.primary_key}
    statement = statement.on_conflict_do_update(index_elements=list(table.primary_key), set_=others)
    batch = list(rows)
    if batch:
        connection.execute(statement, batch)


def insert_missing(
    connection: sa.Connection,
    table: sa.Table,
    rows: Iterable[Mapping[str, Any]],  # Any: column values
) -> None:
    """Insert rows; where a row with the same primary key exists, leave it as it is."""
    statement = sqlite.insert(table) if connection.dialect.name == "sqlite" else postgresql.insert(table)
    batch = list(rows)
    if batch:
        connection.execute(statement.on_conflict_do_nothing(index_elements=list(table.primary_key)), batch)
