from __future__ import annotations

from importlib.resources import files

import msgspec
import numpy as np
import pytest

from server.coverage.features import FEATURES
from server.coverage.probability import MOST_ARTICLES, HeadName, StoryLine, load_weights, parse_weights
from server.errors import InvalidConfiguration

SHIPPED = files("server.coverage").joinpath("weights.json").read_bytes()


def test_the_shipped_weights_fit_the_features():
    weights = load_weights()

    assert set(weights.heads) == set(HeadName)
    assert 0.0 < weights.cutoff < 1.0


def test_the_parts_of_a_probability_sum_up_to_it():
    weights = load_weights()
    features = np.random.default_rng(1).random((20, len(FEATURES)))

    found = weights.contributions(features)

    logit = found.parts.sum(axis=1) + found.bias
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

    assert weights.contributions(features).bias == weights.heads[head].bias


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
        ({"format": 1}, "for other features"),
        ({"heads": {}}, "for other features"),
        ({"lines": {"companions": {}}}, "for other features"),
        # Where likeness spoke against, copies would be the least sure of all.
        ({"lines": {"membership": {"slope": -1.0}}}, "damaged"),
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


def test_in_one_story_small_probabilities_grow_and_the_order_stays():
    line = StoryLine(slope=0.5, bias=-0.5)

    told = [logit + line.add_to(logit, articles=3) for logit in (-3.0, 0.0, 3.0)]

    assert told == [-2.0, -0.5, 1.0]
    assert line.applied(0.5, articles=3) == pytest.approx(1 / (1 + np.exp(0.5)))
    assert 0.99 < line.applied(1.0, articles=3) < 1.0  # certainty has no logit


def test_more_articles_of_a_story_speak_for_it_up_to_what_was_seen():
    line = StoryLine(size=0.5)

    parts = [line.add_to(0.0, articles=count) for count in (2, 20, MOST_ARTICLES, 10**6)]

    assert parts[0] < parts[1] < parts[2] == parts[3]


def test_size_counts_for_headlines_only():
    # Labels of full texts stop at three outlets; they would teach that large stories are wrong.
    companions = load_weights().lines.companions

    assert companions[HeadName.HEADLINE].size > 0
    assert companions[HeadName.TEXT].size == companions[HeadName.TEXT_UNDATED].size == 0
