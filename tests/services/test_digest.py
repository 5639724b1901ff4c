"""Digests of the sample newsroom's days."""

from __future__ import annotations

from datetime import date

import pytest

from server.errors import InvalidInput
from server.services.digest import count_words, texts_of
from server.services.house import House
from server.stories.digest import MINUTES, reading_minutes

FLOOD_DAY = date(2026, 10, 5)


def test_its_stories_were_reported_that_day_most_origins_first(house: House) -> None:
    digest = house.digests.of(FLOOD_DAY)

    origins = [story.counts.origins for story in digest.stories]
    assert origins == sorted(origins, reverse=True)
    assert all(story.first_reported_at.date() == FLOOD_DAY for story in digest.stories)
    assert digest.stories[0].counts.outlets > 5


def test_each_headline_is_a_report_of_its_side_and_day(house: House) -> None:
    story = house.digests.of(FLOOD_DAY).stories[0]

    shown = {side: match for side in ("left", "center", "right") if (match := getattr(story, side))}
    assert len(shown) == 3
    assert all(match.outlet and match.outlet.lean == side for side, match in shown.items())
    assert len({match.origin for match in shown.values()}) == 3
    assert all(match.article.published_at.date() == FLOOD_DAY for match in shown.values())


def test_its_words_are_those_that_it_shows(house: House) -> None:
    digest = house.digests.of(FLOOD_DAY)

    assert digest.words == sum(count_words(texts_of(story)) for story in digest.stories) > 0
    assert digest.reading_minutes == reading_minutes(digest.words) <= MINUTES


def test_every_text_is_a_span_of_an_article(house: House) -> None:
    digest = house.digests.of(FLOOD_DAY)

    assert digest.stories
    for story in digest.stories:
        for part in filter(None, (story.headline, story.lede)):
            held = house.store.get(part.evidence.article_id).article
            assert getattr(held, part.evidence.field)[part.evidence.start : part.evidence.end] == part.text


def test_without_a_day_it_is_one_that_has_stories(house: House) -> None:
    assert house.digests.of().stories


def test_a_day_without_stories_says_so(house: House) -> None:
    digest = house.digests.of(date(1999, 1, 1))

    assert (digest.stories, digest.words, digest.reading_minutes) == ([], 0, 0)
    assert "No story of this day" in digest.limits.notes[0]


@pytest.mark.parametrize("day", [date.min, date(1989, 12, 31), date.max])
def test_it_refuses_days_of_no_news(house: House, day: date) -> None:
    with pytest.raises(InvalidInput, match="1990"):
        house.digests.of(day)


@pytest.mark.parametrize(
    ("texts", "words"),
    [
        (["Nine missing, 1,200 moved", ""], 4),
        # Two characters of a script without spaces are about a word.
        (["洪水警報"], 3),
        ([], 0),
    ],
)
def test_it_counts_words(texts: list[str], words: int) -> None:
    assert count_words(texts) == words
