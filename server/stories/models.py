"""What a story is on record: its operations, its members, and what is shown of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from server.summaries.models import StorySummary


class OpKind(StrEnum):
    """What can happen to a story's membership."""

    CREATE = "create"  # `article_id` opens `story_id`
    JOIN = "join"  # `article_id` joins `story_id`
    MERGE = "merge"  # all of `from_story` moves into `story_id`; the old id stays as an alias
    SPLIT = "split"  # `story_id` is opened out of `from_story`; followed by the moves
    MOVE = "move"  # `article_id` goes from `from_story` to `story_id`
    RETIRE = "retire"  # `story_id` has no members left


@dataclass(frozen=True, slots=True)
class StoryOp:
    """One recorded change of membership. `model` names the weights that decided it."""

    kind: OpKind
    story_id: str
    article_id: str | None = None
    from_story: str | None = None
    probability: float | None = None
    evidence: Mapping[str, float] | None = None
    model: str = ""


@dataclass(frozen=True, slots=True)
class Member:
    """An article's place in a story."""

    article_id: str
    seq: int
    probability: float | None  # at the time it joined; None for the one that opened the story


@dataclass(frozen=True, slots=True)
class Story:
    """A story as stored. `revision` rises with every touch; `summary` is None until first prepared."""

    id: str
    revision: int
    created_at: datetime
    updated_at: datetime
    members: tuple[Member, ...]
    summary: StorySummary | None
    newest_published_at: datetime | None = None  # of its newest article: what pages of stories are ordered by
