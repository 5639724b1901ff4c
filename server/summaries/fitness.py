"""May a sentence be shown on its own, away from the article around it?

Only one that a newcomer understands and that reports: it has a beginning and an end, leans on no sentence before it,
says who holds what is held, and neither judges, asks, shouts, sells nor speaks to the reader. When in doubt it is not
shown: there is nearly always another.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import IntEnum

from server.articles.genre_words import words
from server.articles.quotes import find_quotes
from server.coverage.tokens import Word, fold
from server.summaries.loaded_words import LOADED
from server.summaries.phrases import (
    ABBREVIATED,
    ARTICLES,
    EXPLAINS_ITSELF,
    JUDGES,
    LEANS,
    LEANS_INSIDE,
    LEANS_ON,
    NOTICE,
    NOTICE_INSIDE,
    OUGHT,
    PERSONS,
    SAYS,
    SHOUTED_LINKS,
    TOLD_BEFORE,
)

LONGEST = 700  # characters; no report's sentence is longer, and the expressions below need a bound
FEWEST_WORDS, MOST_WORDS = 8, 60
MOST_QUOTED = 0.6  # of the characters; beyond that it is a statement, not a report of one
QUOTED_NEEDS_SPEAKER = 0.15

SPEAKS_TO_READER = re.compile(
    r"\bI\b(?!\.)|\b[Jj](?:e |['’])|\bus\b"
    r"|\b(?:[Ww]e|[Yy]ou|[Yy]our|[Oo]ur|[Mm]y|[Ww]ir|[Nn]ous|[Vv]ous|[Nn]otre|[Vv]otre|[Nn]osotros)\b"
)
_OPENS_WITH_QUOTE = re.compile(r"[\"“„«‘']")
_IS_WHOLE = re.compile(
    r"(?:[^.…。](?<! [A-Z])\.|[。।])[\"”»’)\]]*$"
)  # ends in one full stop: no question, and nothing cut short
_ENDS = re.compile(r"[.。!！?？؟][\"”»’)\]]*$")  # what does not is a sub-heading, a caption, or cut off
_SUBJECT = 60  # characters; further on, what "the" points to mostly stands in the same sentence
_DOES = re.compile(rf"{SAYS.pattern}|\w{{2,20}}ed\b|\b(?:is|are|was|were|has|have|had|will)\b", re.IGNORECASE)
_LETTERS = re.compile(r"[^\W\d_]+")
_ASKS = re.compile(r"[?？؟]")
_SHOUTED_LETTERS = 4
# Not houses and offices, of which no "he" is said.
_NAME = re.compile(
    r"(?<!^)(?<![“\"‘'(] )\b(?!(?:White|House|Senate|Congress|Court|Supreme|Department|Office|State|U|Monday|Tuesday"
    r"|Wednesday|Thursday|Friday|Saturday|Sunday)\b)[^\W\d_a-z][\w’'-]+"
)
# "… as it lifts off on Jan. 20, 2015.": reports write that day without its year, captions with it.
_CAPTION_ENDS = re.compile(r"\b[^\W\d_a-z][a-z]{2,8}\.? \d{1,2}, \d{4}\.$")
_POINTS_BACK = re.compile(r"\W*(?:\w+\W+){1,4}?(?:this|these|those|such)\b", re.IGNORECASE)
_NEWCOMER = words("a an ein eine un une una")  # "A man … his" introduces whom it speaks of
_FIRST_WORDS = 4  # a pronoun among these has nobody that it could stand for


class Fitness(IntEnum):
    """What a sentence may be used for. Each may do what those below it may."""

    USELESS = 0  # says nothing of the event: a caption, a notice, an appeal
    OPINES = 1  # the writer's own voice: asks, shouts, judges, advises, speaks to the reader
    SUPPORTS = 2  # says something, but not on its own: may show that others say the same
    STANDS = 3  # may be shown


def judge(text: str, forms: Sequence[str], quoted: Sequence[tuple[int, int]], before: str = "") -> Fitness:
    """Return what a sentence is fit for.

    :param forms: its words, as `find_words` makes them
    :param quoted: where quoted speech is, counted from the sentence's beginning; it may reach beyond it on either side
    :param before: the end of what comes before it on its line
    """
    if len(text.split()) < FEWEST_WORDS or not forms or len(text) > LONGEST:
        return Fitness.USELESS
    own_words = _without(text, quoted)
    if not _ENDS.search(text) or NOTICE.match(text) or NOTICE_INSIDE.search(text) or SHOUTED_LINKS.search(text):
        return Fitness.USELESS
    if opines(own_words):
        return Fitness.OPINES
    if len(forms) > MOST_WORDS or ABBREVIATED.search(before) or not _is_closed(text, quoted):
        return Fitness.SUPPORTS
    if (
        _CAPTION_ENDS.search(text)
        or not LOADED.isdisjoint(forms)
        or leans(text, own_words, forms)
        or _is_mostly_quoted(text, own_words)
    ):
        return Fitness.SUPPORTS
    return Fitness.STANDS


def without_quotes(text: str) -> str:
    """Return a text without what it quotes."""
    return _without(text, find_quotes(text))


def is_shouted(text: str) -> bool:
    """Whether a text has an exclamation mark or more words in capitals than a name would explain."""
    return "!" in text or sum(word.isupper() and len(word) >= _SHOUTED_LETTERS for word in text.split()) > 1


def find_needed_words(text: str, first: Sequence[Word]) -> set[str]:
    """Return words that must have been said before: "attack" in "The attack …" if nothing in it says which one.

    :param first: its first words
    """
    needed = {found[1].lower() for found in TOLD_BEFORE.finditer(text, 0, _SUBJECT)}
    if len(first) > 1 and first[0].form in ARTICLES and not first[1].is_capitalized:
        explained = EXPLAINS_ITSELF.match(text[:60])
        needed |= {first[1].form} if explained is None or _DOES.search(explained[0]) else set()
    return needed


def leans(text: str, own_words: str, forms: Sequence[str]) -> bool:
    """Whether a sentence needs one before it to be understood."""
    if forms[0] in LEANS or LEANS_ON.match(text) or LEANS_INSIDE.search(own_words) or _POINTS_BACK.match(own_words):
        return True
    person = next((place for place, form in enumerate(forms) if form in PERSONS), None)
    if person is None or not PERSONS.intersection(own_words.lower().split()):
        return False
    return person < _FIRST_WORDS or not (_NAME.search(own_words) or forms[0] in _NEWCOMER)


def opines(own_words: str) -> bool:
    """Whether the writer of these words asks, shouts, judges, advises or speaks to the reader."""
    if _ASKS.search(own_words) or SPEAKS_TO_READER.search(own_words) or is_shouted(own_words):
        return True
    if not LOADED.isdisjoint(map(fold, _LETTERS.findall(own_words))) or JUDGES.search(own_words):
        return True
    return OUGHT.search(own_words) is not None and not SAYS.search(own_words)


def _is_closed(text: str, quoted: Sequence[tuple[int, int]]) -> bool:
    """Whether the sentence begins and ends as one and no quotation is cut by it."""
    begins = _IS_WHOLE.search(text) is not None and text[0].isalnum() and not text[0].islower()
    is_cut = any(start < 0 or end > len(text) for start, end in quoted)
    return begins and not is_cut and not _OPENS_WITH_QUOTE.match(text)


def _is_mostly_quoted(text: str, own_words: str) -> bool:
    quoted = 1 - len(own_words) / len(text)
    return quoted > MOST_QUOTED or (quoted > QUOTED_NEEDS_SPEAKER and not SAYS.search(own_words))


def _without(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """Return `text` without those spans."""
    parts, end = [], 0
    for start, stop in spans:
        parts.append(text[end : max(start, end)])
        end = max(stop, end)
    return "".join([*parts, text[end:]])
