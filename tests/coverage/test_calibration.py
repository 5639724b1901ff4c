from __future__ import annotations

import msgspec
import numpy as np
import pytest

from server.coverage.calibration import AS_IT_IS, Calibration, CalibrationFile, Fitted, Judged, Line, parse_calibration
from server.errors import InvalidConfiguration

JUDGED = Judged(240, 100, 0.1, 0.05, 0.5, 0.4, 0.01)
WORDS, VECTORS = Line(0.8, -0.5), Line(0.9, 0.25, 6.0, 0.5)
FILE = CalibrationFile(
    1, "weights 7", "toy", "2026-10-05T06:00:00Z", words=Fitted(WORDS, JUDGED), vectors=Fitted(VECTORS, JUDGED)
)


def parse(file: CalibrationFile = FILE, *, model: str | None = "toy", **change: object) -> Calibration:
    content = msgspec.json.encode(msgspec.structs.replace(file, **change))
    return parse_calibration(content, weights="weights 7", model=model)


def test_it_adds_to_a_logit_what_was_measured() -> None:
    calibration = Calibration("c", WORDS, VECTORS)

    shift, nearness = calibration.apply(np.array([2.0, 2.0]), np.array([np.nan, 0.75]))

    # Without a cosine .8 × 2 − .5 = 1.1; with one .9 × 2 + .25 = 2.05 and 6 × (.75 − .5) = 1.5.
    assert 2.0 + shift == pytest.approx([1.1, 2.05])
    assert nearness == pytest.approx([0.0, 1.5])


def test_without_a_line_for_vectors_nearness_counts_for_nothing() -> None:
    shift, nearness = Calibration("c").apply(np.array([2.0, -2.0]), np.array([0.99, 0.1]))

    assert shift.tolist() == nearness.tolist() == [0.0, 0.0]


def test_for_stories_words_count_as_ever_and_vectors_only_add() -> None:
    additions = Calibration("c", Line(0.5, -3.0), VECTORS).for_stories
    assert additions

    shift, nearness = additions.apply(np.array([-2.0, 4.0, 4.0]), np.array([0.9, 0.9, np.nan]))

    # .9 × −2 + .25 + 6 × (.9 − .5) = .85 is more than −2; .9 × 4 + .25 + 2.4 = 6.25 more than 4.
    assert nearness == pytest.approx([2.85, 2.25, 0.0])
    assert shift.tolist() == [0.0, 0.0, 0.0]


def test_for_stories_vectors_take_nothing_away() -> None:
    additions = Calibration("c", vectors=VECTORS).for_stories
    assert additions

    assert additions.apply(np.array([4.0]), np.array([-0.5]))[1].tolist() == [0.0]


def test_for_stories_a_calibration_of_words_is_none() -> None:
    assert Calibration("c", WORDS).for_stories is None


def test_it_reads_what_was_written() -> None:
    assert parse() == Calibration("calibrated 2026-10-05T06:00:00Z", WORDS, VECTORS)


@pytest.mark.parametrize("model", [None, "another"])
def test_what_was_measured_with_another_model_holds_for_words_only(model: str | None) -> None:
    assert parse(model=model).vectors is None
    assert parse(model=model).words == WORDS


def test_a_line_that_was_no_better_leaves_probabilities_as_they_are() -> None:
    assert parse(words=None).words == AS_IT_IS


@pytest.mark.parametrize(
    ("change", "message"),
    [
        # The logits of other weights are other logits.
        ({"weights": "weights 6"}, "made for the weights weights 6, not for weights 7"),
        ({"format": 2}, "calibrate anew"),
        # Under these the less likely would become the likelier, or everything certain.
        ({"words": Fitted(Line(-1.0, 0.0), JUDGED)}, "not one that can be applied"),
        ({"vectors": Fitted(Line(1.0, 0.0, -2.0, 0.5), JUDGED)}, "not one that can be applied"),
        ({"vectors": Fitted(Line(1.0, 0.0, 1e9, 0.5), JUDGED)}, "not one that can be applied"),
    ],
)
def test_it_refuses_what_cannot_be_applied(change: dict[str, object], message: str) -> None:
    with pytest.raises(InvalidConfiguration, match=message):
        parse(**change)


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff\xfe", b'{"format": 1}', b'{"format": 1e999}'])
def test_it_refuses_a_damaged_file(content: bytes) -> None:
    with pytest.raises(InvalidConfiguration, match="cannot be read"):
        parse_calibration(content, weights="weights 7", model=None)
