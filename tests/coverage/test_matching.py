from __future__ import annotations

from math import exp

import pytest

from server.coverage.matching import Matcher
from server.coverage.probability import load_weights
from tests.coverage.matching_examples import (
    FLOOD,
    FLOOD_AGAIN,
    FLOOD_AGAIN_TEXT,
    FLOOD_TEXT,
    STRIKE,
    STRIKE_TEXT,
    MemoryIndex,
    make_record,
    morning,
)

FIRST = make_record(FLOOD, FLOOD_TEXT, at=morning(5), name="first")
SECOND = make_record(FLOOD_AGAIN, FLOOD_AGAIN_TEXT, at=morning(5), name="second")
NEXT_YEAR = make_record(
    FLOOD_AGAIN, FLOOD_AGAIN_TEXT.replace("14", "30"), at=morning(5).replace(year=2027), name="later"
)
OTHER = make_record(STRIKE, STRIKE_TEXT, at=morning(5), name="other")
BACKGROUND = [
    make_record(
        f"Councillors debate parking fee number {at}", f"The council of Dalmere met about fee {at}." * 3, name=f"b{at}"
    )
    for at in range(30)
]


@pytest.fixture
def matcher():
    return Matcher(MemoryIndex([FIRST, SECOND, NEXT_YEAR, OTHER, *BACKGROUND]), load_weights())


def test_it_finds_the_other_report_of_the_event_and_nothing_else(matcher):
    matches = matcher.matches(FIRST)

    assert [match.article_id for match in matches] == ["second"]
    assert matcher.cutoff <= matches[0].probability <= 1.0


def test_it_leaves_out_what_is_not_asked_for(matcher):
    assert matcher.matches(FIRST, exclude={"second"}) == []


def test_it_explains_each_probability(matcher):
    probability, log_odds = matcher.score(FIRST, SECOND)

    assert probability == pytest.approx(1 / (1 + exp(-sum(log_odds.values()))))
    assert log_odds["text_cosine"] > 0


def test_a_pair_is_as_likely_from_either_side(matcher):
    assert matcher.score(FIRST, SECOND)[0] == pytest.approx(matcher.score(SECOND, FIRST)[0])


def test_an_article_about_nothing_matches_nothing(matcher):
    assert matcher.matches(make_record("", "", name="empty")) == []
