"""Which texts are the same text, perhaps cut at the end, topped anew or with a paragraph of its own?

A text is seen as its overlapping runs of three words: one exchanged word costs three of them, so that a copy in which
every sixth word was exchanged still shares half. Reports of one event that were written apart share names and
quotations; in three of a hundred pairs these are more than a quarter of the runs. Comparing every text with every other
would take too long in a large story, so a sample of longer runs is looked up first. Winnowing (Schleimer, Wilkerson and
Aiken 2003) keeps the smallest of every few neighbours: where texts share a passage they are sure to keep the same ones,
wherever in each text the passage stands. Only texts that share enough of those are compared in full.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from zlib import crc32

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

Hashes = NDArray[np.uint64]

SAME_TEXT = 0.42
"""Share of the shorter text's runs from which two texts count as one (`benchmarks.origins` shows what it costs)."""

SAME_SHORT_TEXT = 0.7
"""The same where fewer runs than `FEWEST_SHARED` are shared: that much may be a quotation with its surroundings."""

FEWEST_SHARED = 80

FEWEST_WORDS = 40
"""A shorter text may be no more than one quotation or an official statement, which independent reports share."""

_RUN = 3
_MARK_RUN = 5
_WINDOW = 8  # of which one run is kept: a shared passage of 12 words is never missed
_SHOWN_WORDS = 40  # of a passage in common
_LONGEST = 40_000  # characters; beyond that length it is no single report
_ENOUGH_MARKS = SAME_TEXT / 2  # marks are a sample; half of what is wanted leaves room for bad luck
# Bounds that keep the time in proportion to the text: copies of copies meet through the earliest anyway.
_MOST_HOLDERS = 16
_MOST_COMPARED = 8

# Scripts without spaces between words count by character.
_WORD = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]|\w+")
_NONE: Hashes = np.empty(0, dtype=np.uint64)
_BASE = 0x9E3779B97F4A7C15  # odd, bits evenly spread: 2⁶⁴ divided by the golden ratio
_POWERS = np.array([pow(_BASE, power, 1 << 64) for power in range(1, _MARK_RUN + 1)], dtype=np.uint64)


@dataclass(frozen=True, slots=True)
class SharedText:
    """Two texts by their places in the sequence, and how much of the shorter the longer holds."""

    earlier: int
    later: int
    share: float
    start: int  # of the longest passage in common, or its first words, in the later text
    end: int


@dataclass(frozen=True, slots=True)
class _Runs:
    in_order: Hashes  # one for each word that begins a run
    all: Hashes  # distinct, sorted
    marks: tuple[int, ...]  # of longer runs, the winnowed ones


def find_shared_texts(texts: Sequence[str]) -> list[SharedText]:
    """Return pairs of texts that are the same, most shared first; enough of them to connect all copies."""
    read = [_read(text) for text in texts]
    holders: dict[int, list[int]] = defaultdict(list)
    pairs = []
    for later, runs in enumerate(read):
        for earlier in _likely(runs, read, holders):
            share = _shared(runs.all, read[earlier].all)
            if share:
                start, end = _longest_passage(texts[later], runs, read[earlier].all)
                pairs.append(SharedText(earlier, later, share, start, end))
        for mark in runs.marks:
            if len(holders[mark]) < _MOST_HOLDERS:
                holders[mark].append(later)
    return sorted(pairs, key=lambda pair: (-pair.share, pair.later, pair.earlier))


def _likely(runs: _Runs, read: Sequence[_Runs], holders: dict[int, list[int]]) -> Iterable[int]:
    """Return the earlier texts that share enough marks to be worth comparing, most first."""
    shared = Counter(earlier for mark in runs.marks for earlier in holders.get(mark, ()))
    ratios = {
        earlier: count / min(len(runs.marks), len(read[earlier].marks)) for earlier, count in shared.most_common()
    }
    likely = [earlier for earlier, ratio in ratios.items() if ratio >= _ENOUGH_MARKS]
    return sorted(likely, key=lambda earlier: (-ratios[earlier], earlier))[:_MOST_COMPARED]


def _shared(one: Hashes, other: Hashes) -> float:
    """Return the share of the shorter text that the other holds; 0.0 where it is too little to be one text."""
    shared = len(np.intersect1d(one, other, assume_unique=True))
    share = shared / min(len(one), len(other))
    return share if share >= (SAME_TEXT if shared >= FEWEST_SHARED else SAME_SHORT_TEXT) else 0.0


def _longest_passage(text: str, runs: _Runs, other: Hashes) -> tuple[int, int]:
    """Return where the longest passage stands that the other text has, too."""
    words = list(_WORD.finditer(text, 0, _LONGEST))
    is_shared = np.concatenate(([False], np.isin(runs.in_order, other), [False]))
    edges = np.flatnonzero(is_shared[1:] != is_shared[:-1]).reshape(-1, 2)
    first, after = edges[np.argmax(edges[:, 1] - edges[:, 0])]
    return words[first].start(), words[min(after + _RUN - 2, first + _SHOWN_WORDS - 1)].end()


def _read(text: str) -> _Runs:
    # Case is folded word by word: folding may change a text's length, and so where its words stand.
    words = [word.casefold() for word in _WORD.findall(text[:_LONGEST])]
    if len(words) < FEWEST_WORDS:
        return _Runs(_NONE, _NONE, ())
    numbers = np.array([crc32(word.encode(errors="replace")) for word in words], dtype=np.uint64)
    in_order, long = _hash_runs(numbers, _RUN), _hash_runs(numbers, _MARK_RUN)
    marks = np.unique(sliding_window_view(long, _WINDOW).min(axis=1))
    return _Runs(in_order, np.unique(in_order), tuple(marks.tolist()))


def _hash_runs(numbers: Hashes, length: int) -> Hashes:
    return _scatter(sliding_window_view(numbers, length) @ _POWERS[:length])


def _scatter(hashes: Hashes) -> Hashes:
    """Mix the bits, so that the smallest of a window is a fair draw whatever the words."""
    mixed = (hashes ^ (hashes >> np.uint64(32))) * np.uint64(_BASE)
    return mixed ^ (mixed >> np.uint64(29))
