"""Examples of values that replaced others, of values that contradict each other, and of times that tell neither."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from server.articles.models import Evidence
from server.figures.figure_book import build_book
from server.figures.models import ArticleFigures, Figure, Quantity, Verdict
from server.figures.verdicts import find_verdict

START = datetime(2026, 3, 2, 8, tzinfo=UTC)
UPDATE, CONFLICT, OPEN = Verdict.UPDATE, Verdict.CONFLICT, Verdict.OPEN


def quantity(low: float | None, high: float | None = None, *, role: str = "killed", speaker: str = "") -> Quantity:
    most = low if high is None else high
    return Quantity(0, 1, low, most, False, "", role, "people", "people", speaker=speaker)


def at_most(high: float) -> Quantity:
    return replace(quantity(0.0), low=None, high=high)


def text(*said: Quantity, hours: float | None, is_exact: bool = True) -> ArticleFigures:
    """Return an article of so many hours after the first."""
    at = None if hours is None else START + timedelta(hours=hours)
    figures = tuple(Figure(one, Evidence("a", 0, 1, "x")) for one in said)
    return ArticleFigures(f"{hours} {said[0].low}", at, is_exact, figures)


def verdict(*texts: ArticleFigures) -> Verdict:
    """Return the verdict on the first figure of each text, oldest first."""
    return find_verdict([(one, one.figures[0]) for one in texts], build_book(texts))


def verdict_over_time(*given: tuple[float | None, float], role: str = "killed") -> Verdict:
    return verdict(*(text(quantity(value, role=role), hours=hours) for hours, value in given))


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        # The dead of one event grow in number: higher, and clearly later, is newer...
        ([(0, 3), (2, 5)], UPDATE),
        ([(0, 3), (1, 5), (4, 9)], UPDATE),
        ([(0, 3), (3, 6), (6, 5)], UPDATE),  # it has grown since the first, whatever was in between
        # ...but not a moment later, and not if it is lower.
        ([(0, 3), (1.9, 5)], OPEN),
        ([(0, 5), (9, 3)], OPEN),
        # Two articles have the later value: then it has replaced the other, whichever is higher.
        ([(0, 3), (0.5, 5), (1, 5)], UPDATE),
        ([(0, 5), (0.5, 3), (1, 3)], UPDATE),
        # The old value is back: it was never replaced.
        ([(0, 3), (1, 5), (2, 3)], CONFLICT),
        ([(0, 3), (3, 5), (6, 3), (9, 5)], CONFLICT),
        # At the same moment, or without one, no order is known.
        ([(0, 3), (0, 5)], OPEN),
        ([(0, 3), (0, 5), (6, 5), (9, 5)], OPEN),
        ([(None, 3), (9, 5), (9.5, 5)], OPEN),
        # The same value twice at one moment is one value.
        ([(0, 3), (0, 3), (6, 5)], UPDATE),
    ],
)
def test_the_order_in_time_tells_what_replaced_what(given: list[tuple[float | None, float]], expected: Verdict) -> None:
    assert verdict_over_time(*given) is expected


@pytest.mark.parametrize("role", ["", "sold"])
def test_what_does_not_only_grow_has_not_grown(role: str) -> None:
    assert verdict_over_time((0, 3), (9, 5), role=role) is OPEN
    assert verdict_over_time((0, 3), (9, 5), (10, 5), role=role) is UPDATE


@pytest.mark.parametrize(
    ("first_is_exact", "last_is_exact", "hours", "expected"),
    [
        (True, True, 20, UPDATE),
        # Of a day only, it may have been written before the other: the next day is needed.
        (False, True, 20, OPEN),
        (True, False, 20, OPEN),
        (False, False, 20, OPEN),
        (False, False, 24, UPDATE),
    ],
)
def test_articles_that_only_have_a_day_must_be_a_day_apart(
    first_is_exact: bool, last_is_exact: bool, hours: float, expected: Verdict
) -> None:
    first = text(quantity(3), hours=0, is_exact=first_is_exact)
    last = text(quantity(5), hours=hours, is_exact=last_is_exact)

    assert verdict(first, last) is expected


def test_a_bound_grows_by_what_it_is_sure_of() -> None:
    assert verdict(text(at_most(3), hours=0), text(quantity(5), hours=9)) is UPDATE
    assert verdict(text(quantity(5), hours=0), text(at_most(3), hours=9)) is OPEN
    assert verdict(text(quantity(3, 4), hours=0), text(quantity(5, 9), hours=9)) is UPDATE
    assert verdict(text(quantity(5, 9), hours=0), text(quantity(3, 4), hours=9)) is OPEN


def test_what_some_text_calls_outdated_was_replaced_whatever_the_times_say() -> None:
    outdated = replace(quantity(3), is_superseded=True)
    texts = [text(quantity(value), hours=hours) for hours, value in ((0, 3), (1, 5), (2, 3))]
    book = build_book([*texts, text(outdated, hours=3)])

    assert find_verdict([(one, one.figures[0]) for one in texts], book) is UPDATE


POLICE, MINISTRY = quantity(3, speaker="Police"), quantity(5, speaker="the ministry")


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        # One text that lets two speakers stand for the two values: nobody has replaced anything.
        ((POLICE, MINISTRY), CONFLICT),
        # The same speaker said both, one after the other; or only one of them has a name.
        ((POLICE, replace(MINISTRY, speaker="Police")), OPEN),
        ((POLICE, replace(MINISTRY, speaker="")), OPEN),
        # Both say the same, or one speaks of something else.
        ((POLICE, replace(POLICE, speaker="the ministry")), OPEN),
        ((POLICE, replace(MINISTRY, low=70.0, high=70.0)), OPEN),
        ((POLICE, replace(MINISTRY, role="injured")), OPEN),
        # A text that quotes half the town is searched for a while only.
        ((*[POLICE] * 5, MINISTRY), CONFLICT),
        ((*[POLICE] * 6, MINISTRY), OPEN),
    ],
)
def test_two_speakers_in_one_text_contradict_each_other(said: tuple[Quantity, ...], expected: Verdict) -> None:
    assert verdict(text(*said, hours=0), text(quantity(5), hours=1)) is expected
