"""Does a probability mean what it says? Counts for a reliability diagram (DeGroot and Fienberg 1983)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from benchmarks.scores import BINS, Reported, bin_of


@dataclass(frozen=True, slots=True)
class Bin:
    """The pairs whose probability lies in one tenth."""

    pairs: int
    claimed: float  # their mean probability
    right: float  # share that is of the same story


@dataclass(frozen=True, slots=True)
class Curve:
    """The tenths of one collection that have pairs."""

    name: str
    bins: Sequence[Bin]

    @property
    def pairs(self) -> int:
        """How many there are in all."""
        return sum(one.pairs for one in self.bins)

    @property
    def error(self) -> float:
        """The expected calibration error: how far claims are off, each pair counting the same."""
        off = sum(one.pairs * abs(one.claimed - one.right) for one in self.bins)
        return off / self.pairs if self.pairs else float("nan")


def curve_of(
    name: str, candidates: Mapping[str, Sequence[Reported]], gold: Mapping[str, str], articles: Iterable[str]
) -> Curve:
    """Return how often the candidates of some articles are of the same story, by what was claimed."""
    pairs, claimed, right = [0] * BINS, [0.0] * BINS, [0] * BINS
    for article in articles:
        for one in candidates.get(article, ()):
            if one.id in gold:
                at = bin_of(one.probability)
                pairs[at] += 1
                claimed[at] += one.probability
                right[at] += gold[one.id] == gold[article]
    bins = [Bin(pairs[at], claimed[at] / pairs[at], right[at] / pairs[at]) for at in range(BINS) if pairs[at]]
    return Curve(name, bins)
