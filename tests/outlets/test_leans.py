"""Choosing a lean and telling disagreement."""

from __future__ import annotations

import pytest

from server.outlets.leans import disagreement, lean_of
from server.outlets.models import Outlet, Rating


def outlet(*values: str, dimension: str = "lean") -> Outlet:
    ratings = (Rating(f"r{at}", f"R{at}", dimension, value, value, "", None) for at, value in enumerate(values))
    return Outlet("a.example", "A", ratings=tuple(ratings))


def test_the_first_rater_in_the_order_asked_for_decides() -> None:
    rating = lean_of(outlet("left", "right"), ["nobody", "r1", "r0"])

    assert rating is not None
    assert (rating.rater, rating.value) == ("r1", "right")


def test_no_lean_is_none_and_audience_lean_is_no_lean() -> None:
    assert lean_of(outlet(), ["r0"]) is None
    assert lean_of(outlet("left"), []) is None
    assert lean_of(outlet("-0.4", dimension="audience_lean"), ["r0"]) is None


@pytest.mark.parametrize(
    ("values", "disagree"),
    [
        # One step is how raters usually differ; two is another judgement.
        (("left", "left-center"), False),
        (("left", "center"), True),
        (("left-center", "right-center"), True),
        (("right", "right", "center"), True),
        (("left",), False),
        ((), False),
    ],
)
def test_raters_disagree_from_two_steps_on(values: tuple[str, ...], disagree: bool) -> None:
    assert disagreement(outlet(*values)) is disagree
