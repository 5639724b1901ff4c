"""Which articles report the same story as this one: candidates, their features, their probability.

A match is a statement about two articles. Which articles make one story, seen over time, is decided in
`server.stories.grouping`.

An operator may have set an embedder, whose nearest articles are then candidates too, and may have measured what our
probabilities and that nearness are worth in their collection (`server.coverage.calibration`). Without either of the two
nothing is different, and nothing is asked.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

import msgspec
import numpy as np

from server.coverage.calibration import Adjustment
from server.coverage.candidates import CandidateIndex
from server.coverage.embeddings import Floats, VectorIndex
from server.coverage.features import FEATURES, compute_features
from server.coverage.models import Match
from server.coverage.probability import Weights, to_probability
from server.coverage.records import MatchRecord

BIAS = "bias"
CALIBRATION = "calibration"  # what the operator's calibration adds …
EMBEDDING = "embedding"  # … and what it makes of the nearness of the vectors
_PLACE = {name: place for place, name in enumerate(FEATURES)}


class Scored(msgspec.Struct, frozen=True):
    """A record with its probability, whether or not it reaches the cutoff."""

    record: MatchRecord
    match: Match


class LogOdds(Mapping[str, float]):
    """The parts of one logit by feature. Made of all candidates, wanted of few: they are named when they are read."""

    __slots__ = ("_at", "_others", "_parts")

    def __init__(self, parts: Floats, others: Mapping[str, Floats], *, at: int) -> None:
        """:param others: parts that are of no feature, by name  :param at: row of this candidate in all of these"""
        self._parts, self._others, self._at = parts, others, at

    def __getitem__(self, name: str) -> float:
        if name in self._others:
            return float(self._others[name][self._at])
        return float(self._parts[self._at, _PLACE[name]])

    def __iter__(self) -> Iterator[str]:
        return iter((*FEATURES, *self._others))

    def __len__(self) -> int:
        return len(FEATURES) + len(self._others)

    def __repr__(self) -> str:
        return f"LogOdds({dict(self)})"


class Matcher:
    """Scores records against each other with the index's word statistics."""

    def __init__(
        self,
        index: CandidateIndex,
        weights: Weights,
        *,
        calibration: Adjustment | None = None,
        vectors: VectorIndex | None = None,
    ) -> None:
        """:param calibration: of the operator's own, for these weights and the model of these vectors"""
        self._index = index
        self._weights = weights
        self._calibration = calibration
        self._vectors = vectors

    @property
    def model(self) -> str:
        """Which weights decide, and with which calibration."""
        return f"{self._weights.version}, {self._calibration.name}" if self._calibration else self._weights.version

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
        found = [candidate.record for candidate in self._index.find(record, around=record.minutes)]
        return self.score_all(record, found + self._found_by_vector(record, found))

    def score_all(self, record: MatchRecord, others: Sequence[MatchRecord]) -> list[Scored]:
        """Return `others` with their probability, best first."""
        logits, parts, by_itself = self._logits(record, others)
        scored = [
            Scored(other, Match(other.article_id, probability, LogOdds(parts, by_itself, at=at)))
            for at, (other, probability) in enumerate(zip(others, to_probability(logits).tolist(), strict=True))
        ]
        return sorted(scored, key=lambda one: (-one.match.probability, one.match.article_id))

    def probabilities(self, record: MatchRecord, others: Sequence[MatchRecord]) -> Floats:
        """Return the probability of each of `others`, in their order."""
        return to_probability(self._logits(record, others)[0])

    def score(self, record: MatchRecord, other: MatchRecord) -> tuple[float, Mapping[str, float]]:
        """Return the probability that both report the same story, and each feature's part of its log-odds."""
        match = self.score_all(record, [other])[0].match
        return match.probability, match.log_odds

    def _logits(self, record: MatchRecord, others: Sequence[MatchRecord]) -> tuple[Floats, Floats, dict[str, Floats]]:
        """Return the logit of each pair, the part of each feature in it, and what is in it beside the features."""
        parts, bias = self._weights.contributions(compute_features(record, others, self._index.statistics))
        logits = parts.sum(axis=1) + bias
        if self._calibration is None:
            return logits, parts, {BIAS: bias}
        shift, nearness = self._calibration.apply(logits, self._cosines(record, others))
        return logits + shift + nearness, parts, {BIAS: bias, CALIBRATION: shift, EMBEDDING: nearness}

    def _found_by_vector(self, record: MatchRecord, found: Sequence[MatchRecord]) -> list[MatchRecord]:
        """Return the articles whose vectors are nearest, but for those that their words have found."""
        if self._vectors is None:
            return []
        known = {other.article_id for other in found}
        nearest = self._vectors.nearest(record.article_id, around=record.minutes)
        held = self._index.get_records([article_id for article_id in nearest if article_id not in known])
        return list(held.values())

    def _cosines(self, record: MatchRecord, others: Sequence[MatchRecord]) -> Floats:
        """Return how near the vectors of `others` are; NaN where it is not known."""
        if self._vectors is None:
            return np.full(len(others), np.nan)
        return self._vectors.cosines(record.article_id, [other.article_id for other in others])
