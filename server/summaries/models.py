"""What is shown of a story: verbatim spans of named articles; what is not known is None, with a reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from server.articles.models import Evidence, Precision
from server.coverage.models import Counts

TEXT_FORMAT = 1
"""Raised whenever stories should be prepared anew, because what is shown of them would come out differently."""


class QuestionKind(StrEnum):
    """What readers ask of a story, in the order in which it is shown."""

    WHAT = "what"
    WHO = "who"
    WHEN_WHERE = "when_where"
    HOW = "how"
    WHY = "why"
    HOW_MANY = "how_many"
    NEXT = "next"
    RESPONSE = "response"  # has there been an official one?


class EntryKind(StrEnum):
    """What an article was to the story when it was published."""

    FIRST_REPORT = "first_report"  # surely the earliest of the articles that we hold
    REPORT = "report"
    RELAY = "relay"  # another article's text, or a page that names another as its original
    CORRECTION = "correction"  # says that something reported before was wrong
    OPINION = "opinion"


@dataclass(frozen=True, slots=True)
class KeyPoint:
    """A point of the story in the words of one article, and where others make it."""

    evidence: Evidence
    references: tuple[Evidence, ...]  # one each of other origins
    origins: int  # independent origins that make the point, with the one shown


@dataclass(frozen=True, slots=True)
class Question:
    """What a reader would ask. Without an answer, `note` says where we looked."""

    kind: QuestionKind
    question: str
    answer: Evidence | None
    references: tuple[Evidence, ...]  # where other origins say the same
    note: str | None


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One article's place in time; articles without a time come last."""

    article_id: str
    at: datetime | None
    precision: Precision | None
    kind: EntryKind


@dataclass(frozen=True, slots=True)
class ReliedOn:
    """The article that most others lean on, and how that is known."""

    article_id: str
    by: tuple[str, ...]  # article ids
    reasons: tuple[str, ...]  # one for each of `by`


@dataclass(frozen=True, slots=True)
class SideShare:
    """How many of the sentences shown one side supplied, beside its origins."""

    side: str  # left · center · right · not_rated
    sentences: int
    origins: int  # of those whose texts could be used


@dataclass(frozen=True, slots=True)
class Balance:
    """Whose words the overview and the key points are."""

    shares: tuple[SideShare, ...]
    note: str | None


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A sentence that a configured writer has put into other words, and the spans that were found to bear it out."""

    text: str
    cited: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class StorySummary:
    """What is shown of a story, prepared when it is touched."""

    headline: Evidence
    lede: Evidence | None
    counts: Counts
    first_published_at: datetime | None
    newest_published_at: datetime | None
    language: str | None = None  # of all the text that is shown
    overview: tuple[Evidence, ...] | None = None  # None: there is none, and `notes` say why
    key_points: tuple[KeyPoint, ...] = ()
    questions: tuple[Question, ...] = ()
    timeline: tuple[TimelineEntry, ...] = ()
    most_relied_on: ReliedOn | None = None
    balance: Balance | None = None
    notes: tuple[str, ...] = ()
    rewritten: tuple[Rewritten, ...] = ()  # the overview in a writer's words; mostly there is no writer
    text_format: int = TEXT_FORMAT  # last, where the store looks for it
