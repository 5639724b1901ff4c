"""Leaving out the feature that decides costs precision; leaving out another one costs nothing."""

from __future__ import annotations

import json

import numpy as np
import pytest

from benchmarks.ablation import (
    CHOOSE_HEAD,
    FAMILIES,
    FITTED,
    FITTED_PAIRS,
    HELD_BACK,
    NOTHING,
    ablate,
    collect,
    silenced,
    thin,
)
from scripts.labelled_pairs import Pairs
from server.coverage.features import FEATURES
from server.coverage.probability import find_heads

DECIDES, IDLE = "title_cosine", "numbers_shared"


@pytest.fixture(scope="module")
def pairs():
    rng = np.random.default_rng(1)
    features = np.zeros((2000, len(FEATURES)))
    features[:, FEATURES.index(DECIDES)] = rng.random(2000)
    features[:, FEATURES.index(IDLE)] = rng.random(2000)
    for digit, name in enumerate(CHOOSE_HEAD):  # as many for each head
        features[:, FEATURES.index(name)] = np.arange(2000) >> digit & 1
    same = (features[:, FEATURES.index(DECIDES)] > rng.random(2000)).astype(np.float64)
    part = np.where(np.arange(2000) < 1000, FITTED, HELD_BACK).astype(np.float64)
    return Pairs("news, as it is", features, same, part, np.ones(2000))


def test_a_feature_is_worth_what_is_lost_without_it(pairs):
    whole, without, unchanged = (ablate([pairs], NOTHING, left_out) for left_out in ((), (DECIDES,), (IDLE,)))

    assert without.precision[pairs.name] < whole.precision[pairs.name] - 0.2
    assert unchanged.precision[pairs.name] == pytest.approx(whole.precision[pairs.name], abs=0.01)


def test_every_feature_is_of_one_family_but_those_that_choose_the_head():
    assert sorted([*CHOOSE_HEAD, *(name for family in FAMILIES.values() for name in family)]) == sorted(FEATURES)


@pytest.mark.parametrize("left_out", FAMILIES.values(), ids=FAMILIES)
def test_silencing_leaves_each_pair_to_its_head(left_out):
    features = np.eye(len(FEATURES))
    heads = find_heads(features)

    found = find_heads(silenced(features, left_out))

    assert found.tolist() == heads.tolist()


def test_strangers_are_fitted_but_not_judged():
    part = np.array([FITTED, HELD_BACK, HELD_BACK, 2.0])
    stands_for = np.array([30.0, 1.0, 30.0, 1.0])

    thinned = thin(Pairs("news, as it is", np.zeros((4, len(FEATURES))), np.zeros(4), part, stands_for))

    assert thinned.stands_for.tolist() == [30.0, 1.0]


def test_only_so_many_are_fitted_and_all_are_judged():
    count = FITTED_PAIRS + 10
    part = np.array([FITTED] * count + [HELD_BACK] * count, dtype=np.float64)
    same = np.zeros(2 * count)

    thinned = thin(Pairs("news", np.zeros((2 * count, len(FEATURES))), same, part, np.ones(2 * count)))

    assert (thinned.part == FITTED).sum() == FITTED_PAIRS
    assert (thinned.part == HELD_BACK).sum() == count


def test_what_is_kept_of_pairs_is_all_that_the_fit_asks_for(tmp_path):
    stories = [{"id": f"a{at}", "title": f"Ferry {at} burns", "story": f"s{at % 9}"} for at in range(60)]
    path = tmp_path / "news.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in stories))

    [made, *_], [again, *_] = (list(collect([path], None, tmp_path / "cache")) for _ in range(2))

    assert made.false_stand_for == again.false_stand_for > 1.0  # or else too many pairs seem to be the same
    assert np.array_equal(made.features, again.features)
