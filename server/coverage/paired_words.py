"""The words of an article beside those of all its candidates, weighed, in arrays.

Fifty candidates have some five thousand words; looked up one by one they would take longer than everything else in a
look-up together. What is made of the sums is decided in `server.coverage.features`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from server.coverage.records import TERM_TYPE, Mark, MatchRecord
from server.coverage.statistics import Statistics

Array = NDArray[np.float64]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Words:
    """The words of several articles in one array, each with its owner, weight and marks."""

    count: int
    owner: Ints
    terms: Ints
    weight: Array
    marks: NDArray[np.uint8]

    @classmethod
    def of(cls, records: Sequence[MatchRecord], statistics: Statistics) -> Words:
        terms = np.frombuffer(b"".join(record.packed_terms for record in records), dtype=TERM_TYPE).astype(np.int64)
        lengths = [len(record.packed_marks) for record in records]
        languages = [statistics.salt_and_articles(record.language) for record in records]
        salts = np.repeat(np.array([salt for salt, _ in languages], dtype=np.int64), lengths)
        articles = np.repeat([articles for _, articles in languages], lengths)
        return cls(
            count=len(records),
            owner=np.repeat(np.arange(len(records)), lengths),
            terms=terms,
            weight=statistics.weights(terms, salts, articles),
            marks=np.frombuffer(b"".join(record.packed_marks for record in records), dtype=np.uint8),
        )

    def has(self, mark: Mark) -> Flags:
        """Return which words carry any of the marks."""
        flags: Flags = (self.marks & mark) != 0
        return flags

    def sum(self, values: Array, where: Flags) -> Array:
        """Return the sum of `values` for each owner, over the words in `where`."""
        return np.bincount(self.owner[where], weights=values[where], minlength=self.count).astype(np.float64)

    def counted(self, mark: Mark) -> Ints:
        """Return how many words of each owner carry any of the marks."""
        return np.bincount(self.owner[self.has(mark)], minlength=self.count)


@dataclass(frozen=True, slots=True)
class PairedWords:
    """The words of the candidates beside those of the article: for each candidate's word, what it is to the article."""

    ours: Words
    theirs: Words
    is_shared: Flags
    our_weight: Array  # 0 where not shared
    our_marks: NDArray[np.uint8]

    @classmethod
    def of(cls, record: MatchRecord, candidates: Sequence[MatchRecord], statistics: Statistics) -> PairedWords:
        ours, theirs = Words.of([record], statistics), Words.of(candidates, statistics)
        if not len(ours.terms):
            nothing = np.zeros(len(theirs.terms))
            return cls(ours, theirs, nothing.astype(bool), nothing, nothing.astype(np.uint8))
        order = np.argsort(ours.terms)
        place = order[np.minimum(np.searchsorted(ours.terms, theirs.terms, sorter=order), len(order) - 1)]
        is_shared = ours.terms[place] == theirs.terms
        return cls(ours, theirs, is_shared, ours.weight[place] * is_shared, ours.marks[place] * is_shared)

    def cosine(self, mark: Mark) -> Array:
        """Return the cosine of the words that carry the mark in both."""
        in_both = self.theirs.has(mark) & ((self.our_marks & mark) != 0)
        dot = self.theirs.sum(self.theirs.weight * self.our_weight, in_both)
        their_square = self.theirs.sum(self.theirs.weight**2, self.theirs.has(mark))
        our_square = self.ours.sum(self.ours.weight**2, self.ours.has(mark))
        return _ratio(dot, np.sqrt(their_square * our_square))

    def contained(self, mark: Mark, *, within: Mark) -> tuple[Array, Array]:
        """Return the share of our marked words found `within` theirs, and of theirs within ours."""
        ours = self.theirs.sum(self.our_weight, ((self.our_marks & mark) != 0) & self.theirs.has(within))
        theirs = self.theirs.sum(self.theirs.weight, self.theirs.has(mark) & ((self.our_marks & within) != 0))
        all_ours = self.ours.sum(self.ours.weight, self.ours.has(mark))
        all_theirs = self.theirs.sum(self.theirs.weight, self.theirs.has(mark))
        return _ratio(ours, all_ours + np.zeros(self.theirs.count)), _ratio(theirs, all_theirs)

    def share(self, mark: Mark) -> Flags:
        """Return whether any word carries the mark in both."""
        in_both = self.theirs.has(mark) & ((self.our_marks & mark) != 0)
        flags: Flags = np.bincount(self.theirs.owner[in_both], minlength=self.theirs.count) > 0
        return flags

    def have(self, mark: Mark) -> Flags:
        """Return whether each of the two has words with the mark."""
        flags: Flags = (self.theirs.counted(mark) > 0) & bool(self.ours.counted(mark)[0])
        return flags

    def rarest_shared(self, number: int) -> Array:
        """Return the weights of the rarest shared words, largest first, one row for each candidate."""
        owner = self.theirs.owner[self.is_shared]
        weight = np.minimum(self.theirs.weight, self.our_weight)[self.is_shared]
        order = np.lexsort((-weight, owner))
        owner, weight = owner[order], weight[order]
        rank = np.arange(len(owner)) - np.searchsorted(owner, owner)
        rarest = np.zeros((self.theirs.count, number))
        rarest[owner[rank < number], rank[rank < number]] = weight[rank < number]
        return rarest


def _ratio(part: Array, whole: Array) -> Array:
    """Return part ÷ whole, and 0 where there is no whole."""
    return np.divide(part, whole, out=np.zeros_like(part), where=whole > 0)
