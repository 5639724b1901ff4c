"""Versions as they are shown, and what is between any two of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from server.errors import NotFound
from server.services.limits import LimitsService
from server.services.versions import VersionService, version_number
from server.stories.models import OpKind, StoryOp
from tests.services.newsroom import Past, make_article

LEDGER = make_article("ledger", "River bursts banks in Orrin", "It left 14 people missing, police said.")
POST = make_article("post", "Flood wall fails", hour=1)


@pytest.fixture
def past(tmp_path: Path) -> Iterator[Past]:
    """A story that is shown in three versions."""
    opened = Past(tmp_path)
    opened.open("flood", LEDGER, POST)
    edited = replace(LEDGER, body=LEDGER.body.replace("14", "nine"))
    opened.show("flood", LEDGER)
    opened.wait(hours=1)
    opened.articles.save([edited], now=opened.now)
    opened.show("flood", edited)
    opened.wait(hours=1)
    opened.show("flood", edited, POST)
    yield opened
    opened.close()


@pytest.fixture
def service(past: Past) -> VersionService:
    no_corrections: Any = SimpleNamespace(corrections_of=lambda story: [])
    return VersionService(past.versions, past.stories, edits=no_corrections, limits=LimitsService(past.articles))


def test_it_lists_versions_newest_first_with_what_changed(service: VersionService) -> None:
    found = service.all_of("flood")

    assert [(item.number, [change.kind for change in item.changelog]) for item in found.versions] == [
        (3, ["members"]),
        (2, ["figure"]),
        (1, []),
    ]
    assert found.note is None
    assert found.versions[0].url == "/stories/flood/versions/3"


def test_it_shows_a_version_as_it_was_and_where_to_check_it(service: VersionService, past: Past) -> None:
    version = service.get("flood", 1)

    assert version.text.lede is not None
    assert "14 people" in version.text.lede.text
    assert version.article_ids == [LEDGER.id]
    said = past.revisions.of([LEDGER.id])[LEDGER.id][0]
    assert (version.revisions, said.body) == ({LEDGER.id: said.change}, LEDGER.body)


def test_it_compares_any_two_and_does_not_mind_the_order(service: VersionService) -> None:
    diff = service.diff("flood", 3, against=1)

    assert [(change.kind, change.detail) for change in diff.changes] == [
        ("figure", "14 → 9"),
        ("members", "1 article of 1 independent origin → 2 articles of 2 independent origins"),
    ]
    assert (diff.older, diff.newer, diff.joined, diff.left) == (1, 3, [POST.id], [])
    assert service.diff("flood", 1, against=3) == diff
    assert service.diff("flood", 2).older == 1


def test_a_version_does_not_differ_from_itself(service: VersionService) -> None:
    assert service.diff("flood", 2, against=2).changes == []


def test_a_story_with_one_version_has_no_previous_ones(service: VersionService, past: Past) -> None:
    past.open("strike", make_article("herald", "Dockers strike"))

    assert service.all_of("strike").note == "no previous versions"
    with pytest.raises(NotFound, match="first version"):
        service.diff("flood", 1)


def test_a_merged_story_answers_with_the_one_that_survives(service: VersionService, past: Past) -> None:
    past.open("strike", make_article("herald", "Dockers strike"))
    merged = StoryOp(OpKind.MERGE, "flood", from_story="strike")
    past.stories.apply([merged], position=past.articles.last_change(), now=past.now)

    assert service.all_of("strike").story_id == "flood"
    assert service.get("strike", 1).story_id == "flood"


@pytest.mark.parametrize("text", ["0x1", "-1", "٣", "", "1" * 400, "one"])
def test_a_number_is_digits(text: str) -> None:
    with pytest.raises(NotFound):
        version_number(text)
