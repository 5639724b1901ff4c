"""Articles are folded by what they say of each other, and the outlets that we read are counted once a while."""

from collections.abc import Iterable, Sequence

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


def test_a_report_that_is_passed_on_is_no_origin_of_its_own():
    folded = fold(cited("Nine are missing, and the siren did not sound, the Ledger reported on Monday."))

    assert [join.reason for origin in folded.origins for join in origin.joins] == ["relayed"]
    assert [(credit.article_id, credit.from_id) for credit in folded.credits] == [("late", "early")]


def test_what_an_outlet_was_told_folds_nothing():
    folded = fold(cited("Nine are missing, she told the Ledger on Monday.", relation=Relation.TOLD))

    assert [join for origin in folded.origins for join in origin.joins] == []


def test_the_pool_is_counted_once_a_while():
    house, now = FakeHouse(), [0.0]
    service = FoldingService(house, house, house, monotonic=lambda: now[0])
    folded = service.fold([article("early", outlet_key=LEDGER.key)])

    spreads = [service.spread(folded) for _ in range(3)]
    now[0] = POOL_SECONDS
    service.spread(folded)

    assert [share.name for share in spreads[0].by_lean] == ["left"]
    assert house.counted == 2
