"""Carries out what grouping decided: who belongs to which story now.

What does not fit (an article in two stories, a story that does not exist) is refused, here or by the tables, and a
refusal takes the whole batch back. Most operations only add, and what is added is written in one step, as soon as
something else needs to see it. A merged story leaves nothing but an alias, which always names the
story that it is part of now, however many merges later. A story without members keeps its row: it stays addressable.
"""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
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
STANDING = sa.select(stories.c.id).where(stories.c.id.in_(VALUES))
TAKEN = sa.select(members.c.article_id).where(members.c.article_id.in_(VALUES))
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
    work = _Work.of(connection, named, {op.article_id for op in ops if op.article_id}, now=to_micros(now))
    for number, op in enumerate(ops):
        work.carry_out(number, op)
    work.write()
    # What has been merged away has no row, unless it was split off again.
    sizes = _touch(connection, list(named), work.now)
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
    """One batch of operations being carried out."""

    connection: sa.Connection
    now: int
    seqs: dict[str, int]  # of the articles that are stored
    taken: set[str]  # articles that are in a story …
    standing: set[str]  # … and stories that there are, both with what is not written yet
    opened: list[Values] = field(default_factory=list)  # rows that are not written yet: stories …
    joined: list[Values] = field(default_factory=list)  # … and members

    @classmethod
    def of(cls, connection: sa.Connection, story_ids: Iterable[str], article_ids: Iterable[str], *, now: int) -> _Work:
        """Return what is stored of these stories and articles."""
        seqs = {row.id: row.seq for row in rows_in(connection, SEQS, article_ids)}
        taken = {row.article_id for row in rows_in(connection, TAKEN, seqs)}
        return cls(connection, now, seqs, taken, {row.id for row in rows_in(connection, STANDING, story_ids)})

    def carry_out(self, number: int, op: StoryOp) -> None:
        try:
            if op.kind not in ADDING:
                self.write()
            fits = STEPS[op.kind](self, op)
        except sa.exc.IntegrityError as error:
            raise _misfit(number, op) from error
        if not fits:
            raise _misfit(number, op)

    def write(self) -> None:
        """Write what was added."""
        for table, rows in ((stories, self.opened), (members, self.joined)):
            if rows:
                self.connection.execute(sa.insert(table), rows)
                rows.clear()

    def open(self, op: StoryOp) -> bool:
        if op.story_id in self.standing:
            return False
        if op.kind is OpKind.SPLIT:
            self.connection.execute(DROP_ALIAS, {"its_story": op.story_id, "its_old_story": op.from_story})
        times = {"created_at": self.now, "updated_at": self.now, "newest_published_at": self.now}
        row = {"id": op.story_id, "revision": 0, "prepared": 0, "articles": 0, "outlets": 0, **times}
        self.opened.append(sealed(row))
        self.standing.add(op.story_id)
        return op.kind is OpKind.SPLIT or self.join(op)

    def join(self, op: StoryOp) -> bool:
        if op.article_id not in self.seqs or op.article_id in self.taken or op.story_id not in self.standing:
            return False
        self.joined.append(self._member(op))
        self.taken.add(op.article_id)
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
        self.standing.discard(op.from_story or "")
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


ADDING = frozenset({OpKind.CREATE, OpKind.JOIN})

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
