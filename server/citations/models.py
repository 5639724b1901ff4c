"""What a cited outlet is: the outlet that an article says it has something from, and the words that say so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from server.articles.models import Evidence


class Relation(StrEnum):
    """How an article leans on an outlet, by the words at its name."""

    TOLD = "told"  # someone told it, spoke to it, gave it a statement
    SAID = "said"  # someone said or wrote something on its air or in its pages
    INTERVIEW = "interview"  # someone was interviewed by it
    REPORTED = "reported"  # it reports, says, writes, finds; "according to" it
    FIRST_REPORTED = "first_reported"  # it was the first to report, by this article's word
    POLL = "poll"  # it asked the people, alone or with others
    DATELINE = "dateline"  # the text begins with its name: "(AP) —"
    CREDIT = "credit"  # the text, part of it or its picture is credited to it
    VIA = "via"  # "via", "h/t", "courtesy of"
    LINK = "link"  # the article links to a page of it, and does not name it there


@dataclass(frozen=True, slots=True)
class Link:
    """An address that an article's text links to, and where its words stand in the body."""

    url: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class CitedOutlet:
    """One mention of an outlet that the article leans on. Unknown is `None`, never a guess.

    Either `outlet_key` says which outlet it is, or `one_of` says which ones the name may mean, or both are empty: an
    outlet by its words, but none that the table can tell.
    """

    outlet_key: str | None
    name: str  # as written
    relation: Relation
    evidence: Evidence  # the sentence
    mention: Evidence  # the name in it
    verb: str | None = None  # the word that carries the relation, as written
    speaker: Evidence | None = None  # who told it
    day: date | None = None  # "on Thursday", by the article's own date
    one_of: tuple[str, ...] = ()
