"""What was made of articles and stories ahead of being asked for. All of it can be made again from the record.

Each row bears a stamp of what it was made from and how. A row whose stamp is not the one that is wanted is as good as
none, so nothing here is ever stale, and a row that the disk has spoilt is only made again. It is several times as large
as the texts, so it is packed, and what is old or belongs to no story any more is deleted.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from hashlib import blake2b

import sqlalchemy as sa

from server.store.connections import HeldConnections, writing
from server.store.dialects import upsert
from server.store.rows import to_micros
from server.store.tables import articles, prepared, stories

ARTICLE, STORY = "article", "story"
AT_ONCE = 200  # ids to one statement
FORM = b"zlib"  # another one whenever rows are packed in another way
PACKING = 3  # of 9: a third of the size; more takes longer and saves little

BY_IDS = sa.select(prepared).where(
    prepared.c.kind == sa.bindparam("its_kind"), prepared.c.id.in_(sa.bindparam("ids", expanding=True))
)
DELETE = sa.delete(prepared).where(
    prepared.c.kind == sa.bindparam("its_kind"), prepared.c.id.in_(sa.bindparam("ids", expanding=True))
)
OUTLIVED = {
    ARTICLE: sa.select(prepared.c.id)
    .join(articles, articles.c.id == prepared.c.id)
    .where(prepared.c.kind == ARTICLE, articles.c.first_seen_at < sa.bindparam("before")),
    STORY: sa.select(prepared.c.id)
    .outerjoin(stories, stories.c.id == prepared.c.id)
    .where(
        prepared.c.kind == STORY,
        sa.or_(stories.c.id.is_(None), stories.c.articles == 0, stories.c.updated_at < sa.bindparam("before")),
    ),
}


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
                        found[row.id] = zlib.decompress(row.data)
        return found

    def save(self, kind: str, rows: Iterable[tuple[str, bytes, bytes]]) -> None:
        """Insert or replace (id, stamp, data). :raises StoreFull: :raises StoreUnavailable:"""
        packed = ((its_id, stamp, zlib.compress(data, PACKING)) for its_id, stamp, data in rows)
        values = [
            {"kind": kind, "id": its_id, "stamp": _seal(stamp, data), "data": data} for its_id, stamp, data in packed
        ]
        if values:
            with writing(self._engine) as connection:
                upsert(connection, prepared, values)

    def prune(self, before: datetime) -> int:
        """Delete what is of articles first seen, and of stories last touched, before then, or of stories that are no
        more; return how many rows. :raises StoreUnavailable:
        """
        with self._held.reading() as connection:
            cutoff = {"before": to_micros(before)}
            outlived = {kind: connection.execute(query, cutoff).scalars().all() for kind, query in OUTLIVED.items()}
        for kind, ids in outlived.items():
            for part in _in_parts(ids):  # a transaction each: others want to write, too
                with writing(self._engine) as connection:
                    connection.execute(DELETE, {"its_kind": kind, "ids": part})
        return sum(map(len, outlived.values()))


def _in_parts(ids: Sequence[str]) -> list[Sequence[str]]:
    return [ids[start : start + AT_ONCE] for start in range(0, len(ids), AT_ONCE)]


def _seal(stamp: bytes, data: bytes) -> bytes:
    """Return the stamp bound to the data and to how it is packed, so that none fits another."""
    return blake2b(data, digest_size=16, key=blake2b(stamp, digest_size=32, person=FORM).digest()).digest()
