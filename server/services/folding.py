"""Which of some articles are independent of each other, who relays whom, and how the independent ones spread?"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from server.articles.models import Article
from server.citations.models import CitedOutlet
from server.citations.passing_on import passes_on
from server.coverage.breadth import count_coverage
from server.coverage.credits import find_credits
from server.coverage.models import Counts, Credit, Origin, Relay
from server.coverage.origins import find_origins
from server.coverage.spread import Spread, measure_spread
from server.outlets.models import Outlet
from server.services.outlets import OutletService
from server.services.ports import ArticleStore
from server.services.readings import Reading, ReadingService

POOL_SECONDS = 60.0  # feeds are added by hand


@dataclass(frozen=True, slots=True)
class Fold:
    """Articles folded into origins, each join with its evidence, and what each passes on."""

    articles: Sequence[Article]
    origins: Sequence[Origin]
    credits: Sequence[Credit]
    outlets: Mapping[str, Outlet | None]  # by article id
    readings: Mapping[str, Reading]  # by article id; none of an article that is alone

    @property
    def origin_of(self) -> dict[str, str]:
        """The id of each article's origin."""
        return {article_id: origin.id for origin in self.origins for article_id in origin.article_ids}


class FoldingService:
    """Folds what it is given; nothing is kept."""

    def __init__(
        self,
        articles: ArticleStore,
        outlets: OutletService,
        readings: ReadingService,
        *,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._articles = articles
        self._outlets = outlets
        self._readings = readings
        self._monotonic = monotonic
        self._pool: tuple[float, dict[str, int]] | None = None  # when it was counted, and what was

    def fold(self, articles: Sequence[Article]) -> Fold:
        """Return the origins of articles of one story."""
        outlets = {article.id: self._outlets.find(article.outlet_key) for article in articles}
        wires = self._outlets.wire_names
        readings = self._readings.of(articles)
        relays = [relay for reading in readings.values() for relay in _relays(reading.citations)]
        origins = find_origins(articles, outlets, wire_names=wires, relays=relays)
        found = find_credits(articles, origins, wire_names=wires, relays=relays)
        return Fold(articles, origins, found, outlets, readings)

    def alone(self, article: Article) -> Fold:
        """Return an article as the one origin that it is while nothing else is known, without reading its text."""
        origin = Origin(article.id, (article.id,))
        return Fold([article], [origin], [], {article.id: self._outlets.find(article.outlet_key)}, {})

    def count(self, fold: Fold, *, without: str | None = None) -> Counts:
        """Return how many articles, origins and outlets these are; one article can be left out."""
        return count_coverage(_others(fold, without), fold.origins, fold.outlets, self._outlets.side_of)

    def spread(self, fold: Fold, *, without: str | None = None) -> Spread:
        """Return how the origins spread; one article can be left out."""
        others = _others(fold, without)
        return measure_spread(others, fold.origins, fold.outlets, self._outlets.side_of, pool=self._rated_pool())

    def sides(self, fold: Fold) -> dict[str, str | None]:
        """Return left, center or right of each article; None where its outlet is not rated."""
        return {article_id: self._outlets.side_of(outlet) for article_id, outlet in fold.outlets.items()}

    def _rated_pool(self) -> dict[str, int]:
        """Return how many rated outlets of each side are read here."""
        now = self._monotonic()
        if self._pool is None or now - self._pool[0] >= POOL_SECONDS:
            sides = (self._outlets.side_of(self._outlets.find(key)) for key in self._articles.outlets_read())
            self._pool = now, dict(Counter(side for side in sides if side))
        return self._pool[1]


def _others(fold: Fold, without: str | None) -> list[Article]:
    return [article for article in fold.articles if article.id != without]


def _relays(citations: Iterable[CitedOutlet]) -> Iterator[Relay]:
    """Yield the outlets whose reports the article says that it passes on."""
    for cited in citations:
        if cited.outlet_key and passes_on(cited):
            yield Relay(cited.evidence.article_id, cited.outlet_key, cited.evidence)
