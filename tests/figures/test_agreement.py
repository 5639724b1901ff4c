"""Examples of figures that may be the same, and of figures that cannot."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.figures.agreement import agree, are_close, is_definite
from server.figures.quantities import find_quantities


def figure(text: str):
    [quantity] = find_quantities(text, "en")
    return quantity


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("14 bridges", "fourteen bridges"),
        # What is bounded agrees with all within the bounds.
        ("at least 7 bridges", "9 bridges"),
        ("up to 20 bridges", "9 bridges"),
        ("14 to 16 bridges", "15 bridges"),
        # Rounding, and "about".
        ("60,000 homes", "59,400 homes"),
        ("$15 billion", "$15.25 billion"),
        ("$12.4 billion", "$12.3 billion"),
        ("nearly 60,000 homes", "57,000 homes"),
        ("about 140 homes", "150 homes"),
    ],
)
def test_what_may_be_the_same_agrees(one, other):
    assert agree(figure(one), figure(other))
    assert agree(figure(other), figure(one))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("14 bridges", "15 bridges"),
        # Heads that were counted are not rounded.
        ("58 bridges", "59 bridges"),
        ("8 bridges", "10 bridges"),
        # Outside the bounds.
        ("at least 20 bridges", "9 bridges"),
        ("up to 20 bridges", "30 bridges"),
        ("$12.4 billion", "$14.1 billion"),
    ],
)
def test_what_cannot_be_the_same_differs(one, other):
    assert not agree(figure(one), figure(other))
    assert not agree(figure(other), figure(one))


def test_dozens_is_too_vague_to_be_contradicted():
    assert not is_definite(figure("dozens of bridges"))


def test_figures_far_apart_count_other_things():
    assert not are_close(figure("3 bridges"), figure("3,000 bridges"))


BOUND = st.none() | st.integers(1, 10**6).map(float)


@given(BOUND, BOUND, BOUND, st.booleans())
def test_agreement_has_no_direction(low, high, value, is_rough):
    like = figure("14 bridges")
    one, other = replace(like, low=low, high=high, is_rough=is_rough), replace(like, low=value, high=value)

    assert agree(one, other) == agree(other, one)
