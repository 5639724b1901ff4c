"""Values that comparing figures speaks in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from server.articles.models import Evidence


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure of a text, what it counts, and what it can be recognised by in another text."""

    start: int  # of the figure as written, with "at least" and its unit
    end: int
    low: float | None  # None: "at most 9" says no lower bound
    high: float | None
    is_rough: bool  # "about", "nearly", "dozens"
    unit: str  # "%", "$", "km", "years old"; "" for a bare count
    role: str  # what became of those counted: "killed"; "" when it is none that we know
    counted: str  # the words for what is counted, verbatim; "" if there are none
    head: str  # stem of the word that says what is counted; of the name, for an age
    context: tuple[str, ...] = ()  # stems of the words around it
    names: tuple[str, ...] = ()  # stems of the names in its sentence
    places: tuple[str, ...] = ()  # those of them that say where
    days: tuple[str, ...] = ()  # of the week, in its sentence
    is_total: bool = False  # "the death toll": of the event, wherever it stands in the text
    is_superseded: bool = False  # the text itself says that this was said earlier
    replaces: float | None = None  # the value that the text itself says it takes the place of: "nine, not 14"
    speaker: str = ""  # who says so, verbatim; "" when the text says it in its own voice
    position: int = 0  # which sentence of the text
    sentence: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity that can be compared, with the sentence to show for it."""

    quantity: Quantity
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class ArticleFigures:
    """The comparable figures of one article."""

    article_id: str
    published_at: datetime | None
    is_exact: bool  # whether the time is known better than to the day
    figures: tuple[Figure, ...]
    numbers: frozenset[float] = frozenset()  # all that stand in the text, whatever they are


class Verdict(StrEnum):
    """How values that differ stand to each other."""

    UPDATE = "update"  # the later articles have the other value, or an article says that it was corrected
    CONFLICT = "conflict"  # articles of the same time, or in turn, or different speakers, say different things
    OPEN = "open"  # they differ, and the times do not tell whether one has replaced the other


@dataclass(frozen=True, slots=True)
class FigureValue:
    """What one article says."""

    article_id: str
    value_low: float | None
    value_high: float | None
    value: str  # as written
    evidence: Evidence
    published_at: datetime | None
    speaker: str = ""


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One thing that is counted and not everywhere the same; newest last, those without a time first."""

    subject: str  # the words for what is counted, from the newest article, and what became of it: "people killed"
    unit: str
    role: str
    values: tuple[FigureValue, ...]
    verdict: Verdict
