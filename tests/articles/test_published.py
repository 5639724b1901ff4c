"""A time is read with the precision that was stated, or not at all."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server.articles.models import DateSource, Precision, Published
from server.articles.published import choose_published, is_plausible, parse_published, parse_time

DAY, MINUTE, SECOND = Precision.DAY, Precision.MINUTE, Precision.SECOND
NOON = datetime(2024, 5, 1, 12, tzinfo=UTC)


def read(text: str) -> tuple[str, Precision] | None:
    published = parse_published(text, source=DateSource.META)
    return (f"{published.at:%Y-%m-%dT%H:%M:%S}", published.precision) if published else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # ISO 8601 with a zone: the moment, in UTC, as exact as it was written.
        ("2024-05-01T14:30:05Z", ("2024-05-01T14:30:05", SECOND)),
        ("2024-05-01T14:30:05.123+02:00", ("2024-05-01T12:30:05", SECOND)),
        ("2024-05-01T14:30Z", ("2024-05-01T14:30:00", MINUTE)),
        ("2024-05-01T01:30:00+0300", ("2024-04-30T22:30:00", SECOND)),
        ("2024-05-01T14:30:00-07", ("2024-05-01T21:30:00", SECOND)),
        # Spellings that standards do not know but sites write.
        ("2024-05-01 14:30:00 +0200", ("2024-05-01T12:30:00", SECOND)),
        ("2024/5/1", ("2024-05-01T00:00:00", DAY)),
        ("20240501", ("2024-05-01T00:00:00", DAY)),
        ("20240501T143000Z", ("2024-05-01T14:30:00", SECOND)),
        ("2024-05-01T14:30:00.000Z[UTC]", ("2024-05-01T14:30:00", SECOND)),
        # Midnight at the day's end, and a leap second, are times.
        ("2024-05-01T24:00:00Z", ("2024-05-02T00:00:00", SECOND)),
        ("2016-12-31T23:59:60Z", ("2017-01-01T00:00:00", SECOND)),
        # Without a zone the hour may be wrong by most of a day: it is known to the day, and the date stays as stated.
        ("2024-05-01T23:30:00", ("2024-05-01T23:30:00", DAY)),
        ("2024-05-01", ("2024-05-01T00:00:00", DAY)),
        # Unix times, in seconds and in JavaScript's milliseconds.
        ("1714573800", ("2024-05-01T14:30:00", SECOND)),
        ("1714573800000", ("2024-05-01T14:30:00", SECOND)),
        # RFC 2822, whose zone names are defined there.
        ("Wed, 01 May 2024 14:30:00 GMT", ("2024-05-01T14:30:00", SECOND)),
        ("Wed, 1 May 2024 14:30 EST", ("2024-05-01T19:30:00", MINUTE)),
        # English prose and what JavaScript prints.
        ("May 1, 2024 2:30 PM EDT", ("2024-05-01T18:30:00", MINUTE)),
        ("May 1, 2024", ("2024-05-01T00:00:00", DAY)),
        ("Wed May 01 2024 14:30:00 GMT+0200 (CEST)", ("2024-05-01T12:30:00", SECOND)),
        # "IST" is three zones on three continents: the day only.
        ("1 May 2024 14:30 IST", ("2024-05-01T14:30:00", DAY)),
        # The day cannot be a month here…
        ("13/05/2024", ("2024-05-13T00:00:00", DAY)),
    ],
)
def test_it_reads(text: str, expected: tuple[str, Precision]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        # … but here it can, and a date that is right half of the time helps nobody.
        "03/04/2024",
        "04.05.2024 12:00",
        # Not a whole date.
        "2024", "2024-05", "May 2024", "12 May", "10:30", "Monday", "yesterday", "",
        # Impossible, or a placeholder.
        "2024-13-01", "2024-02-30", "2024-05-01T25:00Z", "2024-05-01T10:61Z", "0001-01-01T00:00:00Z", "1970-01-01",
        "9999-12-31T23:59:59-14:00", "0", "-1", "00:999999999999999999999999999999'12",
        # Something else altogether.
        "https://news.example/2024/05/01/", "1" * 80, "2024-05-01" + " " * 100 + "x",
    ],
)  # fmt: skip
def test_it_refuses(text: str) -> None:
    assert read(text) is None


@settings(deadline=None)  # the machine may be busy
@given(st.text(max_size=90) | st.from_regex(r"[0-9:/ .TZ+-]{1,40}", fullmatch=True))
def test_it_never_fails(text: str) -> None:
    published = parse_published(text, source=DateSource.META)

    assert published is None or published.at.tzinfo is UTC


@settings(deadline=None)  # the machine may be busy
@given(st.datetimes(datetime(1990, 1, 2), datetime(2900, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001 - hypothesis asks for naive bounds
def test_it_reads_back_what_it_would_write(at: datetime) -> None:
    assert parse_time(at.isoformat()) == at.replace(microsecond=0)


@pytest.mark.parametrize(
    ("ahead", "plausible"),
    [(timedelta(0), True), (timedelta(hours=40), True), (timedelta(days=3), False), (timedelta(days=-9000), True)],
)
def test_it_doubts_times_far_ahead(ahead: timedelta, plausible: bool) -> None:
    assert is_plausible(Published(NOON + ahead, SECOND, DateSource.META), NOON) is plausible


def claim(source: DateSource, at: datetime = NOON, precision: Precision = SECOND) -> Published:
    return Published(at, precision, source)


@pytest.mark.parametrize(
    ("claims", "chosen"),
    [
        # The more trusted source, in whatever order they come.
        ([claim(DateSource.META), claim(DateSource.JSON_LD)], DateSource.JSON_LD),
        ([claim(DateSource.TEXT), claim(DateSource.FEED)], DateSource.FEED),
        # A later one may add the time of day…
        ([claim(DateSource.JSON_LD, precision=DAY), claim(DateSource.META)], DateSource.META),
        # … but not move the article to another day.
        (
            [claim(DateSource.JSON_LD, precision=DAY), claim(DateSource.META, NOON + timedelta(days=3))],
            DateSource.JSON_LD,
        ),
        ([None, claim(DateSource.SITEMAP)], DateSource.SITEMAP),
    ],
)
def test_it_chooses_whom_to_believe(claims: list[Published | None], chosen: DateSource) -> None:
    published = choose_published(claims)

    assert published is not None
    assert published.source is chosen


def test_it_knows_nothing_without_a_claim() -> None:
    assert choose_published([None, None]) is None
