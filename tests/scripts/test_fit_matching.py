"""The split into fitted and held-back stories must not make pairs look truer than they are."""

from __future__ import annotations

import numpy as np
import pytest

from scripts.fit_matching import fit
from scripts.labelled_pairs import HELD_BACK, Pairs, is_held_back
from server.coverage.features import FEATURES
from server.coverage.probability import Weights

STORIES = [f"story {number}" for number in range(400)]
PAIRS_OF_EACH = 20
TRUE_SHARE = 0.25


def pairs_of_all_stories(*, false_stand_for: float) -> Pairs:
    """Pairs that nothing tells apart: a quarter is of one story, whoever is asked."""
    chance = np.random.default_rng(1)
    same, part = [], []
    for ours in STORIES:
        for _ in range(PAIRS_OF_EACH):
            theirs = ours if chance.random() < TRUE_SHARE else STORIES[chance.integers(len(STORIES))]
            same.append(float(ours == theirs))
            part.append(1.0 if is_held_back(ours) else 2.0 if is_held_back(theirs) else 0.0)
    features = np.zeros((len(same), len(FEATURES)))
    for name in ("both_leads", "time_known"):
        features[:, FEATURES.index(name)] = chance.random(len(same)) < 0.5
    return Pairs("all", features, np.array(same), np.array(part), np.ones(len(same)), false_stand_for)


@pytest.mark.parametrize(("false_stand_for", "expected"), [(HELD_BACK, TRUE_SHARE), (1, 0.4)])
def test_false_pairs_that_are_left_stand_for_those_that_the_split_takes(false_stand_for, expected):
    pairs = pairs_of_all_stories(false_stand_for=false_stand_for)

    found = Weights("these", 0.5, fit([pairs])).probabilities(pairs.features)

    assert found.mean() == pytest.approx(expected, abs=0.03)
