"""One question to the candidate index: with which words to look for the articles that may report the same story.

All words of the headline and the address count, and the 24 rarest of the lead: leaving out more of the lead is what
keeps a query cheap, leaving out words of the headline loses true matches on real text. Words in more than one article
of five are left out, once there are enough articles to tell. What stands in the headline counts for more, and so do
names that are said twice.

Who shares most of these words is added up in `server.store.candidate_ranking`.
"""

from __future__ import annotations

from collections import Counter
from heapq import nsmallest
from math import log

import numpy as np
from numpy.typing import NDArray

from server.coverage.records import TERM_TYPE, Mark, MatchRecord
from server.coverage.statistics import Statistics
from server.store.candidate_ranking import Search
from server.store.candidate_segments import Ints, Terms
from server.store.candidate_window import Window

_MOST_COPIES = 20
_ALWAYS_ASKED = int(Mark.TITLE | Mark.SLUG)
_LEAD_TERMS = 24
_COMMON_WEIGHT = log(1 / 0.2)
_ENOUGH_ARTICLES = log(2 * 2000)  # as `Statistics.rarest` has it
_FEWEST_TERMS = 4  # a headline of common words only still gets an answer
_STRESS = np.array([1 + bool(marks & Mark.TITLE) + bool(marks & Mark.KEY) for marks in range(256)])
_UNIT = 1 << 14  # of a weight: fine enough for ties to mean equal, and 200 words, stressed, fit into 32 bits


def choose_words(record: MatchRecord, statistics: Statistics) -> tuple[Terms, Ints]:
    """Return the words to look for, weightiest first, with their weights in units."""
    terms, marks = record.terms, record.marks
    weights = statistics.weights_of(terms, record.language)
    chosen = _rarest(weights, (marks & _ALWAYS_ASKED) != 0)
    if statistics.rarest >= _ENOUGH_ARTICLES:
        rare = int(np.count_nonzero(weights[chosen] >= _COMMON_WEIGHT))
        chosen = chosen[: max(rare, _FEWEST_TERMS)]
    units = np.rint(weights[chosen] * _STRESS[marks[chosen]] * _UNIT).astype(np.int64)
    order = (-units).argsort(kind="stable")
    return terms[chosen[order]].astype(TERM_TYPE), units[order]


def find_copies(record: MatchRecord, window: Window, search: Search) -> dict[int, int]:
    """Return the numbers that share copy keys, with how many: a headline, or runs of words."""
    if not record.copy_keys:
        return {}
    shared = Counter(search.find_holders(window, np.array(record.copy_keys, dtype=np.uint64)))
    return dict(nsmallest(_MOST_COPIES, shared.items(), key=lambda held: (-held[1], -held[0])))


def _rarest(weights: NDArray[np.float64], is_always_asked: NDArray[np.bool_]) -> Ints:
    """Return the places of the words to ask with, weightiest first."""
    order = (-weights).argsort(kind="stable")
    is_always_asked = is_always_asked[order]
    chosen: Ints = order[is_always_asked | ((~is_always_asked).cumsum() <= _LEAD_TERMS)]
    return chosen
