"""What was made of articles and stories ahead of being asked for. All of it can be made again from the record.

Each row bears a stamp of what it was made from and how. A row whose stamp is not the one that is wanted is as good as
none, so nothing here is ever stale, and a row that the disk has spoilt is only made again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from hashlib import blake2b

import sqlalchemy as sa

from server.store.connections import HeldConnections, writing
from server.store.dialects import upsert
from server.store.tables import prepared

AT_ONCE = 200  # ids to one statement

BY_IDS = sa.select(prepared).where(
    prepared.c.kind == sa.bindparam("its_kind"), prepared.c.id.in_(sa.bindparam("ids", expanding=True))
)
DELETE = sa.delete(prepared).where(
    prepared.c.kind == sa.bindparam("its_kind"), prepared.c.id.in_(sa.bindparam("ids", expanding=True))
)


class SqlPreparedStore:
    """Fulfils `server.services.ports.PreparedStore`."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine
        self._held = HeldConnections(engine)

    def load(self, kind: str, stamps: Mapping[str, bytes]) -> dict[str, bytes]:
        """Return what is there with the stamp that is asked for, by id. :raises StoreUnavailable:"""
        found = {}
        with self._held.reading() as connection:
            for ids in _in_parts(list(stamps)):
                for row in connection.execute(BY_IDS, {"its_kind": kind, "ids": ids}):
                    if row.stamp == _seal(stamps[row.id], row.data):
                        found[row.id] = row.data
        return found

    def save(self, kind: str, rows: Iterable[tuple[str, bytes, bytes]]) -> None:
        """Insert or replace (id, stamp, data). :raises StoreFull: :raises StoreUnavailable:"""
        values = [
            {"kind": kind, "id": its_id, "stamp": _seal(stamp, data), "data": data} for its_id, stamp, data in rows
        ]
        if values:
            with writing(self._engine) as connection:
                upsert(connection, prepared, values)

    def drop(self, kind: str, ids: Sequence[str]) -> None:
        """Forget what is no longer of use. :raises StoreUnavailable:"""
        if ids:
            with writing(self._engine) as connection:
                for part in _in_parts(ids):
                    connection.execute(DELETE, {"its_kind": kind, "ids": part})


def _in_parts(ids: Sequence[str]) -> list[Sequence[str]]:
    return [ids[start : start + AT_ONCE] for start in range(0, len(ids), AT_ONCE)]


def _seal(stamp: bytes, data: bytes) -> bytes:
    """Return the stamp bound to the data, so that neither fits another."""
    return blake2b(data, digest_size=16, key=blake2b(stamp, digest_size=32).digest()).digest()
