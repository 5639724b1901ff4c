"""Where does a text say that it was written, and for which agency, before it begins?

"ORRIN, England (Norwire) — The River Tessel …": place, sometimes the day, the agency in brackets, a dash. Papers that
sign with nothing but the place write it in capitals ("LONDON — The …").
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_WITH_CREDIT = re.compile(r"(?P<place>[^()\n]{0,70})\((?P<credited>[^()\n]{2,60})\)\s{0,3}\.?\s{0,3}[-–—:]{1,2}\s{0,3}")
_PLACE_ALONE = re.compile(r"(?P<place>[^\W\d_a-z]{2}[^()\n:–—]{0,50}?)\s{1,3}[-–—]{1,2}\s{1,3}")
_WORD = re.compile(r"[^\W_]+")
_MOST_WORDS = 9
_MOST_SMALL_WORDS = 2  # "Rio de Janeiro, 5 out"; a sentence has more


@dataclass(frozen=True, slots=True)
class Dateline:
    """A dateline as it stands at the beginning of a text, where it ends, and the name in its brackets."""

    text: str
    end: int
    credited: str | None = None


def find_dateline(text: str) -> Dateline | None:
    """Return the dateline that `text` begins with."""
    found = _WITH_CREDIT.match(text)
    if found and _is_place(found["place"]):
        return Dateline(found.group().rstrip(), found.end(), found["credited"])
    found = _PLACE_ALONE.match(text)
    if found and _is_place(found["place"]) and _WORD.findall(found["place"])[0].isupper():
        return Dateline(found.group().rstrip(), found.end())
    return None


def _is_place(text: str) -> bool:
    """Whether this is a name and perhaps a day, or nothing, and not the beginning of a sentence."""
    words = _WORD.findall(text)
    if not words:
        return True
    starts_as_name = words[0][0].isalpha() and not words[0][0].islower()
    small = sum(word[0].islower() for word in words)
    return starts_as_name and len(words) <= _MOST_WORDS and small <= _MOST_SMALL_WORDS
