"""Do two figures of two texts count the same thing?

What became of those counted, the unit and the noun are the same already (`server.figures.figure_book`). Here what
surrounds them decides. Each bar is set where, on stories read for it, no two different things passed; that leaves out
many that are the same.
"""

from __future__ import annotations

from collections.abc import Sequence

from server.figures.agreement import are_close
from server.figures.models import Quantity

TITLE = -1  # where a figure of the headline stands, before the first sentence
LEAD_SENTENCES = 5  # a count that is the article's own matter stands in one of these

_SHARED_WORDS = 4
_SHARED_PART = 0.5  # of the smaller surroundings
_BACKGROUND_TIMES = 1.25  # counts of former events that are further apart are of different ones
_AGES_APART = 3  # years that reports of one person's age differ by; beyond, it is a relative


def same_count(one: Quantity, other: Quantity) -> bool:
    """Whether two figures of one kind count the same, as far as can be told."""
    if not are_close(one, other) or _are_apart(one.places, other.places) or _are_apart(one.days, other.days):
        return False
    if one.unit == "years old":
        return _same_person(one, other)
    return _same_event(one, other) if one.role else _same_subject(one, other)


def is_prominent(quantity: Quantity) -> bool:
    """Whether a count is the article's own matter: near the top, or called the toll."""
    return quantity.position < LEAD_SENTENCES or quantity.is_total


def _are_apart(some: Sequence[str], others: Sequence[str]) -> bool:
    return bool(some) and bool(others) and not set(some) & set(others)


def _same_person(one: Quantity, other: Quantity) -> bool:
    """Whether two ages are one person's: same last name, no other first name, and about the same age."""
    first_names = {name.counted.split()[0] for name in (one, other) if " " in name.counted}
    return len(first_names) < 2 and abs((one.low or 0) - (other.low or 0)) <= _AGES_APART


def _same_event(one: Quantity, other: Quantity) -> bool:
    """Whether two counts of a role belong to one event: the articles' own, or one that both go back to."""
    if is_prominent(one) and is_prominent(other):
        return True
    return bool(set(one.names) & set(other.names)) and are_close(one, other, times=_BACKGROUND_TIMES)


def _same_subject(one: Quantity, other: Quantity) -> bool:
    """Whether two measures are of one thing: no name that speaks against it, and much the same words around."""
    names, other_names = set(one.names), set(other.names)
    if not (names <= other_names or other_names <= names):
        return False
    shared = len(set(one.context) & set(other.context))
    smaller = min(len(one.context), len(other.context))
    extra = 0 if one.head else 1  # without a noun, more of the rest is asked for
    return shared >= _SHARED_WORDS + extra and shared >= _SHARED_PART * smaller
