"""How far do two ways of dividing articles into stories agree?

Each way is a mapping of article to story. What is measured against is called gold.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping
from dataclasses import dataclass

Stories = Mapping[str, Hashable]


@dataclass(frozen=True, slots=True)
class Agreement:
    """B-cubed figures (Bagga and Baldwin 1998), averaged over articles."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """The harmonic mean."""
        return 2 * self.precision * self.recall / (self.precision + self.recall)

    def __str__(self) -> str:
        return f"{self.precision:.3f} / {self.recall:.3f} / {self.f1:.3f}"


def b_cubed(gold: Stories, found: Stories) -> Agreement:
    """Return how well `found` divides the articles of `gold`."""
    both = Counter((gold[article], found[article]) for article in gold)
    of_gold = Counter(gold.values())
    of_found = Counter(found[article] for article in gold)
    precision = sum(shared * shared / of_found[there] for (_, there), shared in both.items())
    recall = sum(shared * shared / of_gold[here] for (here, _), shared in both.items())
    return Agreement(precision / len(gold), recall / len(gold))


def adjusted_rand(one: Stories, other: Stories) -> float:
    """Return the adjusted Rand index over the articles of `one`: 1 for the same stories, 0 for what chance gives."""
    together = _pairs(Counter((one[article], other[article]) for article in one))
    here = _pairs(Counter(one.values()))
    there = _pairs(Counter(other[article] for article in one))
    by_chance = here * there / (len(one) * (len(one) - 1) / 2)
    most = (here + there) / 2
    return (together - by_chance) / (most - by_chance) if most != by_chance else 1.0


def _pairs(counts: Mapping[object, int]) -> int:
    return sum(number * (number - 1) // 2 for number in counts.values())
