"""Coverage of what the index no longer holds."""

from __future__ import annotations

from types import SimpleNamespace

from server.coverage.matching import Matcher
from server.coverage.probability import load_weights
from server.coverage.records import build_record
from server.coverage.statistics import Statistics
from server.services.coverage import CoverageService
from tests.services.test_grouping import BACKGROUND, FIRST, OTHER, SECOND


class EmptyIndex:
    """An index that has dropped everything."""

    def __init__(self) -> None:
        self.statistics = Statistics()
        for article in (*BACKGROUND, FIRST, SECOND, OTHER):
            self.statistics.add(build_record(article), at=0)

    def find(self, *_: object, **__: object) -> list[object]:
        return []

    def get_records(self, _: object) -> dict[str, object]:
        return {}


class Held:
    """One story of all articles, and the articles."""

    articles = (FIRST, SECOND, OTHER)

    def find_for_article(self, _: str) -> SimpleNamespace:
        return SimpleNamespace(id="st", members=[SimpleNamespace(article_id=one.id) for one in self.articles])

    def story_of(self, _: object) -> dict[str, str]:
        return {}

    def get_many(self, article_ids: list[str]) -> dict[str, SimpleNamespace]:
        return {one.id: SimpleNamespace(article=one) for one in self.articles if one.id in article_ids}


def test_members_that_have_left_the_index_are_still_reported_and_others_are_not():
    held, index = Held(), EmptyIndex()
    coverage = CoverageService(held, index, Matcher(index, load_weights()), articles=held)

    matches = coverage.coverage_of(FIRST)

    # The third article of the story is about something else: being a member alone is not enough.
    assert [match.article_id for match in matches] == [SECOND.id]
