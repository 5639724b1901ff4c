"""The figures of a story's texts, to be looked up by what they count."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from server.figures.models import ArticleFigures, Figure, Quantity

Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class FigureBook:
    """What all texts say, each figure under its key, and what some of them call outdated."""

    texts: Sequence[ArticleFigures]
    figures: Mapping[Key, Mapping[str, Sequence[Figure]]]  # by key, then by article
    superseded: Sequence[Quantity]
    corrected: Mapping[Key, Sequence[Quantity]]  # those that say what they take the place of

    def same_kind(self, like: Quantity, article_id: str) -> Sequence[Figure]:
        """Return the figures of an article that could count the same, in order, outdated ones left out."""
        return self.figures.get(key_of(like), {}).get(article_id, ())

    def is_superseded(self, value: Quantity) -> bool:
        """Whether some text says that this value was given earlier."""
        return any(new.replaces == value.low for new in self.corrected.get(key_of(value), ())) or any(
            (old.low, old.high, old.unit, old.role) == (value.low, value.high, value.unit, value.role)
            and (bool(value.role) or old.head == value.head)
            for old in self.superseded
        )

    def is_correction(self, one: Quantity, other: Quantity) -> bool:
        """Whether some text says that one of the two values takes the place of the other."""
        values = {(one.low, other.low), (other.low, one.low)}
        return any((new.low, new.replaces) in values for new in self.corrected.get(key_of(one), ()))


def build_book(texts: Iterable[ArticleFigures]) -> FigureBook:
    """Return the book of some texts."""
    texts = list(texts)
    figures: dict[Key, dict[str, list[Figure]]] = defaultdict(lambda: defaultdict(list))
    superseded = []
    corrected: dict[Key, list[Quantity]] = defaultdict(list)
    for text in texts:
        for figure in text.figures:
            if figure.quantity.is_superseded:
                superseded.append(figure.quantity)
            else:
                figures[key_of(figure.quantity)][text.article_id].append(figure)
            if figure.quantity.replaces is not None and (figure.quantity.role or figure.quantity.head):
                corrected[key_of(figure.quantity)].append(figure.quantity)
    return FigureBook(texts, figures, superseded, corrected)


def key_of(quantity: Quantity) -> Key:
    """Return what two figures must have in common to be compared at all."""
    return quantity.unit, quantity.role, quantity.head
