"""How many articles a second are indexed and grouped where there are many already?

The product's own store, story store and grouping, on a store that holds the companions of the articles that are to
come, already divided into their stories; the index holds them among all the others. Storing is timed apart. Rates are
of the processor's time, since other work on the machine says nothing of ours; only until an article is grouped is
waited for by the clock.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

from benchmarks.agreement import b_cubed
from benchmarks.synthetic import Row, article_of
from server.articles.models import Article, StoredArticle
from server.coverage.matching import Matcher
from server.coverage.probability import load_weights
from server.coverage.records import build_record
from server.services.grouping import GroupingService
from server.services.ports import ArticleStore
from server.store.articles import SqlArticleStore
from server.store.candidate_index import SqliteCandidateIndex
from server.store.engine import open_engine
from server.store.migrating import migrate
from server.store.stories import SqlStoryStore
from server.stories.models import OpKind, StoryOp
from server.stories.views import story_id_of

STREAMED = 1000
_ALONE = 20  # of them arrive one by one
_MOST_COMPANIONS = 20  # of each story: more are never asked for at once
_BATCH = 200  # as the product groups

Companions = dict[int, list[Row]]


@dataclass(frozen=True, slots=True)
class Streaming:
    """Rates of the streamed articles, and how well they were grouped."""

    articles: int
    stored_per_second: float
    grouped_per_second: float
    b_cubed: float
    record_seconds: float  # to make the record of an article …
    match_seconds: float  # … and to find and score its candidates, of all that grouping takes
    grouped_after: list[float]  # seconds from the end of storing one article alone until its story is told


class _LaterChanges:
    """A store that numbers its changes on from those that the index has read, of which it holds nothing."""

    def __init__(self, articles: SqlArticleStore, before: int) -> None:
        self._articles = articles
        self._before = before

    def changes_after(self, change: int, *, limit: int) -> list[tuple[int, StoredArticle]]:
        found = self._articles.changes_after(max(0, change - self._before), limit=limit)
        return [(own + self._before, stored) for own, stored in found]

    def last_change(self) -> int:
        return self._articles.last_change() + self._before


def measure_streaming(
    index: SqliteCandidateIndex, known: Companions, later: Sequence[Row], folder: Path, *, seed: int
) -> Streaming:
    """Let `later` arrive where the index holds their companions already."""
    engine = open_engine(f"sqlite:///{folder / 'store.db'}")
    migrate(engine)
    articles, stories = SqlArticleStore(engine), SqlStoryStore(engine)
    before = index.position()
    # The service asks the store for what has changed and nothing else.
    changes = cast(ArticleStore, _LaterChanges(articles, before))
    grouping = GroupingService(changes, stories, index, Matcher(index, load_weights()))
    _save(articles, known, seed=seed)
    _divide(stories, known, position=changes.last_change())
    grouping.catch_up()  # brings the index to where the stories are

    store_seconds = group_seconds = 0.0
    many, alone = later[:-_ALONE], later[-_ALONE:]
    for start in range(0, len(many), _BATCH):
        batch = [_dated(row, seed=seed) for row in many[start : start + _BATCH]]
        started = time.process_time()
        articles.save(batch, now=_moment(many[start].minute))
        stored = time.process_time()
        while grouping.catch_up(limit=_BATCH):
            pass
        store_seconds += stored - started
        group_seconds += time.process_time() - stored
    grouped_after = [_time_until_grouped(row, articles, stories, grouping, seed=seed) for row in alone]
    record_seconds, match_seconds = _time_stages(many, index, seed=seed)
    found = stories.story_of([row.record.article_id for row in later])
    gold = {row.record.article_id: row.story for row in later}
    engine.dispose()
    return Streaming(
        articles=len(many),
        stored_per_second=len(many) / store_seconds,
        grouped_per_second=len(many) / group_seconds,
        b_cubed=b_cubed(gold, found).f1,
        record_seconds=record_seconds,
        match_seconds=match_seconds,
        grouped_after=grouped_after,
    )


def companions(rows: Sequence[Row], later: Sequence[Row]) -> Companions:
    """Return the newest members of the stories that `later` go on with."""
    wanted = {row.story for row in later}
    found: dict[int, list[Row]] = defaultdict(list)
    for row in reversed(rows):
        if row.story in wanted and len(found[row.story]) < _MOST_COMPANIONS:
            found[row.story].append(row)
    return found


def _time_until_grouped(
    row: Row, articles: SqlArticleStore, stories: SqlStoryStore, grouping: GroupingService, *, seed: int
) -> float:
    articles.save([_dated(row, seed=seed)], now=_moment(row.minute))
    stored = time.perf_counter()
    grouping.catch_up()
    stories.find_for_article(row.record.article_id)
    return time.perf_counter() - stored


def _time_stages(rows: Sequence[Row], index: SqliteCandidateIndex, *, seed: int) -> tuple[float, float]:
    """Return the seconds that an article's record, and its candidates with their probabilities, take."""
    arrived = [_dated(row, seed=seed) for row in rows]
    matcher = Matcher(index, load_weights())
    started = time.process_time()
    records = [build_record(article) for article in arrived]
    made = time.process_time()
    for record in records:
        matcher.candidates(record)
    return (made - started) / len(rows), (time.process_time() - made) / len(rows)


def _save(articles: SqlArticleStore, known: Companions, *, seed: int) -> None:
    rows = [row for story in known.values() for row in story]
    for start in range(0, len(rows), _BATCH):
        batch = rows[start : start + _BATCH]
        articles.save([_dated(row, seed=seed) for row in batch], now=_moment(batch[0].minute))


def _divide(stories: SqlStoryStore, known: Companions, *, position: int) -> None:
    """Record the stories of what is there already, as they were planted."""
    ops = []
    for rows in known.values():
        ids = [row.record.article_id for row in rows]
        story = story_id_of(ids[0])
        ops.append(StoryOp(OpKind.CREATE, story, article_id=ids[0]))
        ops += [StoryOp(OpKind.JOIN, story, article_id=article_id, probability=1.0) for article_id in ids[1:]]
    stories.apply(ops, position=position, now=datetime.now(UTC))


def _dated(row: Row, *, seed: int) -> Article:
    """Return the article with the time that its record has."""
    article = article_of(row, seed=seed)
    if article.published is None or row.record.minutes is None:
        return article
    return replace(article, published=replace(article.published, at=_moment(row.record.minutes)))


def _moment(minute: int) -> datetime:
    return datetime.fromtimestamp(60 * minute, tz=UTC)
