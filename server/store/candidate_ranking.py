"""Which articles of a window share the most weight with a question: the sums, in arrays.

What an article shares is the sum of the asked words' weights, half as much more for each that it stresses, times a
factor that falls with its length: a long text has some words of any question by chance. All are whole numbers, so that
no order of adding makes a difference.

The commonest words are in most of the articles and decide least. So the rare ones are added up first; as soon as the
common ones together cannot lift an article that has only them among the best found so far, they are looked up for those
few that still can be (MaxScore, Turtle and Flood 1995). The answer is the same as if everything had been added up.

This is the reference; `server.store.candidate_kernel` gives the same answers in a fraction of the time, where it has
been built.
"""

from __future__ import annotations

import threading
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from server.store.candidate_segments import LONGEST, AnyInts, Ints, Longs, Terms
from server.store.candidate_tail import Tail
from server.store.candidate_window import Window

FIRST_STEP = 8192  # looking costs as much as adding up some thousand; it is done again after four times as many
PLAIN, STRESSED = 2, 3  # how often a word counts in an article that has it, and in one that stresses it
FACTOR_BITS = 8
# Fitted to recall on texts of all lengths, together with what is asked: docs/matching.md has the figures.
_SHORT, _POWER = 8.0, 0.2
LENGTH_FACTORS = np.rint((_SHORT / (_SHORT + np.arange(LONGEST + 1))) ** _POWER * (1 << FACTOR_BITS)).astype(np.int64)
_HIGHEST_FACTOR = int(LENGTH_FACTORS.max())
_SHORTLIST = 1024  # more than the best can be, each listed once for each of its words
_LONG = 1024  # a list of fewer articles is added up sooner than cut to the window
_RANK_SHIFT = 32
_PLACE = (1 << _RANK_SHIFT) - 1

Sums = NDArray[np.int32]
Lists = list[list[tuple[int, AnyInts]]]  # for each word: where the places of its entries are counted from, and they


class Scratch:
    """One thread's arrays. The sums are all zero between questions: clearing costs more than a question touches."""

    def __init__(self) -> None:
        self._sums: Sums = np.zeros(0, dtype=np.int32)

    def take(self, size: int) -> Sums:
        """Return an array of zeros, to be given back as such."""
        sums = self._sums if len(self._sums) >= size else np.zeros(size + size // 4, dtype=np.int32)
        self._sums = np.zeros(0, dtype=np.int32)  # what is not given back is not used again
        return sums

    def give_back(self, sums: Sums) -> None:
        """Take an array back that holds zeros only."""
        self._sums = sums


class Search(Protocol):
    """Looks through a window."""

    def rank(self, window: Window, terms: Terms, weights: Ints, *, limit: int) -> list[int]:
        """Return the numbers of the articles that share the most weight, largest first, the newer of two equals.

        :param terms: what is asked, weightiest first
        """
        ...

    def find_holders(self, window: Window, keys: Longs) -> list[int]:
        """Return the numbers of the articles that have copy keys, once for each of them."""
        ...


class ArraySearch:
    """The reference."""

    def __init__(self, *, first_step: int = FIRST_STEP) -> None:
        """:param first_step: entries to add up before looking whether the rest can be skipped"""
        self._first_step = first_step
        self._threads = threading.local()

    def rank(self, window: Window, terms: Terms, weights: Ints, *, limit: int) -> list[int]:
        """See `Search`."""
        scratch = self._scratch()
        sums = scratch.take(window.high - window.low)
        question = _Sums(window, sums, limit)
        try:
            found = question.largest(_find_lists(window, terms), weights, step=self._first_step)
        finally:
            question.clear()
        scratch.give_back(sums)
        return found

    def find_holders(self, window: Window, keys: Longs) -> list[int]:
        """See `Search`."""
        held = [places + part.first for part in window.parts for places in part.find_copies(keys)]
        if not held:
            return []
        numbers = np.concatenate(held)
        numbers = numbers[numbers < window.end]
        found: list[int] = numbers[window.is_inside(numbers)].tolist()
        return found

    def _scratch(self) -> Scratch:
        held: Scratch | None = getattr(self._threads, "scratch", None)
        if held is None:
            held = self._threads.scratch = Scratch()
        return held


class _Sums:
    """The sums of one question."""

    def __init__(self, window: Window, sums: Sums, limit: int) -> None:
        self._window, self._sums, self._limit = window, sums, limit
        self._touched: list[Ints] = []

    def clear(self) -> None:
        for places in self._touched:
            self._sums[places] = 0

    def largest(self, lists: Lists, weights: Ints, *, step: int) -> list[int]:
        upto = np.cumsum([sum([len(entries) for _, entries in parts]) for parts in lists])
        rest = STRESSED * (int(weights.sum()) - np.cumsum(weights))  # what the words after each one can add at most
        done = 0
        leaders = np.zeros(0, dtype=np.int64)
        while done < len(lists):
            start = done
            done = min(max(int(upto.searchsorted(step)), done + 1), len(lists))
            self._add(lists[start:done], weights[start:done])
            leaders = self._leaders()
            step *= 4
            if len(leaders) == self._limit and _scaled(rest[done - 1], _HIGHEST_FACTOR) < leaders[0] >> _RANK_SHIFT:
                break
        if done < len(lists):
            bar = int(leaders[0]) >> _RANK_SHIFT
            leaders = self._completed(lists[done:], weights[done:], bar)[-self._limit :]
        return [self._window.low + place for place in (leaders[::-1] & _PLACE).tolist()]

    def _add(self, lists: Lists, weights: Ints) -> None:
        places, stressed, sizes = _joined(lists)
        np.add.at(self._sums, places, (np.repeat(weights, sizes) * (PLAIN + stressed)).astype(np.int32))
        self._touched.append(places)

    def _completed(self, lists: Lists, weights: Ints, bar: int) -> Ints:
        """Look up the remaining words for a few articles; return the ranks of those that end at the bar or above."""
        rest = STRESSED * int(weights.sum())
        places = _distinct(np.concatenate([part[self._sums[part] + rest >= bar] for part in self._touched]))
        places = places[self._window.is_inside(places + self._window.low)]
        values, factors = self._sums[places].astype(np.int64), self._factors(places)
        for at, weight in enumerate(weights.tolist()):
            articles, stressed, _ = _joined(lists[at : at + 1])
            found, where = _find(places, articles)
            values[found] += weight * (PLAIN + stressed[where])
            rest -= STRESSED * weight
            kept = _scaled(values + rest, factors) >= bar
            places, values, factors = places[kept], values[kept], factors[kept]
        return _distinct(_ranks(_scaled(values, factors), places))

    def _leaders(self) -> Ints:
        """Return the largest so far as ranks (see `_ranks`), smallest first."""
        places = self._touched[0] if len(self._touched) == 1 else np.concatenate(self._touched)
        values = _scaled(self._sums[places].astype(np.int64), self._factors(places))
        size = _SHORTLIST
        while True:
            if len(values) > size:
                listed = values >= np.partition(values, -size)[-size]
                ranks = _distinct(_ranks(values[listed], places[listed]))
            else:
                ranks = _distinct(_ranks(values, places))
            inside = ranks[self._window.is_inside((ranks & _PLACE) + self._window.low) & (ranks > _PLACE)]
            if len(inside) >= self._limit or size >= len(values):
                return inside[-self._limit :]
            size *= 8

    def _factors(self, places: Ints) -> Ints:
        factors: Ints = LENGTH_FACTORS[self._window.calendar.lengths_of(places + self._window.low)]
        return factors


def _find_lists(window: Window, terms: Terms) -> Lists:
    """Return the entries of each word, oldest first: those within the window, and maybe some more."""
    lists: Lists = [[] for _ in range(len(terms))]
    for part in window.parts:
        cut = 2 * np.array([max(window.begin - part.first, 0), window.end - part.first])
        is_whole = part.first >= window.begin and part.end <= window.end
        is_growing = isinstance(part, Tail)
        for place, entries in part.find(terms):
            is_cut = is_growing and entries[-1] >= cut[1]
            if is_cut or (len(entries) > _LONG and not is_whole):
                low, high = entries.searchsorted(cut).tolist()
                entries = entries[low:high]  # noqa: PLW2901
            lists[place].append((part.first - window.low, entries))
    return lists


def _scaled(sums: Any, factors: Any) -> Any:  # whole numbers, or arrays of them
    """Return what sums come to in articles of some length."""
    return sums * factors >> FACTOR_BITS


def _ranks(values: Ints, places: Ints) -> Ints:
    """Return numbers that order articles by what they share, and of equal ones puts the newer last."""
    return values << _RANK_SHIFT | places


def _joined(lists: Lists) -> tuple[Ints, Ints, list[int]]:
    """Return the places of all articles of some words, whether each stresses the word, and how many each word has."""
    parts = [part for parts in lists for part in parts]
    if not parts:
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64), [0] * len(lists)
    lengths = [len(entries) for _, entries in parts]
    entries = np.concatenate([entries for _, entries in parts], dtype=np.int64)
    places = (entries >> 1) + np.repeat([shift for shift, _ in parts], lengths)
    return places, entries & 1, [sum([len(entries) for _, entries in parts]) for parts in lists]


def _distinct(values: Ints) -> Ints:
    """Return the values in order, each once. (`np.unique` takes ten times as long for a few.)"""
    if len(values) < 2:
        return values
    values = np.sort(values)
    is_first = np.empty(len(values), dtype=bool)
    is_first[0] = True
    np.not_equal(values[1:], values[:-1], out=is_first[1:])
    return values[is_first]


def _find(values: Ints, ordered: Ints) -> tuple[Ints, Ints]:
    """Return which of the values are among the ordered ones, and where."""
    if not len(ordered):
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    at = np.minimum(ordered.searchsorted(values), len(ordered) - 1)
    found = (ordered[at] == values).nonzero()[0]
    return found, at[found]
