"""Which names in an article may cite an outlet, and which of them stand in one list?

A name that its surroundings make something else (a place, a person, a company, part of a longer name), that lacks what
it needs, or that means the article's own outlet is left out here. Whether the words around the others say that the
article has something from them is `server.citations.finding`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from server.articles.models import Article
from server.citations.aliases import Needs
from server.citations.names import OutletNames, Spotted, build_short_names
from server.citations.resolution import Meaning, Reader
from server.citations.surroundings import Surroundings, read_surroundings

Span = tuple[int, int]

# Between names of one list: "the Guardian, Le Monde and El País", "ABC News/Washington Post".
_JOINT = re.compile(
    r"\s?(?:,|/|&|-|–|,? (?:and|or|und|et|y|e|ou)|,? as well as|both)\s?(?:(?:the|The|die|der|le|la|el) )?"
)
_LONGEST_JOINT = 20
# After another capital word, a name that begins so is the rest of a longer one: "Orrin | Daily Echo".
_BEGINS_NO_NAME = ("news ", "daily ", "weekly ", "public ", "state ", "city ", "county ", "morning ", "evening ")


@dataclass(frozen=True, slots=True)
class Mention:
    """A name that may cite an outlet, with its sentence, its surroundings and what it means."""

    spotted: Spotted
    sentence: Span
    around: Surroundings
    meaning: Meaning


def find_mentions(article: Article, names: OutletNames, sentences: Sequence[Span]) -> Iterator[Mention]:
    """Give the names that may cite an outlet, in order."""
    reader = Reader(names, article.outlet_key)
    for each in _spot(article.body, names):
        sentence = sentence_at(sentences, each.start)
        around = read_surroundings(article.body, each.start, each.end, sentence=sentence, language=article.language)
        meaning = reader.read(each, around)
        if meaning and not around.is_something_else and _is_usable(each, meaning, around, reader):
            reader.remember(each, meaning)
            yield Mention(each, sentence, around, meaning)


def group_mentions(text: str, mentions: Iterable[Mention]) -> Iterator[list[Mention]]:
    """Give the names list by list, most of them of one: what is said of a list is said of each name in it."""
    group: list[Mention] = []
    for each in mentions:
        if group and not _are_joined(text, group[-1].spotted.end, each.spotted.start):
            yield group
            group = []
        group.append(each)
    if group:
        yield group


def sentence_at(sentences: Sequence[Span], position: int) -> Span:
    """Return the sentence in which a position is."""
    return sentences[max(0, bisect_right(sentences, position, key=lambda span: span[0]) - 1)]


def _spot(text: str, names: OutletNames) -> list[Spotted]:
    """Return the names in the text, with the short forms to which only this text gives a meaning."""
    full = names.spot(text)
    short_names = build_short_names(names, full)
    return names.spot(text, more=short_names) if short_names.meanings else full


def _are_joined(text: str, end: int, start: int) -> bool:
    return start - end <= _LONGEST_JOINT and _JOINT.fullmatch(text, end, start) is not None


def _is_usable(spotted: Spotted, meaning: Meaning, around: Surroundings, reader: Reader) -> bool:
    """Whether the name stands for the outlet here, as far as can be told without the words of telling."""
    if meaning.needs is Needs.NOTHING and " " in spotted.folded:
        return not (around.is_in_longer_name and spotted.folded.startswith(_BEGINS_NO_NAME))
    if around.is_in_longer_name:
        reader.note_other_bearer(spotted)
        return False
    return not reader.is_doubtful(spotted) and _has_what_it_needs(meaning.needs, around)


def _has_what_it_needs(needs: Needs, around: Surroundings) -> bool:
    if needs is Needs.NOTHING or around.has_kind:
        return True
    if needs is Needs.ARTICLE:
        return around.has_article and not around.is_before_capital and not around.after.startswith(" of ")
    return needs in (Needs.CUE, Needs.BEFORE)  # asked for where the cue is known
