"""Which articles report the same story as this one: candidates, their features, their probability.

A match is a statement about two articles. Which articles make one story, seen over time, is decided in
`server.stories.grouping`.

An operator may have set an embedder, whose nearest articles are then candidates too, and may have measured what our
probabilities and that nearness are worth in their collection (`server.coverage.calibration`). Without either of the two
nothing is different, and nothing is asked.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

import msgspec
import numpy as np

from server.coverage.calibration import Adjustment
from server.coverage.candidates import CandidateIndex
from server.coverage.embeddings import Floats, VectorIndex
from server.coverage.features import FEATURES, compare_all
from server.coverage.models import Match
from server.coverage.probability import HEADS, Contributions, HeadName, Weights, from_logit, to_logit, to_probability
from server.coverage.records import MatchRecord

BIAS = "bias"
CALIBRATION = "calibration"  # what the operator's calibration adds …
EMBEDDING = "embedding"  # … and what it makes of the nearness of the vectors
STORY = "story"  # what being in one story adds
_PLACE = {name: place for place, name in enumerate(FEATURES)}


class Scored(msgspec.Struct, frozen=True, gc=False):
    """A record with its probability, whether or not it reaches the cutoff."""

    record: MatchRecord
    match: Match
    head: HeadName = HeadName.TEXT  # which evidence the pair has


class LogOdds(Mapping[str, float]):
    """The parts of one logit by feature. Made of all candidates, wanted of few: they are named when they are read."""

    __slots__ = ("_at", "_others", "_parts", "_story")

    def __init__(self, parts: Floats, others: Mapping[str, Floats], *, at: int, story: float | None = None) -> None:
        """:param others: parts that are of no feature, by name  :param at: row of this candidate in all of these"""
        self._parts, self._others, self._at, self._story = parts, others, at, story

    def with_story(self, part: float) -> LogOdds:
        """Return these and what being in one story adds."""
        return LogOdds(self._parts, self._others, at=self._at, story=part)

    def __getitem__(self, name: str) -> float:
        if name == STORY and self._story is not None:
            return self._story
        if name in self._others:
            return float(self._others[name][self._at])
        return float(self._parts[self._at, _PLACE[name]])

    def __iter__(self) -> Iterator[str]:
        return iter((*FEATURES, *self._others, *([] if self._story is None else [STORY])))

    def __len__(self) -> int:
        return len(FEATURES) + len(self._others) + (self._story is not None)

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
        logits, found, by_itself = self._logits([record], others)
        chances, heads = to_probability(logits).tolist(), found.heads.tolist()
        scored = [
            Scored(other, Match(other.article_id, chance, LogOdds(found.parts, by_itself, at=at)), HEADS[head])
            for at, (other, chance, head) in enumerate(zip(others, chances, heads, strict=True))
        ]
        return sorted(scored, key=lambda one: (-one.match.probability, one.match.article_id))

    def as_companion(self, scored: Scored, *, articles: int) -> Match:
        """Return the match of an article that is in one story with ours, of so many articles.

        What an operator has measured of their own news stays as it is: they judged pairs whatever their story.
        """
        match = scored.match
        if self._calibration is not None or not isinstance(match.log_odds, LogOdds):
            return match
        logit = to_logit(match.probability)
        part = self._weights.lines.companions[scored.head].add_to(logit, articles=articles)
        return Match(match.article_id, from_logit(logit + part), match.log_odds.with_story(part))

    def membership(self, mean: float, articles: int) -> float:
        """Return how likely an article belongs to a story of so many, from its mean probability with the members."""
        return self._weights.lines.membership.applied(mean, articles=articles)

    def probabilities(self, ours: Sequence[MatchRecord], theirs: Sequence[MatchRecord]) -> Floats:
        """Return the probability of each pair: a row for each of `ours`, a column for each of `theirs`."""
        return to_probability(self._logits(ours, theirs)[0]).reshape(len(ours), len(theirs))

    def score(self, record: MatchRecord, other: MatchRecord) -> tuple[float, Mapping[str, float]]:
        """Return the probability that both report the same story, and each feature's part of its log-odds."""
        match = self.score_all(record, [other])[0].match
        return match.probability, match.log_odds

    def _logits(
        self, ours: Sequence[MatchRecord], theirs: Sequence[MatchRecord]
    ) -> tuple[Floats, Contributions, dict[str, Floats]]:
        """Return the logit of each pair, what the features contribute, and what else is in it, by name."""
        found = self._weights.contributions(compare_all(ours, theirs, self._index.statistics))
        if len(theirs) == 1:  # added up as when each is asked by itself: the last bits hang on how the parts lie
            found = replace(found, parts=np.ascontiguousarray(found.parts))
        logits = found.logits
        if self._calibration is None:
            return logits, found, {BIAS: found.bias}
        shift, nearness = self._calibration.apply(logits, self._cosines(ours, theirs))
        return logits + shift + nearness, found, {BIAS: found.bias, CALIBRATION: shift, EMBEDDING: nearness}

    def _found_by_vector(self, record: MatchRecord, found: Sequence[MatchRecord]) -> list[MatchRecord]:
        """Return the articles whose vectors are nearest, but for those that their words have found."""
        if self._vectors is None:
            return []
        known = {other.article_id for other in found}
        nearest = self._vectors.nearest(record.article_id, around=record.minutes)
        held = self._index.get_records([article_id for article_id in nearest if article_id not in known])
        return list(held.values())

    def _cosines(self, ours: Sequence[MatchRecord], theirs: Sequence[MatchRecord]) -> Floats:
        """Return how near the vectors of each pair are; NaN where it is not known."""
        if self._vectors is None or not ours:
            return np.full(len(ours) * len(theirs), np.nan)
        ids = [other.article_id for other in theirs]
        return np.concatenate([self._vectors.cosines(one.article_id, ids) for one in ours])
