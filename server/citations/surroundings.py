"""What stands right around a name: an article, a country, what kind of thing it is, a longer name, quotation marks.

Read word by word from the name outwards, within the sentence. What these words mean for the name is decided by those
who ask (`server.citations.resolution`, `server.citations.frames`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from server.citations.words import (
    ARTICLES,
    COUNTRIES,
    COUNTRY_ADJECTIVES,
    FILLERS,
    KINDS,
    LOOSE_BEFORE,
    SHORTENED_TO,
    SOMETHING_ELSE,
)

REACH = 160  # characters on either side of a name that are read
_LAST_WORD = re.compile(r"([^\s“”\"„«»‘(*\[]+)[\s“\"„«‘'(*\[]*$")
_CAPITAL_BEFORE = re.compile(r"(?<![^\W_])([^\W\d_][\w’'.-]*)[ -]$")
_POSSESSIVE = re.compile(r"['’]s?$")
_POSSESSIVE_ENDS = ("'s", "’s", "s’", "s'")
_NEXT_WORD = re.compile(r"\s([^\W_]+)")
_ARTICLE = re.compile(
    r"(?:^|[\s“\"(—-])(?:the|a|an|der|die|das|dem|den|des|le|la|les|du|au|el|il|lo|los)\s[“\"„«‘'*]?$", re.I
)
_ADJECTIVE = re.compile(
    r"[a-zäöü-]+ischen?|[a-z-]+-(?:run|owned|backed|based|wing|language|aligned|leaning|funded|controlled|linked|affiliated)"
)
_MOST_FILLERS = 8
_KINDS = KINDS | {f"{kind}s" for kind in KINDS} | {"agencies", "newswires"}
_QUOTE = re.compile(r"[“”\"„«»]")
_CLOSING = re.compile(r"[”\"“»]")
# What closes what; sloppy text mixes straight and curly ones.
_CLOSED_BY = {"“": '”"', '"': '"”', "„": "“”", "«": "»"}
_LONGEST_SPEECH = 1_000  # characters back from a name within its line
_TITLE_START = 12  # characters of a title in front of the name in it: "The Fox News Hour"
_LONGEST_TITLE = 45  # characters of a programme's name in quotation marks


@dataclass(frozen=True, slots=True)
class Surroundings:
    """A name's place in its sentence. `before` ends where articles, adjectives and kinds begin that belong to it."""

    before: str
    before_at: int  # where it begins in the text
    after: str
    after_at: int
    country: str | None
    has_article: bool
    has_kind: bool
    is_in_longer_name: bool
    is_something_else: bool
    is_before_capital: bool


def read_surroundings(
    text: str, start: int, end: int, *, sentence: tuple[int, int], language: str | None
) -> Surroundings:
    """Return what stands around `text[start:end]` in its sentence."""
    begin = max(sentence[0], start - REACH)
    left = text[begin:start]
    after = text[end : min(sentence[1], end + REACH)]
    before, country, has_kind = _strip_fillers(left, _articles(language))
    following = _NEXT_WORD.match(after)
    word = following[1] if following else ""
    return Surroundings(
        before,
        begin,
        after,
        end,
        country,
        has_article=_ARTICLE.search(left) is not None or country is not None,
        has_kind=has_kind or word.lower() in KINDS,
        is_in_longer_name=_continues_a_name(left),
        is_something_else=word.lower() in SOMETHING_ELSE or (word[:1].isupper() and word.lower() in SHORTENED_TO),
        is_before_capital=word[:1].isupper() and word.lower() not in LOOSE_BEFORE | {"news"},
    )


def is_in_speech(text: str, start: int) -> bool:
    """Whether quotation marks are open at `start` that hold more than a title."""
    line = max(text.rfind("\n", 0, start) + 1, start - _LONGEST_SPEECH)
    opened = _open_quote(text[line:start])
    if opened is None:
        return False
    closing = _CLOSING.search(text, start, start + _LONGEST_TITLE)
    return (
        closing is None or closing.start() - (line + opened) > _LONGEST_TITLE or start - (line + opened) > _TITLE_START
    )


def _open_quote(before: str) -> int | None:
    """Return where a quotation begins that is not yet closed, `None` if there is none."""
    opened = None
    for mark in _QUOTE.finditer(before):
        if opened is None:
            opened = mark if mark[0] in _CLOSED_BY else None
        elif mark[0] in _CLOSED_BY[opened[0]]:
            opened = None
    return opened.start() if opened else None


def _articles(language: str | None) -> frozenset[str]:
    return ARTICLES.get((language or "en").partition("-")[0].lower(), ARTICLES["en"])


def _strip_fillers(left: str, articles: frozenset[str]) -> tuple[str, str | None, bool]:
    """Return what is left of `left` without the words that belong to the name, a country and a kind among those."""
    country, has_kind = None, False
    for _ in range(_MOST_FILLERS):
        found = _LAST_WORD.search(left[-60:])
        if not found:
            break
        word = found[1].rstrip(",")
        plain = re.sub(r"^[ld]['’]|['’]s?$", "", word).lower().rstrip(".")
        here = COUNTRIES.get(plain) if word[:1].isupper() else COUNTRY_ADJECTIVES.get(plain)
        is_possessive = word[:1].isupper() and word.endswith(_POSSESSIVE_ENDS)
        if not (here or is_possessive or plain in FILLERS | articles | _KINDS or _ADJECTIVE.fullmatch(plain)):
            break
        country = country or here
        has_kind = has_kind or plain in _KINDS
        left = left[: len(left) - len(left[-60:]) + found.start()]
    return left.rstrip(" “\"„«‘'(*["), country, has_kind


def _continues_a_name(left: str) -> bool:
    """Whether the word before is part of the same longer name: "Twenty-First Century | Fox"."""
    found = _CAPITAL_BEFORE.search(left)
    if not found or not found[1][0].isupper() or found[1].endswith("."):
        return False
    word = _POSSESSIVE.sub("", found[1]).lower()
    return not (word in LOOSE_BEFORE or word in COUNTRIES or found[1].endswith(_POSSESSIVE_ENDS))
