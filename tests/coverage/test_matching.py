from __future__ import annotations

from collections.abc import Sequence
from math import exp

import numpy as np
import pytest

from server.coverage.calibration import Calibration, Line
from server.coverage.candidates import Candidate
from server.coverage.embeddings import Floats
from server.coverage.matching import BIAS, CALIBRATION, EMBEDDING, STORY, Matcher
from server.coverage.models import Match
from server.coverage.probability import load_weights
from server.coverage.records import MatchRecord
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
    assert sum(log_odds.values()) > 0 > log_odds[BIAS]


def test_a_pair_is_as_likely_from_either_side(matcher):
    assert matcher.score(FIRST, SECOND)[0] == pytest.approx(matcher.score(SECOND, FIRST)[0])


def test_an_article_about_nothing_matches_nothing(matcher):
    assert matcher.matches(make_record("", "", name="empty")) == []


class SomeVectors:
    """Knows some cosines with whatever is asked."""

    def __init__(self, cosines: dict[str, float]) -> None:
        self.cosines_with = cosines

    def nearest(self, article_id: str, *, around: int | None, days: float = 3.0, limit: int = 20) -> list[str]:
        return sorted(self.cosines_with, key=self.cosines_with.__getitem__, reverse=True)[:limit]

    def cosines(self, article_id: str, others: Sequence[str]) -> Floats:
        return np.array([self.cosines_with.get(other, np.nan) for other in others])


class NarrowIndex(MemoryIndex):
    """Finds nothing by words but what it is told."""

    def __init__(self, records: Sequence[MatchRecord], found: Sequence[str]) -> None:
        super().__init__(records)
        self.found = found

    def find(self, record: MatchRecord, **options: object) -> list[Candidate]:
        return [Candidate(self.records[name]) for name in self.found]


def matcher_with(vectors: SomeVectors | None = None, calibration: Calibration | None = None) -> Matcher:
    index = NarrowIndex([FIRST, SECOND, OTHER, *BACKGROUND], ["second"])
    return Matcher(index, load_weights(), calibration=calibration, vectors=vectors)


def candidates_of(matcher: Matcher) -> dict[str, Match]:
    return {one.match.article_id: one.match for one in matcher.candidates(FIRST)}


def test_the_nearest_by_vector_are_candidates_beside_those_by_words():
    found = candidates_of(matcher_with(SomeVectors({"second": 0.9, "other": 0.8, "dropped from the index": 0.7})))

    assert set(found) == {"second", "other"}


def test_vectors_without_a_calibration_change_no_probability():
    plain, with_vectors = candidates_of(matcher_with()), candidates_of(matcher_with(SomeVectors({"second": 0.9})))

    assert with_vectors["second"].probability == plain["second"].probability
    assert dict(with_vectors["second"].log_odds) == dict(plain["second"].log_odds)


@pytest.mark.parametrize("cosines", [{}, {"second": 0.9}, {"second": -0.9}])
def test_a_calibrated_probability_can_be_taken_apart_as_well(cosines: dict[str, float]):
    calibration = Calibration("c", Line(0.7, -0.5), Line(0.8, 0.25, 4.0, 0.5))

    match = candidates_of(matcher_with(SomeVectors(cosines), calibration))["second"]

    assert match.probability == pytest.approx(1 / (1 + exp(-sum(match.log_odds.values()))))
    assert (match.log_odds[EMBEDDING] == 0) is (not cosines)


def test_a_calibration_is_applied_to_the_logit_and_named_in_the_model():
    plain = candidates_of(matcher_with())["second"]
    matcher = matcher_with(calibration=Calibration("calibrated today", Line(0.5, -1.0)))

    logit = sum(candidates_of(matcher)["second"].log_odds.values())

    assert logit == pytest.approx(0.5 * sum(plain.log_odds.values()) - 1.0)
    assert matcher.model == f"{load_weights().version}, calibrated today"


def test_without_either_nothing_is_added():
    matcher = matcher_with()

    assert not {CALIBRATION, EMBEDDING} & set(candidates_of(matcher)["second"].log_odds)
    assert matcher.model == load_weights().version


def test_being_in_one_story_is_a_part_of_the_probability_and_named(matcher):
    alone = next(one for one in matcher.candidates(FIRST) if one.match.article_id == "second")

    match = matcher.as_companion(alone, articles=2)

    assert match.probability == pytest.approx(1 / (1 + exp(-sum(match.log_odds.values()))))
    assert match.log_odds[STORY] == pytest.approx(sum(match.log_odds.values()) - sum(alone.match.log_odds.values()))
    assert len(match.log_odds) == len(list(match.log_odds)) == len(alone.match.log_odds) + 1


def test_what_an_operator_has_measured_holds_within_a_story_too():
    index = MemoryIndex([FIRST, SECOND, NEXT_YEAR, OTHER, *BACKGROUND])
    matcher = Matcher(index, load_weights(), calibration=Calibration("mine", Line(a=0.5, b=-1.0)))
    alone = matcher.candidates(FIRST)[0]

    assert matcher.as_companion(alone, articles=9) == alone.match
