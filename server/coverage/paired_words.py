"""The words of an article beside those of all its candidates, weighed, in arrays.

Fifty candidates have some five thousand words; looked up one by one they would take longer than everything else in a
look-up together, and even passed over once for every feature they would. So they are passed over once: the sums over
all words of an article are kept by mark, and everything else looks at the shared words only, which are few. What can be
measured is listed in `server.coverage.word_measures`, and which of it is a feature in `server.coverage.features`.

This is the reference; `server.coverage.word_kernel` gives the same answers in a fraction of the time, where it has been
built.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from server.coverage.records import TERM_TYPE, Mark, MatchRecord
from server.coverage.statistics import Statistics
from server.coverage.word_measures import Kind, Measure, Measuring

Array = NDArray[np.float64]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]
Marks = NDArray[np.uint8]

_COMBINATIONS = 64  # of marks
_BITS = 16
_LOWEST = (1 << _BITS) - 1
_SHIFTS = (0, 5, 11, 16)  # if two of our words agree in some of their bits, others are tried


@dataclass(frozen=True, slots=True)
class Sums:
    """Of each article, over its words with each combination of marks: how many, their weights, the weights' squares."""

    numbers: Array
    weights: Array
    squares: Array

    @classmethod
    def of(cls, owner: Ints, marks: Marks, weight: Array, *, count: int) -> Sums:
        """Return the sums of `count` articles, given the owner of each word."""
        cell, shape, cells = owner * _COMBINATIONS + marks, (count, _COMBINATIONS), count * _COMBINATIONS
        return cls(
            np.bincount(cell, minlength=cells).astype(np.float64).reshape(shape),
            np.bincount(cell, weights=weight, minlength=cells).astype(np.float64, copy=False).reshape(shape),
            np.bincount(cell, weights=weight * weight, minlength=cells).astype(np.float64, copy=False).reshape(shape),
        )


@dataclass(frozen=True, slots=True)
class Shared:
    """The words that a candidate shares with the article: one entry for each, by candidate."""

    owner: Ints  # the candidate
    weight: Array  # in the candidate's language …
    our_weight: Array  # … and in the article's
    marks: Ints  # our marks and theirs in one number, as `_marked` has them

    def sum(self, values: Array, *, ours: Mark, theirs: Mark, count: int) -> Array:
        """Return the sum of `values` for each candidate, over the words that carry such marks in both."""
        marked = _marked(ours, theirs)[self.marks]
        return np.bincount(self.owner, weights=values * marked, minlength=count).astype(np.float64, copy=False)


@dataclass(frozen=True, slots=True)
class PairedWords:
    """What the words of the candidates are to those of the article. In all sums the article itself comes first."""

    count: int  # of candidates
    sums: Sums
    shared: Shared

    @classmethod
    def of(cls, record: MatchRecord, candidates: Sequence[MatchRecord], statistics: Statistics) -> PairedWords:
        """Return the words of `record` and `candidates`, weighed. :raises ValueError: if a record is damaged"""
        records = [record, *candidates]
        terms = np.frombuffer(b"".join([one.packed_terms for one in records]), dtype=TERM_TYPE)
        marks = np.frombuffer(b"".join([one.packed_marks for one in records]), dtype=np.uint8) % _COMBINATIONS
        if len(terms) != len(marks):
            raise ValueError("not every word of a record has its marks")
        lengths = [len(one.packed_marks) for one in records]
        owner = np.repeat(np.arange(len(records)), lengths)
        weight = _weigh(records, terms.astype(np.int64), lengths, statistics)
        ours = lengths[0]
        theirs, place = _find_shared(terms[:ours], terms[ours:])
        shared = Shared(
            owner[ours:][theirs] - 1,
            weight[ours:][theirs],
            weight[place],
            marks[place].astype(np.int64) * _COMBINATIONS + marks[ours:][theirs],
        )
        return cls(len(candidates), Sums.of(owner, marks, weight, count=len(records)), shared)

    def cosine(self, mark: Mark) -> Array:
        """Return the cosine of the words that carry the mark in both."""
        shared = self.shared
        dot = shared.sum(shared.weight * shared.our_weight, ours=mark, theirs=mark, count=self.count)
        squares = self.sums.squares @ _selector(mark)
        return _ratio(dot, np.sqrt(squares[1:] * squares[0]))

    def contained(self, mark: Mark, *, within: Mark) -> tuple[Array, Array]:
        """Return the share of our marked words found `within` theirs, and of theirs within ours."""
        shared = self.shared
        ours = shared.sum(shared.our_weight, ours=mark, theirs=within, count=self.count)
        theirs = shared.sum(shared.weight, ours=within, theirs=mark, count=self.count)
        weights = self.sums.weights @ _selector(mark)
        return _ratio(ours, weights[:1]), _ratio(theirs, weights[1:])

    def share(self, mark: Mark) -> Flags:
        """Return whether any word carries the mark in both."""
        marked = _marked(mark, mark)[self.shared.marks]
        flags: Flags = np.bincount(self.shared.owner, weights=marked, minlength=self.count) > 0
        return flags

    def have(self, mark: Mark, *, many: int) -> tuple[bool, Flags]:
        """Return whether so many words carry the mark: of the article, and of each candidate."""
        numbers = self.sums.numbers @ _selector(mark)
        return bool(numbers[0] >= many), numbers[1:] >= many

    def rarest_shared(self, number: int) -> Array:
        """Return the weights of the rarest shared words, largest first, one row for each candidate."""
        owner = self.shared.owner
        lengths = np.bincount(owner, minlength=self.count)
        rank = np.arange(len(owner)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
        weights = np.zeros((self.count, max(number, int(lengths.max(initial=0)))))
        weights[owner, rank] = np.minimum(self.shared.weight, self.shared.our_weight)
        weights.sort(axis=1)
        return weights[:, : -number - 1 : -1]


def measure_with_arrays(measures: Sequence[Measure]) -> Measuring:
    """Return what measures these of each of some articles with each of some others."""

    def measure(ours: Sequence[MatchRecord], theirs: Sequence[MatchRecord], statistics: Statistics) -> Array:
        found = np.empty((len(measures), len(ours), len(theirs)))
        for at, record in enumerate(ours):
            pairs = PairedWords.of(record, theirs, statistics)
            found[:, at] = [_measure(pairs, one, statistics.rarest) for one in measures]
        return found.reshape(len(measures), -1)

    return measure


def _measure(pairs: PairedWords, measure: Measure, yardstick: float) -> Array | Flags:
    """Return one measure of each candidate."""
    match measure.kind:
        case Kind.COSINE:
            return pairs.cosine(measure.mark)
        case Kind.MOST_CONTAINED:
            return np.maximum(*pairs.contained(measure.mark, within=measure.within))
        case Kind.LEAST_CONTAINED:
            return np.minimum(*pairs.contained(measure.mark, within=measure.within))
        case Kind.RAREST:
            rarest: Array = pairs.rarest_shared(measure.many).mean(axis=1) / yardstick
            return rarest
        case _:
            return _answer(pairs, measure)


def _answer(pairs: PairedWords, measure: Measure) -> Flags:
    """Return what is true of each candidate."""
    if measure.kind is Kind.SHARED:
        return pairs.share(measure.mark)
    we_have, they_have = pairs.have(measure.mark, many=measure.many)
    if measure.kind is Kind.ONE_HAS:
        return they_have ^ we_have
    both_have: Flags = they_have & we_have
    return both_have & ~pairs.share(measure.mark) if measure.kind is Kind.NONE_SHARED else both_have


def _weigh(records: Sequence[MatchRecord], terms: Ints, lengths: Sequence[int], statistics: Statistics) -> Array:
    """Return the weight of each word in its article's language."""
    languages = [record.language for record in records]
    known = {language: statistics.salt_and_articles(language) for language in dict.fromkeys(languages)}
    if len(known) == 1:
        ((salt, number),) = known.values()
        return statistics.weights(terms, np.array(salt), np.array(number))
    salts = np.repeat([known[language][0] for language in languages], lengths)
    articles = np.repeat([known[language][1] for language in languages], lengths)
    return statistics.weights(terms, salts, articles)


def _find_shared(ours: NDArray[np.uint32], theirs: NDArray[np.uint32]) -> tuple[Ints, Ints]:
    """Return where in `theirs` there are words of `ours`, and which."""
    place_of = np.zeros(1 << _BITS, dtype=np.int16)  # by some of their bits: most words are none of ours
    numbers = np.arange(1, len(ours) + 1, dtype=np.int16)
    for shift in _SHIFTS:
        place_of[ours >> shift & _LOWEST] = numbers
        if np.array_equal(place_of[ours >> shift & _LOWEST], numbers):  # no two of ours fall together
            place = place_of[theirs.astype(np.int64) >> shift & _LOWEST]
            near = place.nonzero()[0]
            place = place[near].astype(np.int64) - 1
            is_same = ours[place] == theirs[near]
            return near[is_same], place[is_same]
        place_of[:] = 0
    order = ours.argsort()
    place = order[np.minimum(ours.searchsorted(theirs, sorter=order), len(order) - 1)]
    near = (ours[place] == theirs).nonzero()[0]
    return near, place[near]


@cache
def _selector(mark: Mark) -> Array:
    """Return 1 for each combination of marks that has any of `mark`, and 0 for the others."""
    selected: Array = ((np.arange(_COMBINATIONS) & int(mark)) != 0).astype(np.float64)
    return selected


@cache
def _marked(ours: Mark, theirs: Mark) -> Array:
    """Return 1 for each two combinations, ours and theirs, that have any of these marks, and 0 for the others."""
    marked: Array = np.outer(_selector(ours), _selector(theirs)).ravel()
    return marked


def _ratio(part: Array, whole: Array) -> Array:
    """Return part ÷ whole, and 0 where there is no whole."""
    return np.divide(part, whole, out=np.zeros_like(part), where=whole > 0)
