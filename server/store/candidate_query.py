"""One question to the candidate index: which numbers in this window of time share most with this record?

All words of the headline and the address count, and the 16 rarest of the lead: leaving out more of the lead is what
keeps a query cheap, leaving out words of the headline loses true matches on real text. Words in more than one article
of twenty are left out, once there are enough articles to tell.
"""

from __future__ import annotations

import sqlite3
from math import log
from operator import itemgetter

import numpy as np
from numpy.typing import NDArray

from server.coverage.records import Mark, MatchRecord
from server.coverage.statistics import Statistics

SEGMENT = 4096
_MOST_SEGMENTS = 64  # a quarter of a million articles: what one query looks through at most, newest first
_MOST_COPIES = 20
_LEAD_TERMS = 16
_COMMON_WEIGHT = log(1 / 0.05)
_ENOUGH_ARTICLES = log(2 * 2000)  # as `Statistics.rarest` has it
_FEWEST_TERMS = 4  # a headline of common words only still gets an answer
_MINUTES_A_DAY = 1440

Numbers = NDArray[np.int64]


class CandidateQuery:
    """The part of the index that lies within a window, and how to ask it."""

    def __init__(
        self, connection: sqlite3.Connection, statistics: Statistics, *, around: int | None, days: float
    ) -> None:
        """:param around: minute in the middle of the window; None for the newest articles of any age"""
        self._connection = connection
        self._statistics = statistics
        reach = int(days * _MINUTES_A_DAY)
        first, last = (0, 2**32 - 1) if around is None else (around - reach, around + reach)
        rows = connection.execute(
            "SELECT segment, minutes FROM segments WHERE last_minute >= ? AND first_minute <= ?"
            " ORDER BY segment DESC LIMIT ?",
            (first, last, _MOST_SEGMENTS),
        ).fetchall()
        self._place = {segment: place for place, (segment, _) in enumerate(rows)}
        self._segments = np.array([segment for segment, _ in rows], dtype=np.int64)
        self._is_outside = np.ones(len(rows) * SEGMENT, dtype=bool)
        for place, (_, packed) in enumerate(rows):
            minutes = np.frombuffer(packed, dtype=np.uint32)
            start = place * SEGMENT
            self._is_outside[start : start + len(minutes)] = (minutes < first) | (minutes > last)

    def best(self, record: MatchRecord, *, limit: int) -> list[int]:
        """Return the numbers of the articles that share the most weight, largest first."""
        return [number for number, _ in self._largest(self._weighted_terms(record), limit)]

    def copies(self, record: MatchRecord) -> dict[int, int]:
        """Return the numbers that share copy keys, with how many: a headline, or runs of words."""
        return {
            number: round(shared)
            for number, shared in self._largest([(key, 1.0) for key in record.copy_keys], _MOST_COPIES)
        }

    def _weighted_terms(self, record: MatchRecord) -> list[tuple[int, float]]:
        terms, marks = record.terms, record.marks
        weights = self._statistics.weights_of(terms, record.language)
        is_asked = (marks & (Mark.TITLE | Mark.SLUG)) != 0
        lead = np.flatnonzero(~is_asked)
        is_asked[lead[np.argsort(-weights[lead], kind="stable")[:_LEAD_TERMS]]] = True
        asked = zip(terms[is_asked].tolist(), weights[is_asked].tolist(), strict=True)
        weighted = sorted(asked, key=itemgetter(1), reverse=True)
        if self._statistics.rarest < _ENOUGH_ARTICLES:
            return weighted
        rare = [pair for pair in weighted if pair[1] >= _COMMON_WEIGHT]
        return rare if len(rare) >= _FEWEST_TERMS else weighted[:_FEWEST_TERMS]

    def _largest(self, weighted: list[tuple[int, float]], limit: int) -> list[tuple[int, float]]:
        scores = np.zeros(len(self._is_outside), dtype=np.float32)
        for term, weight in weighted:
            scores[self._positions(term)] += weight
        scores[self._is_outside] = 0.0
        found = np.flatnonzero(scores)
        if len(found) > limit:
            bar = np.partition(scores[found], -limit)[-limit]
            found = found[scores[found] >= bar]
        numbers = self._segments[found // SEGMENT] * SEGMENT + found % SEGMENT
        order = np.lexsort((-numbers, -scores[found]))[:limit]  # the newer of two equals
        return list(zip(numbers[order].tolist(), scores[found][order].tolist(), strict=True))

    def _positions(self, term: int) -> Numbers:
        """Return where the articles with this term are in the window's array."""
        if not self._place:
            return np.zeros(0, dtype=np.int64)
        rows = self._connection.execute(
            "SELECT segment, offsets FROM postings WHERE term = ? AND segment BETWEEN ? AND ?",
            (term, int(self._segments[-1]), int(self._segments[0])),
        )
        parts = [(self._place[segment], offsets) for segment, offsets in rows if segment in self._place]
        if not parts:
            return np.zeros(0, dtype=np.int64)
        starts = np.repeat([place * SEGMENT for place, _ in parts], [len(offsets) // 2 for _, offsets in parts])
        return starts + np.frombuffer(b"".join(offsets for _, offsets in parts), dtype=np.uint16)
