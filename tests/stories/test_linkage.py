from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.stories.linkage import divide


def likeness_of(groups: list[int], *, within: float, between: float) -> np.ndarray:
    sides = np.array(groups)
    return np.where(sides[:, None] == sides[None, :], within, between).astype(np.float64)


def test_two_groups_are_told_apart_and_the_mean_between_them_is_said():
    chance, is_second = divide(likeness_of([0, 1, 0, 1, 1], within=0.8, between=0.1))

    assert is_second.tolist() == [False, True, False, True, True]
    assert chance == pytest.approx(0.1)


def test_the_halves_are_those_of_average_linkage():
    # 0-1-2 is a chain (0 and 2 have nothing in common), 3 is alone: the chain holds better than its end holds 3.
    likeness = np.array([[1, 0.9, 0, 0], [0.9, 1, 0.8, 0.1], [0, 0.8, 1, 0.35], [0, 0.1, 0.35, 1]])

    chance, is_second = divide(likeness)

    assert is_second.tolist() == [False, False, False, True]
    assert chance == pytest.approx((0 + 0.1 + 0.35) / 3)


def test_the_diagonal_says_nothing():
    likeness = likeness_of([0, 0, 1], within=0.5, between=0.1)
    np.fill_diagonal(likeness, 77.0)

    assert divide(likeness)[0] == pytest.approx(0.1)


@pytest.mark.parametrize("count", [0, 1])
def test_who_is_alone_has_nothing_to_fall_into(count):
    chance, is_second = divide(np.ones((count, count)))

    assert (chance, is_second.any()) == (1.0, False)


@given(st.integers(2, 12), st.integers(0, 2**32 - 1))
def test_there_are_always_two_halves_and_what_is_said_of_them_is_their_mean(count, seed):
    likeness = np.random.default_rng(seed).random((count, count))
    likeness = (likeness + likeness.T) / 2

    chance, is_second = divide(likeness)

    assert is_second.any()
    assert not is_second.all()
    assert not is_second[0]
    assert chance == pytest.approx(likeness[np.ix_(~is_second, is_second)].mean())
