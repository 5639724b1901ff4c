"""Figures are worked out by hand on six articles, and hold whatever the stories are called."""

from __future__ import annotations

from math import isnan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.agreement import b_cubed
from benchmarks.scores import Reported, figures, measure, tally

GOLD = {"a": "1", "b": "1", "c": "1", "d": "2", "e": "2", "f": "3"}
FOUND = {"a": "x", "b": "x", "c": "y", "d": "y", "f": "z"}  # nobody has said where `e` went: it is alone
MATCHES = {
    "a": [Reported("b", 0.9), Reported("d", 0.6)],
    "c": [Reported("d", 0.7), Reported("a", 0.55), Reported("not labelled", 0.5)],
    "e": [Reported("f", 0.5)],
    "f": [Reported("e", 0.51)],
}

partitions = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=1, max_size=30)


def value_of(name, gold=GOLD, found=FOUND, matches=MATCHES):
    return float(figures(tally(gold, found, matches).sums.sum(axis=0))[name])


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        # Of a and b all is right, c and d share a story wrongly, e and f are by themselves.
        ("b3_p", (1 + 1 + 1 / 2 + 1 / 2 + 1 + 1) / 6),
        ("b3_r", (2 / 3 + 2 / 3 + 1 / 3 + 1 / 2 + 1 / 2 + 1) / 6),
        # Of the pairs ab and cd one is right; there are ab, ac, bc and de.
        ("pair_p", 1 / 2),
        ("pair_r", 1 / 4),
        ("pair_f1", 1 / 3),
        ("base_rate", 4 / 15),
        # Five have companions. Only a was told a right one first; b and d were told nothing, which is wrong too.
        ("nn", 1 / 5),
        ("match_p", 2 / 6),
        ("match_r", (1 / 2 + 0 + 1 / 2 + 0 + 0) / 5),
        ("false_alarm", 1.0),
        # Gaps add up within a tenth before they count: .55 too little, .5 and .51 too much.
        ("ece", (abs(0.9 - 1) + 0.6 + 0.7 + abs(0.55 - 1 + 0.5 + 0.51)) / 6),
    ],
)
def test_figures_are_those_worked_out_by_hand(name, expected):
    assert value_of(name) == pytest.approx(expected)


@given(partitions)
def test_it_agrees_with_b_cubed_by_its_definition(stories):
    gold = {str(at): str(label) for at, (label, _) in enumerate(stories)}
    found = {str(at): f"s{group}" for at, (_, group) in enumerate(stories)}

    agreement = b_cubed(gold, found)

    assert value_of("b3_p", gold, found, {}) == pytest.approx(agreement.precision)
    assert value_of("b3_r", gold, found, {}) == pytest.approx(agreement.recall)


@given(partitions)
def test_the_truth_is_perfect_whatever_its_stories_are_called(stories):
    gold = {str(at): str(label) for at, (label, _) in enumerate(stories)}

    assert value_of("b3_f1", gold, {article: f"x{story}" for article, story in gold.items()}, {}) == pytest.approx(1)


def test_what_there_was_nothing_to_measure_on_is_not_known():
    everybody_has_company = {"a": "1", "b": "1"}

    assert isnan(value_of("false_alarm", everybody_has_company, {}, {}))
    assert isnan(value_of("ece", everybody_has_company, {}, {}))


def test_wrong_companions_count_though_their_story_is_not_looked_at():
    second = tally(GOLD, FOUND, MATCHES).only(["2"])

    assert measure(second)["b3_p"].value == pytest.approx((1 / 2 + 1) / 2)


def test_intervals_are_as_wide_as_the_stories_differ():
    one_good_one_bad = {"a": "1", "b": "1", "c": "2", "d": "2"}
    found = {"a": "x", "b": "x", "c": "y", "d": "z"}

    figure = measure(tally(one_good_one_bad, found, {}))["pair_r"]

    assert (figure.low, figure.value, figure.high) == (0.0, 0.5, 1.0)


def test_a_single_story_leaves_nothing_to_draw():
    figure = measure(tally(GOLD, FOUND, MATCHES).only(["1"]))["b3_r"]

    assert figure.low == pytest.approx(figure.value) == pytest.approx(figure.high)


def test_the_same_seed_gives_the_same_intervals():
    counted = tally(GOLD, FOUND, MATCHES)

    assert measure(counted, seed=3) == measure(counted, seed=3)
