"""Lines are found where they are, and what is held back is only judged."""

from __future__ import annotations

import msgspec
import numpy as np
import pytest

from benchmarks.labelled import sample_newsroom
from scripts.fit_story_lines import MEMBERSHIP, Judged, describe, fit, judge, write
from server.coverage.probability import HeadName, StoryLine, StoryLines, load_weights, parse_weights
from tests.coverage.test_probability import SHIPPED

COUNT = 20_000


def cases(line: str, *, slope: float, bias: float, size: float, wrong_when_held_back: bool = False) -> Judged:
    chance = np.random.default_rng(1)
    design = np.column_stack([chance.normal(0, 2, COUNT), np.log(chance.integers(2, 200, COUNT))])
    held_back = chance.random(COUNT) < 0.5
    right = chance.random(COUNT) < 1 / (1 + np.exp(-slope * design[:, 0] - bias - size * design[:, 1]))
    right &= ~(held_back & wrong_when_held_back)
    stands = held_back | right | (chance.random(COUNT) < 0.5)  # of false ones the split leaves every other
    return Judged("news", line, 10_000.0, design[stands], right[stands] * 1.0, held_back[stands], ~held_back[stands])


@pytest.mark.parametrize(("line", "size"), [(HeadName.HEADLINE, 0.4), (MEMBERSHIP, 0.4), (HeadName.TEXT, 0.0)])
def test_it_finds_the_line(line, size):
    found = fit(line, [cases(line, slope=0.6, bias=-0.5, size=size)])

    assert (found.slope, found.bias, found.size) == pytest.approx((0.6, -0.5, size), abs=0.1)


def test_nothing_is_learnt_of_what_is_held_back_but_it_is_what_is_judged():
    line = HeadName.TEXT
    known, lying = (cases(line, slope=0.6, bias=0.0, size=0.0, wrong_when_held_back=wrong) for wrong in (False, True))

    assert fit(line, [known]) == fit(line, [lying])
    assert "right 0.000" in describe(lying, fit(line, [lying]))


def test_without_any_case_probabilities_stay_as_they_are():
    assert fit(HeadName.TEXT_UNDATED, [cases(HeadName.TEXT, slope=0.6, bias=0.0, size=0.0)]) == StoryLine()


def test_it_judges_pairs_and_places_of_what_the_product_has_grouped():
    found = judge(sample_newsroom(), load_weights())

    assert {case.line for case in found} >= {HeadName.TEXT, MEMBERSHIP}
    assert 0.5 < np.mean([case.is_right for case in found]) < 1.0
    assert all(case.articles >= 2 for case in found)


def test_the_lines_become_part_of_the_weights_and_of_their_version(tmp_path):
    path = tmp_path / "weights.json"
    path.write_bytes(SHIPPED)

    write(StoryLines(membership=StoryLine(0.5, 0.25)), path)

    weights = parse_weights(path.read_bytes())
    assert weights.lines.membership == StoryLine(0.5, 0.25)
    assert weights.version != load_weights().version
    assert msgspec.json.decode(path.read_bytes())["heads"] == msgspec.json.decode(SHIPPED)["heads"]
