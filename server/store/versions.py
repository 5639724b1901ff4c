"""The record of what was shown of stories: versions are added and never changed."""

from __future__ import annotations

import logging
from datetime import datetime

import msgspec
import sqlalchemy as sa

from server.articles.models import Evidence
from server.errors import DamagedRecord, NotFound
from server.store.connections import HeldConnections, writing
from server.store.dialects import upsert
from server.store.hashing import is_intact, sealed
from server.store.rows import AnyRow, Values, from_micros, to_json, to_micros
from server.store.tables import unsettled, versions
from server.stories.versions import Change, Version
from server.summaries.models import StorySummary

log = logging.getLogger(__name__)

_SUMMARY = msgspec.json.Decoder(StorySummary)
_TEXTS = msgspec.json.Decoder(dict[str, int])
_NOTICES = msgspec.json.Decoder(tuple[Evidence, ...])
_CHANGES = msgspec.json.Decoder(tuple[Change, ...])

OF_STORY = sa.select(versions).where(versions.c.story_id == sa.bindparam("story"))
NEWEST_FIRST = OF_STORY.order_by(versions.c.number.desc())
LAST_NUMBER = sa.select(sa.func.max(versions.c.number)).where(versions.c.story_id == sa.bindparam("story"))
DUE = (
    sa.select(unsettled.c.story_id)
    .where(unsettled.c.due_at <= sa.bindparam("now"))
    .order_by(unsettled.c.due_at)
    .limit(sa.bindparam("most"))
)
IS_UNSETTLED = sa.select(sa.exists().where(unsettled.c.story_id == sa.bindparam("story")))
SETTLE = sa.delete(unsettled).where(unsettled.c.story_id == sa.bindparam("its_story"))


class SqlVersionStore:
    """Fulfils `server.services.history_ports.VersionStore`."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine
        self._held = HeldConnections(engine)

    def add(self, version: Version) -> None:
        """Record a version; the story waits for none any more.

        :raises StoreUnavailable: also if there is a version with this number already
        """
        with writing(self._engine) as connection:
            connection.execute(sa.insert(versions), [sealed(_values(version))])
            connection.execute(SETTLE, {"its_story": version.story_id})

    def defer(self, story_id: str, *, until: datetime) -> None:
        """Have the story looked at again at that time: it has changed, but too soon for another version."""
        with writing(self._engine) as connection:
            upsert(connection, unsettled, [{"story_id": story_id, "due_at": to_micros(until)}])

    def settle(self, story_id: str) -> None:
        """The story waits for no version any more."""
        with self._held.reading() as connection:
            if not connection.execute(IS_UNSETTLED, {"story": story_id}).scalar_one():
                return  # nearly always: nothing has to be written
        with writing(self._engine) as connection:
            connection.execute(SETTLE, {"its_story": story_id})

    def due(self, *, now: datetime, limit: int) -> list[str]:
        """Return the ids of stories whose version has waited long enough, the longest overdue first."""
        with self._held.reading() as connection:
            return list(connection.execute(DUE, {"now": to_micros(now), "most": limit}).scalars())

    def last_number(self, story_id: str) -> int | None:
        """Return the number of the story's last version."""
        with self._held.reading() as connection:
            number: int | None = connection.execute(LAST_NUMBER, {"story": story_id}).scalar_one()
            return number

    def find_last(self, story_id: str) -> Version | None:
        """Return the story's last version. :raises DamagedRecord:"""
        with self._held.reading() as connection:
            row = connection.execute(NEWEST_FIRST.limit(1), {"story": story_id}).first()
        return None if row is None else _checked(row)

    def get(self, story_id: str, number: int) -> Version:
        """:raises NotFound: :raises DamagedRecord:"""
        query = OF_STORY.where(versions.c.number == sa.bindparam("its_number"))
        with self._held.reading() as connection:
            row = connection.execute(query, {"story": story_id, "its_number": number}).first()
        if row is None:
            raise NotFound("this story has no version with this number")
        return _checked(row)

    def page(self, story_id: str, *, limit: int) -> list[Version]:
        """Return the story's versions, the newest first. Damaged ones are left out and logged."""
        with self._held.reading() as connection:
            rows = connection.execute(NEWEST_FIRST.limit(limit), {"story": story_id}).fetchall()
        return [_read(row) for row in rows if _is_good(row)]


def _values(version: Version) -> Values:
    return {
        "story_id": version.story_id,
        "number": version.number,
        "at": to_micros(version.at),
        "summary": to_json(version.summary),
        "texts": to_json(version.texts),
        "notices": to_json(version.notices),
        "changes": to_json(version.changes),
    }


def _read(row: AnyRow) -> Version:
    return Version(
        row.story_id,
        row.number,
        from_micros(row.at),
        _SUMMARY.decode(row.summary),
        _TEXTS.decode(row.texts),
        _NOTICES.decode(row.notices),
        _CHANGES.decode(row.changes),
    )


def _checked(row: AnyRow) -> Version:
    if not _is_good(row):
        raise DamagedRecord("the record of this version is damaged: restore it from a backup")
    return _read(row)


def _is_good(row: AnyRow) -> bool:
    if is_intact(row):
        return True
    log.error("version %s of story %s is damaged", row.number, row.story_id)
    return False
