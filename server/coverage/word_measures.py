"""What can be measured of the words that two articles have in common: the kinds, and what each one means.

Which measures are features is the table in `server.coverage.features`. They are computed in arrays
(`server.coverage.paired_words`, the reference), or by compiled code where it has been built
(`server.coverage.word_kernel`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from server.coverage.records import Mark, MatchRecord
from server.coverage.statistics import Statistics

Array = NDArray[np.float64]


class Kind(IntEnum):
    """What a measure is: a share, a similarity or a yes; 0 where there is nothing to be measured."""

    COSINE = 0  # idf-weighted, of the words that carry the mark
    MOST_CONTAINED = 1  # share of one article's marked words' weight found `within` the other: the larger direction …
    LEAST_CONTAINED = 2  # … and the smaller
    RAREST = 3  # mean weight of the rarest words that both have, so `many`, against that of a word never seen
    SHARED = 4  # 1 if any word carries the mark in both
    NONE_SHARED = 5  # 1 if both have words with the mark, and none of them in common
    BOTH_HAVE = 6  # 1 if both have so `many` words with the mark
    ONE_HAS = 7  # 1 if one of them has, and the other has not


NO_MARK = Mark(0)


@dataclass(frozen=True, slots=True)
class Measure:
    """One number for each two articles."""

    kind: Kind
    mark: Mark = NO_MARK
    within: Mark = NO_MARK
    many: int = 1


Measuring = Callable[[Sequence[MatchRecord], Sequence[MatchRecord], Statistics], Array]
"""Returns the measures of each of some articles with each of some others: a row for each measure, the pairs in order of
the first."""
