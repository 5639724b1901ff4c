"""Where would a group of articles fall apart, if it did?

Average linkage (UPGMA; Sokal and Michener 1958): the two groups that are most alike, by the mean over the pairs
between them, become one, until two are left. Those two are the halves, and the mean between them says how well the
whole holds together.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def divide(likeness: Array) -> tuple[float, NDArray[np.bool_]]:
    """Return how alike the two halves of a group are, and which members are in the second.

    The first half is that of the first member. A group of one has nothing to fall into: 1, and no second half.

    :param likeness: of each pair, square; the diagonal is not looked at
    """
    count = len(likeness)
    groups: list[list[int]] = [[at] for at in range(count)]
    total = (likeness + likeness.T) / 2  # sums over the pairs between two groups
    np.fill_diagonal(total, -np.inf)
    sizes = np.ones(count)
    while count > 2:
        means = total / np.outer(sizes, sizes)
        first, second = sorted(np.unravel_index(int(means.argmax()), means.shape))
        _unite(total, sizes, groups, int(first), int(second))
        count -= 1
    return _halves(total, sizes, groups)


def _unite(total: Array, sizes: Array, groups: list[list[int]], first: int, second: int) -> None:
    total[first] += total[second]
    total[:, first] = total[first]
    total[second] = total[:, second] = total[first, first] = -np.inf
    sizes[first] += sizes[second]
    groups[first] += groups[second]
    groups[second] = []


def _halves(total: Array, sizes: Array, groups: list[list[int]]) -> tuple[float, NDArray[np.bool_]]:
    is_second = np.zeros(len(sizes), dtype=np.bool_)
    left = [at for at, group in enumerate(groups) if group]
    if len(left) < 2:
        return 1.0, is_second
    first, second = left
    is_second[groups[second]] = True
    return float(total[first, second] / (sizes[first] * sizes[second])), is_second
