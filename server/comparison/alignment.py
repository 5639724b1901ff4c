"""Does one unit say what another claims?

Most of the weight of the claim's words must be there, not its names alone, and nothing may speak against it, neither
figures nor days nor a denial. A word weighs the more, the fewer units of the story have it. What the whole story is
about weighs next to nothing, and that is right: sharing it tells two claims of one story not apart.

That two units do not agree says little: one may put into other words what the other says. Whether something is *not*
said is asked in `server.comparison.passages`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence, Set
from itertools import chain
from math import log

from server.comparison.models import ClaimUnit

SAID = 0.5
"""Agreement from which a unit says what the other claims; see docs/comparison.md for what other values give."""

SAME_AGAIN = 0.3
"""Agreement from which a second claim of a list says too little that is new."""

# What agreement is made of; fitted once by logistic regression on labelled pairs, then rounded.
_HERE, _PAIRS, _THERE = 0.65, 0.2, 0.15

_FEWEST_PLAIN = 3  # words of a claim that are neither names nor offices
_BEYOND_NAMES = 0.45  # least share of a claim's other words

Weigh = Callable[[str], float]


class Weights:
    """What each stem weighs in this story."""

    def __init__(self, holders: Mapping[str, Sequence[int]], units: int) -> None:
        self._holders = holders
        self._units = units
        self._known: dict[str, float] = {}
        self._totals: dict[tuple[str, ...], float] = {}

    def __call__(self, stem: str) -> float:
        weight = self._known.get(stem)
        if weight is None:
            weight = log((self._units + 1) / (len(self._holders.get(stem, ())) + 0.5))
            self._known[stem] = weight = max(weight, 0.0)
        return weight

    def total(self, words: tuple[str, ...]) -> float:
        """Return what stems weigh together, or pairs of them."""
        total = self._totals.get(words)
        if total is None:
            self._totals[words] = total = sum(map(self, chain.from_iterable(map(str.split, words))))
        return total


def agree(claim: ClaimUnit, other: ClaimUnit, weigh: Weights) -> float:
    """Return how much of what `claim` says `other` says, between 0 and 1; 0 where they contradict each other."""
    shared = set(claim.stems).intersection(other.stems)
    if not shared or _contradict(claim, other, shared):
        return 0.0
    both = sum(map(weigh, shared))
    here, there = weigh.total(claim.stems), weigh.total(other.stems)
    says_enough = len(claim.stems) - len(claim.names) >= _FEWEST_PLAIN
    if not (here and there and says_enough) or _share_beyond_names(claim, shared, weigh) < _BEYOND_NAMES:
        return 0.0
    return _HERE * both / here + _PAIRS * _share_of_pairs(claim, other, weigh) + _THERE * both / there


def _contradict(claim: ClaimUnit, other: ClaimUnit, shared: Set[str]) -> bool:
    """Whether two units cannot be one claim: other figures, other days, or one denies what both speak of."""
    return (
        _differ(claim.numbers, other.numbers)
        or _differ(claim.days, other.days)
        or shared.isdisjoint(claim.denied) != shared.isdisjoint(other.denied)
    )


def _differ(ones: tuple[str, ...], others: tuple[str, ...]) -> bool:
    return bool(ones) and bool(others) and not set(ones).intersection(others)


def _share_beyond_names(claim: ClaimUnit, shared: Set[str], weigh: Weights) -> float:
    """Return the share of what is claimed apart from names and offices: one spokesman says many things in one day."""
    plain = weigh.total(claim.stems) - weigh.total(claim.names)
    return sum(map(weigh, shared - set(claim.names))) / plain if plain > 0 else 1.0


def _share_of_pairs(claim: ClaimUnit, other: ClaimUnit, weigh: Weights) -> float:
    """Return the weight of the claim's pairs of neighbouring words that the other has as well."""
    shared = set(claim.pairs).intersection(other.pairs)
    if not shared:
        return 0.0
    both = sum(weigh(stem) for pair in shared for stem in pair.split())
    return both / (weigh.total(claim.pairs) or 1.0)
