"""How likely two articles report the same story: logistic regression over `server.coverage.features`.

The weights are data (`weights.json`, written by `scripts/fit_matching.py`). There are four heads: a pair of full
texts and a pair of headlines carry very different amounts of evidence, and what likeness is worth hangs on whether the
times are known. Every probability can be taken apart into what each feature contributed.

Two articles of one story may have little in common themselves and a lot with the others. What that makes of their
probability is a line for each head, fitted on what the product reports (`scripts/fit_story_lines.py`). How likely an
article belongs to its story is a line on its mean probability there (`StoryLine`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from importlib.resources import files
from math import exp, log

import msgspec
import numpy as np
from numpy.typing import NDArray

from server.coverage.features import FEATURES
from server.errors import InvalidConfiguration

Array = NDArray[np.float64]

_BOTH_LEADS = FEATURES.index("both_leads")
_TIME_KNOWN = FEATURES.index("time_known")
WEIGHTS_FORMAT = 2
MOST_ARTICLES = 250  # stories of more were not fitted
_LEAST = 1e-9


class HeadName(StrEnum):
    """Which evidence a pair has."""

    TEXT = "text"  # both articles have a lead
    HEADLINE = "headline"  # one of them is a headline only
    TEXT_UNDATED = "text_undated"  # the same where the time of one is not known
    HEADLINE_UNDATED = "headline_undated"


HEADS = tuple(HeadName)  # in the order of `find_heads`


class Head(msgspec.Struct, frozen=True):
    """One fitted regression: logit = bias + Σ weight × (feature − mean) ÷ scale."""

    bias: float
    weights: list[float]
    mean: list[float]
    scale: list[float]


class StoryLine(msgspec.Struct, frozen=True):
    """What a story makes of a probability: logit' = slope × logit + bias + size × ln(articles of the story).

    The first two are Platt's (1999). Headlines say little by themselves; how many articles have come together around
    them says more.
    """

    slope: float = 1.0
    bias: float = 0.0
    size: float = 0.0

    def add_to(self, logit: float, *, articles: int) -> float:
        """Return what is to be added to the logit of a pair."""
        return (self.slope - 1.0) * logit + self.bias + self.size * log(min(articles, MOST_ARTICLES))

    def applied(self, probability: float, *, articles: int) -> float:
        """Return what becomes of a probability."""
        logit = to_logit(probability)
        return from_logit(logit + self.add_to(logit, articles=articles))


class StoryLines(msgspec.Struct, frozen=True):
    """What stories make of probabilities."""

    companions: dict[HeadName, StoryLine] = msgspec.field(default_factory=lambda: dict.fromkeys(HeadName, StoryLine()))
    """For two articles of one story."""
    membership: StoryLine = StoryLine()
    """For an article and its story, from its mean probability with the members."""


class WeightsFile(msgspec.Struct, frozen=True):
    """`weights.json` as written."""

    format: int
    version: str
    features: list[str]
    cutoff: float
    heads: dict[HeadName, Head]
    lines: StoryLines
    trained_on: str
    trained_on_sha256: str


@dataclass(frozen=True, slots=True)
class Contributions:
    """The logits of pairs, taken apart: a row for each pair."""

    parts: Array  # a column for each feature
    bias: Array
    heads: NDArray[np.intp]  # places in `HEADS`

    @property
    def logits(self) -> Array:
        """The logit of each pair."""
        logits: Array = self.parts.sum(axis=1) + self.bias
        return logits


@dataclass(frozen=True)
class Weights:
    """Fitted weights, ready to be applied."""

    version: str
    cutoff: float
    heads: Mapping[HeadName, Head]
    lines: StoryLines = field(default_factory=StoryLines)

    def contributions(self, features: Array) -> Contributions:
        """Take the logits of pairs apart."""
        heads = find_heads(features)
        factors, offsets, biases = self._stacked
        return Contributions(features * factors[heads] + offsets[heads], biases[heads], heads)

    @cached_property
    def _stacked(self) -> tuple[Array, Array, Array]:
        """What a feature is multiplied by, what is added to it, and the bias: a row for each head."""
        ordered = [self.heads[name] for name in HEADS]
        factors = np.array([head.weights for head in ordered]) / np.array([head.scale for head in ordered])
        offsets = -factors * np.array([head.mean for head in ordered])
        return factors, offsets, np.array([head.bias for head in ordered])

    def probabilities(self, features: Array) -> Array:
        """Return the probability of each pair."""
        return to_probability(self.contributions(features).logits)


def find_heads(features: Array) -> NDArray[np.intp]:
    """Return the place in `HEADS` of the head that each row is for."""
    is_headline, is_undated = features[:, _BOTH_LEADS] <= 0, features[:, _TIME_KNOWN] <= 0
    return is_headline + 2 * is_undated.astype(np.intp)


def to_probability(logit: Array) -> Array:
    """Return the probability of a logit, without overflow."""
    return 1.0 / (1.0 + np.exp(-np.clip(logit, -30.0, 30.0)))


def to_logit(probability: float) -> float:
    """Return the logit of a probability; of certainty, that of what comes next to it."""
    bounded = min(max(probability, _LEAST), 1.0 - _LEAST)
    return log(bounded / (1.0 - bounded))


def from_logit(logit: float) -> float:
    """Return the probability of one logit. `to_probability` is for arrays."""
    return 1.0 / (1.0 + exp(-logit))


def load_weights() -> Weights:
    """Return the weights that are shipped. :raises InvalidConfiguration: if they are not for these features"""
    return parse_weights(files("server.coverage").joinpath("weights.json").read_bytes())


def parse_weights(content: bytes) -> Weights:
    """:raises InvalidConfiguration: if `content` is not a weights file for these features"""
    try:
        file = msgspec.json.decode(content, type=WeightsFile)
    except msgspec.MsgspecError as error:
        raise InvalidConfiguration(f"the matching weights cannot be read: {error}") from error
    is_for_these = file.format == WEIGHTS_FORMAT and file.features == list(FEATURES)
    if not is_for_these or not set(file.heads) == set(file.lines.companions) == set(HeadName):
        raise InvalidConfiguration("the matching weights are for other features: fit them anew")
    lengths = {len(part) for head in file.heads.values() for part in (head.weights, head.mean, head.scale)}
    slopes = [
        part for line in (file.lines.membership, *file.lines.companions.values()) for part in (line.slope, line.size)
    ]
    scales = [scale for head in file.heads.values() for scale in head.scale]
    if lengths != {len(FEATURES)} or min(scales) <= 0 or min(slopes) < 0:
        raise InvalidConfiguration("the matching weights are damaged: fit them anew")
    return Weights(file.version, file.cutoff, file.heads, file.lines)
