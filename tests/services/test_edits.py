"""Later edits of an article, and corrections followed through its story: over HTTP, from the sample newsroom."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event

import pytest

from server.config import Settings
from server.jobs.grouping import group_all
from server.jobs.revisiting import revisit_due
from server.sample.content import load_newsroom
from server.sample.server import NewsroomServer
from server.services.house import House
from server.wiring.house import build_house
from server.wiring.network import SampleSite

ROOT = Path(__file__).parents[2]
FLOOD = "https://www.harbour-ledger.example/2026/10/05/tessel-flood-orrin"
WIRE = "https://norwire.example/article/england-tessel-flood-orrin-a91c3e"
AFTERWARDS = "https://norwire.example/article/orrin-flood-missing-revised-nine-b07f12"
PUBLISHED_AT = datetime(2026, 10, 5, 11, 30, tzinfo=UTC)
BEFORE_THE_EDIT = datetime(2026, 10, 6, 6, tzinfo=UTC)
PATIENT = 120  # seconds: a starved machine is no failure


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A house that read two articles, one of them again after its outlet had edited it, and then a third."""
    folder = tmp_path_factory.mktemp("edits")
    tables = folder / "tables" / "sample"
    shutil.copytree(ROOT / "data" / "sample" / "ratings", tables / "ratings")
    for name in ("outlets.csv", "sources.csv", "raters.csv"):
        shutil.copyfile(ROOT / "data" / "sample" / name, tables / name)
    age = datetime.now(UTC) - PUBLISHED_AT
    looks = tuple((age + timedelta(seconds=s)) / timedelta(hours=1) for s in range(2, PATIENT, 2))
    settings = Settings(data_dir=str(folder), revisit_hours=looks)
    with NewsroomServer(load_newsroom(ROOT / "data" / "sample"), as_of=BEFORE_THE_EDIT) as newsroom:
        house = build_house(settings, sample=SampleSite(newsroom.port))
        for url in (FLOOD, WIRE):
            house.ingest.add(url)
        newsroom.as_of = None
        shutil.rmtree(settings.http_cache_path)
        _revisit(house, folder)
        house.ingest.add(AFTERWARDS)
        group_all(house, data_path=folder, is_waiting=True, stop=Event())
        yield house
        house.close()


@pytest.fixture(scope="module")
def story_id(house: House) -> str:
    """The story of all three: so few articles are too little for grouping to be sure of anything."""
    first, *others = [house.articles.get(id_of(house, url)).story_id or "" for url in (FLOOD, WIRE, AFTERWARDS)]
    if apart := sorted(set(others) - {first}):
        house.operating.merge(first, apart, why="one flood")
    return first


def _revisit(house: House, folder: Path) -> None:
    deadline = time.monotonic() + PATIENT
    while not revisit_due(house, data_path=folder, stop=Event()) and time.monotonic() < deadline:
        time.sleep(0.2)


def id_of(house: House, url: str) -> str:
    held = house.store.find_by_address(url)
    assert held is not None
    return held.article.id


def test_it_shows_what_the_outlet_has_edited(house: House) -> None:
    answer = house.edits.edits_of(id_of(house, FLOOD))

    (step,) = answer.edits
    (change,) = step.changes
    assert (change.kind, change.detail) == ("headline", "14 → 9")
    assert [revision.title[:8] for revision in answer.revisions] == ["Nine mis", "Fourteen"]
    assert (step.newer, step.older) == (answer.revisions[0].number, answer.revisions[1].number)
    assert answer.note is None
    assert answer.next_look_at is not None


def test_it_says_when_none_was_seen(house: House) -> None:
    answer = house.edits.edits_of(id_of(house, WIRE))

    assert (answer.edits, answer.note) == ([], "no edits seen")


def test_it_follows_a_correction_to_who_still_carries_what_it_takes_back(house: House, story_id: str) -> None:
    (correction,) = house.versions.all_of(story_id).corrections

    (relay,) = correction.relays
    assert (correction.kind, correction.old, correction.article_id) == ("notice", "14", id_of(house, FLOOD))
    assert relay.article_id == id_of(house, WIRE)
    assert "14 people missing" in relay.text.text
    where = correction.after.evidence
    assert (house.store.get(where.article_id).article.body or "")[where.start : where.end] == correction.after.text


def test_an_article_that_tells_of_the_old_figure_as_withdrawn_carries_it_no_more(house: House, story_id: str) -> None:
    assert "to nine from 14" in (house.store.get(id_of(house, AFTERWARDS)).article.body or "")

    assert house.edits.corrections_of_article(id_of(house, AFTERWARDS)) == []
    assert house.edits.corrections_of_article(id_of(house, WIRE)) == house.versions.all_of(story_id).corrections
