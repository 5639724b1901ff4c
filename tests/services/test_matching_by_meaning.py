"""A report and its translation that share no word: one story with an embedder and a calibration, and only with both."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from server.coverage.embeddings import PROBES
from server.coverage.matching import CALIBRATION, EMBEDDING
from server.coverage.records import build_record
from server.fetching.embedder import HttpEmbedder
from tests.services.meaning_examples import EVENTS, Newsroom, make_article, tell
from tests.services.toy_embedder import MODEL, ToyServer, toy_server

FLOOD = EVENTS[0]
HERE = make_article("ledger", tell(FLOOD))
THERE = make_article("bote", tell(FLOOD, foreign=True, way=1, hour=1))
AGAIN = make_article("post", tell(FLOOD, way=2, hour=2))
# Near misses: another event of the same hours in either language, one of them with a subject in common.
STRIKE = make_article("herald", tell((3, 4, 5), hour=1))
WALL = make_article("anzeiger", tell((1, 6, 7), foreign=True, hour=1))
COUNCIL = tell(()) | {"text": "The council met in the hall, and will meet there again."}
OTHERS = [
    make_article(f"b{at}", COUNCIL | {"title": f"Council of town {at} debates item {at * 7}"}) for at in range(20)
]


@pytest.fixture
def server() -> Iterator[ToyServer]:
    with toy_server() as running:
        yield running


@pytest.fixture
def newsroom(tmp_path: Path, server: ToyServer) -> Iterator[Newsroom]:
    opened = Newsroom(tmp_path, HttpEmbedder(server.url, model=MODEL, seconds=5.0))
    yield opened
    opened.close()


def story_of(newsroom: Newsroom) -> list[str]:
    held = newsroom.stories.story_of([HERE.id, THERE.id])
    return [held[HERE.id], held[THERE.id]]


def test_the_two_reports_share_no_word() -> None:
    words = [set(re.findall(r"\w+", f"{one.title} {one.body}".casefold())) for one in (HERE, THERE)]

    assert not words[0] & words[1]


def test_without_an_embedder_they_are_two_stories_and_nothing_is_sent(tmp_path: Path, server: ToyServer) -> None:
    newsroom = Newsroom(tmp_path)

    newsroom.take_in(*OTHERS, STRIKE, WALL, HERE, THERE)

    assert len(set(story_of(newsroom))) == 2
    assert newsroom.coverage.coverage_of(HERE) == []
    assert server.asked == []
    newsroom.close()


def test_before_it_is_calibrated_an_embedder_only_adds_candidates(newsroom: Newsroom) -> None:
    newsroom.take_in(*OTHERS, STRIKE, WALL, HERE, THERE)

    found = {one.match.article_id: one.match for one in newsroom.matcher.candidates(build_record(HERE))}

    assert found[THERE.id].probability < 0.1
    assert not {CALIBRATION, EMBEDDING} & set(found[THERE.id].log_odds)
    assert len(set(story_of(newsroom))) == 2


def test_calibrated_they_are_one_story_and_the_near_misses_are_not(newsroom: Newsroom) -> None:
    newsroom.calibrate()

    newsroom.take_in(*OTHERS, STRIKE, WALL, HERE, THERE)

    assert len(set(story_of(newsroom))) == 1
    (match,) = newsroom.coverage.coverage_of(HERE)
    assert match.article_id == THERE.id
    assert match.log_odds[EMBEDDING] > 2
    assert newsroom.coverage.coverage_of(STRIKE) == newsroom.coverage.coverage_of(WALL) == []


def test_a_calibration_of_words_leaves_stories_as_they_are(tmp_path: Path) -> None:
    plain, calibrated = Newsroom(tmp_path / "plain"), Newsroom(tmp_path / "calibrated")
    calibrated.calibrate()

    for newsroom in (plain, calibrated):
        newsroom.take_in(*OTHERS, STRIKE, WALL, HERE, AGAIN)

    ids = [one.id for one in (*OTHERS, STRIKE, WALL, HERE, AGAIN)]
    assert calibrated.stories.story_of(ids) == plain.stories.story_of(ids)
    chances = [newsroom.matcher.candidates(build_record(HERE))[0].match.probability for newsroom in (plain, calibrated)]
    assert chances[0] != chances[1]
    plain.close()
    calibrated.close()


def test_what_is_decided_says_that_it_was_calibrated(newsroom: Newsroom) -> None:
    newsroom.calibrate()
    newsroom.take_in(HERE, THERE)

    ops = [op for _, op in newsroom.stories.ops(story_of(newsroom)[0])]

    assert {op.model.partition(", ")[2] for op in ops} == {"calibrated 2026-10-06T00:00:00Z"}
    assert EMBEDDING in (ops[-1].evidence or {})


def test_it_is_sent_beginnings_of_articles_that_are_held_and_nothing_of_a_reader(
    newsroom: Newsroom, server: ToyServer
) -> None:
    newsroom.take_in(HERE)
    sent = len(server.asked)

    newsroom.coverage.coverage_of(THERE)  # an article that only a reader has seen

    assert len(server.asked) == sent
    assert set(server.texts) == {*PROBES, f"{HERE.title}\n{HERE.body}"}


@pytest.mark.parametrize("trouble", ["gone", "garbage", "hanging"])
def test_one_that_fails_leaves_matching_as_it_is_without(server: ToyServer, tmp_path: Path, trouble: str) -> None:
    server.status, server.body = (503, b"") if trouble == "gone" else (200, b'{"data": 7}')
    server.drips = trouble == "hanging"
    failing = Newsroom(tmp_path / "failing", HttpEmbedder(server.url, model=MODEL, seconds=0.2))
    without = Newsroom(tmp_path / "without")

    for newsroom in (failing, without):
        newsroom.take_in(*OTHERS, HERE, THERE, AGAIN)

    assert failing.coverage.coverage_of(HERE) == without.coverage.coverage_of(HERE) != []
    ids = [one.id for one in (*OTHERS, HERE, THERE, AGAIN)]
    assert failing.stories.story_of(ids) == without.stories.story_of(ids)
    assert server.asked
    assert [bool(one.embedding and one.embedding.notes()) for one in (failing, without)] == [True, False]
    failing.close()
    without.close()
