"""When another version of a story's text is recorded."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa

from server.stories.versions import evidence_of
from tests.services.newsroom import Past, make_article, summarize

TEXT = "The river burst its banks early on Monday, leaving 14 people missing, police said."
LEDGER = make_article("ledger", "River bursts banks in Orrin", TEXT)
POST = make_article("post", "Flood wall fails", hour=1)


@pytest.fixture
def past(tmp_path: Path) -> Iterator[Past]:
    opened = Past(tmp_path)
    opened.open("flood", LEDGER, POST)
    yield opened
    opened.close()


def numbers(past: Past) -> list[int]:
    return [version.number for version in past.versions.page("flood", limit=100)]


def test_the_first_text_is_version_one(past: Past) -> None:
    past.show("flood", LEDGER, POST)

    version = past.versions.get("flood", 1)
    assert (version.at, version.changes) == (past.now, ())
    assert version.texts == past.revisions.changes_of([LEDGER.id, POST.id])


def test_a_touch_without_a_difference_makes_none(past: Past) -> None:
    for _ in range(3):
        past.show("flood", LEDGER, POST)
        past.wait(hours=1)

    assert numbers(past) == [1]


def test_what_is_urgent_does_not_wait(past: Past) -> None:
    past.show("flood", LEDGER, POST)
    past.wait(seconds=30)
    past.show("flood", POST, LEDGER)  # another headline

    assert numbers(past) == [2, 1]


def test_many_touches_in_a_burst_make_one_version_when_they_have_settled(past: Past) -> None:
    past.show("flood", LEDGER, POST)
    for at in range(30):
        past.wait(seconds=10)
        reworded = f"{TEXT} That was said {'again ' * at}on Monday."
        past.articles.save([replace(LEDGER, body=reworded)], now=past.now)
        past.show("flood", replace(LEDGER, body=reworded), POST)
    assert numbers(past) == [1]

    past.wait(minutes=10)
    past.recording.settle()

    assert numbers(past) == [2, 1]
    assert past.recording.settle() == 0


def test_a_text_that_came_back_to_what_it_was_makes_none(past: Past) -> None:
    past.show("flood", LEDGER, POST)
    past.wait(minutes=1)
    past.show("flood", replace(LEDGER, body=""), POST)
    past.wait(minutes=1)
    past.show("flood", LEDGER, POST)
    past.wait(hours=1)

    past.recording.settle()

    assert numbers(past) == [1]


def test_a_span_that_no_longer_stands_is_not_recorded(past: Past) -> None:
    past.articles.save([replace(LEDGER, body="Something else.")], now=past.now)

    past.show("flood", LEDGER, POST)  # made from what the article said before

    assert numbers(past) == []


def test_what_was_shown_is_checkable_after_the_article_was_edited(past: Past) -> None:
    past.show("flood", LEDGER, POST)
    for at in range(3):
        past.wait(hours=1)
        past.articles.save([replace(LEDGER, title=f"Headline {at}", body=f"Text {at}.")], now=past.now)

    version = past.versions.get("flood", 1)
    held = past.revisions.of(version.texts)

    for evidence in evidence_of(version.summary):
        # The revision that was there at that change: the first that was brought by it or later.
        said = next(one for one in held[evidence.article_id] if one.change >= version.texts[evidence.article_id])
        assert getattr(said, evidence.field)[evidence.start : evidence.end] == evidence.text


def test_whoever_is_killed_before_the_text_is_shown_records_it_once(past: Past) -> None:
    past.recording.record("flood", summarize(LEDGER, POST), [LEDGER, POST])
    # Killed here: the next process prepares the same again.
    past.show("flood", LEDGER, POST)

    assert numbers(past) == [1]


def test_a_damaged_version_keeps_nobody_from_the_next(past: Past) -> None:
    past.show("flood", LEDGER, POST)
    with past.engine.connect() as connection:
        connection.execute(sa.text("UPDATE story_versions SET summary = '{}'"))

    past.show("flood", POST, LEDGER)

    assert numbers(past) == [2]
    assert past.versions.get("flood", 2).changes[0].detail == "the record of the version before is damaged"


def test_a_story_that_became_part_of_another_waits_no_longer(past: Past) -> None:
    past.show("flood", LEDGER, POST)
    past.versions.defer("gone", until=past.now)

    assert (past.recording.settle(), past.recording.settle()) == (1, 0)
