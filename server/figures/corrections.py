"""Which figure of a text takes the place of which?

"Cut the number of missing to nine from 14", "raised it from 14 to 19", "2.6 million patients, not 2.1 million": the
text gives both, and says which is no longer true. Who still has the old one is not contradicting; it is behind.
(`server.summaries.figures` reads corrections as pairs of bare figures, in three languages, to keep old ones unseen.)
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from server.figures.measures import Measure

_WORDS = r"(?:\s[^\W\d_]{1,20}){0,4}"
_EARLIER = r"(?:(?:the|an|its)\s)?(?:earlier|initial|previous|original|first)\s"
_COUNT = r"(?:(?:figure|count|estimate|total|toll)\s)?(?:of\s)?"
# Between the new figure and the old one behind it. That something is "up from" another figure says when it was so, and
# not that it was wrong, unless that is called the earlier count.
_NOT = rf"(?:(?:and\s)?not|rather than|instead of)\s(?:{_EARLIER})?"
_UP_FROM = rf"(?:up\s|down\s)?from\s{_EARLIER}"
_OLD_BEHIND = re.compile(rf"{_WORDS},?\s(?:{_NOT}|{_UP_FROM}){_COUNT}", re.IGNORECASE)
_FROM_BEHIND = re.compile(rf"{_WORDS},?\sfrom\s", re.IGNORECASE)
_TO = re.compile(r"\bto\s$", re.IGNORECASE)
# Between an old one with "from" in front and the new one.
_NEW_BEHIND = re.compile(rf"{_WORDS}\sto\s", re.IGNORECASE)
_FROM = re.compile(
    r"\b(?:raised|revised|cut|lowered|corrected|increased|reduced|updated)\s(?:[^\W\d_]{1,20}\s){0,6}from\s$",
    re.IGNORECASE,
)
_LONGEST = 90  # characters between two figures that belong together
_REACH = 120


def find_replaced(text: str, measures: Sequence[Measure]) -> dict[int, int]:
    """Return, by number among the measures, each that takes the place of another, with that other."""
    replaced: dict[int, int] = {}
    for number, (first, second) in enumerate(pairwise(measures)):
        if second.start - first.end > _LONGEST or first.low is None or second.low is None:
            continue
        between = text[first.end : second.start]
        is_set_to = bool(_TO.search(text[max(0, first.start - 4) : first.start]))
        if _OLD_BEHIND.fullmatch(between) or (is_set_to and _FROM_BEHIND.fullmatch(between)):
            replaced[number] = number + 1
        elif _NEW_BEHIND.fullmatch(between) and _FROM.search(text[max(0, first.start - _REACH) : first.start]):
            replaced[number + 1] = number
    return replaced
