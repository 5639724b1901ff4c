"""From pairs that somebody has judged to a line that makes our probabilities truer; or to none, if none does.

Platt's method (1999), with the targets that keep it sober where all of one kind lie on one side, by Newton's method
with halved steps (Lin, Lin and Weng, 2007). Whether a line is any better is asked of pairs that were left out of
finding it, in ten parts; pairs with the same first article are left out together. Only a line that brings the
calibration error of those down, and their loss by more than may well be chance, is returned.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from server.coverage.calibration import Judged, Line, is_usable
from server.coverage.embeddings import Floats
from server.coverage.probability import to_probability
from server.errors import InvalidInput

Flags = NDArray[np.bool_]

FEWEST_PAIRS = 200
FEWEST_OF_A_KIND = 20  # judged the same, and not: two or three numbers need some of each

SURE = 2.0  # standard errors: what is no more may well be chance
LEAST_A = 0.1
"""However much vectors tell, words keep some of their say: few judgements can be told apart by vectors alone, and then
any part of the words, even less than none, would do."""

_PARTS = 10
_BINS = 10
_STEPS = 100
_DIGITS = 6


@dataclass(frozen=True, slots=True)
class Trial:
    """What fitting has come to."""

    line: Line
    judged: Judged
    is_better: bool  # than leaving probabilities as they are


@dataclass(frozen=True, slots=True)
class JudgedPairs:
    """Pairs as they are seen without calibration, with what somebody says of them."""

    first: Sequence[str]  # the id of each pair's first article
    logits: Floats
    cosines: Floats  # NaN where a pair has none
    same: Floats  # 1 or 0

    def __len__(self) -> int:
        return len(self.same)

    def only(self, chosen: Flags) -> JudgedPairs:
        """Return some of them."""
        first = [one for one, is_chosen in zip(self.first, chosen.tolist(), strict=True) if is_chosen]
        return JudgedPairs(first, self.logits[chosen], self.cosines[chosen], self.same[chosen])


def is_enough(pairs: JudgedPairs) -> bool:
    """Whether there are judgements enough of both kinds."""
    return not _missing(pairs)


def check_enough(pairs: JudgedPairs) -> None:
    """:raises InvalidInput: saying how many are missing, and of which kind"""
    same, missing = int(pairs.same.sum()), _missing(pairs)
    if missing:
        raise InvalidInput(
            f"{len(pairs)} judged pairs ({same} the same story, {len(pairs) - same} not) are too few to calibrate "
            f"with: at least {', '.join(missing)} are needed"
        )


def measure(pairs: JudgedPairs, *, with_cosines: bool) -> tuple[Line, Judged]:
    """Return the line of all pairs, and how those fare that are left out of finding one."""
    parts = np.array([_part_of(article_id) for article_id in pairs.first])
    after = np.zeros(len(pairs))
    for part in range(_PARTS):
        left_out = parts == part
        line = fit(pairs.only(~left_out), with_cosines=with_cosines)
        after[left_out] = applied(line, pairs.only(left_out))
    before = to_probability(pairs.logits)
    judged = Judged(
        pairs=len(pairs),
        same=int(pairs.same.sum()),
        error_before=calibration_error(before, pairs.same),
        error_after=calibration_error(after, pairs.same),
        loss_before=loss(before, pairs.same),
        loss_after=loss(after, pairs.same),
        gain_doubt=_doubt(losses(before, pairs.same) - losses(after, pairs.same), pairs.first),
    )
    return fit(pairs, with_cosines=with_cosines), judged


def is_better(line: Line, judged: Judged) -> bool:
    """Whether a line may take the place of leaving probabilities as they are, and hardly by chance."""
    is_gain_sure = judged.loss_before - judged.loss_after > SURE * judged.gain_doubt
    return is_usable(line) and is_gain_sure and judged.error_after < judged.error_before


def try_out(pairs: JudgedPairs, *, with_cosines: bool) -> Trial:
    """Return the line of these pairs. It is no better if the judgements contradict our words, whatever vectors say."""
    line, judged = measure(pairs, with_cosines=with_cosines)
    agrees = is_usable(fit(pairs, with_cosines=False))
    return Trial(line, judged, is_better=agrees and is_better(line, judged))


def fit(pairs: JudgedPairs, *, with_cosines: bool) -> Line:
    """Return the line under which the judgements are likeliest."""
    same = pairs.same.sum()
    targets = np.where(pairs.same > 0, (same + 1) / (same + 2), 1 / (len(pairs) - same + 2))
    ones, none = np.ones(len(pairs)), np.zeros(len(pairs))
    if not with_cosines:
        return _line(*_newton([pairs.logits, ones], targets, base=none))
    centre = round(float(pairs.cosines.mean()), _DIGITS)
    nearness = pairs.cosines - centre
    a, b, c = _newton([pairs.logits, ones, nearness], targets, base=none)
    if a < LEAST_A:
        b, c = _newton([ones, nearness], targets, base=LEAST_A * pairs.logits)
    return _line(max(a, LEAST_A), b, c, centre)


def applied(line: Line, pairs: JudgedPairs) -> Floats:
    """Return the probabilities under a line."""
    nearness = line.c * (pairs.cosines - line.centre) if line.c else 0.0
    return to_probability(line.a * pairs.logits + line.b + nearness)


def calibration_error(chance: Floats, same: Floats) -> float:
    """Return the expected calibration error over ten bins of equal width."""
    bins = np.minimum((chance * _BINS).astype(int), _BINS - 1)
    return float(np.abs(np.bincount(bins, weights=chance - same)).sum() / len(same))


def loss(chance: Floats, same: Floats) -> float:
    """Return the mean of `losses`."""
    return float(losses(chance, same).mean())


def losses(chance: Floats, same: Floats) -> Floats:
    """Return −log of the probability that was given to the true answer, of each pair."""
    given: Floats = -np.log(np.where(same > 0, chance, 1 - chance))
    return given


def _missing(pairs: JudgedPairs) -> list[str]:
    same = int(pairs.same.sum())
    needed = (
        (len(pairs), FEWEST_PAIRS, "pairs"),
        (same, FEWEST_OF_A_KIND, "that are the same story"),
        (len(pairs) - same, FEWEST_OF_A_KIND, "that are not"),
    )
    return [f"{fewest - count} more {kind}" for count, fewest, kind in needed if count < fewest]


def _doubt(gains: Floats, first: Sequence[str]) -> float:
    """Return the standard error of the mean; pairs of one article are one observation, for they are much alike."""
    _, group = np.unique(first, return_inverse=True)
    off = np.bincount(group, weights=gains - gains.mean())
    return float(np.sqrt((off**2).sum()) / len(gains))


def _newton(columns: Sequence[Floats], targets: Floats, *, base: Floats) -> list[float]:
    """Return what each column counts for, beside `base`, where the targets are likeliest."""
    design = np.column_stack(columns)

    def mismatch(numbers: Floats) -> float:
        """Return how unlikely the targets are, as the logarithm, without overflow."""
        logits = base + design @ numbers
        return float((np.logaddexp(0.0, logits) - targets * logits).sum())

    fitted = np.zeros(len(columns))
    value = mismatch(fitted)
    for _ in range(_STEPS):
        chance = to_probability(base + design @ fitted)
        curvature = (design * (chance * (1 - chance))[:, None]).T @ design + 1e-9 * np.eye(len(columns))
        step = np.linalg.solve(curvature, design.T @ (chance - targets))
        size = 1.0
        while (nearer := mismatch(fitted - size * step)) > value and size > 1e-10:
            size /= 2
        if value - nearer < 1e-12 * len(targets):
            break
        fitted, value = fitted - size * step, nearer
    return [float(number) for number in fitted]


def _line(a: float, b: float, c: float = 0.0, centre: float = 0.0) -> Line:
    return Line(*(round(number, _DIGITS) for number in (a, b, c, centre)))


def _part_of(article_id: str) -> int:
    return blake2b(article_id.encode("utf-8", "surrogatepass"), digest_size=1).digest()[0] % _PARTS
