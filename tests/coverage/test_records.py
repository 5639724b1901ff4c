from __future__ import annotations

from datetime import UTC, datetime

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.articles.models import Article, DateSource, Genre, Precision, Published
from server.coverage.records import LEAD_WORDS, Mark, MatchRecord, build_record
from server.coverage.tokens import hash_word, stem

URL = "https://ledger.example/a"


def make(title: str = "River Tessel floods the town of Orrin", **fields: object) -> Article:
    return Article(**({"id": "a", "url": URL, "canonical_url": URL, "outlet_key": None, "title": title} | fields))  # type: ignore[arg-type]  # test data


def words(record: MatchRecord, mark: Mark, *forms: str) -> list[str]:
    """Return those of `forms` that carry the mark."""
    marked = set(record.marked(mark).tolist())
    return [form for form in forms if hash_word(stem(form)) in marked]


def test_it_knows_where_words_stand():
    record = build_record(make(body="Soldiers came.", url="https://ledger.example/tessel-flood-orrin"))

    assert words(record, Mark.TITLE, "river", "soldiers", "flood") == ["river"]
    assert words(record, Mark.LEAD, "river", "soldiers", "flood") == ["soldiers"]
    assert words(record, Mark.SLUG, "river", "soldiers", "flood", "tessel") == ["flood", "tessel"]


@pytest.mark.parametrize(
    ("fields", "names"),
    [
        ({"language": "en"}, ["tessel", "orrin"]),
        # Every German noun has a capital, and every word of a headline in title case.
        ({"language": "de"}, []),
        ({"title": "River Tessel Floods Town of Orrin Again"}, []),
    ],
)
def test_it_takes_capitals_for_names_only_where_they_are(fields, names):
    record = build_record(make(**fields))

    assert words(record, Mark.NAME, "river", "tessel", "orrin") == names


def test_it_marks_the_names_that_are_said_again():
    record = build_record(make(body="The water reached Orrin at noon, officials in Fenwick said."))

    assert words(record, Mark.KEY, "orrin", "tessel", "fenwick") == ["orrin"]


@pytest.mark.parametrize(
    ("fields", "minutes", "is_day_only"),
    [
        # A time is a time; a bare day is its noon; a day in the address is better than nothing; nothing is nothing.
        (
            {"published": Published(datetime(2026, 10, 5, 6, 40, tzinfo=UTC), Precision.MINUTE, DateSource.FEED)},
            400,
            False,
        ),
        ({"published": Published(datetime(2026, 10, 5, tzinfo=UTC), Precision.DAY, DateSource.META)}, 720, True),
        ({"url": "https://ledger.example/2026/10/05/a"}, 720, True),
        ({}, None, False),
    ],
)
def test_it_knows_when_and_how_exactly(fields, minutes, is_day_only):
    record = build_record(make(**fields))

    midnight = int(datetime(2026, 10, 5, tzinfo=UTC).timestamp()) // 60
    assert (record.minutes, record.is_day_only) == (None if minutes is None else midnight + minutes, is_day_only)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, True),
        ({"genre": Genre.LIVE}, True),  # a live page is about one event
        ({"genre": Genre.OPINION}, False),
        ({"is_opinion": True}, False),
        ({"title": "Morning briefing: a flood, a strike and a lens"}, False),
        ({"title": "Das Wichtigste vom Tag: Flut, Streik"}, False),
        # Near miss: a briefing that is the news.
        ({"title": "Minister cancels morning briefing after leak"}, True),
    ],
)
def test_it_knows_what_may_hold_a_story_together(fields, expected):
    assert build_record(make(**fields)).is_report is expected


def test_it_names_the_outlet_by_its_site_when_the_tables_do_not_know_it():
    assert build_record(make(url="https://www.ledger.example/a")).outlet == "ledger.example"
    assert build_record(make(outlet_key="ledger.example/north")).outlet == "ledger.example/north"


def test_it_bounds_a_record_whatever_the_length_of_the_text():
    record = build_record(make(title="word " * 10_000, body="x" * 100_000 + " other words" * 100_000))

    assert len(record.terms) <= LEAD_WORDS + 100
    assert len(record.headline) <= 300


@given(title=st.text(max_size=200), body=st.text(max_size=500), language=st.sampled_from(["en", "de", "zh", None]))
def test_it_survives_the_way_to_disk_and_back(title, body, language):
    record = build_record(make(title=title, body=body, language=language))

    assert msgspec.msgpack.decode(msgspec.msgpack.encode(record), type=MatchRecord) == record
    assert len(record.terms) == len(record.marks) == len(set(record.terms.tolist()))
