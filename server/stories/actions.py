"""What the operator decides: that stories are one, that they are not, where an article belongs, what a fact is.

A decision becomes operations of the story log like those of grouping; the record of it (who, when, why, what went
where) makes them reversible. An undo is the reverse decision, recorded like any other: nothing is ever deleted.

What the operator has put somewhere stays there: see `allowed`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from server.errors import InvalidInput
from server.outlets.models import Amendment
from server.stories.models import OpKind, Story, StoryOp
from server.stories.views import story_id_of

MODEL = "operator"  # named in the story log where otherwise the weights are


class ActionKind(StrEnum):
    """What can be decided."""

    MERGE = "merge"
    SPLIT = "split"
    MOVE = "move"
    AMEND = "amend"  # a fact of an outlet
    UNDO = "undo"


@dataclass(frozen=True, slots=True)
class Moved:
    """An article that went from one story to another."""

    article_id: str
    from_story: str
    to_story: str


@dataclass(frozen=True, slots=True)
class Decision:
    """What is decided, by whom and why."""

    kind: ActionKind
    who: str
    why: str
    moved: tuple[Moved, ...] = ()
    amends: Amendment | None = None
    undoes: int | None = None


@dataclass(frozen=True, slots=True)
class Action:
    """A decision on record."""

    n: int
    at: datetime
    decision: Decision


def merge_ops(into: Story, other: Story) -> list[StoryOp]:
    """Return what makes one story part of another. :raises InvalidInput:"""
    if into.id == other.id:
        raise InvalidInput("these are one story already")
    return [StoryOp(OpKind.MERGE, into.id, from_story=other.id, model=MODEL)]


def split_ops(story: Story, article_ids: Sequence[str], new_id: str) -> list[StoryOp]:
    """Return what takes some articles of a story into one of their own. :raises InvalidInput:"""
    held = _ids(story)
    strangers = [article_id for article_id in article_ids if article_id not in held]
    if strangers:
        raise InvalidInput(f"article {strangers[0]} is not in story {story.id}")
    if len(set(article_ids)) == len(held):
        raise InvalidInput("these are all its articles: leave at least one, or nothing is split")
    opened = StoryOp(OpKind.SPLIT, new_id, from_story=story.id, model=MODEL)
    return [opened, *_moves(article_ids, story.id, new_id)]


def move_ops(article_ids: Sequence[str], source: Story, target: Story) -> list[StoryOp]:
    """Return what takes articles from one story to another; a story that is left by all becomes part of the other.

    :raises InvalidInput:
    """
    if source.id == target.id:
        raise InvalidInput("the article is in this story already")
    if _ids(source) == set(article_ids):
        return merge_ops(target, source)
    return _moves(article_ids, source.id, target.id)


def moved_by(ops: Iterable[StoryOp], stories: Iterable[Story]) -> tuple[Moved, ...]:
    """Return which articles the operations take where."""
    articles_of = {story.id: [member.article_id for member in story.members] for story in stories}
    moved = []
    for op in ops:
        if op.kind is OpKind.MERGE and op.from_story:
            moved += [Moved(article_id, op.from_story, op.story_id) for article_id in articles_of[op.from_story]]
        elif op.kind is OpKind.MOVE and op.article_id and op.from_story:
            moved.append(Moved(op.article_id, op.from_story, op.story_id))
    return tuple(moved)


def names_for(article_ids: Sequence[str]) -> list[str]:
    """Return ids that a story of these articles might bear, the best first."""
    return [*map(story_id_of, article_ids), *(f"{story_id_of(article_ids[0])}-{n}" for n in range(2, 100))]


def allowed(ops: Iterable[StoryOp], pinned: AbstractSet[str]) -> list[StoryOp]:
    """Return those operations of grouping that leave alone what the operator has decided.

    A story with an article that the operator has put there takes part in no merge, split or move: what was split
    would grow together again, what was merged would fall apart. New articles join it like any other.

    :param pinned: ids of these stories
    """
    kept, held_back = [], set[str | None]()
    for op in ops:
        touches = {op.story_id, op.from_story}
        if op.kind in {OpKind.MERGE, OpKind.SPLIT, OpKind.MOVE} and not touches.isdisjoint({*pinned, *held_back}):
            # What was not opened cannot be moved to, and what was not left cannot be retired.
            held_back |= {op.story_id} if op.kind is OpKind.SPLIT else {op.from_story}
        elif op.kind is not OpKind.RETIRE or op.story_id not in held_back:
            kept.append(op)
    return kept


def _moves(article_ids: Collection[str], source: str, target: str) -> list[StoryOp]:
    distinct = dict.fromkeys(article_ids)
    return [StoryOp(OpKind.MOVE, target, article_id, source, model=MODEL) for article_id in distinct]


def _ids(story: Story) -> set[str]:
    return {member.article_id for member in story.members}
