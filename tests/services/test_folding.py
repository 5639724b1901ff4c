"""Which citations say that an article passes on another's report?"""

from collections.abc import Iterable, Sequence

import pytest

from server.articles.models import Article, Evidence
from server.citations.models import CitedOutlet, Relation
from server.outlets.models import Outlet
from server.services.folding import POOL_SECONDS, FoldingService
from tests.coverage.examples import article, outlet

LEDGER = outlet("ledger.example")


def cited(sentence: str, *, relation: Relation = Relation.REPORTED, start: int = 0) -> CitedOutlet:
    at = start + sentence.index("Ledger")
    evidence = Evidence("late", start, start + len(sentence), sentence)
    return CitedOutlet(LEDGER.key, "Ledger", relation, evidence, Evidence("late", at, at + 6, "Ledger"))


class Reading:
    def __init__(self, citations: Iterable[CitedOutlet]) -> None:
        self.citations = tuple(citations)


class FakeHouse:
    """Stands for the store, the outlets and the readings."""

    wire_names: frozenset[str] = frozenset()

    def __init__(self, *citations: CitedOutlet) -> None:
        self.citations = citations
        self.read = {"ledger.example", "unrated.example"}
        self.counted = 0

    def of(self, articles: Sequence[Article]) -> dict[str, Reading]:
        return {one.id: Reading(self.citations if one.id == "late" else ()) for one in articles}

    def find(self, key: str | None) -> Outlet | None:
        return LEDGER if key == LEDGER.key else None

    def side_of(self, found: Outlet | None) -> str | None:
        return "left" if found else None

    def outlets_read(self) -> set[str]:
        self.counted += 1
        return self.read


def fold(*citations: CitedOutlet):
    house = FakeHouse(*citations)
    articles = [article("early", hour=0, outlet_key=LEDGER.key), article("late", hour=1)]
    return FoldingService(house, house, house).fold(articles)


@pytest.mark.parametrize(
    "sentence",
    [
        "Nine are missing, and the siren did not sound, the Ledger reported on Monday.",
        "According to the Ledger, nine are missing and nobody heard the siren that night.",
    ],
)
def test_a_report_that_is_passed_on_is_no_origin_of_its_own(sentence):
    folded = fold(cited(sentence))

    assert [join.reason for origin in folded.origins for join in origin.joins] == ["relayed"]
    assert [(credit.article_id, credit.from_id) for credit in folded.credits] == [("late", "early")]


@pytest.mark.parametrize(
    "citation",
    [
        # Somebody who told it something is the source, and not the outlet's report.
        cited("Nine are missing, she told the Ledger on Monday.", relation=Relation.TOLD),
        # The report is what came before the news.
        cited("The minister resigned after the Ledger reported on her messages."),
        # In the middle of a sentence it stands for a part of it.
        cited("The wall, which the Ledger says was never inspected at all, gave way on Sunday night in the rain."),
        # Far down it is background.
        cited("Nine are missing, the Ledger reported.", start=3000),
    ],
)
def test_a_citation_alone_folds_nothing(citation):
    assert [join for origin in fold(citation).origins for join in origin.joins] == []


def test_the_pool_is_counted_once_a_while():
    house, now = FakeHouse(), [0.0]
    service = FoldingService(house, house, house, monotonic=lambda: now[0])
    folded = service.fold([article("early", outlet_key=LEDGER.key)])

    spreads = [service.spread(folded) for _ in range(3)]
    now[0] = POOL_SECONDS
    service.spread(folded)

    assert [share.name for share in spreads[0].by_lean] == ["left"]
    assert house.counted == 2
