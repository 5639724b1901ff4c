"""Carries out what grouping decided: who belongs to which story now.

The tables refuse what does not fit (an article in two stories, a story that does not exist), so each operation is
simply tried; a refusal takes the whole batch back. A merged story leaves nothing but an alias, which always names the
story that it is part of now, however many merges later. A story without members keeps its row: it stays addressable.
"""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from server.errors import InvalidInput
from server.store.connections import rows_in
from server.store.hashing import content_hash, is_intact, sealed
from server.store.rows import AnyRow, Values, to_micros
from server.store.tables import HASH, aliases, articles, members, stories
from server.stories.models import OpKind, StoryOp

log = logging.getLogger(__name__)

VALUES: sa.BindParameter[Any] = sa.bindparam("values", expanding=True)
ITS_STORY = sa.bindparam("its_story", type_=sa.Text)
ITS_OLD_STORY = sa.bindparam("its_old_story", type_=sa.Text)
ITS_ARTICLE = sa.bindparam("its_article", type_=sa.Text)

MERGED = sa.select(aliases).where(aliases.c.old.in_(VALUES))
SEQS = sa.select(articles.c.id, articles.c.seq).where(articles.c.id.in_(VALUES))
STORIES_OF = sa.select(members.c.story_id).distinct().where(members.c.article_id.in_(VALUES))
HAS_MEMBERS = sa.select(sa.exists().where(members.c.story_id == ITS_STORY))
HAS_STORY = sa.select(sa.exists().where(stories.c.id == ITS_STORY))
MOVE = sa.update(members).where(members.c.article_id == ITS_ARTICLE, members.c.story_id == ITS_OLD_STORY)
TAKE_MEMBERS = sa.update(members).where(members.c.story_id == ITS_OLD_STORY).values(story_id=ITS_STORY)
TAKE_ALIASES = sa.update(aliases).where(aliases.c.story_id == ITS_OLD_STORY).values(story_id=ITS_STORY)
DROP_ALIAS = sa.delete(aliases).where(aliases.c.old == ITS_STORY, aliases.c.story_id == ITS_OLD_STORY)
DROP = sa.delete(stories).where(stories.c.id == ITS_OLD_STORY)

ROWS = sa.select(stories).where(stories.c.id.in_(VALUES))
UPDATE = sa.update(stories).where(stories.c.id == ITS_STORY)
# A page that dates itself into the future must not stay on top: no article is newer than its arrival.
TIME = sa.case(
    (articles.c.published_at < articles.c.first_seen_at, articles.c.published_at), else_=articles.c.first_seen_at
)
TOTALS = (
    sa.select(
        members.c.story_id.label("id"),
        sa.func.count().label("articles"),
        sa.func.count(articles.c.outlet_key.distinct()).label("outlets"),
        sa.func.max(TIME).label("newest_published_at"),
    )
    .join(articles, articles.c.id == members.c.article_id)
    .where(members.c.story_id.in_(VALUES))
    .group_by(members.c.story_id)
)


def carry_out(connection: sa.Connection, ops: Sequence[StoryOp], *, now: datetime) -> list[str]:
    """Carry out the operations in order; return the stories touched that still have members, first touched first.

    :raises InvalidInput: naming the first operation that does not fit what is stored
    """
    named = dict.fromkeys(story for op in ops for story in (op.story_id, op.from_story) if story)
    split_off = {(op.story_id, op.from_story) for op in ops if op.kind is OpKind.SPLIT}
    for row in rows_in(connection, MERGED, named):
        if (row.old, row.story_id) in split_off:  # what was merged is split off again, under the id that it had
            continue
        raise InvalidInput(f"story {row.old} was merged into another: read the stories again before grouping goes on")
    seqs = rows_in(connection, SEQS, {op.article_id for op in ops if op.article_id})
    work = _Work(connection, to_micros(now), {row.id: row.seq for row in seqs})
    for number, op in enumerate(ops):
        work.carry_out(number, op)
    sizes = _touch(
        connection, list(named), work.now
    )  # what has been merged away has no row, unless it was split off again
    return [story for story in named if sizes.get(story)]


def touch_stories_of(connection: sa.Connection, article_ids: Sequence[str], *, now: datetime) -> None:
    """Give the stories of changed articles a new revision and new totals: answers made from them are out of date."""
    story_ids = {row.story_id for row in rows_in(connection, STORIES_OF, article_ids)}
    _touch(connection, sorted(story_ids), to_micros(now))


def replay(ops: Iterable[StoryOp]) -> dict[str, str]:
    """Return the story of each article after all the operations, worked out from the log alone."""
    articles_of: defaultdict[str, set[str]] = defaultdict(set)
    for op in ops:
        if op.kind is OpKind.MERGE:
            articles_of[op.story_id] |= articles_of.pop(op.from_story or "", set())
        elif op.article_id:
            articles_of[op.from_story or ""].discard(op.article_id)
            articles_of[op.story_id].add(op.article_id)
    return {article: story for story, held in articles_of.items() for article in held}


def member_hash(row: Values) -> str:
    """Return the hash of a member's row. It leaves out the story: a merge moves members without reading them."""
    return content_hash({name: value for name, value in row.items() if name != "story_id"})


@dataclass(frozen=True, slots=True)
class _Work:
    """One batch of operations being carried out; `seqs` knows the articles that are stored."""

    connection: sa.Connection
    now: int
    seqs: dict[str, int]

    def carry_out(self, number: int, op: StoryOp) -> None:
        try:
            fits = STEPS[op.kind](self, op)
        except sa.exc.IntegrityError as error:
            raise _misfit(number, op) from error
        if not fits:
            raise _misfit(number, op)

    def open(self, op: StoryOp) -> bool:
        if op.kind is OpKind.SPLIT:
            self.connection.execute(DROP_ALIAS, {"its_story": op.story_id, "its_old_story": op.from_story})
        times = {"created_at": self.now, "updated_at": self.now, "newest_published_at": self.now}
        row = {"id": op.story_id, "revision": 0, "prepared": 0, "articles": 0, "outlets": 0, **times}
        self.connection.execute(sa.insert(stories), sealed(row))
        return op.kind is OpKind.SPLIT or self.join(op)

    def join(self, op: StoryOp) -> bool:
        if op.article_id not in self.seqs:
            return False
        self.connection.execute(sa.insert(members), self._member(op))
        return True

    def move(self, op: StoryOp) -> bool:
        if op.article_id not in self.seqs:
            return False
        places = {"its_article": op.article_id, "its_old_story": op.from_story}
        return self.connection.execute(MOVE, {**self._member(op), **places}).rowcount == 1

    def merge(self, op: StoryOp) -> bool:
        both = {"its_story": op.story_id, "its_old_story": op.from_story}
        self.connection.execute(TAKE_MEMBERS, both)
        self.connection.execute(TAKE_ALIASES, both)
        self.connection.execute(sa.insert(aliases), {"old": op.from_story, "story_id": op.story_id})
        return op.story_id != op.from_story and self.connection.execute(DROP, both).rowcount == 1

    def retire(self, op: StoryOp) -> bool:
        story = {"its_story": op.story_id}
        has_members = self.connection.execute(HAS_MEMBERS, story).scalar_one()
        return not has_members and bool(self.connection.execute(HAS_STORY, story).scalar_one())

    def _member(self, op: StoryOp) -> Values:
        row: Values = {
            "article_id": op.article_id,
            "story_id": op.story_id,
            "seq": self.seqs[op.article_id or ""],
            "probability": op.probability,
            "joined_at": self.now,
        }
        return {**row, HASH: member_hash(row)}


STEPS: dict[OpKind, Callable[[_Work, StoryOp], bool]] = {
    OpKind.CREATE: _Work.open,
    OpKind.JOIN: _Work.join,
    OpKind.MERGE: _Work.merge,
    OpKind.SPLIT: _Work.open,
    OpKind.MOVE: _Work.move,
    OpKind.RETIRE: _Work.retire,
}


def _misfit(number: int, op: StoryOp) -> InvalidInput:
    return InvalidInput(
        f"operation {number} ({op.kind} on story {op.story_id}) does not fit what is stored; nothing was changed: "
        "read the stories again before grouping goes on",
        pointer=f"/{number}",
    )


def _touch(connection: sa.Connection, story_ids: Sequence[str], now: int) -> dict[str, int]:
    """Bring revisions and totals up to date; return the number of articles of each story."""
    totals = {row.id: row._asdict() for row in rows_in(connection, TOTALS, story_ids)}
    updates = []
    for row in rows_in(connection, ROWS, story_ids):
        held = _trusted(row, now)
        new = held | totals.get(row.id, {"articles": 0, "outlets": 0}) | {"revision": held["revision"] + 1}
        updates.append({**sealed(new | {"updated_at": now}), "its_story": row.id})
    if updates:
        connection.execute(UPDATE, updates)
    return {story: total["articles"] for story, total in totals.items()}


def _trusted(row: AnyRow, now: int) -> dict[str, Any]:  # Any: column values
    """Return the row's values; of a damaged row nothing but its id, so that its summary is prepared again."""
    if is_intact(row):
        return row._asdict()
    log.error("story %s is damaged; its summary has to be prepared again", row.id)
    times = {"created_at": now, "newest_published_at": now}
    return {"id": row.id, "revision": now, "prepared": 0, "summary": None, **times}
