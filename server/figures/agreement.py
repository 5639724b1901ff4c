"""May two figures be the same value, said with other bounds or rounded?

Wherever the answer can be yes, it is yes: a difference that is only one of writing must not be shown as one of fact.
"""

from __future__ import annotations

from math import floor, inf, log10

from server.figures.models import Quantity

# Values this close are one value, counted by another method or on another day.
_SAME_WITHIN = 0.02
_ROUGHLY_WITHIN = 0.15
_EXACT_BELOW = 30  # below, a count is a count: eight is not ten, rounded
TIMES_APART = 12  # beyond, something else is counted


def agree(one: Quantity, other: Quantity) -> bool:
    """Whether both can be true of the same thing."""
    low = max(_low(one), _low(other))
    high = min(_high(one), _high(other))
    if low <= high:
        return True
    if high == 0:
        return False
    apart = (low - high) / high
    if apart <= _SAME_WITHIN and not (_is_exact_count(one) and _is_exact_count(other)):
        return True
    if (one.is_rough or other.is_rough) and apart <= _ROUGHLY_WITHIN:
        return True
    return _is_rounding(one, other) or _is_rounding(other, one)


def are_close(one: Quantity, other: Quantity, *, times: float = TIMES_APART) -> bool:
    """Whether two figures are near enough to be reports of the same thing at all."""
    smaller, larger = sorted((_middle(one), _middle(other)))
    return smaller > 0 and larger <= times * smaller


def is_definite(quantity: Quantity) -> bool:
    """Whether a figure says enough to be contradicted: "dozens" does not."""
    return not (quantity.is_rough and (quantity.low is None or quantity.high is None))


def _is_rounding(one: Quantity, other: Quantity) -> bool:
    """Whether `one` is `other` given with fewer digits: 15 for 15.25, 60,000 for 59,400."""
    if one.low is None or one.low != one.high or other.low is None or other.low != other.high:
        return False
    if one.low == 0 or (_is_count(one) and max(one.low, other.low) < _EXACT_BELOW):
        return False
    step = _last_place(one.low)
    return step > _last_place(other.low) and abs(one.low - other.low) <= step / 2


def _last_place(value: float) -> float:
    """Return the worth of the last digit that is not zero: 1,000 for 59,000."""
    place = 10.0 ** floor(log10(abs(value)))
    while place > 1e-3 and abs(value / place - round(value / place)) > 1e-6:
        place /= 10
    return place


def _is_exact_count(quantity: Quantity) -> bool:
    """Whether heads were counted: 58, 2,975, but not 60,000."""
    value = quantity.low if quantity.low == quantity.high else None
    if not _is_count(quantity) or not value or quantity.is_rough:
        return False
    return value < _EXACT_BELOW or _last_place(value) == 1


def _is_count(quantity: Quantity) -> bool:
    return not quantity.unit


def _low(quantity: Quantity) -> float:
    return -inf if quantity.low is None else quantity.low


def _high(quantity: Quantity) -> float:
    return inf if quantity.high is None else quantity.high


def _middle(quantity: Quantity) -> float:
    known = [value for value in (quantity.low, quantity.high) if value is not None]
    return sum(known) / len(known)
