"""What an operator has measured of our probabilities, and how it is applied to them.

The shipped weights were fitted on many kinds of news; a collection of one kind may lie a little off. Two numbers mend
that: logit' = a × logit + b (Platt). Where an embedder is set, a third says what the nearness of two vectors is worth:
logit' = a × logit + b + c × (cosine − centre). A pair of which no nearness is known gets the two alone, which are
fitted by themselves.

That is what readers are shown. Which articles make one story is decided by words as it is without a calibration: where
probabilities become truer, they often become smaller, and stories would fall apart although no pair of them is any
less alike. Vectors may add to such a decision, and take nothing away (`Calibration.for_stories`).

How the numbers are found, and whether they are any better, is `server.coverage.platt`'s to say. They hold for the
weights and the model that they were found with, and for no others.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Protocol

import msgspec
import numpy as np

from server.coverage.embeddings import Floats
from server.errors import InvalidConfiguration

CALIBRATION_FORMAT = 1
MOST = 50.0  # of any of the numbers: what is larger comes of judgements that no chance could explain


class Line(msgspec.Struct, frozen=True):
    """logit' = a × logit + b + c × (cosine − centre)."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    centre: float = 0.0


AS_IT_IS = Line()


class Judged(msgspec.Struct, frozen=True):
    """What a line was found with, and what it is worth on pairs that were left out of finding it."""

    pairs: int
    same: int
    error_before: float  # expected calibration error
    error_after: float
    loss_before: float  # mean of −log of the probability given to the true answer
    loss_after: float
    gain_doubt: float  # standard error of what the loss has become smaller by


class Fitted(msgspec.Struct, frozen=True):
    """A line that is better than leaving probabilities as they are."""

    line: Line
    judged: Judged


class CalibrationFile(msgspec.Struct, frozen=True):
    """`calibration.json` as written."""

    format: int
    weights: str  # version of the weights
    model: str | None  # of the embedder; None: none was set
    made_at: str
    words: Fitted | None  # for pairs of which no cosine is known
    vectors: Fitted | None  # for pairs of which it is


class Adjustment(Protocol):
    """What is laid over the logits of pairs."""

    @property
    def name(self) -> str:
        """Goes into the record of what is decided with it."""
        ...

    def apply(self, logits: Floats, cosines: Floats) -> tuple[Floats, Floats]:
        """Return what is to be added to each logit: by the calibration as such, and by the nearness of the vectors.

        :param cosines: NaN where there is none
        """
        ...


@dataclass(frozen=True, slots=True)
class Calibration:
    """Lines that are in force."""

    name: str
    words: Line = AS_IT_IS
    vectors: Line | None = None  # None: `words` holds whatever the cosine

    def apply(self, logits: Floats, cosines: Floats) -> tuple[Floats, Floats]:
        """Return what the lines add."""
        shift = (self.words.a - 1.0) * logits + self.words.b
        if self.vectors is None:
            return shift, np.zeros_like(shift)
        line, is_known = self.vectors, ~np.isnan(cosines)
        nearness = np.where(is_known, line.c * (np.where(is_known, cosines, 0.0) - line.centre), 0.0)
        return np.where(is_known, (line.a - 1.0) * logits + line.b, shift), nearness

    @property
    def for_stories(self) -> Adjustment | None:
        """What is laid over the logits where stories are decided; None: nothing."""
        return Additions(self.name, self.vectors) if self.vectors else None


@dataclass(frozen=True, slots=True)
class Additions:
    """What vectors add where they make a pair likelier than its words do."""

    name: str
    vectors: Line

    def apply(self, logits: Floats, cosines: Floats) -> tuple[Floats, Floats]:
        """Return nothing, and what the line has more than the logit."""
        line, is_known = self.vectors, ~np.isnan(cosines)
        calibrated = line.a * logits + line.b + line.c * (np.where(is_known, cosines, 0.0) - line.centre)
        return np.zeros_like(logits), np.where(is_known, np.maximum(calibrated - logits, 0.0), 0.0)


def parse_calibration(content: bytes, *, weights: str, model: str | None) -> Calibration:
    """Return the calibration in a file, for these weights and this embedder.

    :raises InvalidConfiguration: if it cannot be used, with the reason and what to do
    """
    try:
        file = msgspec.json.decode(content, type=CalibrationFile)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise InvalidConfiguration("the calibration cannot be read: calibrate anew, or delete it") from error
    lines = [fitted.line for fitted in (file.words, file.vectors) if fitted]
    if file.format != CALIBRATION_FORMAT or not all(map(is_usable, lines)):
        raise InvalidConfiguration("the calibration is not one that can be applied: calibrate anew, or delete it")
    if file.weights != weights:
        raise InvalidConfiguration(
            f"the calibration was made for the weights {file.weights}, not for {weights}: calibrate anew"
        )
    vectors = file.vectors.line if file.vectors and model is not None and file.model == model else None
    return Calibration(f"calibrated {file.made_at}", file.words.line if file.words else AS_IT_IS, vectors)


def is_usable(line: Line) -> bool:
    """Whether likelier pairs stay the likelier ones, nearer pairs too, and nothing is out of all proportion."""
    numbers = (line.a, line.b, line.c, line.centre)
    return all(map(math.isfinite, numbers)) and line.a > 0 and line.c >= 0 and max(map(abs, numbers)) <= MOST
