"""Which part of the candidate index a question looks through: a stretch of minutes, and the numbers that it lies among.

Articles are numbered as they arrive and filed under the minute of their publication, so that a window of time is a
range of numbers with some strangers among them: late arrivals, and those that were published before or after.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from server.store.candidate_segments import NEVER, Ints, Segment
from server.store.candidate_tail import Tail
from server.store.candidate_view import Calendar, View

MOST_ARTICLES = 1 << 22  # four million: what one question looks through at most, newest first
_MINUTES_A_DAY = 1440


@dataclass(frozen=True, slots=True)
class Window:
    """The part of the index that a question looks through."""

    view: View
    parts: Sequence[Segment | Tail]
    first: int  # minutes …
    last: int
    begin: int  # … and numbers, up to, not including, `end`, among which all articles of these minutes are
    end: int
    low: int  # sums are kept for whole parts, so that only long lists need be cut to the window
    high: int

    @classmethod
    def of(cls, view: View, *, around: int | None, days: float) -> Window:
        """:param around: minute in the middle of the window; None for the newest articles of any age"""
        reach = int(days * _MINUTES_A_DAY)
        first, last = (0, NEVER - 1) if around is None else (max(around - reach, 0), around + reach)
        low, high = view.calendar.span(first, last)
        end = min(high, view.end)
        begin = max(low, end - MOST_ARTICLES)
        all_parts: list[Segment | Tail] = [*view.segments, view.tail]
        parts = [part for part in all_parts if part.first < end and part.end > begin]
        return cls(
            view,
            parts,
            first,
            last,
            begin,
            end,
            low=min((part.first for part in parts), default=0),
            high=max([end, *(part.end for part in parts if isinstance(part, Segment))]),
        )

    @property
    def calendar(self) -> Calendar:
        """The minutes and lengths of all articles."""
        return self.view.calendar

    def is_inside(self, numbers: Ints) -> NDArray[np.bool_]:
        """Return which articles were published within the window and are still there."""
        minutes = self.calendar.of(numbers)
        inside: NDArray[np.bool_] = (minutes >= self.first) & (minutes <= self.last)
        return inside
