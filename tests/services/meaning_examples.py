"""Invented events, each told in two languages without a common word, and a newsroom that compares meaning."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import combinations
from pathlib import Path
from random import Random
from typing import Any

from server.articles.identity import article_id
from server.articles.models import Article, DateSource, Precision, Published
from server.coverage.calibration import Calibration, parse_calibration
from server.coverage.embeddings import Embedder
from server.coverage.matching import Matcher
from server.coverage.probability import load_weights
from server.outlets.models import Tables
from server.outlets.resolver import Resolver
from server.services.calibrating import CalibratingService
from server.services.coverage import CoverageService
from server.services.embedding import EmbeddingService
from server.services.grouping import GroupingService
from server.services.limits import LimitsService
from server.services.outlets import OutletService
from server.store.articles import SqlArticleStore
from server.store.candidate_index import SqliteCandidateIndex
from server.store.engine import open_engine
from server.store.migrating import migrate
from server.store.stories import SqlStoryStore
from server.store.vectors import SqliteVectors

NOW = datetime(2026, 10, 6, tzinfo=UTC)

# The same nine subjects in English and in a language that nobody speaks, so that no dictionary knows it.
ENGLISH = ("river flood", "wall gave", "missing search", "dockers port", "strike union", "minister resigned",
           "train railway", "fire burned", "election voters")  # fmt: skip
INVENTED = ("velka ondra", "murtok skrel", "zhelin patrosk", "dokreva limvar", "streva unklot", "falgrem ovist",
            "tzugal barrok", "plamen gorsha", "volbor kethin")  # fmt: skip
NOBODYS = "qaa"  # of the codes that ISO 639-2 leaves free
SYLLABLES = (  # of the rest, in each language
    ("ba", "do", "ki", "lu", "me", "po", "ra", "ti", "vu", "ze"),
    ("schra", "fuj", "gno", "pfe", "zwi", "tros", "kni", "spa", "blaw", "chte"),
)
EVENTS = list(combinations(range(9), 3))


def tell(event: tuple[int, ...], *, foreign: bool = False, way: int = 0, hour: int = 0) -> dict[str, Any]:
    """Return a report of an event, as a judgement holds it; of each way the words besides its subjects are others."""
    subjects = [(INVENTED if foreign else ENGLISH)[subject] for subject in event]
    random = Random(f"{event}{foreign}{way}")
    fillers = ["".join(random.choices(SYLLABLES[foreign], k=6)) for _ in range(24)]
    text = f"{' '.join(fillers[:12])} {' '.join(subjects)} {' '.join(fillers[12:])}."
    return {
        "title": f"{' '.join(subjects)} {fillers[0]}".capitalize(),
        "text": text.capitalize(),
        "published_at": (NOW - timedelta(hours=12 - hour)).isoformat(),
        "language": NOBODYS if foreign else "en",
    }


def judged_lines() -> Iterator[bytes]:
    """Yield judged pairs: each event against its translation and its retelling, and against others."""
    for at, event in enumerate(EVENTS):
        apart = next(one for one in (*EVENTS[at + 7 :], *EVENTS) if not set(one) & set(event))
        akin = next(one for one in (*EVENTS[at + 7 :], *EVENTS) if len(set(one) & set(event)) == 1)
        yield _line(tell(event), tell(event, foreign=True), same=True)
        yield _line(tell(event), tell(event, way=1), same=True)
        yield _line(tell(event), tell(apart, foreign=True, way=2), same=False)
        yield _line(tell(event), tell(akin, way=1), same=False)
        yield _line(tell(event, foreign=True), tell(akin, foreign=True, way=1), same=False)


def judged_in_one_language() -> list[bytes]:
    """Return those of them that words alone can judge."""
    return [line for line in judged_lines() if line.count(NOBODYS.encode()) != 1]


def _line(a: dict[str, Any], b: dict[str, Any], *, same: bool) -> bytes:
    return json.dumps({"a": a, "b": b, "same": same}).encode()


def make_article(name: str, told: dict[str, Any]) -> Article:
    """Return a report as an article of an outlet of its own."""
    url = f"https://{name}.example/a"
    published = Published(datetime.fromisoformat(told["published_at"]), Precision.MINUTE, DateSource.FEED)
    return Article(
        article_id(url),
        url,
        url,
        f"{name}.example",
        told["title"],
        told["text"],
        published=published,
        language=told["language"],
    )


class Newsroom:
    """Store, index and services in one folder, with an embedder or without."""

    def __init__(self, folder: Path, embedder: Embedder | None = None) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.engine = open_engine(f"sqlite:///{folder / 'store.db'}")
        migrate(self.engine)
        self.articles, self.stories = SqlArticleStore(self.engine), SqlStoryStore(self.engine)
        self.index = SqliteCandidateIndex(folder / "index.db", store_id=self.articles.store_id())
        self.vectors = SqliteVectors(folder / "vectors", source="store/toy/1") if embedder else None
        self.embedding = (
            EmbeddingService(embedder, self.vectors, self.articles, now=lambda: NOW, days=60)
            if embedder and self.vectors is not None
            else None
        )
        self.kept: list[bytes] = []
        tables = Tables({}, {}, (), {}, {})
        outlets = OutletService(tables, Resolver(tables), LimitsService(self.articles), lean_raters=())
        self.calibrating = CalibratingService(
            self.articles,
            self.index,
            Matcher(self.index, load_weights(), vectors=self.vectors),
            outlets=outlets,
            keep=self.kept.append,
            now=lambda: NOW,
            embedding=self.embedding,
            vectors=self.vectors,
        )
        self.use(None)

    def use(self, calibration: Calibration | None) -> None:
        """Match with this calibration from here on."""
        self.matcher = Matcher(self.index, load_weights(), calibration=calibration, vectors=self.vectors)
        for_stories = calibration.for_stories if calibration else None
        deciding = Matcher(self.index, load_weights(), calibration=for_stories, vectors=self.vectors)
        self.grouping = GroupingService(
            self.articles, self.stories, self.index, deciding, embedding=self.embedding, now=lambda: NOW
        )
        self.coverage = CoverageService(self.stories, self.index, self.matcher, articles=self.articles)

    def calibrate(self) -> None:
        """Judge, fit, keep and use."""
        lines = judged_lines() if self.embedding else judged_in_one_language()
        self.calibrating.keep(self.calibrating.calibrate(lines))
        model = self.embedding.model if self.embedding else None
        self.use(parse_calibration(self.kept[-1], weights=load_weights().version, model=model))

    def take_in(self, *articles: Article) -> None:
        """Save and group."""
        self.articles.save(articles, now=NOW)
        while self.grouping.catch_up(50):
            pass

    def close(self) -> None:
        if self.vectors is not None:
            self.vectors.close()
        self.index.close()
        self.engine.dispose()
