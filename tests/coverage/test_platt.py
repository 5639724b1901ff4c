from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from server.coverage.platt import (
    LEAST_A,
    JudgedPairs,
    applied,
    calibration_error,
    check_enough,
    fit,
    is_better,
    loss,
    measure,
    try_out,
)
from server.coverage.probability import to_probability
from server.errors import InvalidInput


def make_pairs(
    count: int, *, a: float = 1.0, b: float = 0.0, c: float = 0.0, seed: int = 1, judges: bool = True
) -> JudgedPairs:
    """Return pairs whose true log-odds are a × logit + b + c × (cosine − .5)."""
    random = np.random.default_rng(seed)
    logits, cosines = random.normal(0, 3, count), random.random(count)
    truth = to_probability(a * logits + b + c * (cosines - 0.5))
    same = (random.random(count) < truth).astype(float) if judges else np.zeros(count)
    return JudgedPairs([f"{at // 2}" for at in range(count)], logits, cosines, same)


def test_it_finds_the_line_that_the_judgements_follow() -> None:
    line = fit(make_pairs(20_000, a=0.5, b=-1.0), with_cosines=False)

    assert (line.a, line.b, line.c) == pytest.approx((0.5, -1.0, 0.0), abs=0.08)


def test_it_finds_what_nearness_is_worth() -> None:
    line = fit(make_pairs(20_000, a=0.5, b=-1.0, c=6.0), with_cosines=True)

    # b is that of a pair of mean nearness, here .5.
    assert (line.a, line.b, line.c, line.centre) == pytest.approx((0.5, -1.0, 6.0, 0.5), abs=0.2)


def test_probabilities_that_are_too_sure_become_truer() -> None:
    fitted = try_out(make_pairs(2_000, a=0.4, b=-1.0), with_cosines=False)

    assert fitted.is_better
    assert fitted.judged.error_after < 0.5 * fitted.judged.error_before
    assert fitted.judged.loss_after < fitted.judged.loss_before


def test_judgements_that_contradict_us_calibrate_nothing() -> None:
    # Every likely pair is judged not the same and the other way round: whoever judged misread the question.
    upside_down = make_pairs(400, a=-1.0)

    assert not try_out(upside_down, with_cosines=False).is_better
    assert not try_out(upside_down, with_cosines=True).is_better


@pytest.mark.parametrize("seed", range(5))
def test_probabilities_that_are_true_already_are_left_as_they_are(seed: int) -> None:
    assert not try_out(make_pairs(300, seed=seed), with_cosines=False).is_better


def test_a_gain_that_may_well_be_chance_is_none() -> None:
    line, judged = measure(make_pairs(2_000, a=0.4, b=-1.0), with_cosines=False)
    doubtful = structs.replace(judged, gain_doubt=(judged.loss_before - judged.loss_after) / 1.9)

    assert is_better(line, judged)
    assert not is_better(line, doubtful)


def test_pairs_of_one_article_are_one_observation() -> None:
    pairs = make_pairs(400, a=0.4)
    apart = JudgedPairs([str(at) for at in range(400)], pairs.logits, pairs.cosines, pairs.same)
    of_ten = JudgedPairs([str(at // 40) for at in range(400)], pairs.logits, pairs.cosines, pairs.same)
    alike = [
        JudgedPairs(one.first, np.repeat(pairs.logits[:10], 40), pairs.cosines, np.repeat(pairs.same[:10], 40))
        for one in (apart, of_ten)
    ]

    doubts = [measure(one, with_cosines=False)[1].gain_doubt for one in alike]

    # Forty times the same judgement is one judgement: √40 times as doubtful as forty would be.
    assert doubts[1] > 4 * doubts[0]


def test_vectors_that_tell_everything_apart_leave_words_some_of_their_say() -> None:
    random = np.random.default_rng(2)
    same = np.array([1.0, 0.0] * 150)
    logits = np.where(same > 0, 9.0, 4.0) + random.normal(0, 1, 300)  # of these, neither is anywhere near a doubt
    pairs = JudgedPairs([str(at) for at in range(300)], logits, same * 0.9, same)

    fitted = try_out(pairs, with_cosines=True)

    assert fitted.is_better
    assert fitted.line.a >= LEAST_A
    assert fitted.judged.loss_after < 0.05


def test_what_is_reported_was_measured_on_pairs_left_out() -> None:
    pairs = make_pairs(200)

    line, judged = measure(pairs, with_cosines=True)

    # On the very pairs that it was fitted to, any line looks better than it is.
    assert judged.loss_after > loss(applied(line, pairs), pairs.same)


def test_judgements_without_a_doubt_still_leave_one() -> None:
    logits = np.concatenate([np.full(150, 4.0), np.full(150, -4.0)])
    pairs = JudgedPairs([str(at) for at in range(300)], logits, np.full(300, np.nan), (logits > 0).astype(float))

    line = fit(pairs, with_cosines=False)

    # 1 of 152 remains possible: (150 + 1) ÷ (150 + 2).
    assert to_probability(np.array([4 * line.a + line.b])) == pytest.approx([151 / 152], abs=1e-4)


@pytest.mark.parametrize(
    ("same", "not_same", "missing"),
    [
        (100, 99, "1 more pairs"),
        (5, 300, "15 more that are the same story"),
        (300, 0, "20 more that are not"),
        (3, 10, "187 more pairs, 17 more that are the same story, 10 more that are not"),
    ],
)
def test_it_says_how_many_judgements_are_missing(same: int, not_same: int, missing: str) -> None:
    pairs = JudgedPairs(
        [""] * (same + not_same),
        np.zeros(same + not_same),
        np.zeros(same + not_same),
        np.array([1.0] * same + [0.0] * not_same),
    )

    with pytest.raises(InvalidInput, match=f"at least {missing} are needed"):
        check_enough(pairs)


def test_two_hundred_of_both_kinds_are_enough() -> None:
    check_enough(JudgedPairs([""] * 200, np.zeros(200), np.zeros(200), np.array([1.0] * 20 + [0.0] * 180)))


def test_the_calibration_error_is_the_mean_distance_from_what_was_true() -> None:
    chance, same = np.array([0.85] * 10 + [0.15] * 10), np.array([1.0] * 7 + [0.0] * 3 + [0.0] * 10)

    # Ten at .85 of which .7 are: .15; ten at .15 of which none is: .15.
    assert calibration_error(chance, same) == pytest.approx(0.15)


def test_the_loss_is_smallest_for_the_truth() -> None:
    same = np.array([1.0, 1.0, 0.0, 1.0])

    assert loss(np.full(4, 0.75), same) < min(loss(np.full(4, 0.7), same), loss(np.full(4, 0.8), same))


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.tuples(st.floats(-40, 40), st.floats(-1, 1), st.booleans()), min_size=2, max_size=60),
    st.booleans(),
)
def test_whatever_is_judged_gives_a_line_of_numbers(rows: list[tuple[float, float, bool]], with_cosines: bool) -> None:
    pairs = JudgedPairs(
        [str(at) for at in range(len(rows))],
        np.array([row[0] for row in rows]),
        np.array([row[1] for row in rows]),
        np.array([float(row[2]) for row in rows]),
    )

    line = fit(pairs, with_cosines=with_cosines)

    assert np.isfinite([line.a, line.b, line.c, line.centre]).all()
