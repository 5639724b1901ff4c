"""Curves count pairs by what was claimed; the picture is well-formed whatever collections are called."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from benchmarks.calibration import Bin, Curve, curve_of
from benchmarks.calibration_plot import draw
from benchmarks.scores import Reported

SVG = "{http://www.w3.org/2000/svg}"
GOLD = {"a": "1", "b": "1", "c": "2"}
CANDIDATES = {"a": [Reported("b", 0.94), Reported("c", 0.9), Reported("stranger", 0.99), Reported("c", 0.1)]}


def test_pairs_are_counted_by_tenths_and_only_where_both_are_labelled():
    curve = curve_of("news", CANDIDATES, GOLD, ["a"])

    assert curve.bins == [Bin(1, 0.1, 0.0), Bin(2, pytest.approx(0.92), 0.5)]
    assert curve.error == pytest.approx((0.1 + 2 * 0.42) / 3)


def test_certainty_is_in_the_last_tenth():
    assert curve_of("news", {"a": [Reported("b", 1.0)]}, GOLD, ["a"]).bins == [Bin(1, 1.0, 1.0)]


def parse(picture):
    return ElementTree.fromstring(picture)  # noqa: S314 - drawn here


def test_there_is_a_line_for_each_curve_and_a_point_for_each_tenth():
    curves = [curve_of("news", CANDIDATES, GOLD, ["a"]), Curve("nothing came of this", [])]

    picture = parse(draw(curves, title="Calibration"))

    assert len(picture.findall(f".//{SVG}polyline")) == 1
    assert len(picture.findall(f".//{SVG}circle")) == 2


def test_what_is_right_is_drawn_above_what_is_wrong():
    curve = Curve("news", [Bin(10, 0.2, 0.1), Bin(10, 0.8, 0.9)])

    low, high = parse(draw([curve], title="")).findall(f".//{SVG}circle")

    assert float(low.get("cx")) < float(high.get("cx"))
    assert float(low.get("cy")) > float(high.get("cy"))  # down is more in SVG


def test_names_are_text():
    picture = draw([Curve("</text><script>", [Bin(1, 0.5, 0.5)])], title="<b>")

    assert not parse(picture).findall(f".//{SVG}script")
