"""Lists of stories with a reader's filters."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import pairwise

import pytest

from server.errors import InvalidCursor
from server.services.house import House
from server.services.story_answers import StoryItem
from server.services.story_list import Filters


def all_of(house: House, filters: Filters, *, limit: int = 4) -> Iterator[StoryItem]:
    cursor = None
    while True:
        page = house.story_list.page(filters, cursor=cursor, limit=limit)
        yield from page.stories
        cursor = page.next
        if cursor is None:
            return


def test_without_filters_it_pages_through_every_story_once(house: House) -> None:
    seen = [story.id for story in all_of(house, Filters())]

    assert seen == [s.id for s in house.stories.page(since=None, min_outlets=1, cursor=None, limit=100).stories]
    assert len(set(seen)) == len(seen) > 14


@pytest.mark.parametrize(
    "filters",
    [
        Filters(side="left"),
        Filters(country="de"),
        Filters(min_outlets=5),
        Filters(side="right", country="GB", min_outlets=2),
        Filters(since=datetime(2026, 10, 6, tzinfo=UTC), until=datetime(2026, 10, 7, tzinfo=UTC)),
    ],
)
def test_each_filter_leaves_some_and_only_what_fits(house: House, filters: Filters) -> None:
    everything, kept = list(all_of(house, Filters())), list(all_of(house, filters))

    assert 0 < len(kept) < len(everything)
    for story in kept:
        assert filters.side is None or story.counts.by_lean[filters.side] > 0
        assert filters.country is None or story.counts.by_country[filters.country.upper()] > 0
        assert story.counts.outlets >= filters.min_outlets


def test_neighbouring_days_share_no_story(house: House) -> None:
    starts = [datetime(2026, 10, day, tzinfo=UTC) for day in (5, 6, 7)]
    first, second = (
        {story.id for story in all_of(house, Filters(since=since, until=until))} for since, until in pairwise(starts)
    )

    assert first.isdisjoint(second)
    assert first | second


def test_a_filter_that_nothing_passes_ends(house: House) -> None:
    assert list(all_of(house, Filters(country="ZZ"))) == []


@pytest.mark.parametrize("cursor", ["abc", "WyJhIl0", "WyJ4IiwieSJd"])
def test_it_refuses_a_foreign_cursor(house: House, cursor: str) -> None:
    with pytest.raises(InvalidCursor):
        house.story_list.page(Filters(), cursor=cursor, limit=5)
