"""Which number does an expression stand for: "1.2 million", "twenty-three", "two dozen", "60bn"?

Written numbers are English, digits are anybody's. "1.234" is a thousand and more in one language and little more than
one in another: what cannot be told apart has no value here.
"""

from __future__ import annotations

import re

from server.articles.number_words import FROM_ONE, TENS_FROM_TWENTY

_SMALL: dict[str, float] = {word: value for value, word in enumerate(("zero", *FROM_ONE["en"][:19]))}
_TENS: dict[str, float] = {word: 10 * value for value, word in enumerate(TENS_FROM_TWENTY, start=2)}
_MULTIPLIERS: dict[str, float] = {
    "dozen": 12,
    "hundred": 100,
    "thousand": 1e3,
    "million": 1e6,
    "billion": 1e9,
    "trillion": 1e12,
}
_SHORT_SCALES = {
    "k": 1e3, "m": 1e6, "mn": 1e6, "mln": 1e6, "bn": 1e9, "tn": 1e12, "millions": 1e6, "billions": 1e9,
    "mio": 1e6, "mrd": 1e9, "millionen": 1e6, "milliarden": 1e9, "milliards": 1e9, "millones": 1e6,
}  # fmt: skip
_FRACTIONS = {"half": 50.0, "third": 100 / 3, "quarter": 25.0, "fifth": 20.0, "tenth": 10.0}  # in per cent

_BIG_WORD = "|".join(_MULTIPLIERS)
_SMALL_WORD = "|".join(sorted([*_SMALL, *_TENS], key=len, reverse=True))
SCALES = "|".join(sorted([*_MULTIPLIERS, *_SHORT_SCALES], key=len, reverse=True))
DIGITS = r"\d{1,3}(?:[,.]\d{3}){1,4}(?:[,.]\d{1,2})?(?!\d)|\d{1,9}(?:[.,]\d{1,2})?(?!\d)"
_FIRST = rf"(?:half\sa|a)\s(?:{_BIG_WORD})|{_SMALL_WORD}"
WORDS = rf"(?:{_FIRST})(?:(?:-|\s|\sand\s)(?:{_SMALL_WORD}|{_BIG_WORD})(?!\w)){{0,6}}"


def parse_digits(written: str, scale: str | None) -> float | None:
    """Return the value of digits with their scale, or `None` where the marks may mean two things."""
    value = _read_marks(written, is_scaled=scale is not None)
    if value is None or not scale:
        return value
    scale = scale.lower()
    return value * (_MULTIPLIERS.get(scale) or _SHORT_SCALES[scale])


def parse_words(written: str) -> float | None:
    """Return the value of a number in words, or `None` if the words do not make up one number."""
    words = [word for word in re.split(r"[-\s]+", written.lower()) if word != "and"]
    total = current = 0.0
    previous = ""
    for word in words:
        if word in _MULTIPLIERS:
            current = (current or 1) * _MULTIPLIERS[word]
            if _MULTIPLIERS[word] >= 1e3:
                total, current = total + current, 0.0
        elif previous in _SMALL or (previous in _TENS and not 0 < _SMALL.get(word, 0) < 10):
            return None  # "three four", "twenty twenty"
        else:
            current += _SMALL.get(word, 0) or _TENS.get(word, 0)
        previous = word if word in _SMALL or word in _TENS else ""
    return (total + current) / (2 if words[0] == "half" else 1)


def parse_fraction(numerator: str, denominator: str) -> float | None:
    """Return the per cent that "half" or "two-thirds" stand for."""
    whole = _SMALL.get(numerator.lower(), 1) * _FRACTIONS[denominator.lower().rstrip("s")]
    return whole if whole < 100 else None


def _read_marks(written: str, *, is_scaled: bool) -> float | None:
    """Return what the digits say, telling marks of thousands from marks of decimals by what they stand between."""
    if not re.search(r"[.,]", written):
        return float(written)
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?", written):
        return float(written.replace(",", ""))
    if re.fullmatch(r"\d{1,3}(?:\.\d{3}){2,}(?:,\d{1,2})?", written):
        return float(written.replace(".", "").replace(",", "."))
    if re.fullmatch(r"\d+[.,]\d{1,2}", written) or (is_scaled and re.fullmatch(r"\d+\.\d{3}", written)):
        return float(written.replace(",", "."))
    return None
