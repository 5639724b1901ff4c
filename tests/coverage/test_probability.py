from __future__ import annotations

from importlib.resources import files

import msgspec
import numpy as np
import pytest

from server.coverage.features import FEATURES
from server.coverage.probability import HeadName, load_weights, parse_weights
from server.errors import InvalidConfiguration

SHIPPED = files("server.coverage").joinpath("weights.json").read_bytes()


def test_the_shipped_weights_fit_the_features():
    weights = load_weights()

    assert set(weights.heads) == set(HeadName)
    assert 0.0 < weights.cutoff < 1.0


def test_the_parts_of_a_probability_sum_up_to_it():
    weights = load_weights()
    features = np.random.default_rng(1).random((20, len(FEATURES)))

    parts, bias = weights.contributions(features)

    logit = parts.sum(axis=1) + bias
    assert weights.probabilities(features) == pytest.approx(1 / (1 + np.exp(-logit)))


@pytest.mark.parametrize(
    ("known", "head"),
    [
        (("both_leads", "time_known"), HeadName.TEXT),
        (("time_known",), HeadName.HEADLINE),
        (("both_leads",), HeadName.TEXT_UNDATED),
        ((), HeadName.HEADLINE_UNDATED),
    ],
)
def test_each_kind_of_evidence_has_its_own_head(known, head):
    weights, features = load_weights(), np.zeros((1, len(FEATURES)))
    features[0, [FEATURES.index(name) for name in known]] = 1.0

    assert weights.contributions(features)[1] == weights.heads[head].bias


def test_likeness_never_speaks_against():
    # Or else a copy, which is more alike than anything that was learnt from, is taken for a stranger.
    parts = [dict(zip(FEATURES, head.weights, strict=True)) for head in load_weights().heads.values()]

    for alike in ("title_cosine", "text_cosine", "text_cosine_squared", "letters", "rarest_in_context", "gap_day"):
        assert all(part[alike] >= 0 for part in parts)
    assert all(part["numbers_differ"] <= 0 for part in parts)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        # Weights of another version of the features would be added to the wrong ones.
        ({"features": ["title_cosine"]}, "for other features"),
        ({"format": 2}, "for other features"),
        ({"heads": {}}, "for other features"),
        ({"cutoff": "high"}, "cannot be read"),
    ],
)
def test_it_refuses_weights_that_do_not_fit(change, message):
    content = msgspec.json.encode(msgspec.json.decode(SHIPPED) | change)

    with pytest.raises(InvalidConfiguration, match=message):
        parse_weights(content)


def test_it_refuses_a_damaged_file():
    with pytest.raises(InvalidConfiguration, match="cannot be read"):
        parse_weights(SHIPPED[:100])
