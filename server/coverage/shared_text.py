"""Which texts are the same text, perhaps cut at the end, topped anew or with a paragraph of its own?

A text is seen as its overlapping runs of five words. Reports of one event that were written apart share names and a
quotation, a few runs in a hundred; prints of one text share most runs of the shorter. Comparing every text with every
other would take too long in a large story, so a sample of the runs is looked up first. Winnowing (Schleimer, Wilkerson
and Aiken 2003) keeps the smallest of every few neighbours: where texts share a passage they are sure to keep the same
ones, wherever in each text the passage stands. Only texts that share enough of those are compared in full.
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

SAME_TEXT = 0.6
"""Share of the shorter text's runs from which two texts count as one. Each changed word alone costs five runs."""

FEWEST_WORDS = 40
"""A shorter text may be no more than one quotation or an official statement, which independent reports share."""

_RUN = 5
_WINDOW = 8  # of which one run is kept: a shared passage of 12 words is never missed
_LONGEST = 40_000  # characters; beyond that length it is no single report
_ENOUGH_MARKS = SAME_TEXT / 2  # marks are a sample; half of what is wanted leaves room for bad luck
# Bounds that keep the time in proportion to the text: copies of copies meet through the earliest anyway.
_MOST_HOLDERS = 16
_MOST_COMPARED = 8

# Scripts without spaces between words count by character.
_WORD = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]|\w+")
_BASE = 0x9E3779B97F4A7C15  # odd, bits evenly spread: 2⁶⁴ divided by the golden ratio
_POWERS = np.array([pow(_BASE, power, 1 << 64) for power in range(1, _RUN + 1)], dtype=np.uint64)


@dataclass(frozen=True, slots=True)
class SharedText:
    """Two texts by their places in the sequence, and how much of the shorter the longer holds."""

    earlier: int
    later: int
    share: float


@dataclass(frozen=True, slots=True)
class _Runs:
    all: Hashes  # distinct, sorted
    marks: tuple[int, ...]  # the winnowed ones


def find_shared_texts(texts: Sequence[str]) -> list[SharedText]:
    """Return pairs of texts that are the same, most shared first; enough of them to connect all copies."""
    read = [_read(text) for text in texts]
    holders: dict[int, list[int]] = defaultdict(list)
    pairs = []
    for later, runs in enumerate(read):
        for earlier in _likely(runs, read, holders):
            share = _shared(runs.all, read[earlier].all)
            if share >= SAME_TEXT:
                pairs.append(SharedText(earlier, later, share))
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
    return len(np.intersect1d(one, other, assume_unique=True)) / min(len(one), len(other))


def _read(text: str) -> _Runs:
    words = _WORD.findall(text[:_LONGEST].casefold())
    if len(words) < FEWEST_WORDS:
        return _Runs(np.empty(0, dtype=np.uint64), ())
    numbers = np.array([crc32(word.encode(errors="replace")) for word in words], dtype=np.uint64)
    hashes = _scatter(sliding_window_view(numbers, _RUN) @ _POWERS)
    return _Runs(np.unique(hashes), tuple(np.unique(sliding_window_view(hashes, _WINDOW).min(axis=1)).tolist()))


def _scatter(hashes: Hashes) -> Hashes:
    """Mix the bits, so that the smallest of a window is a fair draw whatever the words."""
    mixed = (hashes ^ (hashes >> np.uint64(32))) * np.uint64(_BASE)
    return mixed ^ (mixed >> np.uint64(29))
