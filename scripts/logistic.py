"""Logistic regression by Newton's method, and the two figures that say whether it is any good."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from server.coverage.probability import Head, to_probability

Array = NDArray[np.float64]

_STEPS = 40
_RIDGE = 1.0  # L2 penalty on standardised weights; the bias is free
_BINS = 10
_EXCHANGES = 60  # of weights that are held at 0; a handful is usual
_CONVERGED = 1e-6
_NOTHING = 1e-9
_PULLED = 1e-3  # of the gradient, in pairs


@dataclass(frozen=True, slots=True)
class _Problem:
    """What is minimised: the weighted log loss with its ridge."""

    design: Array
    same: Array
    weight: Array
    ridge: Array

    def loss(self, fitted: Array) -> float:
        logit = np.clip(self.design @ fitted, -30.0, 30.0)
        losses = np.logaddexp(0.0, logit) - self.same * logit
        return float(self.weight @ losses + (self.ridge * fitted) @ fitted / 2)

    def slopes(self, fitted: Array) -> tuple[Array, Array]:
        chance = to_probability(self.design @ fitted)
        gradient = self.design.T @ (self.weight * (chance - self.same)) + self.ridge * fitted
        curvature = (self.design * (self.weight * chance * (1 - chance))[:, None]).T @ self.design
        return gradient, curvature + np.diag(self.ridge)


def fit_head(features: Array, same: Array, weight: Array, signs: Sequence[int] = ()) -> Head:
    """Return the regression of `same` on `features`, each pair counting `weight`.

    A weight that would get the wrong sign is 0 instead (the active-set method; Nocedal and Wright 2006, chapter 16).

    :param signs: for each feature 1 if its weight may not be negative, -1 if not positive, 0 if it is free; all are
        free if nothing is given
    """
    mean = np.average(features, axis=0, weights=weight)
    scale = np.sqrt(np.average((features - mean) ** 2, axis=0, weights=weight))
    scale = np.where(scale > 1e-9, scale, 1.0)  # a feature that never varies gets no weight
    design = np.column_stack([np.ones(len(same)), (features - mean) / scale])
    ridge = np.array([1e-6] + [_RIDGE] * features.shape[1])
    bound = np.array([0, *(signs or [0] * features.shape[1])])
    problem = _Problem(design, same, weight, ridge)
    fitted, is_free = np.zeros(design.shape[1]), np.ones(design.shape[1], dtype=np.bool_)
    for _ in range(_EXCHANGES):
        fitted, gradient = _minimize(problem, np.where(is_free, fitted, 0.0), is_free)
        wrong = np.where(is_free, -bound * fitted, 0.0)  # how far on the wrong side
        pulled = np.where(is_free, 0.0, -bound * gradient)  # how strongly to the right side
        if wrong.max() > _NOTHING:
            is_free[wrong.argmax()] = False
        elif pulled.max() > _PULLED:
            is_free[pulled.argmax()] = True
        else:
            break
    fitted = np.where(bound * fitted < 0, 0.0, fitted)
    rounded = [[round(float(value), 6) for value in part] for part in (fitted, mean, scale)]
    return Head(bias=rounded[0][0], weights=rounded[0][1:], mean=rounded[1], scale=rounded[2])


def _minimize(problem: _Problem, fitted: Array, is_free: NDArray[np.bool_]) -> tuple[Array, Array]:
    """Return the best weights, those that are not free left at 0, and the gradient there."""
    for _ in range(_STEPS):
        gradient, curvature = problem.slopes(fitted)
        step = np.zeros(len(fitted))
        step[is_free] = np.linalg.solve(curvature[np.ix_(is_free, is_free)], gradient[is_free])
        while problem.loss(fitted - step) > problem.loss(fitted) and np.abs(step).max() > _CONVERGED:
            step /= 2  # too far: there the curvature is another
        fitted = fitted - step
        if np.abs(step).max() <= _CONVERGED:
            break
    return fitted, problem.slopes(fitted)[0]


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
