"""How likely two articles report the same story: logistic regression over `server.coverage.features`.

The weights are data (`weights.json`, written by `scripts/fit_matching.py`). There are four heads: a pair of full
texts and a pair of headlines carry very different amounts of evidence, and what likeness is worth hangs on whether the
times are known. Every probability can be taken apart into what each feature contributed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from importlib.resources import files

import msgspec
import numpy as np
from numpy.typing import NDArray

from server.coverage.features import FEATURES
from server.errors import InvalidConfiguration

Array = NDArray[np.float64]

_BOTH_LEADS = FEATURES.index("both_leads")
_TIME_KNOWN = FEATURES.index("time_known")
WEIGHTS_FORMAT = 1


class HeadName(StrEnum):
    """Which evidence a pair has."""

    TEXT = "text"  # both articles have a lead
    HEADLINE = "headline"  # one of them is a headline only
    TEXT_UNDATED = "text_undated"  # the same where the time of one is not known
    HEADLINE_UNDATED = "headline_undated"


class Head(msgspec.Struct, frozen=True):
    """One fitted regression: logit = bias + Σ weight × (feature − mean) ÷ scale."""

    bias: float
    weights: list[float]
    mean: list[float]
    scale: list[float]


class WeightsFile(msgspec.Struct, frozen=True):
    """`weights.json` as written."""

    format: int
    version: str
    features: list[str]
    cutoff: float
    heads: dict[HeadName, Head]
    trained_on: str
    trained_on_sha256: str


@dataclass(frozen=True, slots=True)
class Weights:
    """Fitted weights, ready to be applied."""

    version: str
    cutoff: float
    heads: Mapping[HeadName, Head]

    def contributions(self, features: Array) -> tuple[Array, Array]:
        """Return each feature's part of the logit (a row for each pair), and the bias of each row's head."""
        parts, bias = np.zeros_like(features), np.zeros(len(features))
        for name, rows in split_by_head(features).items():
            if not rows.any():
                continue
            head = self.heads[name]
            parts[rows] = np.array(head.weights) * (features[rows] - np.array(head.mean)) / np.array(head.scale)
            bias[rows] = head.bias
        return parts, bias

    def probabilities(self, features: Array) -> Array:
        """Return the probability of each pair."""
        parts, bias = self.contributions(features)
        return to_probability(parts.sum(axis=1) + bias)


def split_by_head(features: Array) -> dict[HeadName, NDArray[np.bool_]]:
    """Return which rows each head is for."""
    has_texts, is_dated = features[:, _BOTH_LEADS] > 0, features[:, _TIME_KNOWN] > 0
    return {
        HeadName.TEXT: has_texts & is_dated,
        HeadName.HEADLINE: ~has_texts & is_dated,
        HeadName.TEXT_UNDATED: has_texts & ~is_dated,
        HeadName.HEADLINE_UNDATED: ~has_texts & ~is_dated,
    }


def to_probability(logit: Array) -> Array:
    """Return the probability of a logit, without overflow."""
    return 1.0 / (1.0 + np.exp(-np.clip(logit, -30.0, 30.0)))


def load_weights() -> Weights:
    """Return the weights that are shipped. :raises InvalidConfiguration: if they are not for these features"""
    return parse_weights(files("server.coverage").joinpath("weights.json").read_bytes())


def parse_weights(content: bytes) -> Weights:
    """:raises InvalidConfiguration: if `content` is not a weights file for these features"""
    try:
        file = msgspec.json.decode(content, type=WeightsFile)
    except msgspec.MsgspecError as error:
        raise InvalidConfiguration(f"the matching weights cannot be read: {error}") from error
    if file.format != WEIGHTS_FORMAT or file.features != list(FEATURES) or set(file.heads) != set(HeadName):
        raise InvalidConfiguration("the matching weights are for other features: fit them anew")
    lengths = {len(part) for head in file.heads.values() for part in (head.weights, head.mean, head.scale)}
    if lengths != {len(FEATURES)} or any(scale <= 0 for head in file.heads.values() for scale in head.scale):
        raise InvalidConfiguration("the matching weights are damaged: fit them anew")
    return Weights(version=file.version, cutoff=file.cutoff, heads=file.heads)
