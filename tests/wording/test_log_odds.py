"""Properties of the log-odds ratio that the comparison of words relies on."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.wording.log_odds import z_score

COUNTS = st.integers(0, 50)
TOTALS = st.integers(100, 5_000)


@given(COUNTS, TOTALS, COUNTS, TOTALS)
def test_swapping_the_sides_changes_the_sign_and_nothing_else(uses, total, other_uses, other_total):
    assert z_score(uses, total, other_uses, other_total) == pytest.approx(
        -z_score(other_uses, other_total, uses, total), abs=1e-9
    )


def test_one_use_is_chance():
    assert z_score(1, 300, 0, 900) < 1.645


def test_five_uses_against_none_are_not():
    assert z_score(5, 300, 0, 900) > 1.645


@pytest.mark.parametrize(("uses", "total"), [(0, 0), (0, 300)])
def test_nothing_said_is_nothing_more(uses, total):
    assert z_score(uses, total, 0, 0) == 0
