"""One article is held against the others, and what they have in common is worked out once."""

from __future__ import annotations

from dataclasses import replace

import pytest

from server.articles.models import Article
from server.citations.names import build_names
from server.coverage.models import Origin
from server.outlets.models import Tables
from server.services.comparing import KIND, ComparingService
from server.services.folding import Fold
from server.services.readings import ReadingService
from tests.coverage.examples import article
from tests.services.test_readings import FakePrepared

COMMON = (
    "The wall on Weir Street gave way at dawn on Monday. "
    "Some 1,200 people left their homes in the town of Orrin. "
    "The hospital of Orrin moved forty patients to Callow by bus. "
    "Engineers had inspected the wall for the last time in the spring of 2019. "
)
ALSO = "The mayor of Orrin has asked the army for two helicopters and a pontoon bridge. "
ALONE = "A retired surveyor had written to the river authority about the silent gauge twice. "


def report(name: str, *extra: str) -> Article:
    return replace(article(name, hour=1), language="en", outlet_key=f"{name}.example", body=COMMON + "".join(extra))


def fold(*articles: Article) -> Fold:
    readings = ReadingService(FakePrepared(), build_names(Tables({}, {}, (), {}, {}), [])).of(articles)
    origins = [Origin(one.id, (one.id,)) for one in articles]
    return Fold(articles, origins, [], {one.id: None for one in articles}, readings)


class FakeOutlets:
    def ref(self, outlet_key: str | None) -> None:
        return None


@pytest.fixture
def store() -> FakePrepared:
    return FakePrepared()


@pytest.fixture
def service(store: FakePrepared) -> ComparingService:
    return ComparingService(store, FakeOutlets())


def test_it_says_what_only_this_article_reports_and_what_only_the_others_do(service: ComparingService) -> None:
    here, *others = report("here", ALONE), report("b", ALSO), report("c", ALSO)

    comparison = service.compare(here, fold(here, *others))

    assert comparison.independent_texts == 3
    assert [claim.text for claim in comparison.only_here] == [ALONE.strip()]
    assert [(claim.text, claim.outlets, claim.origins) for claim in comparison.elsewhere] == [
        (ALSO.strip(), ["b.example", "c.example"], 2)
    ]


def test_below_three_independent_texts_it_says_nothing_and_why(service: ComparingService) -> None:
    here, other = report("here", ALONE), report("b", ALSO)

    comparison = service.compare(here, fold(here, other))

    assert (comparison.only_here, comparison.elsewhere) == ([], [])
    assert "Fewer than three independent texts" in comparison.notes[0]


def test_what_was_prepared_gives_the_same_answer(service: ComparingService, store: FakePrepared) -> None:
    here, *others = report("here", ALONE), report("b", ALSO), report("c", ALSO)
    folded = fold(here, *others)
    made = service.compare(here, folded)
    service.prepare("st-1", 7, folded)

    assert service.compare(here, folded, story=("st-1", 7)) == made
    assert (KIND, "st-1") in store.rows


def test_what_was_prepared_of_another_revision_is_not_used(service: ComparingService) -> None:
    here, *others = report("here", ALONE), report("b", ALSO), report("c", ALSO)
    service.prepare("st-1", 7, fold(others[0]))

    comparison = service.compare(here, fold(here, *others), story=("st-1", 8))

    assert comparison.only_here
