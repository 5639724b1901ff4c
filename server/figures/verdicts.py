"""When articles give a figure differently: has one value replaced the other, or do they contradict each other?

An update, when the later articles all have the later value, or a text calls the other outdated; a conflict, when the
values alternate in time, or one text lets two speakers stand for them. Else it stays open: from the times alone nobody
can tell.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from itertools import combinations, groupby

from server.figures.agreement import agree
from server.figures.figure_book import FigureBook, key_of
from server.figures.models import ArticleFigures, Figure, Quantity, Verdict

# Counts that grow while an event is being reported.
_GROWING = frozenset({"killed", "injured", "missing", "arrested", "evacuated", "displaced", "rescued", "infected"})
_CLEARLY_LATER = timedelta(hours=2)
_ENOUGH_LATER = 2  # articles with the new value
_MOST_SPEAKERS = 6  # of one text

Given = Sequence[tuple[ArticleFigures, Figure]]


def find_verdict(given: Given, book: FigureBook) -> Verdict:
    """Return how the values that articles give stand to each other.

    :param given: oldest first, those without a time before all others
    """
    values = [figure.quantity for _, figure in given]
    if any(book.is_superseded(value) for value in values):
        return Verdict.UPDATE
    if _have_two_speakers(values, book):
        return Verdict.CONFLICT
    runs = _runs_in_time(given)
    if runs is None:
        return Verdict.OPEN
    if len(runs) > _count_distinct(values):
        return Verdict.CONFLICT
    if len(runs[-1]) >= _ENOUGH_LATER or _has_grown(given):
        return Verdict.UPDATE
    return Verdict.OPEN


def _have_two_speakers(values: Sequence[Quantity], book: FigureBook) -> bool:
    """Whether one text lets one named speaker say this and another that: "police say three, the ministry says five"."""
    for figures in book.figures[key_of(values[0])].values():
        spoken = [one.quantity for one in figures if one.quantity.speaker][:_MOST_SPEAKERS]
        said = [one for one in spoken if any(agree(one, value) for value in values)]
        if any(one.speaker != other.speaker and not agree(one, other) for one, other in combinations(said, 2)):
            return True
    return False


def _runs_in_time(given: Given) -> list[list[Quantity]] | None:
    """Return the values in order of time, equal neighbours together; `None` if the order is not known."""
    if any(text.published_at is None for text, _ in given):
        return None
    moments = groupby(given, key=lambda pair: pair[0].published_at)
    runs: list[list[Quantity]] = []
    for _, at_once in moments:
        values = [figure.quantity for _, figure in at_once]
        if not all(agree(values[0], value) for value in values):
            return None
        if runs and agree(runs[-1][0], values[0]):
            runs[-1].extend(values)
        else:
            runs.append(values)
    return runs


def _count_distinct(values: Sequence[Quantity]) -> int:
    distinct: list[Quantity] = []
    for value in values:
        if not any(agree(value, other) for other in distinct):
            distinct.append(value)
    return len(distinct)


def _has_grown(given: Given) -> bool:
    """Whether a count that only grows is higher in the clearly later articles."""
    (oldest, first), (newest, last) = given[0], given[-1]
    if first.quantity.role not in _GROWING or oldest.published_at is None or newest.published_at is None:
        return False
    gap = _CLEARLY_LATER if oldest.is_exact and newest.is_exact else timedelta(days=1)
    return newest.published_at - oldest.published_at >= gap and _lowest(last.quantity) > _lowest(first.quantity)


def _lowest(quantity: Quantity) -> float:
    return quantity.low if quantity.low is not None else quantity.high or 0.0
