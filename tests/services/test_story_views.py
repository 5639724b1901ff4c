"""What grouping knows of stories while it works is what the store would say, had it been told already."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import cast

import pytest

from server.coverage.candidates import CandidateIndex
from server.coverage.records import MatchRecord
from server.errors import NotFound
from server.services.ports import StoryStore
from server.services.story_views import StoryViews
from server.stories.models import Member, OpKind, Story, StoryOp
from tests.coverage.matching_examples import make_record

NOW = datetime(2026, 10, 6, tzinfo=UTC)


class FakeStories:
    """Two stories on record; remembers what it was asked."""

    def __init__(self) -> None:
        self.members = {"st-a": ("a", "b"), "st-c": ("c",)}
        self.asked: list[list[str]] = []

    def story_of(self, article_ids: Sequence[str]) -> dict[str, str]:
        self.asked.append(sorted(article_ids))
        held = {article_id: story for story, ids in self.members.items() for article_id in ids}
        return {article_id: held[article_id] for article_id in article_ids if article_id in held}

    def get(self, story_id: str) -> Story:
        if story_id not in self.members:
            raise NotFound("no such story")
        return Story(story_id, 1, NOW, NOW, (), None)

    def members_of(self, story_ids: Sequence[str]) -> dict[str, tuple[Member, ...]]:
        self.asked.append(sorted(story_ids))
        return {
            story: tuple(Member(article_id, ord(article_id), None) for article_id in self.members[story])
            for story in story_ids
            if story in self.members
        }


class FakeIndex:
    """Holds a record of every article; "b" is an opinion."""

    def get_records(self, article_ids: Sequence[str]) -> dict[str, MatchRecord]:
        return {name: make_record(name, name=name, is_opinion=name == "b") for name in article_ids}


@pytest.fixture
def stories() -> FakeStories:
    return FakeStories()


@pytest.fixture
def views(stories: FakeStories) -> StoryViews:
    return StoryViews(cast(StoryStore, stories), cast(CandidateIndex, FakeIndex()))


def test_it_shows_the_story_of_each_article_that_has_one(views: StoryViews) -> None:
    found = views.of(["a", "c", "x"])

    assert {name: (view.id, view.opened, view.members, view.reports) for name, view in found.items()} == {
        "a": ("st-a", ord("a"), ("a", "b"), {"a"}),
        "c": ("st-c", ord("c"), ("c",), {"c"}),
    }


def test_it_asks_for_nothing_twice_not_even_for_what_is_not_there(views: StoryViews, stories: FakeStories) -> None:
    views.of(["a", "x"])
    views.of(["a", "b", "x"])

    assert stories.asked == [["a", "x"], ["st-a"], ["b"]]


def test_it_reads_what_is_expected_in_one_step(views: StoryViews, stories: FakeStories) -> None:
    views.expect(["a", "b", "c", "x"])

    views.of(["x"])

    assert stories.asked == [["a", "b", "c", "x"]]


def test_it_knows_an_article_that_has_just_joined(views: StoryViews) -> None:
    views.expect(["x", "y"])

    views.note([StoryOp(OpKind.JOIN, "st-c", "x")], seq=200, is_report=True)
    views.note([StoryOp(OpKind.CREATE, "st-y", "y")], seq=201, is_report=False)

    found = views.of(["c", "x", "y"])
    assert found["x"] == found["c"]
    assert found["c"].members == ("c", "x")
    assert (found["y"].opened, found["y"].members, found["y"].reports) == (201, ("y",), frozenset())


def test_all_articles_of_a_merged_story_are_in_the_other_one(views: StoryViews) -> None:
    views.note([StoryOp(OpKind.MERGE, "st-c", from_story="st-a")], seq=9, is_report=True)
    views.recorded()

    # "b" was never asked for: it must not be looked up under the story that is no more.
    found = views.of(["b", "a"])
    assert {view.id for view in found.values()} == {"st-c"}
    assert found["a"].members == ("a", "b", "c")  # as they came, however it was put together


def test_a_story_that_is_split_is_in_two(views: StoryViews) -> None:
    views.note(
        [StoryOp(OpKind.SPLIT, "st-b", from_story="st-a"), StoryOp(OpKind.MOVE, "st-b", "b", "st-a")],
        seq=200,
        is_report=True,
    )

    found = views.of(["a", "b"])
    assert (found["a"].id, found["a"].members, found["a"].reports) == ("st-a", ("a",), {"a"})
    assert (found["b"].id, found["b"].members, found["b"].reports) == ("st-b", ("b",), frozenset())
    assert found["b"].opened == ord("b")


def test_what_is_split_off_gets_a_name_that_nobody_has_or_one_that_its_story_has_absorbed(views: StoryViews) -> None:
    assert views.name(["b"], "st-a") == "st-b"
    # "c" has opened a story that is still there, so that its name is taken …
    assert views.name(["c", "b"], "st-a") == "st-b"
    views.note([StoryOp(OpKind.MERGE, "st-a", from_story="st-c")], seq=200, is_report=True)
    # … until that is part of the one that is split: then the older name comes back.
    assert views.name(["c", "b"], "st-a") == "st-c"
    assert views.name(["c"], "st-elsewhere") == "st-c-2"


def test_what_was_not_recorded_is_forgotten(views: StoryViews) -> None:
    views.note([StoryOp(OpKind.JOIN, "st-c", "x")], seq=9, is_report=True)

    views.forget()

    assert "x" not in views.of(["c", "x"])
    assert views.of(["c"])["c"].members == ("c",)


def test_a_story_all_of_whose_members_are_damaged_holds_nothing(views: StoryViews, stories: FakeStories) -> None:
    views.expect(["a"])
    del stories.members["st-a"]

    assert views.of(["a"])["a"].holders == ()
