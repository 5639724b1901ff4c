"""What becomes of those who are counted: killed, injured, arrested, moved out. Ways of saying one of these.

Only what news counts again and again and words in a few fixed ways; what is counted otherwise is told apart by its noun
(`server.figures.quantities`). From reading reports of attacks, storms, accidents and protests. Words are matched in
front of a number ("killing at least seven"), behind its noun ("seven people were killed") or instead of the noun
("seven dead"). "Shot" and "attacked" are missing on purpose: whether the shot are dead is what reports differ on.
"""

from __future__ import annotations

import re

from server.articles.genre_words import words

# What happened -> (before the number, behind the number and its noun, in place of the noun)
_WAYS = {
    "killed": (
        "killed|killing|kills|kill|murdered|murdering|fatally shot|shot dead|claimed the lives of|took the lives of",
        "killed|dead|died|murdered|slain|perished|shot dead|fatally shot|lost their lives|shot and killed",
        "dead|deaths|death|fatalities|lives",
    ),
    "injured": (
        "injured|injuring|injures|wounded|wounding|wounds|hurt|hurting",
        "injured|wounded|hurt",
        "injured|wounded|injuries",
    ),
    "missing": ("", "missing|unaccounted for", "missing"),
    "arrested": (
        "arrested|arresting|arrests|detained|detaining",
        "arrested|detained|taken into custody",
        "arrests|detentions",
    ),
    "evacuated": (
        "evacuated|evacuating|evacuates|relocated|relocating",
        "evacuated|relocated|moved to safety",
        "evacuees",
    ),
    "displaced": ("displaced|displacing", "displaced|homeless", ""),
    "in hospital": ("hospitalised|hospitalized", "hospitalised|hospitalized|taken to hospital|in hospital", ""),
    "rescued": ("rescued|rescuing|saved", "rescued", ""),
    "infected": ("infected|infecting", "infected|tested positive", "infections"),
    "without power": ("", "without power|without electricity|lost power", ""),
    "laid off": ("laid off|laying off", "laid off", "layoffs|redundancies"),
}
# Those who can be meant by a bare number: "seven dead" and "seven people dead" count the same.
PEOPLE = words("people persons person victims residents dead lives others")

_AUXILIARY = (
    r"(?:\s(?:were|was|are|have|had|has|been|being|be|is|left|confirmed|reported|now|also|already|feared|still)){0,4}"
)


def _any(ways: str) -> str:
    return "|".join(re.escape(word).replace(r"\ ", r"\s") for word in sorted(ways.split("|"), key=len, reverse=True))


_BEFORE = {
    role: re.compile(rf"(?<!\w)(?:{_any(ways[0])})\s$", re.IGNORECASE) for role, ways in _WAYS.items() if ways[0]
}
_BEHIND = {role: re.compile(rf"{_AUXILIARY}\s(?:{_any(ways[1])})(?!\w)", re.IGNORECASE) for role, ways in _WAYS.items()}
_INSTEAD = {role: re.compile(rf"\s(?:{_any(ways[2])})(?!\w)", re.IGNORECASE) for role, ways in _WAYS.items() if ways[2]}
_TOLL = re.compile(
    r"\bdeath\stoll(?:\s(?!and\b|but\b)[\w’']{1,20}){0,8}?\s(?:to|at|of|is|was|exceed|exceeds|exceeded)\s$",
    re.IGNORECASE,
)
_NUMBER_OF = re.compile(
    r"\bnumber\sof\s(?:(?:the|those|people)\s){0,2}(?P<role>missing|dead|killed|injured|wounded|arrested|displaced)"
    r"(?:\s[\w’']{1,20}){0,5}?\s(?:to|at|is|was|reached|hit)\s$",
    re.IGNORECASE,
)
_ROLE_OF = {"dead": "killed", "wounded": "injured"}
_ASIDE = re.compile(r",\s(?:including|among them|most of them)\s[^,;.]{1,100},", re.IGNORECASE)
_REACH = 100  # characters to the left that a way of saying may take


def is_total(body: str, start: int) -> bool:
    """Whether the figure is called the toll."""
    left = body[max(0, start - _REACH) : start]
    return bool(_TOLL.search(left) or _NUMBER_OF.search(left))


def is_role_itself(role: str, noun: str) -> bool:
    """Whether the noun says what became of those counted and not who they are: "nine deaths", "eight arrests"."""
    return noun in _WAYS[role][2].split("|")


def find_role(body: str, start: int, end: int, noun_end: int) -> str | None:
    """Return what became of those counted at `start:end`, whose noun, if there is one, ends at `noun_end`."""
    aside = _ASIDE.match(body, noun_end)
    after = aside.end() if aside else noun_end
    right = body[after : after + _REACH]
    left = body[max(0, start - _REACH) : start]
    if _TOLL.search(left):
        return "killed"
    if number_of := _NUMBER_OF.search(left):
        return _ROLE_OF.get(number_of["role"].lower(), number_of["role"].lower())
    for role, pattern in _INSTEAD.items():
        if pattern.match(body, end):
            return role
    for role, pattern in _BEHIND.items():
        if pattern.match(right):
            return role
    return next((role for role, pattern in _BEFORE.items() if pattern.search(left)), None)
