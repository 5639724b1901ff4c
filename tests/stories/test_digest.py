"""The digest's choice: broadly reported stories first, a report of its own for each side, no more than five minutes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from server.coverage.models import Counts
from server.stories.digest import (
    MINUTES,
    WORDS_A_MINUTE,
    DayArticle,
    DayStory,
    fit_into,
    pick_sides,
    rank_stories,
    reading_minutes,
)

MORNING = datetime(2026, 10, 5, 6, tzinfo=UTC)


def article(
    name: str,
    side: str = "left",
    *,
    origin: str = "",
    sure: float | None = 0.9,
    is_report: bool = True,
    has_title: bool = True,
    is_in_language: bool = True,
    hours: int = 0,
) -> DayArticle:
    return DayArticle(
        name, side, origin or name, sure, is_report, MORNING + timedelta(hours=hours), has_title, is_in_language
    )


def story(name: str, *, origins: int = 1, sides: int = 1, countries: int = 1, articles: int = 9) -> DayStory:
    by_lean = {side: int(place < sides) for place, side in enumerate(("left", "center", "right"))}
    lands = {f"C{number}": 1 for number in range(countries)}
    return DayStory(
        name, Counts(articles, origins, articles, {**by_lean, "not_rated": 5}, {**lands, "unknown": 9}, {}), ()
    )


def picked(*articles: DayArticle) -> dict[str, str]:
    return {side: one.article_id for side, one in pick_sides(articles).items()}


def test_origins_count_before_breadth_and_articles_not_at_all() -> None:
    stories = [
        story("copied", origins=1, sides=3, articles=400),
        story("narrow", origins=3, sides=1),
        story("broad", origins=3, sides=3),
        story("abroad", origins=3, sides=3, countries=4),
    ]

    assert [one.story_id for one in rank_stories(stories)] == ["abroad", "broad", "narrow", "copied"]


def test_each_side_speaks_by_its_surest_report() -> None:
    assert picked(
        article("l1", sure=0.7), article("l2", sure=0.9), article("r1", "right"), article("n1", "not_rated")
    ) == {"left": "l2", "right": "r1"}


def test_what_opened_the_story_is_surest_and_of_equals_the_earlier() -> None:
    assert picked(article("later", hours=2), article("earlier", hours=1)) == {"left": "earlier"}
    assert picked(article("sure", sure=0.99), article("opened", sure=None, hours=9)) == {"left": "opened"}


def test_one_agency_text_is_not_shown_as_two_sides() -> None:
    assert picked(
        article("l-wire", origin="wire", sure=0.99),
        article("l-own", sure=0.6),
        article("r-wire", "right", origin="wire", sure=0.99),
    ) == {"left": "l-own", "right": "r-wire"}


def test_no_side_takes_the_only_origin_of_another() -> None:
    assert picked(
        article("l-wire", origin="wire", sure=0.99),
        article("l-own", sure=0.6),
        article("c-own", "center", sure=0.5),
        article("r-wire", "right", origin="wire", sure=0.7),
        article("r-own", "right", origin="c-own", sure=0.9),
    ) == {"left": "l-own", "center": "c-own", "right": "r-wire"}


def test_it_is_shown_as_two_sides_where_there_is_nothing_else() -> None:
    assert picked(article("l", origin="wire"), article("r", "right", origin="wire")) == {"left": "l", "right": "r"}


def test_readers_get_a_headline_that_they_can_read_where_there_is_one() -> None:
    assert picked(article("de", is_in_language=False, sure=0.99), article("en", sure=0.5)) == {"left": "en"}
    assert picked(article("de", is_in_language=False)) == {"left": "de"}


def test_opinion_satire_and_pages_without_a_headline_speak_for_nobody() -> None:
    assert picked(article("opinion", is_report=False), article("bare", has_title=False)) == {}


def test_a_story_that_no_longer_fits_ends_the_digest() -> None:
    ranked = [story("a"), story("b"), story("c")]
    words = {"a": 700, "b": 500, "c": 10}

    # "c" would fit, but the order says what was most reported: nothing is passed over.
    assert [one.story_id for one in fit_into(words, ranked)] == ["a"]


def test_one_story_is_shown_however_long_it_is() -> None:
    assert fit_into({"a": 10_000}, [story("a")])
    assert fit_into({}, []) == []


@given(st.lists(st.integers(1, 400), max_size=60))
def test_it_never_takes_longer_than_promised(words: list[int]) -> None:
    stories = [story(f"s{number}") for number in range(len(words))]
    words_of = {one.story_id: count for one, count in zip(stories, words, strict=True)}

    total = sum(words_of[one.story_id] for one in fit_into(words_of, stories))

    assert total <= MINUTES * WORDS_A_MINUTE
    assert reading_minutes(total) <= MINUTES
