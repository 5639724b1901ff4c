from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from server.articles.identity import article_id
from server.articles.models import Article, DateSource, Precision, Published
from server.coverage.matching import STORY, Matcher
from server.coverage.probability import load_weights
from server.coverage.records import build_record
from server.services.coverage import CoverageService
from server.services.grouping import GroupingService
from server.store.articles import SqlArticleStore
from server.store.candidate_index import SqliteCandidateIndex
from server.store.engine import open_engine
from server.store.migrating import migrate
from server.store.stories import SqlStoryStore
from tests.coverage.matching_examples import (
    FLOOD,
    FLOOD_AGAIN,
    FLOOD_AGAIN_TEXT,
    FLOOD_TEXT,
    STRIKE,
    STRIKE_TEXT,
    morning,
)

NOW = datetime(2026, 10, 6, tzinfo=UTC)


def make_article(host: str, title: str, body: str = "", *, hour: int = 0) -> Article:
    url = f"https://{host}.example/a"
    published = Published(morning(5) + timedelta(hours=hour), Precision.MINUTE, DateSource.FEED)
    return Article(article_id(url), url, url, f"{host}.example", title, body, published=published, language="en")


FIRST = make_article("ledger", FLOOD, FLOOD_TEXT)
SECOND = make_article("post", FLOOD_AGAIN, FLOOD_AGAIN_TEXT, hour=4)
OTHER = make_article("herald", STRIKE, STRIKE_TEXT, hour=5)
BACKGROUND = [
    make_article(
        f"b{at}", f"Council of town {at} debates item {at * 7}", f"The council met on item {at * 7} in hall {at}."
    )
    for at in range(20)
]


class Newsroom:
    """Store, index and services in one folder; opened again, it is another process."""

    def __init__(self, folder: Path) -> None:
        self.engine = open_engine(f"sqlite:///{folder / 'store.db'}")
        migrate(self.engine)
        self.articles, self.stories = SqlArticleStore(self.engine), SqlStoryStore(self.engine)
        self.index = SqliteCandidateIndex(folder / "index.db", store_id=self.articles.store_id())
        matcher = Matcher(self.index, load_weights())
        self.grouping = GroupingService(self.articles, self.stories, self.index, matcher, now=lambda: NOW)
        self.coverage = CoverageService(self.stories, self.index, matcher)

    def take_in(self, *articles: Article, step: int = 50) -> None:
        """Save and group."""
        self.articles.save(articles, now=NOW)
        while self.grouping.catch_up(step):
            pass

    def story_of(self, article: Article) -> str:
        return self.stories.story_of([article.id])[article.id]

    def log(self) -> list[tuple[str, str, str | None]]:
        """Return every operation ever recorded."""
        with self.engine.connect() as connection:
            rows = connection.execute(sa.text("SELECT kind, story_id, article_id FROM story_ops ORDER BY n"))
            return [(row.kind, row.story_id, row.article_id) for row in rows]

    def close(self) -> None:
        self.index.close()
        self.engine.dispose()


@pytest.fixture
def newsroom(tmp_path: Path) -> Iterator[Newsroom]:
    opened = Newsroom(tmp_path)
    yield opened
    opened.close()


def test_it_groups_the_reports_of_one_event_and_leaves_the_others_apart(newsroom):
    newsroom.take_in(*BACKGROUND, FIRST, SECOND, OTHER)

    assert newsroom.story_of(SECOND) == newsroom.story_of(FIRST) == f"st-{FIRST.id}"
    assert newsroom.story_of(OTHER) == f"st-{OTHER.id}"


def test_what_is_told_of_companions_and_members_is_what_a_story_makes_of_it(newsroom):
    newsroom.take_in(*BACKGROUND, FIRST, SECOND, OTHER)
    matcher = Matcher(newsroom.index, load_weights())
    pair = matcher.candidates(build_record(SECOND))[0]  # the first report: in a story of two, the pair is the mean, too

    member = newsroom.stories.get(newsroom.story_of(SECOND)).members[-1]
    told = newsroom.coverage.coverage_of(SECOND)[0]

    assert told.probability == matcher.as_companion(pair, articles=2).probability != pair.match.probability
    assert STORY in told.log_odds
    assert member.probability == pytest.approx(matcher.membership(pair.match.probability, 2), abs=0.05)
    assert abs(member.probability - pair.match.probability) > 0.05


def test_how_many_it_takes_at_a_time_makes_no_difference(newsroom, tmp_path):
    newsroom.take_in(*BACKGROUND, FIRST, SECOND, OTHER, step=50)
    (tmp_path / "other").mkdir()
    other = Newsroom(tmp_path / "other")
    other.take_in(*BACKGROUND, FIRST, SECOND, OTHER, step=3)

    assert other.log() == newsroom.log()
    other.close()


def test_it_goes_on_where_it_was_after_the_index_was_lost(newsroom, tmp_path):
    newsroom.take_in(*BACKGROUND, FIRST)
    newsroom.index.clear()

    newsroom.take_in(SECOND)

    assert newsroom.story_of(SECOND) == newsroom.story_of(FIRST)
    assert len(newsroom.index) == len(BACKGROUND) + 2
    assert newsroom.index.position() == newsroom.articles.last_change()


def test_a_process_that_takes_over_reads_the_stories_anew(newsroom, tmp_path):
    newsroom.take_in(*BACKGROUND[:10])
    second_process = Newsroom(tmp_path)
    second_process.take_in(*BACKGROUND[10:], FIRST)

    newsroom.take_in(SECOND)

    assert newsroom.story_of(SECOND) == f"st-{FIRST.id}"
    second_process.close()


def test_a_headline_that_gains_its_text_gets_a_second_chance(newsroom):
    bare = make_article("post", "What we know so far", hour=4)
    newsroom.take_in(*BACKGROUND, FIRST, bare)
    assert newsroom.story_of(bare) != newsroom.story_of(FIRST)

    newsroom.take_in(SECOND)

    assert newsroom.story_of(SECOND) == newsroom.story_of(FIRST)
    assert newsroom.stories.get(f"st-{SECOND.id}").id == newsroom.story_of(FIRST)


def test_nothing_new_is_nothing_to_do(newsroom):
    newsroom.take_in(FIRST)

    assert newsroom.grouping.catch_up() == 0


def test_coverage_is_the_same_for_an_article_that_is_held_and_one_that_is_not(newsroom):
    newsroom.take_in(*BACKGROUND, FIRST, OTHER)

    unheld = newsroom.coverage.coverage_of(SECOND)
    newsroom.take_in(SECOND)
    held = newsroom.coverage.coverage_of(SECOND)

    assert [match.article_id for match in unheld] == [match.article_id for match in held] == [FIRST.id]


def test_an_article_that_nobody_else_reports_has_no_coverage(newsroom):
    newsroom.take_in(*BACKGROUND, FIRST, SECOND, OTHER)

    assert newsroom.coverage.coverage_of(OTHER) == []
