"""Examples of numbers in words and digits."""

from __future__ import annotations

import pytest

from server.figures.number_words import parse_digits, parse_fraction, parse_words


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("seven", 7),
        ("twenty-three", 23),
        ("two hundred and fifty", 250),
        ("one hundred thousand", 100_000),
        ("two dozen", 24),
        ("a dozen", 12),
        ("half a million", 500_000),
        # Two numbers side by side are not one.
        ("three four", None),
        ("twenty twenty", None),
    ],
)
def test_it_reads_words(written, value):
    assert parse_words(written) == value


@pytest.mark.parametrize(
    ("digits", "scale", "value"),
    [
        ("1,234", None, 1234),
        ("1.234.567", None, 1_234_567),
        ("2.5", "million", 2_500_000),
        ("60", "bn", 60e9),
        # A decimal comma, where nothing else is possible.
        ("2,5", "Milliarden", 2.5e9),
        # A thousand and more in Berlin, little more than one in Boston.
        ("1.234", None, None),
    ],
)
def test_it_reads_digits_unless_their_marks_may_mean_two_things(digits, scale, value):
    assert parse_digits(digits, scale) == value


@pytest.mark.parametrize(
    ("numerator", "denominator", "percent"), [("", "half", 50), ("a", "quarter", 25), ("three", "quarters", 75)]
)
def test_it_reads_fractions_as_per_cent(numerator, denominator, percent):
    assert parse_fraction(numerator, denominator) == percent
