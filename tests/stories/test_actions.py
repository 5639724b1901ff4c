"""What the operator decides, and what grouping leaves alone afterwards."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from server.errors import InvalidInput
from server.stories.actions import Moved, allowed, merge_ops, move_ops, moved_by, names_for, split_ops
from server.stories.models import Member, OpKind, Story, StoryOp

NOW = datetime(2026, 10, 5, tzinfo=UTC)


def story(story_id: str, *article_ids: str) -> Story:
    members = tuple(Member(article_id, number, None) for number, article_id in enumerate(article_ids))
    return Story(story_id, 1, NOW, NOW, members, None)


FLOOD, STRIKE = story("flood", "a", "b", "c"), story("strike", "x")


def brief(ops: list[StoryOp]) -> list[tuple[str, str, str | None, str | None]]:
    return [(op.kind.value, op.story_id, op.article_id, op.from_story) for op in ops]


def test_it_splits_articles_off() -> None:
    ops = split_ops(FLOOD, ["b", "b", "c"], "new")

    assert brief(ops) == [
        ("split", "new", None, "flood"),
        ("move", "new", "b", "flood"),
        ("move", "new", "c", "flood"),
    ]


@pytest.mark.parametrize("article_ids", [["x"], ["a", "b", "c"]])
def test_it_splits_off_neither_strangers_nor_everything(article_ids: list[str]) -> None:
    with pytest.raises(InvalidInput):
        split_ops(FLOOD, article_ids, "new")


def test_a_story_that_is_left_by_its_last_article_becomes_part_of_the_other() -> None:
    assert brief(move_ops(["x"], STRIKE, FLOOD)) == [("merge", "flood", None, "strike")]
    assert brief(move_ops(["a"], FLOOD, STRIKE)) == [("move", "strike", "a", "flood")]


def test_it_records_which_article_went_where() -> None:
    assert moved_by(merge_ops(FLOOD, STRIKE), [FLOOD, STRIKE]) == (Moved("x", "strike", "flood"),)
    assert moved_by(split_ops(FLOOD, ["b"], "new"), [FLOOD]) == (Moved("b", "flood", "new"),)


def test_a_story_is_not_merged_with_itself() -> None:
    with pytest.raises(InvalidInput, match="one story"):
        merge_ops(FLOOD, FLOOD)


def test_it_names_a_story_after_its_articles_first() -> None:
    assert names_for(["a", "b"])[:3] == ["st-a", "st-b", "st-a-2"]


def op(kind: OpKind, story_id: str, article_id: str | None = None, from_story: str | None = None) -> StoryOp:
    return StoryOp(kind, story_id, article_id, from_story)


@pytest.mark.parametrize(
    ("ops", "kept"),
    [
        # New articles join like anywhere.
        ([op(OpKind.JOIN, "pinned", "n"), op(OpKind.CREATE, "own", "m")], [0, 1]),
        # What was decided is not merged, split or moved, from neither side.
        ([op(OpKind.MERGE, "pinned", None, "other")], []),
        ([op(OpKind.MERGE, "other", None, "pinned")], []),
        ([op(OpKind.MOVE, "other", "a", "pinned"), op(OpKind.MOVE, "pinned", "b", "other")], []),
        # What hangs together is held back together: else the log would not fit what is stored.
        ([op(OpKind.SPLIT, "new", None, "pinned"), op(OpKind.MOVE, "new", "a", "pinned")], []),
        ([op(OpKind.MOVE, "pinned", "b", "other"), op(OpKind.RETIRE, "other")], []),
        # The others go on.
        ([op(OpKind.SPLIT, "new", None, "other"), op(OpKind.MOVE, "new", "b", "other")], [0, 1]),
        ([op(OpKind.MERGE, "other", None, "third"), op(OpKind.RETIRE, "fourth")], [0, 1]),
    ],
)
def test_grouping_leaves_alone_what_the_operator_has_decided(ops: list[StoryOp], kept: list[int]) -> None:
    assert allowed(ops, {"pinned"}) == [ops[place] for place in kept]
