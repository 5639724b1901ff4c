"""Copies the store while it is in use, and checks that a store, or a copy, is whole.

`backup` writes one complete file. To restore it: stop every process of ours, move the old database away together with
its `-wal` and `-shm` files (a left-over `-wal` would be played into the copy), put the copy in its place, check it with
`verify`, start again. What derives from the store catches up by itself.

PostgreSQL is backed up with its own tools; `verify` works there, too.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa

from server.errors import InvalidConfiguration, InvalidInput, StoreUnavailable
from server.store.connections import snapshot, translated
from server.store.hashing import is_intact
from server.store.membership import member_hash, replay
from server.store.rows import AnyRow, read_op
from server.store.tables import actions, articles, members, reports, revisions, stories, story_ops, versions

Progress = Callable[[int, int], None]

STEP = 1000  # rows between two reports of progress
SEALED = (articles, revisions, stories, story_ops, reports, versions, actions)
WHOLE = "ok"  # what SQLite says when it found nothing
MOST_FINDINGS = 20  # of SQLite's own; after that many the file is beyond doubt


@dataclass(frozen=True, slots=True)
class VerifyReport:
    """What a check has found."""

    rows: int  # rows whose hash was checked
    damaged: tuple[str, ...]  # "table key" of rows that are not as they were written
    misplaced: tuple[str, ...]  # ids of articles that are not in the story that the log puts them in
    findings: tuple[str, ...]  # what the database says about its own structure

    @property
    def is_whole(self) -> bool:
        """Whether nothing was found."""
        return not (self.damaged or self.misplaced or self.findings)


def backup(engine: sa.Engine, target: Path) -> None:
    """Write a copy of the store to `target`: a whole file or, if anything goes wrong, none. Writers may go on.

    :raises InvalidInput: if `target` is the store itself, or not a place for a file
    :raises InvalidConfiguration: if the store is not a SQLite file
    :raises StoreFull: :raises StoreUnavailable:
    """
    if engine.dialect.name != "sqlite":
        raise InvalidConfiguration("only a SQLite store is copied this way: use pg_dump for PostgreSQL")
    if not target.parent.is_dir() or target.is_dir():
        raise InvalidInput("the copy needs the name of a file in a folder that exists")
    if target.exists() and target.samefile(engine.url.database or ""):
        raise InvalidInput("the copy would replace the store itself: name another file")
    unfinished = target.with_name(f".{target.name}.unfinished")
    try:
        unfinished.unlink(missing_ok=True)
        with translated(), engine.connect() as connection:  # VACUUM cannot be part of a transaction
            connection.execute(sa.text("VACUUM INTO :target"), {"target": str(unfinished)})
        _flush(unfinished)
        unfinished.replace(target)
        _flush(target.parent)
    except OSError as error:
        raise StoreUnavailable(f"the copy cannot be written: {error.strerror}; name another place") from error
    finally:
        unfinished.unlink(missing_ok=True)


def verify(engine: sa.Engine, *, progress: Progress | None = None) -> VerifyReport:
    """Check the hash of every row, the log against the membership, and the database's own structure.

    :param progress: called now and then with the rows done and the rows there are
    :raises StoreUnavailable: if the store is too damaged to be read through
    """
    with snapshot(engine) as connection:
        findings = _structure(connection)
        total = sum(_count(connection, table) for table in (*SEALED, members))
        damaged, done = [], 0
        for done, (name, fits) in enumerate(_rows(connection), start=1):
            if not fits:
                damaged.append(name)
            if progress and (done % STEP == 0 or done == total):
                progress(done, total)
        return VerifyReport(done, tuple(damaged), tuple(_misplaced(connection)), findings)


def _rows(connection: sa.Connection) -> Iterator[tuple[str, bool]]:
    for table in SEALED:
        for row in _stream(connection, sa.select(table)):
            keys = " ".join(str(row._mapping[column]) for column in table.primary_key)
            yield f"{table.name} {keys}", is_intact(row)
    for row in _stream(connection, sa.select(members)):
        yield f"members {row.article_id}", member_hash(row._asdict()) == row.content_hash


def _misplaced(connection: sa.Connection) -> list[str]:
    intact = (row for row in _stream(connection, sa.select(story_ops).order_by(story_ops.c.n)) if is_intact(row))
    expected = replay(read_op(row) for row in intact)
    stored = {row.article_id: row.story_id for row in _stream(connection, sa.select(members))}
    return sorted(key for key in expected.keys() | stored.keys() if expected.get(key) != stored.get(key))


def _structure(connection: sa.Connection) -> tuple[str, ...]:
    if connection.dialect.name != "sqlite":
        return ()
    own = connection.exec_driver_sql(f"PRAGMA integrity_check({MOST_FINDINGS})").scalars()
    links = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchmany(MOST_FINDINGS)
    return (
        *(str(finding) for finding in own if finding != WHOLE),
        *(f"a row of {link[0]} names a row of {link[2]} that does not exist" for link in links),
    )


def _stream(connection: sa.Connection, query: sa.Select[tuple[object, ...]]) -> Iterator[AnyRow]:
    return iter(connection.execute(query, execution_options={"yield_per": STEP}))


def _count(connection: sa.Connection, table: sa.Table) -> int:
    number: int = connection.execute(sa.select(sa.func.count()).select_from(table)).scalar_one()
    return number


def _flush(path: Path) -> None:
    """Wait until a file or folder is on disk: a copy that is lost with the power is none."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
