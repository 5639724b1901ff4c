"""How the database is opened: which settings make "saved" mean "on disk".

SQLite runs in WAL mode with `synchronous=FULL`: with NORMAL a power cut takes back rows that had been acknowledged.
Memory-mapped reading stays off: a truncated file would then end the process instead of raising an error.

Open an engine in the process that uses it, after any fork.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy.pool import ConnectionPoolEntry

from server.errors import InvalidConfiguration
from server.store.write_ahead import write_ahead

BUSY_SECONDS = 5
PRAGMAS = (
    f"busy_timeout={BUSY_SECONDS * 1000}",
    "synchronous=FULL",
    "foreign_keys=ON",
    "cache_size=-8000",  # 8 MB for each connection
    "journal_size_limit=67108864",  # give the room of a grown WAL back once it has been copied
)
MEMORY_NAMES = {None, "", ":memory:"}


def open_engine(database_url: str) -> sa.Engine:
    """Return an engine whose connections commit each statement by itself; `Connections` adds transactions.

    :raises InvalidConfiguration: if the address is not one of a SQLite file or a PostgreSQL database
    """
    url = _parse(database_url)
    is_sqlite = url.get_backend_name() == "sqlite"
    try:
        engine = sa.create_engine(
            url,
            isolation_level="AUTOCOMMIT",
            max_overflow=-1,  # each thread holds one; a limit would make threads wait for each other
            pool_pre_ping=not is_sqlite,
            hide_parameters=True,  # errors end up in logs, and parameters are addresses that readers asked about
        )
    except ImportError as error:
        raise InvalidConfiguration("the driver for this database_url is missing: install psycopg") from error
    if is_sqlite:
        sa.event.listen(engine, "connect", _set_up)
    return engine


def _parse(database_url: str) -> sa.URL:
    try:
        url = sa.make_url(database_url)
    except sa.exc.ArgumentError as error:
        raise InvalidConfiguration(
            "database_url is not a database address, for example sqlite:////data/x.db"
        ) from error
    if url.drivername not in {"sqlite", "sqlite+pysqlite", "postgresql+psycopg"}:
        raise InvalidConfiguration("database_url must begin with sqlite:/// or postgresql+psycopg://")
    if url.get_backend_name() == "sqlite" and (url.database in MEMORY_NAMES or url.query):
        raise InvalidConfiguration("database_url must name a plain file: sqlite:////data/source-context.db")
    return url


def _set_up(connection: Any, _entry: ConnectionPoolEntry) -> None:  # Any: the driver's connection
    # Damaged text may not be UTF-8 any more; it must reach the hash check, not stop the whole query.
    connection.text_factory = _decode
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}").close()
    write_ahead(connection)


def _decode(text: bytes) -> str:
    return text.decode("utf-8", "replace")
