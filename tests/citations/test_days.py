from __future__ import annotations

from datetime import UTC, datetime

import pytest

from server.articles.models import DateSource, Precision, Published
from server.citations.days import resolve_day

THURSDAY = Published(datetime(2026, 3, 12, 9, tzinfo=UTC), Precision.MINUTE, DateSource.META)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        # The last such day, the article's own included.
        ("told it on Tuesday", "2026-03-10"),
        ("told it Thursday night", "2026-03-12"),
        ("sagte am Mittwoch der", "2026-03-11"),
        ("a déclaré lundi à", "2026-03-09"),
        ("dijo el miércoles a", "2026-03-11"),
    ],
)
def test_it_finds_the_day(words: str, day: str) -> None:
    assert str(resolve_day(words, THURSDAY)) == day


@pytest.mark.parametrize(
    "words",
    [
        # Tomorrow's name: somewhere it is tomorrow already.
        "told it on Friday",
        # Not simply the last one, or no day at all.
        *("told it last Tuesday", "will tell it next Tuesday", "Tuesday's show", "told it", "Tuesdayish"),
        # Two days: which of them?
        "on Monday, told it on Tuesday",
    ],
)
def test_it_leaves_open_what_is_not_certain(words: str) -> None:
    assert resolve_day(words, THURSDAY) is None


def test_without_a_date_no_day_is_known() -> None:
    assert resolve_day("told it on Tuesday", None) is None
