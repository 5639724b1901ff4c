"""Values that comparing articles speaks in: what each text says, unit by unit, and what differs between them.

All of them are plain data that msgspec turns into JSON and back, so that a text is analysed once and a story compared
once, when it is touched.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from server.articles.models import Evidence


class Silence(StrEnum):
    """Why nothing, or only one of the two lists, is shown."""

    NO_TEXT = "no_text"  # only a headline and a summary are held of this article, or hardly more
    SEVERAL_STORIES = "several_stories"  # a live page, a newsletter, a round-up: what it says belongs to no one story
    UNKNOWN_LANGUAGE = "unknown_language"  # texts are compared in one language only
    TOO_FEW_TEXTS = "too_few_texts"  # fewer than three independent texts in this language
    CUT_SHORT = "cut_short"  # not all of this article is held: what it leaves out cannot be known


@dataclass(frozen=True, slots=True)
class ClaimUnit:
    """A sentence, or a part of one that says something of its own, with what it can be recognised by."""

    start: int
    end: int
    text: str  # `body[start:end]`, or the same of the `field`
    stems: tuple[str, ...]  # of the words that carry meaning, in order, each once
    pairs: tuple[str, ...]  # of neighbouring stems
    names: tuple[str, ...] = ()  # stems of words written as names
    numbers: tuple[str, ...] = ()
    days: tuple[str, ...] = ()  # of the week
    denied: tuple[str, ...] = ()  # stems that a "not" or "no" stands before
    can_be_shown: bool = False  # reports something, and can be understood where it stands alone
    is_sober: bool = True  # no loaded word outside quotations: fit to stand for what others say as well
    field: str = "body"


@dataclass(frozen=True, slots=True)
class ArticleClaims:
    """What one article says."""

    article_id: str
    language: str | None  # primary subtag
    units: tuple[ClaimUnit, ...]  # in the order of the text; headline and summary last
    is_whole: bool = True  # False: behind a paywall, broken off, or too long to be read to the end
    tells_one_story: bool = True


@dataclass(frozen=True, slots=True)
class SharedClaim:
    """A unit of one text that others say as well; units are counted through all texts of the story."""

    unit: int
    carriers: tuple[int, ...]  # one unit of each other text that says it


@dataclass(frozen=True, slots=True)
class StoryClaims:
    """What all texts of a story say, aligned."""

    texts: tuple[ArticleClaims, ...]
    holders: Mapping[str, Sequence[int]]  # the units with each stem
    shared: tuple[SharedClaim, ...]  # what most independent texts say first


@dataclass(frozen=True, slots=True)
class Claim:
    """Something said, word for word, and who says it."""

    evidence: Evidence
    carriers: tuple[Evidence, ...]  # one of each article that says it, this one first
    article_ids: tuple[str, ...]
    origins: int


@dataclass(frozen=True, slots=True)
class Differences:
    """What this article says and no other held text does, and what others say and this one does not."""

    only_here: tuple[Claim, ...] = ()
    elsewhere: tuple[Claim, ...] = ()
    independent_texts: int = 0  # that could be compared, with this one
    reason: Silence | None = None
