"""One question to the candidate index: which numbers in this window of time share most with this record?

All words of the headline and the address count, and the 16 rarest of the lead: leaving out more of the lead is what
keeps a query cheap, leaving out words of the headline loses true matches on real text. Words in more than one article
of twenty are left out, once there are enough articles to tell.

Of those words, the commonest are in most of the articles and decide least. So the rare ones are added up first; as
soon as the common ones together weigh less than the last of the best articles found so far, no article that has common
words only can be among the best, and the common ones are looked up for those few that still can (MaxScore, Turtle and
Flood 1995). The answer is the same as if everything had been added up: weights are whole numbers here, so that no order
of adding makes a difference.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import log
from typing import Any

import numpy as np
from numpy.typing import NDArray

from server.coverage.records import TERM_TYPE, Mark, MatchRecord
from server.coverage.statistics import Statistics
from server.store.candidate_segments import NEVER, AnyInts, Ints, Segment
from server.store.candidate_tail import Tail
from server.store.candidate_view import View

MOST_ARTICLES = 1 << 22  # four million: what one question looks through at most, newest first
FIRST_STEP = 8192  # looking costs as much as adding up some thousand; it is done again after four times as many
_MOST_COPIES = 20
_ALWAYS_ASKED = int(Mark.TITLE | Mark.SLUG)
_LEAD_TERMS = 16
_COMMON_WEIGHT = log(1 / 0.05)
_ENOUGH_ARTICLES = log(2 * 2000)  # as `Statistics.rarest` has it
_FEWEST_TERMS = 4  # a headline of common words only still gets an answer
_MINUTES_A_DAY = 1440
_UNIT = 1 << 18  # of a weight: fine enough for ties to mean equal, and a hundred words fit into 32 bits
_SHORTLIST = 1024  # more than the best can be, each listed once for each of its words
_LONG = 1024  # a list of fewer articles is added up sooner than cut to the window
_RANK_SHIFT = 32
_PLACE = (1 << _RANK_SHIFT) - 1

Scores = NDArray[np.int32]
Lists = list[list[tuple[int, AnyInts]]]  # for each word: where its articles are counted from, and they


class Scratch:
    """One thread's array of sums, all zero between questions: clearing it costs more than a question touches."""

    def __init__(self) -> None:
        self._sums: Scores = np.zeros(0, dtype=np.int32)

    def take(self, size: int) -> Scores:
        """Return an array of zeros, to be given back as such."""
        sums = self._sums if len(self._sums) >= size else np.zeros(size + size // 4, dtype=np.int32)
        self._sums = np.zeros(0, dtype=np.int32)  # what is not given back is not used again
        return sums

    def give_back(self, sums: Scores) -> None:
        """Take an array back that holds zeros only."""
        self._sums = sums


class CandidateQuery:
    """The part of the index that lies within a window, and how to ask it."""

    def __init__(
        self,
        view: View,
        statistics: Statistics,
        scratch: Scratch,
        *,
        around: int | None,
        days: float,
        first_step: int = FIRST_STEP,
    ) -> None:
        """:param around: minute in the middle of the window; None for the newest articles of any age

        :param first_step: postings to add up before looking whether the rest can be skipped
        """
        self._first_step = first_step
        self._statistics, self._scratch, self._calendar = statistics, scratch, view.calendar
        reach = int(days * _MINUTES_A_DAY)
        self._first, self._last = (0, NEVER - 1) if around is None else (max(around - reach, 0), around + reach)
        low, high = view.calendar.span(self._first, self._last)
        self._end = min(high, view.end)
        self._begin = max(low, self._end - MOST_ARTICLES)
        parts: list[Segment | Tail] = [*view.segments, view.tail]
        self._parts = [part for part in parts if part.first < self._end and part.end > self._begin]
        # Sums are kept for whole parts, so that only long lists need be cut to the window.
        self._low = min((part.first for part in self._parts), default=0)
        self._high = max([self._end, *(part.end for part in self._parts if isinstance(part, Segment))])

    def best(self, record: MatchRecord, *, limit: int) -> list[int]:
        """Return the numbers of the articles that share the most weight, largest first, the newer of two equals."""
        terms, weights = self._asked(record)
        if not self._parts or not len(terms):
            return []
        sums = self._scratch.take(self._high - self._low)
        touched: list[Ints] = []
        try:
            found = self._largest(self._lists(terms), weights, limit, sums, touched)
        finally:
            for places in touched:
                sums[places] = 0
        self._scratch.give_back(sums)
        return found

    def copies(self, record: MatchRecord) -> dict[int, int]:
        """Return the numbers that share copy keys, with how many: a headline, or runs of words."""
        keys = np.array(record.copy_keys, dtype=np.uint64)
        held = [places + part.first for part in self._parts for places in part.find_copies(keys)]
        if not held:
            return {}
        numbers, shared = np.unique(np.concatenate(held), return_counts=True)
        kept = numbers < self._end
        numbers, shared = numbers[kept], shared[kept]
        kept = self._is_inside(numbers)
        numbers, shared = numbers[kept], shared[kept]
        order = np.lexsort((-numbers, -shared))[:_MOST_COPIES]
        return dict(zip(numbers[order].tolist(), shared[order].tolist(), strict=True))

    def _asked(self, record: MatchRecord) -> tuple[NDArray[np.uint32], Ints]:
        """Return the words to look for, weightiest first, with their weights in units."""
        terms, marks = record.terms, record.marks
        weights = self._statistics.weights_of(terms, record.language)
        is_asked = (marks & _ALWAYS_ASKED) != 0
        lead = np.flatnonzero(~is_asked)
        is_asked[lead[np.argsort(-weights[lead], kind="stable")[:_LEAD_TERMS]]] = True
        terms, weights = terms[is_asked], weights[is_asked]
        order = np.argsort(-weights, kind="stable")
        terms, weights = terms[order], weights[order]
        if self._statistics.rarest >= _ENOUGH_ARTICLES:
            rare = int(np.count_nonzero(weights >= _COMMON_WEIGHT))
            kept = rare if rare >= _FEWEST_TERMS else _FEWEST_TERMS
            terms, weights = terms[:kept], weights[:kept]
        return terms.astype(TERM_TYPE), np.rint(weights * _UNIT).astype(np.int64)

    def _lists(self, terms: NDArray[np.uint32]) -> Lists:
        """Return the articles of each word, oldest first: those within the window, and maybe some more."""
        lists: Lists = [[] for _ in range(len(terms))]
        for part in self._parts:
            shift, window = part.first - self._low, np.array([max(self._begin - part.first, 0), self._end - part.first])
            is_whole = part.first >= self._begin and part.end <= self._end
            is_growing = isinstance(part, Tail)
            for place, articles in part.find(terms):
                is_cut = is_growing and articles[-1] >= window[1]
                if is_cut or (len(articles) > _LONG and not is_whole):
                    low, high = articles.searchsorted(window).tolist()
                    articles = articles[low:high]  # noqa: PLW2901
                lists[place].append((shift, articles))
        return lists

    def _largest(self, lists: Lists, weights: Ints, limit: int, sums: Scores, touched: list[Ints]) -> list[int]:
        upto = np.cumsum([sum([len(articles) for _, articles in parts]) for parts in lists])
        rest = int(weights.sum()) - np.cumsum(weights)  # what the words after each one weigh together
        done, step = 0, self._first_step
        leaders = np.zeros(0, dtype=np.int64)
        while done < len(lists):
            start = done
            done = min(max(int(upto.searchsorted(step)), done + 1), len(lists))
            places, sizes = _joined(lists[start:done])
            np.add.at(sums, places, np.repeat(weights[start:done].astype(np.int32), sizes))
            touched.append(places)
            leaders = self._leaders(sums, touched, limit)
            step *= 4
            if len(leaders) == limit and rest[done - 1] < leaders[0] >> _RANK_SHIFT:
                break
        if done < len(lists):
            bar = int(leaders[0]) >> _RANK_SHIFT
            places = _distinct(np.concatenate([part[sums[part] + rest[done - 1] >= bar] for part in touched]))
            places = places[self._is_inside(places + self._low)]
            leaders = self._completed(places, sums[places].astype(np.int64), lists[done:], weights[done:], bar)[-limit:]
        return [self._low + place for place in (leaders[::-1] & _PLACE).tolist()]

    def _completed(self, places: Ints, values: Ints, lists: Lists, weights: Ints, bar: int) -> Ints:
        """Look up the remaining words for a few articles; return the ranks of those that end at the bar or above."""
        rest = int(weights.sum())
        for at, weight in enumerate(weights.tolist()):
            articles, _ = _joined(lists[at : at + 1])
            values[_is_in(places, articles)] += weight
            rest -= weight
            kept = values + rest >= bar
            places, values = places[kept], values[kept]
        return _distinct(_ranks(values, places))

    def _leaders(self, sums: Scores, touched: Sequence[Ints], limit: int) -> Ints:
        """Return the largest sums so far as ranks (see `_ranks`), smallest first."""
        places = touched[0] if len(touched) == 1 else np.concatenate(touched)
        values = sums[places]
        size = _SHORTLIST
        while True:
            if len(values) > size:
                listed = values >= np.partition(values, -size)[-size]
                ranks = _distinct(_ranks(values[listed], places[listed]))
            else:
                ranks = _distinct(_ranks(values, places))
            inside = ranks[self._is_inside((ranks & _PLACE) + self._low) & (ranks > _PLACE)]
            if len(inside) >= limit or size >= len(values):
                return inside[-limit:]
            size *= 8

    def _is_inside(self, numbers: Ints) -> NDArray[np.bool_]:
        minutes = self._calendar.of(numbers)
        inside: NDArray[np.bool_] = (minutes >= self._first) & (minutes <= self._last)
        return inside


def _ranks(values: NDArray[np.signedinteger[Any]], places: Ints) -> Ints:
    """Return numbers that order articles by their sums, and of equal ones puts the newer last."""
    return values.astype(np.int64) << _RANK_SHIFT | places


def _joined(lists: Lists) -> tuple[Ints, list[int]]:
    """Return the places of all articles of some words, and how many each word has."""
    parts = [part for parts in lists for part in parts]
    if not parts:
        return np.zeros(0, dtype=np.int64), [0] * len(lists)
    lengths = [len(articles) for _, articles in parts]
    places = np.concatenate([articles for _, articles in parts], dtype=np.int64)
    places += np.repeat([shift for shift, _ in parts], lengths)
    return places, [sum([len(articles) for _, articles in parts]) for parts in lists]


def _distinct(values: Ints) -> Ints:
    """Return the values in order, each once. (`np.unique` takes ten times as long for a few.)"""
    if len(values) < 2:
        return values
    values = np.sort(values)
    is_first = np.empty(len(values), dtype=bool)
    is_first[0] = True
    np.not_equal(values[1:], values[:-1], out=is_first[1:])
    return values[is_first]


def _is_in(values: Ints, ordered: Ints) -> NDArray[np.bool_]:
    """Return which of the values are among the ordered ones."""
    if not len(ordered):
        return np.zeros(len(values), dtype=bool)
    at = np.minimum(ordered.searchsorted(values), len(ordered) - 1)
    found: NDArray[np.bool_] = ordered[at] == values
    return found
