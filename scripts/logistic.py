"""Logistic regression by Newton's method, and the two figures that say whether it is any good."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from server.coverage.probability import Head, to_probability

Array = NDArray[np.float64]

_STEPS = 40
_RIDGE = 1.0  # L2 penalty on standardised weights; the bias is free
_BINS = 10


def fit_head(features: Array, same: Array, weight: Array) -> Head:
    """Return the regression of `same` on `features`, each pair counting `weight`."""
    mean = np.average(features, axis=0, weights=weight)
    scale = np.sqrt(np.average((features - mean) ** 2, axis=0, weights=weight))
    scale = np.where(scale > 1e-9, scale, 1.0)  # a feature that never varies gets no weight
    design = np.column_stack([np.ones(len(same)), (features - mean) / scale])
    ridge = np.diag([1e-6] + [_RIDGE] * features.shape[1])
    fitted = np.zeros(design.shape[1])
    for _ in range(_STEPS):
        chance = to_probability(design @ fitted)
        gradient = design.T @ (weight * (chance - same)) + ridge @ fitted
        curvature = (design * (weight * chance * (1 - chance))[:, None]).T @ design + ridge
        step = np.linalg.solve(curvature, gradient)
        fitted -= step
        if np.abs(step).max() < 1e-8:
            break
    rounded = [[round(float(value), 6) for value in part] for part in (fitted, mean, scale)]
    return Head(bias=rounded[0][0], weights=rounded[0][1:], mean=rounded[1], scale=rounded[2])


def average_precision(chance: Array, same: Array) -> float:
    """Return the mean precision at each true pair, likeliest pairs first."""
    order = np.argsort(-chance, kind="stable")
    hits = same[order]
    precision = np.cumsum(hits) / np.arange(1, len(hits) + 1)
    return float((precision * hits).sum() / max(hits.sum(), 1))


def calibration_error(chance: Array, same: Array) -> float:
    """Return the expected calibration error over ten bins."""
    bins = np.minimum((chance * _BINS).astype(int), _BINS - 1)
    gaps = (abs((chance - same)[bins == at].sum()) for at in range(_BINS))
    return float(sum(gaps) / max(len(same), 1))
