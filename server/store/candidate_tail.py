"""The newest articles of the index, in the memory of each process: those that no segment holds yet.

It is read from the log of the file and only ever grows; when a segment takes its place it is thrown away. Words come
into a small unsorted heap, which is sorted when somebody asks, only its newest part anew each time; when it is full it
goes into a small run, and that one, when it is full, into a large one. So an article costs a few microseconds to add,
and a question looks in four places. Runs never change, and the heap only grows, so that questions need no lock.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from server.coverage.records import TERM_TYPE, MatchRecord
from server.store.candidate_segments import LONGEST, AnyInts, Found, Ints, Longs, Postings, Terms, entries_of

_HEAP = 256  # articles
_SMALL_RUN = 4096
_NEWEST_WORDS = 4096  # so many are sorted for each question while articles come one by one, not the whole heap
_MOST_WORDS = 512  # of an article, on average over the heap; it becomes a run early if they are more


@dataclass(frozen=True, slots=True)
class _Sorted:
    """The first words of a heap, in two parts."""

    size: int
    older_size: int
    older: Postings
    newest: Postings


class _Heap:
    """Words with the entries of the articles that have them, unsorted."""

    def __init__(self) -> None:
        self.terms: Terms = np.zeros(_HEAP * _MOST_WORDS, dtype=np.uint32)
        self.entries: Terms = np.zeros(_HEAP * _MOST_WORDS, dtype=np.uint32)
        self.size = 0
        self.count = 0
        self._sorted = _Sorted(0, 0, Postings.none(), Postings.none())

    def has_room(self, words: int) -> bool:
        return self.count < _HEAP and self.size + words <= len(self.terms)

    def append(self, terms: AnyInts, entries: AnyInts) -> None:
        end = self.size + len(terms)
        self.terms[self.size : end], self.entries[self.size : end] = terms, entries
        self.size, self.count = end, self.count + 1

    def sorted(self) -> tuple[Postings, Postings]:
        """Return its lists, the older and the newest articles', sorted when they are first asked for."""
        held = self._sorted
        if held.size != self.size:
            held = self._sorted = self._sort(held)  # one assignment: another thread sees all or nothing
        return held.older, held.newest

    def _sort(self, held: _Sorted) -> _Sorted:
        size, start = self.size, held.older_size
        if size - start <= _NEWEST_WORDS:
            return _Sorted(size, start, held.older, Postings.of(self.terms[start:size], self.entries[start:size]))
        return _Sorted(size, size, Postings.of(self.terms[:size], self.entries[:size]), Postings.none())


@dataclass(frozen=True, slots=True)
class _Words:
    """All words at one moment: two runs, oldest first, and the heap."""

    large: Postings
    small: Postings
    heap: _Heap


class Tail:
    """Articles numbered from `first` on."""

    def __init__(self, first: int) -> None:
        self.first = first
        self.records: list[MatchRecord] = []
        self._words = _Words(Postings.none(), Postings.none(), _Heap())
        self._copies: dict[int, int] = {}  # by copy key: the newest article …
        self._older_copies: dict[int, list[int]] = defaultdict(list)  # … and the others, of which there are few
        self._place_of: dict[str, int] = {}

    @property
    def end(self) -> int:
        """The number after its last article's."""
        return self.first + len(self.records)

    def extend(self, records: Sequence[MatchRecord]) -> None:
        """Add articles; each replaces an older one of the same id."""
        if len(records) >= _HEAP:
            self._merge(records)
        for record in records:
            place = len(self.records)
            if len(records) < _HEAP:
                self._append(place, record)
            for key in record.copy_keys:
                if key in self._copies:
                    self._older_copies[key].append(self._copies[key])
                self._copies[key] = place
            self._place_of[record.article_id] = place
            self.records.append(record)

    @property
    def runs(self) -> tuple[Postings, Postings, Postings, Postings]:
        """All words at this moment, the oldest articles first."""
        words = self._words
        return words.large, words.small, *words.heap.sorted()

    def find(self, terms: Terms) -> Found:
        """Return, for each of the terms that occur, its place in `terms` and a list of it, oldest first."""
        return [found for run in self.runs for found in run.find(terms)]

    def find_copies(self, keys: Longs) -> list[Ints]:
        """Return, for each copy key that occurs, the articles that have it."""
        held = [key for key in keys.tolist() if key in self._copies]
        return [np.array([*self._older_copies.get(key, ()), self._copies[key]], dtype=np.int64) for key in held]

    def find_id(self, article_id: str) -> int | None:
        """Return the newest article of this id."""
        return self._place_of.get(article_id)

    def from_number(self, number: int) -> Tail:
        """Return what is left of it when it begins at `number`: itself, if it does."""
        if number == self.first:
            return self
        rest = Tail(number)
        rest.extend(self.records[max(number - self.first, 0) :])
        return rest

    def _append(self, place: int, record: MatchRecord) -> None:
        terms, entries = unroll([record], first=place)
        if not self._words.heap.has_room(len(terms)):
            self._merge([])
        self._words.heap.append(terms, entries)

    def _merge(self, records: Sequence[MatchRecord]) -> None:
        """Sort the heap and `records` into the runs."""
        words = self._words
        terms, entries = unroll(records, first=len(self.records))
        terms = np.concatenate([words.heap.terms[: words.heap.size], terms])
        entries = np.concatenate([words.heap.entries[: words.heap.size], entries])
        if len(self.records) + len(records) - words.large.articles < _SMALL_RUN:
            small = words.small.with_more(terms, entries, upto=len(self.records) + len(records))
            self._words = _Words(words.large, small, _Heap())
        else:
            terms, entries = words.small.unrolled(terms, entries)
            large = words.large.with_more(terms, entries, upto=len(self.records) + len(records))
            self._words = _Words(large, Postings.none(), _Heap())


def unroll(records: Sequence[MatchRecord], *, first: int) -> tuple[AnyInts, AnyInts]:
    """Return the words of all records, and beside each its entry, with places counted from `first`."""
    terms = np.frombuffer(b"".join(record.packed_terms for record in records), dtype=TERM_TYPE)
    marks = np.frombuffer(b"".join(record.packed_marks for record in records), dtype=np.uint8)
    lengths = [len(record.packed_marks) for record in records]
    return terms, entries_of(np.repeat(np.arange(first, first + len(records), dtype=np.uint32), lengths), marks)


def lengths_of(records: Sequence[MatchRecord]) -> NDArray[np.uint8]:
    """Return how many words each record has."""
    return np.array([min(len(record.packed_marks), LONGEST) for record in records], dtype=np.uint8)
