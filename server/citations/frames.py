"""Do the words around a name say that the article has something from its bearer, and which words are these?

The cues are data (`server.citations.cues`); here they are laid against the text left and right of a name. A verb
behind a name counts only if the outlet reports with it: "X said it would close" is news about X.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from server.citations.cues import AFTER, BEFORE, NOUN, cues_of
from server.citations.models import Relation
from server.citations.surroundings import Surroundings
from server.citations.words import KINDS

_ARTICLES = r"(?: (?:der|die|das|dem|den|des|du|de|de la|la|le|les|[ld]['’]|el|il))?"
_STAFF = "reporters?|correspondents?|columnists?|hosts?|anchors?|editors?|journalists?|contributors?|analysts?|writers?"
_KIND = rf"(?: ?\([A-Z]{{2,6}}\))?(?:[- ](?:{'|'.join(sorted(KINDS))}))?"
# What may stand between a name and its verb: "(AP)", "newspaper", "'s Maggie Haberman", ", citing a text message,".
_TAIL = (
    r"(?: ?\([A-Z]{2,6}\))?"
    rf"(?:(?: (?:news|wire|press|cable|television|TV))? (?:{'|'.join(sorted(KINDS))}))?"
    r"(?:['’]s?)?"
    rf"(?: (?:White House |chief |senior |political |national )?(?:{_STAFF}))?['’]?"
    r"(?: editorial (?:board|page))?"
    r"(?: [“\"]?[A-Z][\w.’'-]{0,30}[”\"]?){0,4}"
    r"(?:, [^,;“”\"]{3,90},)?"
    r"(?: and (?:several |many )?other (?:news |media )?(?:outlets|organi[sz]ations|media))?"
    r"(?: (?:on|late|earlier|last|this|also|first|previously|later|separately|meanwhile|itself|exclusively|recently|"
    r"has|have|had|week|month|night|morning|afternoon|evening|year|both|then|now|still|even|initially|originally|subsequently|"
    r"[A-Z][a-z]+day)){0,6}"
)
# Behind a verb of saying: then the outlet speaks of itself.
_OF_ITSELF = re.compile(
    r"[, ]*(?:that )?(?:(?:it|they)[ ,“\"]+(?:will|would|had|has|have|is|does|did|plans|planned|intends|stands|stood|"
    r"regrets|declined|fired|suspended|removed|cut|parted|could|are|were)\b|its\b"
    r"|their (?:own|host|anchor|reporter|employee)|[^.]{0,80}?\bin an? (?:statement|memo|press release|note to)"
    r"|the (?:network|newspaper|paper|company|channel)['’]?s?\b)"
)
_SPEAKING = frozenset(
    {"said", "says", "say", "confirmed", "added", "adds", "wrote", "described", "spoke", "found", "claimed"}
)


@dataclass(frozen=True, slots=True)
class Frame:
    """What the words at a name say: the relation, the word that carries it and where, and how far to trust it."""

    relation: Relation
    verb: str
    at: int  # where that word begins in the text
    is_sure: bool
    is_before: bool


def frame_before(around: Surroundings, language: str | None) -> Frame | None:
    """Return the cue that ends where the name begins; of several, the one whose verb is nearest."""
    text, best, nearest = around.before, None, -1
    for relation, is_sure, pattern in _compiled_before(language):
        found = pattern.search(text)
        if found and found.end("verb") > nearest:
            nearest = found.end("verb")
            best = Frame(relation, found["verb"], around.before_at + found.start("verb"), is_sure, is_before=True)
    return best


def frame_after(around: Surroundings, language: str | None) -> Frame | None:
    """Return the first cue that begins where the name ends, unless the outlet speaks of itself."""
    text = around.after
    for relation, is_sure, pattern in _compiled_after(language):
        found = pattern.match(text)
        if found and not (found["verb"] in _SPEAKING and _OF_ITSELF.match(text, found.end())):
            return Frame(relation, found["verb"], around.after_at + found.start("verb"), is_sure, is_before=False)
    return None


def is_weak_verb(frame: Frame) -> bool:
    """Whether the verb is also what an outlet does that is itself the news."""
    return not frame.is_before and frame.verb in _SPEAKING


def is_noun(frame: Frame) -> bool:
    """Whether the carrying word is a thing, not a deed: "report", "poll", "op-ed"."""
    return NOUN.fullmatch(frame.verb) is not None


@cache
def _compiled_before(language: str | None) -> list[tuple[Relation, bool, re.Pattern[str]]]:
    ending = rf"{_ARTICLES}[\s,:]*$"
    return [(cue.relation, cue.is_sure, re.compile(cue.pattern + ending)) for cue in cues_of(BEFORE, language)]


@cache
def _compiled_after(language: str | None) -> list[tuple[Relation, bool, re.Pattern[str]]]:
    cues = cues_of(AFTER, language)
    patterns = (cue.pattern.replace("{tail}", _TAIL).replace("{kind}", _KIND) for cue in cues)
    return [
        (cue.relation, cue.is_sure, re.compile(rf"[”\"“»]?{pattern}"))
        for cue, pattern in zip(cues, patterns, strict=True)
    ]
