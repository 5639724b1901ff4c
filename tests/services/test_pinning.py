"""Grouping leaves alone what the operator has decided, and goes on from what has become of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from server.articles.models import Article
from server.coverage.matching import Matcher
from server.coverage.probability import load_weights
from server.outlets.models import Tables
from server.outlets.resolver import Resolver
from server.services.grouping import GroupingService
from server.services.limits import LimitsService
from server.services.operating import OperatingService
from server.services.outlets import OutletService
from server.store.candidate_index import SqliteCandidateIndex
from server.store.operating import SqlOperatorStore
from tests.coverage.matching_examples import FLOOD, FLOOD_AGAIN, FLOOD_AGAIN_TEXT, FLOOD_TEXT, STRIKE, STRIKE_TEXT
from tests.services.newsroom import Past, make_article

FIRST = make_article("ledger", FLOOD, FLOOD_TEXT)
SECOND = make_article("post", FLOOD_AGAIN, FLOOD_AGAIN_TEXT, hour=4)
OTHER = make_article("herald", STRIKE, STRIKE_TEXT, hour=5)
BACKGROUND = [
    make_article(f"b{n}", f"Council of town {n} debates item {n * 7}", f"It met in hall {n}.") for n in range(20)
]


class Grouped(Past):
    """A past that is grouped as it comes in."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.index = SqliteCandidateIndex(folder / "index.db", store_id=self.articles.store_id())
        operator, tables = SqlOperatorStore(self.engine), Tables({}, {}, (), {}, {})
        outlets = OutletService(tables, Resolver(tables), LimitsService(self.articles), lean_raters=())
        self.operating = OperatingService(self.stories, operator, outlets=outlets, now=lambda: self.now)
        self.grouping = GroupingService(
            self.articles, self.stories, self.index, Matcher(self.index, load_weights()), operator=operator
        )

    def take_in(self, *articles: Article) -> None:
        """Save and group."""
        self.articles.save(articles, now=self.now)
        while self.grouping.catch_up(50):
            pass

    def story_of(self, article: Article) -> str:
        return self.stories.story_of([article.id])[article.id]


@pytest.fixture
def grouped(tmp_path: Path) -> Iterator[Grouped]:
    opened = Grouped(tmp_path)
    opened.take_in(*BACKGROUND, FIRST, SECOND, OTHER)
    yield opened
    opened.index.close()
    opened.close()


def test_what_was_split_does_not_grow_together_again(grouped: Grouped) -> None:
    assert grouped.story_of(FIRST) == grouped.story_of(SECOND)
    grouped.operating.split(grouped.story_of(FIRST), [SECOND.id], why="another river")

    # Alone in its story, and with more to say: by itself it would be merged.
    grouped.take_in(replace(SECOND, body=f"{SECOND.body}\n\n{FIRST.body}"))

    assert grouped.story_of(FIRST) != grouped.story_of(SECOND)


def test_a_process_that_starts_later_leaves_it_alone_too(grouped: Grouped, tmp_path: Path) -> None:
    grouped.operating.split(grouped.story_of(FIRST), [SECOND.id], why="another river")
    grouped.index.close()
    later = Grouped(tmp_path)

    later.take_in(replace(SECOND, body=f"{SECOND.body}\n\n{FIRST.body}"))

    assert later.story_of(FIRST) != later.story_of(SECOND)
    later.index.close()


def test_once_undone_grouping_decides_again(grouped: Grouped) -> None:
    split = grouped.operating.split(grouped.story_of(FIRST), [SECOND.id], why="another river")
    grouped.operating.undo(split.n, why="the same river")

    grouped.take_in(make_article("mail", FLOOD, FLOOD_TEXT, hour=6))

    assert grouped.story_of(FIRST) == grouped.story_of(SECOND)


def test_new_articles_join_what_the_operator_has_put_together(grouped: Grouped) -> None:
    grouped.operating.merge(grouped.story_of(FIRST), [grouped.story_of(OTHER)], why="one event")
    third = make_article("mail", FLOOD, FLOOD_TEXT, hour=6)

    grouped.take_in(third)

    assert grouped.story_of(third) == grouped.story_of(FIRST) == grouped.story_of(OTHER)
