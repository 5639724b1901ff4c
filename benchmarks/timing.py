"""Times of many calls, and tables of figures as they stand in the documentation."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

Asked = TypeVar("Asked")


@dataclass(frozen=True, slots=True)
class Quantiles:
    """What half, nine in ten and 99 in a hundred of the calls did not exceed, in milliseconds."""

    p50: float
    p90: float
    p99: float

    def __str__(self) -> str:
        return " / ".join(f"{value:.3g}" for value in (self.p50, self.p90, self.p99))


def time_calls(ask: Callable[[Asked], object], queries: Iterable[Asked]) -> list[float]:
    """Return the seconds that each call takes."""
    seconds = []
    for query in queries:
        started = time.perf_counter()
        ask(query)
        seconds.append(time.perf_counter() - started)
    return seconds


def quantiles(seconds: Sequence[float]) -> Quantiles:
    """Return the quantiles of some times, in milliseconds."""
    cuts = statistics.quantiles(seconds, n=100, method="inclusive")
    return Quantiles(*(1000 * cuts[at - 1] for at in (50, 90, 99)))


def print_table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print a table in Markdown, the first column to the left."""
    print("\n".join(table(head, rows)), end="\n\n", flush=True)


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """Return the lines of a table in Markdown, the first column to the left."""
    rule = f"|---|{'--:|' * (len(head) - 1)}"
    return [f"| {' | '.join(head)} |", rule, *(f"| {' | '.join(row)} |" for row in rows)]
