from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from server.articles.identity import article_id
from server.articles.models import Article, DateSource, Precision, Published, StoredArticle
from server.coverage.embeddings import PROBES
from server.errors import EmbedderFailed, EmbedderRefused
from server.services.embedding import AT_ONCE, FIRST_PAUSE, LONGEST_PAUSE, NOT_AVAILABLE, EmbeddingService
from server.store.articles import SqlArticleStore
from server.store.engine import open_engine
from server.store.migrating import migrate
from server.store.vectors import SqliteVectors
from tests.coverage.matching_examples import morning
from tests.services.toy_embedder import DIMENSION, ToyEmbedder

NOW = morning(6)


class Moody(ToyEmbedder):
    """Answers until it is told otherwise."""

    def __init__(self) -> None:
        super().__init__()
        self.error: EmbedderFailed | None = None
        self.refuses: set[str] = set()  # words
        self.answer: NDArray[np.float64] | None = None  # to whatever is asked

    def embed(self, texts: Sequence[str]) -> NDArray[np.float64]:
        found = super().embed(texts)
        if self.error:
            raise self.error
        if any(word in text for text in texts for word in self.refuses):
            raise EmbedderRefused("status 400")
        return found if self.answer is None else self.answer

    @property
    def texts(self) -> list[str]:
        """What was sent besides the probes."""
        return [text for texts in self.asked for text in texts if text not in PROBES]


class Desk:
    """The service with a store and vectors of its own, and a clock that stands until it is moved."""

    def __init__(self, folder: Path) -> None:
        self.engine = open_engine(f"sqlite:///{folder / 'store.db'}")
        migrate(self.engine)
        self.articles = SqlArticleStore(self.engine)
        self.vectors = SqliteVectors(folder / "vectors", source="store/toy/1")
        self.embedder = Moody()
        self.seconds = 0.0
        self.service = EmbeddingService(
            self.embedder, self.vectors, self.articles, now=lambda: NOW, days=30, monotonic=lambda: self.seconds
        )

    def take_in(self, *articles: Article) -> list[StoredArticle]:
        saved = self.articles.save(articles, now=NOW)
        held = self.articles.get_many([one.article_id for one in saved])
        return [held[one.article_id] for one in saved]

    def close(self) -> None:
        self.vectors.close()
        self.engine.dispose()


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = Desk(tmp_path)
    yield opened
    opened.close()


def make_article(name: str, title: str = "", *, at: datetime | None = NOW) -> Article:
    url = f"https://{name}.example/a"
    published = Published(at, Precision.MINUTE, DateSource.FEED) if at else None
    return Article(article_id(url), url, url, None, title or f"Flood in {name}", published=published)


def test_it_makes_a_vector_of_each_article_once(desk: Desk) -> None:
    arrived = desk.take_in(make_article("orrin"), make_article("dalmere"))

    desk.service.prepare(arrived)
    desk.service.prepare(arrived)

    assert desk.embedder.texts == ["Flood in orrin", "Flood in dalmere"]
    assert desk.vectors.count() == 2


def test_an_article_that_has_changed_gets_another_one(desk: Desk) -> None:
    desk.service.prepare(desk.take_in(make_article("orrin")))

    desk.service.prepare(desk.take_in(make_article("orrin", "Two floods in orrin")))

    assert desk.embedder.texts[-1] == "Two floods in orrin"
    assert desk.vectors.count() == 1


def test_it_sends_headline_and_beginning_and_two_sentences_of_ours(desk: Desk) -> None:
    desk.service.prepare(desk.take_in(make_article("orrin")))

    assert desk.embedder.asked == [[*PROBES, "Flood in orrin"]]


def test_it_sends_so_many_at_a_time(desk: Desk) -> None:
    desk.service.prepare(desk.take_in(*(make_article(f"town{at}") for at in range(AT_ONCE + 1))))

    assert [len(texts) for texts in desk.embedder.asked] == [len(PROBES) + AT_ONCE, len(PROBES) + 1]


@pytest.mark.parametrize(
    ("at", "days_off"),
    [
        (NOW - timedelta(days=2), 2),
        # A time that cannot be is a mistake, and without one it was published about when we saw it.
        (NOW + timedelta(days=90), 0),
        (None, 0),
    ],
)
def test_it_files_an_article_under_when_it_was_published(desk: Desk, at: datetime | None, days_off: int) -> None:
    desk.service.prepare(desk.take_in(make_article("orrin", at=NOW), make_article("dalmere", at=at)))
    minute = int(NOW.timestamp()) // 60 - days_off * 1440

    assert desk.vectors.nearest(make_article("orrin").id, around=minute, days=0.01) == [make_article("dalmere").id]


def test_what_was_held_before_is_filled_up_in_order(desk: Desk) -> None:
    desk.take_in(*(make_article(f"town{at}") for at in range(5)))

    assert [desk.service.fill(limit=3) for _ in range(3)] == [3, 2, 0]

    assert (desk.vectors.count(), desk.service.left()) == (5, 0)


def test_what_the_candidate_index_has_dropped_is_not_sent(desk: Desk) -> None:
    desk.take_in(make_article("orrin"), make_article("old", at=NOW - timedelta(days=31)))

    assert desk.service.fill() == 2

    assert desk.embedder.texts == ["Flood in orrin"]


def test_one_that_fails_is_left_alone_longer_each_time_and_readers_are_told(desk: Desk) -> None:
    arrived = desk.take_in(make_article("orrin"))
    desk.embedder.error = EmbedderFailed("no answer")
    asked_at = []
    for second in range(int(2 * LONGEST_PAUSE)):
        desk.seconds, before = float(second), len(desk.embedder.asked)
        desk.service.prepare(arrived)
        if len(desk.embedder.asked) > before:
            asked_at.append(second)

    assert asked_at == [0, 30, 90, 210, 450, 930]
    assert desk.service.notes() == [f"Since 2026-10-06 06:00 UTC {NOT_AVAILABLE}"]


def test_when_it_answers_again_what_was_missed_is_made_up_for(desk: Desk) -> None:
    desk.embedder.error = EmbedderFailed("no answer")
    desk.service.prepare(desk.take_in(make_article("orrin")))
    assert desk.service.fill() == 0
    desk.embedder.error, desk.seconds = None, FIRST_PAUSE

    assert desk.service.fill() == 1

    assert desk.vectors.count() == 1
    assert desk.service.notes() == []


@pytest.mark.parametrize(
    "answer",
    [
        np.full((3, DIMENSION), np.nan),
        np.zeros((3, DIMENSION)),
        np.ones((3, DIMENSION)),  # the same of everything
        np.eye(3, 5000),
        np.eye(2, DIMENSION),
        np.eye(4, DIMENSION),
    ],
    ids=["no numbers", "no direction", "all the same", "too long", "too few", "too many"],
)
def test_nothing_is_kept_of_an_answer_that_cannot_be(desk: Desk, answer: NDArray[np.float64]) -> None:
    desk.embedder.answer = answer

    desk.service.prepare(desk.take_in(make_article("orrin")))

    assert desk.vectors.count() == 0
    assert desk.service.is_pausing


@pytest.mark.parametrize(
    "answer", [np.eye(3, DIMENSION), np.eye(3, DIMENSION + 1)], ids=["another model", "another length"]
)
def test_nothing_is_kept_of_another_model_under_the_same_name(desk: Desk, answer: NDArray[np.float64]) -> None:
    desk.service.prepare(desk.take_in(make_article("orrin")))
    desk.embedder.answer = answer

    desk.service.prepare(desk.take_in(make_article("dalmere")))

    assert set(desk.vectors.stamps([make_article(name).id for name in ("orrin", "dalmere")])) == {
        make_article("orrin").id
    }


def test_a_text_that_is_refused_is_tried_shorter_and_costs_the_others_nothing(desk: Desk) -> None:
    names = [f"town{at}" for at in range(6)]
    long, refused = make_article("long", "Flood " * 9 + "overlong"), make_article("odd", "odd odd odd")
    desk.embedder.refuses = {"overlong", "odd"}

    desk.service.prepare(desk.take_in(*map(make_article, names), long, refused))

    assert set(desk.vectors.stamps([refused.id, long.id])) == {long.id}
    assert desk.vectors.count() == len(names) + 1
    assert not desk.service.is_pausing


def test_one_that_refuses_everything_has_failed(desk: Desk) -> None:
    desk.embedder.error = EmbedderRefused("status 500")

    desk.service.prepare(desk.take_in(make_article("orrin"), make_article("dalmere")))

    assert len(desk.embedder.asked) == 2  # the texts, then the probes alone
    assert desk.service.is_pausing


def test_grouping_does_not_wait_for_one_that_is_slow(desk: Desk) -> None:
    def slow(texts: Sequence[str]) -> NDArray[np.float64]:
        desk.seconds += 15.0
        return ToyEmbedder.embed(desk.embedder, texts)

    desk.embedder.embed = slow  # type: ignore[method-assign]

    desk.service.prepare(desk.take_in(*(make_article(f"town{at}") for at in range(5 * AT_ONCE))))

    assert len(desk.embedder.asked) == 2  # after the second, 20 seconds are over
    assert not desk.service.is_pausing
    assert desk.service.fill(limit=1000) == 5 * AT_ONCE


def test_it_says_how_the_embedder_does(desk: Desk) -> None:
    desk.service.prepare(desk.take_in(make_article("orrin")))

    assert desk.service.check() == f"toy, {DIMENSION} numbers to a vector; 1 articles have one"


def test_all_can_be_made_anew(desk: Desk) -> None:
    desk.take_in(make_article("orrin"))
    desk.service.fill()

    desk.service.forget()

    assert desk.service.left() == desk.articles.last_change()
    desk.service.fill()
    assert desk.embedder.texts == ["Flood in orrin"] * 2


def test_what_is_embedded_to_be_judged_is_not_kept(desk: Desk) -> None:
    found = desk.service.embed([make_article("orrin"), make_article("dalmere"), Article("e", "", "", None, "")])

    assert set(found) == {make_article("orrin").id, make_article("dalmere").id}
    assert desk.vectors.count() == 0
