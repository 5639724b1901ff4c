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
    if found and _is_place(found["place"], small_words=_MOST_SMALL_WORDS):
        end = _end_of_place(text, found.end()) or found.end()  # "(ANSA) - ROMA, 5 OTT - …"
        return Dateline(text[:end].rstrip(), end, found["credited"])
    alone = _end_of_place(text, 0)
    return Dateline(text[:alone].rstrip(), alone) if alone else None


def _end_of_place(text: str, start: int) -> int | None:
    """Return where a place in capitals with a dash behind it ends."""
    found = _PLACE_ALONE.match(text, start)
    if found and _WORD.findall(found["place"])[0].isupper() and _is_place(found["place"], small_words=0):
        return found.end()
    return None


def _is_place(text: str, *, small_words: int) -> bool:
    """Whether this is a name and perhaps a day, or nothing, and not the beginning of a sentence."""
    words = _WORD.findall(text)
    if not words:
        return True
    starts_as_name = words[0][0].isalpha() and not words[0][0].islower()
    return starts_as_name and len(words) <= _MOST_WORDS and sum(word[0].islower() for word in words) <= small_words
