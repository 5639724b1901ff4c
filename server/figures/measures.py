"""Where does a text give a figure, and between which bounds does it put it?

"At least 14", "14 to 16 per cent", "$2.1bn", "two dozen", "nearly 60,000": where it stands, its value or the range of
its values, and its unit. What it counts is `server.figures.quantities`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from server.figures.number_words import DIGITS, SCALES, WORDS, parse_digits, parse_fraction, parse_words
from server.figures.units import CURRENCIES, find_unit

_NUMBER = re.compile(
    rf"(?<![\w.,/$£€¥₹])(?<![^\W\d]-)(?:(?P<currency>{CURRENCIES})\s?)?(?:(?P<digits>{DIGITS})|(?P<words>{WORDS})(?!\w))"
    rf"(?:[\s-]?(?P<scale>{SCALES})(?!\w))?",
    re.IGNORECASE,
)
_FRACTION = re.compile(
    r"(?<!\w)(?:(?P<numerator>a|one|two|three|four)[\s-])?(?P<denominator>half|thirds?|quarters?|fifths?|tenths?)"
    r"(?=\sof\b)",
    re.IGNORECASE,
)
# Numbers that only say how many digits the true one has.
_VAGUE = {
    "tens of thousands": 20_000,
    "hundreds of thousands": 200_000,
    "dozens": 24,
    "scores": 40,
    "hundreds": 200,
    "thousands": 2_000,
    "millions": 2_000_000,
    "a couple": 2,
    "several": 3,
    "a handful": 3,
}
_VAGUE_WORD = re.compile(rf"(?<!\w)(?:{'|'.join(_VAGUE)})(?!\w)", re.IGNORECASE)

# What stands in front of a figure and bounds it from below, from above, or makes it a rough one.
_BOUNDS = {
    "low": "at least|more than|over|upwards of|no fewer than|no less than|in excess of|exceeds|exceed|exceeded|above",
    "high": "up to|as many as|as much as|fewer than|less than|under|no more than|at most|below",
    "rough": "about|around|some|roughly|approximately|estimated|close to|potentially|almost|nearly|an average of",
}
_BOUND = re.compile(
    r"(?<!\w)(?:" + "|".join(f"(?P<{name}>{words})" for name, words in _BOUNDS.items()) + r")\s(?:a\s|an\s|the\s)?$",
    re.IGNORECASE,
)
_BOUND_REACH = 24
_BETWEEN = re.compile(r"\s?[-–—]\s?|\s(?:to|or)\s|\sand\s")


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure where it stands. `low` and `high` are the same for an exact one; `None` is an open end."""

    start: int
    end: int
    low: float | None
    high: float | None
    unit: str = ""
    is_rough: bool = False
    is_word_one: bool = False  # "one", which mostly counts nothing


def find_measures(text: str) -> list[Measure]:
    """Return the figures of a text in order; "14 to 16" is one."""
    plain = [*_find_numbers(text), *_find_fractions(text), *_find_vague(text)]
    ordered = sorted(plain, key=lambda measure: (measure.start, -measure.end))
    joined: list[Measure] = []
    for measure in ordered:
        if joined and measure.start < joined[-1].end:
            continue
        whole = _join(text, joined[-1], measure) if joined else None
        if whole is not None:
            joined[-1] = whole
        else:
            joined.append(measure)
    return [_with_bound(text, measure) for measure in joined]


def _find_numbers(text: str) -> Iterator[Measure]:
    for found in _NUMBER.finditer(text):
        if found["digits"]:
            value = parse_digits(found["digits"], found["scale"])
        else:
            value = parse_words(found["words"] + (f" {found['scale']}" if found["scale"] else ""))
        if value is None:
            continue
        unit, end = find_unit(text, found.end())
        yield Measure(
            found.start(),
            end,
            value,
            value,
            unit or found["currency"] or "",
            is_word_one=found.group().lower() == "one",
        )


def _find_fractions(text: str) -> Iterator[Measure]:
    for found in _FRACTION.finditer(text):
        value = parse_fraction(found["numerator"] or "", found["denominator"])
        if value is not None:
            yield Measure(found.start(), found.end(), value, value, "%", is_rough=True)


def _find_vague(text: str) -> Iterator[Measure]:
    for found in _VAGUE_WORD.finditer(text):
        yield Measure(found.start(), found.end(), _VAGUE[found.group().lower()], None, is_rough=True)


def _join(text: str, first: Measure, last: Measure) -> Measure | None:
    """Return the range that two figures make, or `None` if they are two figures."""
    between = text[first.end : last.start]
    if first.low is None or last.high is None or first.high is None or not _BETWEEN.fullmatch(between):
        return None
    if "and" in between and not re.search(r"\bbetween\s$", text[max(0, first.start - 8) : first.start], re.IGNORECASE):
        return None
    # "5 to 10 million" begins with five million.
    low = first.low * _scale_of(text, last) if first.low < 1e3 and last.high >= 1e3 * first.low else first.low
    same_unit = first.unit == last.unit or not first.unit or not last.unit
    if not same_unit or low >= last.high or re.search(r"\bfrom\s$", text[max(0, first.start - 5) : first.start], re.I):
        return None
    return replace(last, start=first.start, low=low, unit=last.unit or first.unit)


def _scale_of(text: str, measure: Measure) -> float:
    """Return by what its scale word multiplies a figure."""
    written = text[measure.start : measure.end].lower()
    return next(
        (value for word, value in (("million", 1e6), ("billion", 1e9), ("thousand", 1e3)) if word in written), 1
    )


def _with_bound(text: str, measure: Measure) -> Measure:
    """Return the figure with what bounds it from the left."""
    left = max(0, measure.start - _BOUND_REACH)
    found = _BOUND.search(text[left : measure.start])
    if not found:
        return measure
    start = left + found.start()
    if found["low"]:
        return replace(measure, start=start, high=None)
    if found["high"]:
        return replace(measure, start=start, low=None)
    return replace(measure, start=start, is_rough=True)
