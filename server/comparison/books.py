"""The units of all texts of a story in one row, with who says each and which of them have a word."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice

from server.articles.models import Evidence
from server.comparison.models import ArticleClaims, ClaimUnit
from server.coverage.models import Origin


class UnitBook:
    """The units of some texts by number, counted through all of them."""

    def __init__(self, texts: Sequence[ArticleClaims], holders: Mapping[str, Sequence[int]] | None = None) -> None:
        """:param holders: the units with each stem, where they are known already"""
        self.texts = texts
        self.units = list(chain.from_iterable(text.units for text in texts))
        self._text_of = [number for number, text in enumerate(texts) for _ in text.units]
        self._places = [place for text in texts for place in range(len(text.units))]
        self.holders = _index(self.units) if holders is None else holders

    def text_of(self, unit: int) -> ArticleClaims:
        """Return the text that a unit is of."""
        return self.texts[self._text_of[unit]]

    def place(self, unit: int) -> int:
        """Return how many units of its text come before a unit."""
        return self._places[unit]

    def shown(self, *, at_most: int) -> Iterator[int]:
        """Yield the first units of each text that a reader may be shown."""
        number = 0
        for text in self.texts:
            units = (at for at, unit in enumerate(text.units, number) if unit.can_be_shown and text.tells_one_story)
            yield from islice(units, at_most)
            number += len(text.units)

    def units_of(self, article_ids: Iterable[str]) -> frozenset[int]:
        """Return the units of some articles."""
        wanted = set(article_ids)
        texts = {number for number, text in enumerate(self.texts) if text.article_id in wanted}
        return frozenset(unit for unit, text in enumerate(self._text_of) if text in texts)

    def evidence(self, unit: int) -> Evidence:
        """Return the span that a unit is."""
        return cite(self.text_of(unit), self.units[unit])


class Origins:
    """Which origin an article is of; one that no origin names is its own."""

    def __init__(self, origins: Iterable[Origin]) -> None:
        self._by_article = {article: origin.id for origin in origins for article in origin.article_ids}

    def of(self, article_id: str) -> str:
        """Return the origin of one article."""
        return self._by_article.get(article_id, article_id)

    def of_all(self, texts: Iterable[ArticleClaims]) -> set[str]:
        """Return the origins of some texts."""
        return {self.of(text.article_id) for text in texts}


def cite(text: ArticleClaims, unit: ClaimUnit) -> Evidence:
    """Return the span of a unit of `text`."""
    return Evidence(text.article_id, unit.start, unit.end, unit.text, unit.field)


def _index(units: Sequence[ClaimUnit]) -> dict[str, tuple[int, ...]]:
    holders: dict[str, list[int]] = defaultdict(list)
    for number, unit in enumerate(units):
        for stem in unit.stems:
            holders[stem].append(number)
    return {stem: tuple(numbers) for stem, numbers in holders.items()}
