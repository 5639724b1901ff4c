"""Whom does a text name in full, whom by the last name alone, and who of them speaks or bears a title?

Names are runs of words with capitals, folded: good enough to know that "Strand" needs a "Helen Strand" before it, and
never shown. German writes every noun with a capital, so nothing is found there.
"""

from __future__ import annotations

import re

from server.articles.genre_words import words
from server.coverage.tokens import fold
from server.summaries.phrases import ARTICLES, COMMON, LEANS

# "Helen Strand", "Bank of England", "Angela van der Berg": capitals in a row, small joints between them.
_JOINTS = "of|de|der|den|van|von|bin|al|la|le|du|da|dos|and the|of the|for the"
_NAME = re.compile(rf"[^\W\d_a-z][\w’'-]{{0,40}}\.?(?:\s(?:(?:{_JOINTS})\s){{0,2}}[^\W\d_a-z][\w’'-]{{0,40}}){{0,5}}")
_TITLES = (
    "Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|President|Senator|Secretary|Minister|Judge|Justice|Governor|Mayor|Director|Chancellor"
    "|Attorney General|Pope|King|Queen|Prince|Princess|Officer|Chief|Ambassador|Speaker|Leader"
)
_SPEAKS = (
    "said|says|told|tweeted|wrote|added|testified|argued|announced|sagte|sagt|erklärte|a déclaré|a dit|dijo|afirmó"
)
_SPEAKER = re.compile(
    rf"\b([^\W\d_a-z][\w’'-]{{2,30}}),? (?:{_SPEAKS})\b"
    rf"|\b(?:{_TITLES})\.? (?:[^\W\d_a-z][\w’'-]{{1,20}} )?([^\W\d_a-z][\w’'-]{{2,30}})"
)
_WORD = re.compile(r"[^\W_][\w-]*")
_POSSESSIVE = re.compile(r"['’]s\b")
_ADDRESS = frozenset({"mr", "mrs", "ms", "miss", "dr", "sir", "dame", "herr", "frau", "m", "mme", "sr", "sra"})
_OPENINGS = words("a an in on at as by of to for if no all some many most")
_ADDRESSED = re.compile(r"\b(?:Mr|Mrs|Ms|Miss)\.? ([^\W\d_a-z][\w’'-]{2,30})\b(?! [^\W\d_a-z])")
_CAPITALIZES_NOUNS = frozenset({"de", "lb"})


def find_names(text: str, language: str) -> tuple[list[str], list[str]]:
    """Return the names of several words, and those of one ("Mr. Strand" is of one)."""
    several: list[str] = []
    single: list[str] = []
    if language in _CAPITALIZES_NOUNS:
        return several, single
    for found in _NAME.finditer(text):
        parts = _WORD.findall(fold(_POSSESSIVE.sub("", found.group())))
        if found.start() == 0 and parts and _is_grammar(parts[0]):
            parts = parts[1:]
        if len(parts) > 1 and parts[0] in _ADDRESS:
            parts = parts[1:]
        if parts:
            (several if len(parts) > 1 else single).append(" ".join(parts))
    return several, single


def find_speakers(text: str) -> frozenset[str]:
    """Return the last names of those who speak in a text or bear a title in it."""
    return frozenset(fold(_POSSESSIVE.sub("", found[1] or found[2])) for found in _SPEAKER.finditer(text))


def find_addressed(text: str) -> frozenset[str]:
    """Return the last names of those who are named with no more than an address, as "Mr. Strand"."""
    return frozenset(fold(_POSSESSIVE.sub("", found[1])) for found in _ADDRESSED.finditer(text))


def last_name(name: str) -> str:
    """Return the last word of a name of several."""
    return name.rpartition(" ")[2]


def _is_grammar(form: str) -> bool:
    """Whether a word has its capital only because a sentence begins with it."""
    return form in COMMON or form in ARTICLES or form in LEANS or form in _OPENINGS
