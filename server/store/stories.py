"""The record of stories: who belongs to which, what is shown of each, and the log of how it came about."""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from server.errors import DamagedRecord, InvalidCursor, NotFound, StoreUnavailable
from server.store.connections import HeldConnections, rows_in, snapshot, writing
from server.store.counters import advance, get_counter, set_counter
from server.store.hashing import is_intact, sealed
from server.store.membership import carry_out, member_hash
from server.store.rows import AnyRow, from_micros, op_values, read_members, read_op, read_story, to_json, to_micros
from server.store.tables import TO_PREPARE, aliases, members, stories, story_ops
from server.stories.models import Member, Story, StoryOp
from server.stories.views import article_of
from server.summaries.models import TEXT_FORMAT, StorySummary

log = logging.getLogger(__name__)

VALUES: sa.BindParameter[Any] = sa.bindparam("values", expanding=True)
STORY_OF = sa.select(members.c.article_id, members.c.story_id).where(members.c.article_id.in_(VALUES))
MEMBERS = sa.select(members).where(members.c.story_id.in_(VALUES)).order_by(members.c.seq)
REVISION = (
    sa.select(stories.c.id, stories.c.revision)
    .join(members, members.c.story_id == stories.c.id)
    .where(members.c.article_id == sa.bindparam("article"))
)
BY_ID = sa.select(stories).where(stories.c.id == sa.bindparam("story"))
BY_ALIAS = (
    sa.select(stories).join(aliases, aliases.c.story_id == stories.c.id).where(aliases.c.old == sa.bindparam("story"))
)
BY_ARTICLE = (
    sa.select(stories)
    .join(members, members.c.story_id == stories.c.id)
    .where(members.c.article_id == sa.bindparam("article"))
)
# A summary ends with the format that it was made in. Stories that nobody reads any more stay as they are.
_NEWEST = sa.select(stories).where(stories.c.articles > 0).order_by(stories.c.newest_published_at.desc()).limit(5_000)
_NEWEST_ROWS = _NEWEST.subquery()
OUTDATED = sa.select(_NEWEST_ROWS.c.id).where(
    _NEWEST_ROWS.c.summary.is_not(None), _NEWEST_ROWS.c.summary.not_like(f'%"text_format":{TEXT_FORMAT}}}')
)
OPS = (
    sa.select(story_ops)
    .where(sa.or_(story_ops.c.story_id == sa.bindparam("story"), story_ops.c.from_story == sa.bindparam("story")))
    .order_by(story_ops.c.n)
)


class SqlStoryStore:
    """Fulfils `server.services.ports.StoryStore`."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine
        self._held = HeldConnections(engine)
        self._may_be_outdated = True

    def grouped_position(self) -> int:
        """Return the highest change number that grouping has read."""
        with self._held.reading() as connection:
            return get_counter(connection, "grouped")

    def apply(self, ops: Sequence[StoryOp], *, position: int, now: datetime) -> list[str]:
        """Record operations, carry them out and move the position, all or nothing; return the touched stories' ids.

        Stories that the operations merged away or left without members are not among them.

        :raises InvalidInput: if an operation does not fit what is stored
        :raises StoreUnavailable: if another process has grouped further meanwhile
        """
        with writing(self._engine) as connection:
            if position < get_counter(connection, "grouped"):
                raise StoreUnavailable("another process has grouped further: read the position again, then go on")
            touched = carry_out(connection, ops, now=now)
            first = advance(connection, "op", by=len(ops))
            rows = [sealed({"n": n, "at": to_micros(now), **op_values(op)}) for n, op in enumerate(ops, start=first)]
            if rows:
                connection.execute(sa.insert(story_ops), rows)
            set_counter(connection, "grouped", position)
        return touched

    def story_of(self, article_ids: Sequence[str]) -> dict[str, str]:
        """Return the story id of each article that has one."""
        with self._held.reading() as connection:
            return {row.article_id: row.story_id for row in rows_in(connection, STORY_OF, article_ids)}

    def get(self, story_id: str) -> Story:
        """Return the story, by its id, by that of one merged into it, or by what an article of it would be named.

        The last makes an id hold wherever the same articles are, in whatever order they came.

        :raises NotFound: :raises DamagedRecord:
        """
        with snapshot(self._engine) as connection:
            row = _get_row(connection, story_id)
            return _read_one(connection, row)

    def members_of(self, story_ids: Sequence[str]) -> dict[str, tuple[Member, ...]]:
        """Return the members of each story that has some, in order of arrival; the damaged ones are left out."""
        with self._held.reading() as connection:
            return {story: read_members(rows) for story, rows in _load_members(connection, story_ids).items()}

    def find_for_article(self, article_id: str) -> Story | None:
        """Return the story that the article belongs to. :raises DamagedRecord:"""
        with snapshot(self._engine) as connection:
            row = connection.execute(BY_ARTICLE, {"article": article_id}).first()
            return None if row is None else _read_one(connection, row)

    def revision_of(self, article_id: str) -> tuple[str, int] | None:
        """Return (story id, revision) of the article's story: what a cached answer depends on."""
        with self._held.reading() as connection:
            row = connection.execute(REVISION, {"article": article_id}).first()
        return None if row is None else (row.id, row.revision)

    def save_summary(self, story_id: str, summary: StorySummary) -> None:
        """Keep what is shown of a story, under a new revision if it differs from before. :raises NotFound:"""
        text = to_json(summary)
        with writing(self._engine) as connection:
            row = _get_row(connection, story_id)
            if not is_intact(row):
                raise _damaged(row)
            revision = row.revision + (text != row.summary)
            values = row._asdict() | {"summary": text, "revision": revision, "prepared": revision}
            connection.execute(sa.update(stories).where(stories.c.id == row.id).values(sealed(values)))

    def to_prepare(self, *, limit: int) -> list[str]:
        """Return stories that were touched since their summary was made, and the newest of an older make: ids."""
        query = sa.select(stories.c.id).where(TO_PREPARE).limit(limit)
        with self._held.reading() as connection:
            touched = list(connection.execute(query).scalars())
            if touched or not self._may_be_outdated:
                return touched
            outdated = list(connection.execute(OUTDATED.limit(limit)).scalars())
        self._may_be_outdated = bool(outdated)  # what is saved from now on is of this make
        return outdated

    def page(
        self, *, since: datetime | None, min_outlets: int, before: tuple[str, str] | None, limit: int
    ) -> list[Story]:
        """Return stories that have members, newest first.

        :param before: (newest_published_at as ISO text, id) of the last one shown
        :raises InvalidCursor: if `before` is not such a pair
        """
        order = (stories.c.newest_published_at, stories.c.id)
        query = sa.select(stories).where(stories.c.articles > 0)
        if since is not None:
            query = query.where(stories.c.newest_published_at >= to_micros(since))
        if min_outlets > 1:
            query = query.where(stories.c.outlets >= min_outlets)
        if before is not None:
            query = query.where(sa.tuple_(*order) < sa.tuple_(*_position(before)))
        query = query.order_by(*(column.desc() for column in order)).limit(limit)
        with snapshot(self._engine) as connection:
            return _load_stories(connection, connection.execute(query).fetchall())

    def ops(self, story_id: str) -> list[tuple[datetime, StoryOp]]:
        """Return the operations that name this very story, oldest first. Damaged ones are left out and logged."""
        with self._held.reading() as connection:
            rows = connection.execute(OPS, {"story": story_id}).fetchall()
        for row in rows:
            if not is_intact(row):
                log.error("operation %s of the story log is damaged", row.n)
        return [(from_micros(row.at), read_op(row)) for row in rows if is_intact(row)]


def _get_row(connection: sa.Connection, story_id: str) -> AnyRow:
    for query in (BY_ID, BY_ALIAS):
        row = connection.execute(query, {"story": story_id}).first()
        if row is not None:
            return row
    row = connection.execute(BY_ARTICLE, {"article": article_of(story_id)}).first()
    if row is not None:
        return row
    raise NotFound("there is no story with this id")


def _read_one(connection: sa.Connection, row: AnyRow) -> Story:
    for story in _load_stories(connection, [row]):
        return story
    raise _damaged(row)


def _load_stories(connection: sa.Connection, rows: Sequence[AnyRow]) -> list[Story]:
    """Return the stories of those rows that are as they were written, with their members; log what is not."""
    members_of = _load_members(connection, [row.id for row in rows])
    loaded = []
    for row in rows:
        if not is_intact(row):
            log.error("story %s is damaged and left out", row.id)
            continue
        if len(members_of[row.id]) != row.articles:
            log.error("story %s has damaged members, which are left out", row.id)
        loaded.append(read_story(row, members_of[row.id]))
    return loaded


def _load_members(connection: sa.Connection, story_ids: Sequence[str]) -> defaultdict[str, list[AnyRow]]:
    """Return the members of each story that are as they were written, in order of arrival."""
    members_of: defaultdict[str, list[AnyRow]] = defaultdict(list)
    for member in rows_in(connection, MEMBERS, story_ids):
        if member_hash(member._asdict()) == member.content_hash:
            members_of[member.story_id].append(member)
    return members_of


def _damaged(row: AnyRow) -> DamagedRecord:
    log.error("story %s is damaged", row.id)
    return DamagedRecord("the record of this story is damaged: it is made anew when the next article joins it")


def _position(before: tuple[str, str]) -> tuple[sa.BindParameter[int], sa.BindParameter[str]]:
    try:
        newest = to_micros(datetime.fromisoformat(before[0]))
    except (ValueError, TypeError) as error:
        raise InvalidCursor(
            "this cursor was not issued by this list; leave it out to start", pointer="cursor"
        ) from error
    return sa.literal(newest, sa.BigInteger), sa.literal(before[1], sa.Text)
