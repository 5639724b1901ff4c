"""What a report is: one reader's word that one thing which we show is wrong, kept without anything about the reader."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Kind(StrEnum):
    """What can be reported. The comment beside each says what its id looks like."""

    OUTLET = "outlet"  # outlet key
    RATING = "rating"  # outlet key:rater:dimension
    MATCH = "match"  # article id:article id
    SENTENCE = "sentence"  # article id:field:start:end, as in its evidence
    STORY = "story"  # story id
    ARTICLE = "article"  # article id
    PAGE = "page"  # address of a page that we do not hold


class Reason(StrEnum):
    """What is wrong with it, from a closed list; `LABELS` says it in words."""

    WRONG_MATCH = "wrong_match"
    MISSING_MATCH = "missing_match"
    WRONG_OUTLET = "wrong_outlet"
    WRONG_FACT = "wrong_fact"
    WRONG_RATING = "wrong_rating"
    WRONG_TEXT = "wrong_text"
    OTHER = "other"


LABELS = {
    Reason.WRONG_MATCH: "This is not the same story",
    Reason.MISSING_MATCH: "Coverage of the same story is missing",
    Reason.WRONG_OUTLET: "Another outlet publishes this",
    Reason.WRONG_FACT: "A fact is wrong",
    Reason.WRONG_RATING: "A rating is wrong or out of date",
    Reason.WRONG_TEXT: "A headline or sentence is wrong",
    Reason.OTHER: "Something else is wrong",
}


class Status(StrEnum):
    """How far the operator is with a report."""

    OPEN = "open"  # nobody has looked at it yet
    ACCEPTED = "accepted"  # it is right, and will be dealt with
    DECLINED = "declined"  # it is not right, or not ours to mend
    DONE = "done"  # it was right, and has been dealt with


PUBLISHED = frozenset({Status.ACCEPTED, Status.DONE})  # the operator has read the sender's words and stands by them


@dataclass(frozen=True, slots=True)
class Report:
    """A report as stored. Times are days: nobody can tell from them who was reading when."""

    id: str
    created_on: date  # UTC
    kind: Kind
    about: str  # the id of what it is about, in its normal form; "" for a page whose address was erased
    reason: Reason
    comment: str = ""  # the sender's words, cleaned and masked
    status: Status = Status.OPEN
    answer: str = ""  # the operator's words
    answered_on: date | None = None
