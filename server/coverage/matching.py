"""Which articles report the same story as this one: candidates, their features, their probability.

A match is a statement about two articles. Which articles make one story, seen over time, is decided in
`server.stories.grouping`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

import msgspec
import numpy as np
from numpy.typing import NDArray

from server.coverage.candidates import CandidateIndex
from server.coverage.features import FEATURES, compute_features
from server.coverage.models import Match
from server.coverage.probability import Weights, to_probability
from server.coverage.records import MatchRecord

BIAS = "bias"
_PLACE = {name: place for place, name in enumerate(FEATURES)}


class Scored(msgspec.Struct, frozen=True):
    """A record with its probability, whether or not it reaches the cutoff."""

    record: MatchRecord
    match: Match


class LogOdds(Mapping[str, float]):
    """The parts of one logit by feature. Made of all candidates, wanted of few: they are named when they are read."""

    __slots__ = ("_bias", "_parts")

    def __init__(self, parts: NDArray[np.float64], bias: float) -> None:
        self._parts, self._bias = parts, bias

    def __getitem__(self, name: str) -> float:
        return float(self._bias) if name == BIAS else float(self._parts[_PLACE[name]])

    def __iter__(self) -> Iterator[str]:
        return iter((*FEATURES, BIAS))

    def __len__(self) -> int:
        return len(FEATURES) + 1

    def __repr__(self) -> str:
        return f"LogOdds({dict(self)})"


class Matcher:
    """Scores records against each other with the index's word statistics."""

    def __init__(self, index: CandidateIndex, weights: Weights) -> None:
        self._index = index
        self._weights = weights

    @property
    def model(self) -> str:
        """Which weights decide."""
        return self._weights.version

    @property
    def cutoff(self) -> float:
        """The probability from which on a candidate is a match."""
        return self._weights.cutoff

    def matches(self, record: MatchRecord, *, exclude: Collection[str] = ()) -> list[Match]:
        """Return the candidates at or above the cutoff, best first."""
        found = (scored.match for scored in self.candidates(record) if scored.match.article_id not in exclude)
        return [match for match in found if match.probability >= self.cutoff]

    def candidates(self, record: MatchRecord) -> list[Scored]:
        """Return all candidates with their probability, best first."""
        found = self._index.find(record, around=record.minutes)
        return self.score_all(record, [candidate.record for candidate in found])

    def score_all(self, record: MatchRecord, others: Sequence[MatchRecord]) -> list[Scored]:
        """Return `others` with their probability, best first."""
        features = compute_features(record, others, self._index.statistics)
        parts, bias = self._weights.contributions(features)
        logits = parts.sum(axis=1) + bias
        scored = [
            Scored(other, Match(other.article_id, probability, LogOdds(parts[at], bias[at])))
            for at, (other, probability) in enumerate(zip(others, to_probability(logits).tolist(), strict=True))
        ]
        return sorted(scored, key=lambda one: (-one.match.probability, one.match.article_id))

    def score(self, record: MatchRecord, other: MatchRecord) -> tuple[float, Mapping[str, float]]:
        """Return the probability that both report the same story, and each feature's part of its log-odds."""
        match = self.score_all(record, [other])[0].match
        return match.probability, match.log_odds
