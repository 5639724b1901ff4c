"""Whose words are shown, and is any side given more room than its share?

A side's share of the sentences is its share of the origins whose texts could be used. It may supply more only where no
other side has said the same in a sentence that can be shown; then the summary says so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from math import ceil

from server.coverage.breadth import NOT_RATED, SIDES
from server.summaries.claims import Line
from server.summaries.models import Balance, SideShare


class Ledger:
    """Counts the sentences that each side has supplied, and knows which side's turn it is."""

    def __init__(self, origins: Mapping[str, int]) -> None:
        self._origins = origins
        self._supplied: Counter[str] = Counter()
        self._from_article: Counter[str] = Counter()

    def choose(self, wordings: Sequence[Line]) -> Line:
        """Return the first wording unless its side has had its share and another's has not."""
        return min(wordings, key=lambda line: (self.is_over(line.side, more=1), self._is_crowded(line, wordings[0])))

    def enter(self, line: Line) -> None:
        """Count a sentence that is shown."""
        self._supplied[line.side] += 1
        self._from_article[line.article.id] += 1

    def is_over(self, side: str, *, more: int = 0) -> bool:
        """Whether a side has more than its share, or would have with so many more."""
        total = self._supplied.total() + more
        fair = ceil(total * self._origins[side] / max(sum(self._origins.values()), 1))
        return self._supplied[side] + more > fair

    def taken_from(self, article_id: str) -> int:
        """Return how many sentences of an article are shown."""
        return self._from_article[article_id]

    def close(self) -> Balance:
        """Return who supplied what, and whether that is more than a fair share."""
        shares = tuple(
            SideShare(side, self._supplied[side], self._origins[side]) for side in SIDES if self._origins.get(side)
        )
        return Balance(shares, self._note([share.side for share in shares]))

    def _is_crowded(self, line: Line, first: Line) -> tuple[int, bool]:
        return (self._from_article[line.article.id], line is not first)

    def _note(self, sides: Sequence[str]) -> str | None:
        rated = [side for side in sides if side != NOT_RATED]
        if not rated:
            return "none of the outlets is rated, so no side could be given its share"
        if len(sides) == 1:
            return f"all texts that could be used come from one side: {rated[0]}"
        over = [side for side in rated if self.is_over(side)]
        if not over:
            return None
        parts = [f"{self._supplied[side]} of {self._supplied.total()} from {side}" for side in over]
        return f"more than its share ({', '.join(parts)}): we found no sentence of another side that says the same"


def count_origins(lines: Iterable[Line]) -> dict[str, int]:
    """Return how many origins each side has; one with members on several sides counts for each."""
    return dict(Counter(side for side, _ in {(line.side, line.origin) for line in lines}))
