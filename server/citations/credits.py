"""Is a name the credit of the text itself: in its dateline, or as its last word?

"ORRIN (Norwire) — The river …" and, at the very end, "(Norwire)", "— Norwire", "Source: Norwire". Whether such a
credit makes two articles one origin is `server.coverage.wire_credits`; here the article names where it has its text.
"""

from __future__ import annotations

import re

from server.citations.models import Relation

_TOP = 1_000  # characters in which a dateline stands, after a caption or byline
_PLACE = re.compile(r"[^()\n]{0,70}\((?:[^()\n]{2,30}[/,] ?)?")
_AFTER_DATELINE = re.compile(r"(?:[/,] ?[^()\n]{2,30})?\)\s{0,3}[-–—:]")
_MOST_WORDS = 9
_MOST_SMALL_WORDS = 2  # in a place; a sentence has more
_BEFORE_LAST = re.compile(
    r"(?:(?:^|\n)[-–—*(\[© ]{0,4}(?:(?:source|quelle|fuente|fonte|via|reporting by)s?:? )?"
    r"|[.!?…”\"»](?: ?[-–—] ?| ?\(| ))$",
    re.IGNORECASE,
)
_AFTER_LAST = re.compile(r"[)\].]{0,2}\s*$")


def credit_at(text: str, start: int, end: int) -> Relation | None:
    """Return whether the name is the dateline's or the end's."""
    place = text[text.rfind("\n", 0, start) + 1 : start] if start <= _TOP else ""
    if _PLACE.fullmatch(place) and _is_place(place) and _AFTER_DATELINE.match(text, end):
        return Relation.DATELINE
    if len(text) - end <= 4 and _AFTER_LAST.match(text, end) and _BEFORE_LAST.search(text[max(0, start - 40) : start]):
        return Relation.CREDIT
    return None


def _is_place(text: str) -> bool:
    words = re.findall(r"[^\W_]+", text)
    return len(words) <= _MOST_WORDS and sum(word[0].islower() for word in words) <= _MOST_SMALL_WORDS
