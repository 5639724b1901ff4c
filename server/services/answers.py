"""The shapes of our answers, the same in the API, on the pages and in the command's `--json`.

They are plain data with names that clients may rely on (`docs/api.md`). `None` is unknown; a section that was not
asked for is absent (`UNSET`). Times are RFC 3339 in UTC. Stories have their own in `server.services.story_answers`, the
comparison in `server.services.comparison_answers`.
"""

from __future__ import annotations

from datetime import date

from msgspec import UNSET, Struct, UnsetType

from server.services.answer_parts import (
    ArticleAnswer,
    CountsAnswer,
    CreditAnswer,
    LimitsAnswer,
    MatchAnswer,
    MatchedByAnswer,
    OriginAnswer,
    OutletAnswer,
    OutletRef,
    SpreadAnswer,
)
from server.services.comparison_answers import CitedOutletAnswer, ComparisonAnswer
from server.services.story_answers import StoryRef


class CoverageAnswer(Struct, frozen=True):
    """The same story elsewhere, best match first; counts leave out the article that was asked about."""

    matches: list[MatchAnswer]
    counts: CountsAnswer
    origins: list[OriginAnswer]
    credits: list[CreditAnswer]  # one for each article that passes on another's report
    spread: SpreadAnswer


class ContextAnswer(Struct, frozen=True):
    """The answer to "what is the context of this article?"."""

    article: ArticleAnswer | UnsetType | None = UNSET
    outlet: OutletAnswer | UnsetType | None = UNSET
    matched_by: MatchedByAnswer | UnsetType = UNSET
    coverage: CoverageAnswer | UnsetType = UNSET
    comparison: ComparisonAnswer | UnsetType | None = UNSET
    cited_outlets: list[CitedOutletAnswer] | UnsetType = UNSET
    story: StoryRef | UnsetType | None = UNSET
    story_reason: str | UnsetType | None = UNSET
    limits: LimitsAnswer | UnsetType = UNSET


class FieldError(Struct, frozen=True):
    """One field at fault: a JSON pointer (RFC 6901) into the body, or the name of a parameter."""

    pointer: str
    detail: str


class Problem(Struct, frozen=True, omit_defaults=True):
    """A problem details object."""

    type: str
    title: str
    status: int
    detail: str
    instance: str = ""
    errors: list[FieldError] = []
    retry_after: int | None = None
    bits: int | None = None  # of `prefix-length`: how many to send


class BatchItem(Struct, frozen=True):
    """One answer of a batch: a context, or the problem with that address."""

    url: str
    context: ContextAnswer | None
    problem: Problem | None


class BatchAnswer(Struct, frozen=True):
    """Answers in the order of the addresses."""

    results: list[BatchItem]
    limits: LimitsAnswer


class ResolutionAnswer(Struct, frozen=True):
    """An address's outlet and how we know."""

    outlet: OutletAnswer | None
    matched_by: MatchedByAnswer
    limits: LimitsAnswer


class OutletRecordAnswer(Struct, frozen=True):
    """How often an outlet was first, and how often it passed on, among its newest articles that we hold."""

    articles: int
    since: date
    until: date
    stories: int  # of these articles, those in a story that other outlets report as well
    first: int  # of those, surely the earliest that we hold
    relays: int  # of those, another article's text or a page that names another as its original


class OutletPage(Struct, frozen=True):
    """One outlet's record, with `limits`."""

    outlet: OutletAnswer
    recent: list[ArticleAnswer]
    record: OutletRecordAnswer | None  # None: no article of it is in a story that others report as well
    limits: LimitsAnswer


class OutletList(Struct, frozen=True):
    """A page of outlets."""

    outlets: list[OutletAnswer]
    next: str | None
    limits: LimitsAnswer


class ArticlePage(Struct, frozen=True):
    """One article's record, with `limits`."""

    article: ArticleAnswer
    outlet: OutletRef | None
    story_id: str | None
    limits: LimitsAnswer
