"""The shapes of what we say when one article is held against the others, and of the outlets that it cites."""

from __future__ import annotations

from datetime import date, datetime

from msgspec import Struct

from server.services.answer_parts import EvidenceAnswer, OutletRef, TextAnswer


class ClaimAnswer(Struct, frozen=True):
    """Something that is said here and nowhere else, or elsewhere and not here, in an article's own words."""

    text: str
    evidence: EvidenceAnswer
    outlets: list[str]  # keys of the outlets that carry it
    references: list[EvidenceAnswer]  # where else it is said
    articles: int
    origins: int


class FigureValueAnswer(Struct, frozen=True):
    """What one article says of a figure."""

    value: str  # "14", "2.1–2.4 million", "at least 3"
    low: float | None
    high: float | None
    speaker: str | None  # who says so, in the article's words; None: the article itself
    article_id: str
    outlet: str | None  # key
    published_at: datetime | None
    is_here: bool
    evidence: EvidenceAnswer


class FigureAnswer(Struct, frozen=True):
    """One thing that is counted, with what each article says of it, newest last."""

    subject: str
    unit: str | None
    verdict: str  # update · conflict · open
    values: list[FigureValueAnswer]


class TermAnswer(Struct, frozen=True):
    """A word that one side's own voice uses and the other's does not."""

    term: str
    kind: str  # distinctive · loaded
    direction: str | None  # of a loaded term, as the lexicon says
    uses: int
    articles: int  # of its side, in which it is used
    origins: int
    articles_opposite: int  # of the other side that use it, too: only ever of a loaded term
    log_odds: float | None  # as a z-score; None: shown because the lexicon has it
    reason: str | None  # of a loaded term: why it is in the lexicon
    evidence: list[EvidenceAnswer]


class HeadlineAnswer(Struct, frozen=True):
    """One headline beside the others, with its loaded words."""

    article_id: str
    outlet: str | None  # key
    title: str
    is_here: bool
    loaded: list[str]


class WordingAnswer(Struct, frozen=True):
    """How this article words the story, and how the others do; quoted speech is nobody's wording."""

    headlines: list[HeadlineAnswer]
    here: list[TermAnswer]
    elsewhere: list[TermAnswer]


class RelayAnswer(Struct, frozen=True):
    """An article that still says what another has taken back."""

    article_id: str
    text: TextAnswer
    shares_origin: bool  # with the article that has taken it back


class CorrectionAnswer(Struct, frozen=True):
    """What one article of a story has taken back, and who still carries it."""

    article_id: str
    kind: str  # notice · changed_figure
    old: str  # a figure in one form, or a name as written
    new: str | None  # None: the notice says only what was wrong
    before: TextAnswer | None  # in an earlier revision of the article; None when only the notice tells
    after: TextAnswer
    relays: list[RelayAnswer]


class ComparisonAnswer(Struct, frozen=True):
    """This article against the others of its story. A part that is empty for want of texts says so in `notes`."""

    independent_texts: int
    only_here: list[ClaimAnswer]
    elsewhere: list[ClaimAnswer]
    figures: list[FigureAnswer]
    wording: WordingAnswer | None
    corrections: list[CorrectionAnswer]  # that this article has made, or has not followed
    notes: list[str]


class CitedOutletAnswer(Struct, frozen=True):
    """An outlet that the article leans on, with the words that say so."""

    outlet: OutletRef | None
    name: str  # as written
    one_of: list[str]  # keys, when the name alone does not settle it
    relation: str
    verb: str | None
    speaker: str | None
    day: date | None
    is_in_coverage: bool | None  # whether it is among those that report the story; None: it is not settled which it is
    evidence: EvidenceAnswer
