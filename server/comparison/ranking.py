"""Which claims matter most to a reader of this story?

Those that are about what the story is about: their words stand in many of its sentences. Between two that are equally
so, the one that comes earlier in its text, since reports tell what matters first, and the one that names somebody or
gives a figure, since it can be checked.
"""

from __future__ import annotations

from server.comparison.books import UnitBook
from server.comparison.models import ClaimUnit

_CONCRETE = 0.25  # what a name or a figure adds
_EARLY = 12  # units into a text, where a claim counts half as much


def merit(number: int, book: UnitBook) -> float:
    """Return how much a unit of the story matters to it."""
    return own_merit(book.units[number], book.place(number), book)


def own_merit(unit: ClaimUnit, place: int, book: UnitBook) -> float:
    """Return how much a unit matters to the story, its text being one of the story's or not."""
    is_concrete = bool(unit.names or unit.numbers)
    return _centrality(unit, book) * (1 + _CONCRETE * is_concrete) / (1 + place / _EARLY)


def _centrality(unit: ClaimUnit, book: UnitBook) -> float:
    """Return the mean share of the story's units that have each word."""
    return sum(len(book.holders.get(stem, ())) for stem in unit.stems) / (len(unit.stems) * len(book.units))
