"""The shapes of our answers, the same in the API, on the pages and in the command's `--json`.

They are plain data with names that clients may rely on (`docs/api.md`). `None` is unknown; a section that was not
asked for is absent (`UNSET`). Times are RFC 3339 in UTC.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from msgspec import UNSET, Struct, UnsetType


class FactAnswer(Struct, frozen=True):
    """One fact about an outlet with the list that says so."""

    field: str
    value: str
    source: str
    source_url: str | None
    licence: str | None
    as_of: str | None


class RatingAnswer(Struct, frozen=True):
    """A named rater's judgement; shown beside the others, never averaged."""

    rater: str
    rater_name: str
    dimension: str
    value: str
    label: str
    url: str | None
    as_of: str | None


class OutletRef(Struct, frozen=True):
    """An outlet as it is named beside a match."""

    key: str
    name: str | None
    country: str | None
    owner_family: str | None
    lean: str | None  # left · center · right; None: not rated
    url: str  # of our own record


class OutletAnswer(Struct, frozen=True):
    """An outlet's record."""

    key: str
    name: str | None
    country: str | None
    language: str | None
    owner: str | None
    owner_family: str | None
    ownership: str | None
    kind: str | None
    scope: str | None
    place: str | None
    founded: str | None
    paywall: str | None
    wikidata: str | None
    lean: str | None
    lean_rater: str | None
    raters_disagree: bool
    facts: list[FactAnswer]
    ratings: list[RatingAnswer]
    url: str


class RefusalAnswer(Struct, frozen=True):
    """A key that was considered and refused."""

    key: str
    why: str


class MatchedByAnswer(Struct, frozen=True):
    """How the outlet was found."""

    rule: str
    key: str | None
    via: str | None
    refused: list[RefusalAnswer]


class ArticleAnswer(Struct, frozen=True):
    """What we understand a page to be. `id` is None when we do not hold it."""

    id: str | None
    url: str | None
    canonical_url: str | None
    title: str | None
    authors: list[str]
    published_at: datetime | None
    published_precision: str | None
    published_source: str | None
    language: str | None
    genre: str | None
    is_opinion: bool | None
    is_paywalled: bool | None
    has_text: bool
    republished_from: str | None
    first_seen_at: datetime | None


class EvidenceAnswer(Struct, frozen=True):
    """A verbatim span: `text == body[start:end]` (or of `title`, as `field` says)."""

    article_id: str
    field: str
    start: int
    end: int
    text: str


class TextAnswer(Struct, frozen=True):
    """A sentence that is shown, with where it stands."""

    text: str
    evidence: EvidenceAnswer


class JoinAnswer(Struct, frozen=True):
    """Why two articles count as one origin."""

    article_id: str
    with_id: str
    reason: str
    detail: str


class OriginAnswer(Struct, frozen=True):
    """Articles that are not independent of each other."""

    id: str
    article_ids: list[str]
    joins: list[JoinAnswer]


class MatchAnswer(Struct, frozen=True):
    """The same story elsewhere."""

    article: ArticleAnswer
    outlet: OutletRef | None
    probability: float | None
    origin: str


class CountsAnswer(Struct, frozen=True):
    """Always articles and independent origins side by side."""

    articles: int
    origins: int
    outlets: int
    by_lean: dict[str, int]
    by_country: dict[str, int]
    by_owner: dict[str, int]


class CoverageAnswer(Struct, frozen=True):
    """The same story elsewhere, best match first; counts leave out the article that was asked about."""

    matches: list[MatchAnswer]
    counts: CountsAnswer
    origins: list[OriginAnswer]


class StoryRef(Struct, frozen=True):
    """A story as it is shown in a context answer."""

    id: str
    headline: TextAnswer
    lede: TextAnswer | None
    overview: list[TextAnswer] | None
    key_points: list[TextAnswer]
    questions: list[TextAnswer]
    version: int | None
    url: str


class LimitsAnswer(Struct, frozen=True):
    """What we could not see."""

    status: str  # full · degraded
    feeds_polled: int
    feeds_failed: int
    newest_article_at: datetime | None
    notes: list[str]


class ContextAnswer(Struct, frozen=True):
    """The answer to "what is the context of this article?"."""

    article: ArticleAnswer | UnsetType | None = UNSET
    outlet: OutletAnswer | UnsetType | None = UNSET
    matched_by: MatchedByAnswer | UnsetType = UNSET
    coverage: CoverageAnswer | UnsetType = UNSET
    comparison: dict[str, Any] | UnsetType | None = UNSET  # Any: no comparison is made yet; always None
    cited_outlets: list[dict[str, Any]] | UnsetType = UNSET  # Any: none are looked for yet; always empty
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


class OutletPage(Struct, frozen=True):
    """One outlet's record, with `limits`."""

    outlet: OutletAnswer
    recent: list[ArticleAnswer]
    limits: LimitsAnswer


class OutletList(Struct, frozen=True):
    """A page of outlets."""

    outlets: list[OutletAnswer]
    next: str | None
    limits: LimitsAnswer


class StoryItem(Struct, frozen=True):
    """A story in a list."""

    id: str
    headline: TextAnswer
    counts: CountsAnswer
    first_published_at: datetime | None
    updated_at: datetime
    url: str


class StoryList(Struct, frozen=True):
    """A page of stories, newest first."""

    stories: list[StoryItem]
    next: str | None
    limits: LimitsAnswer


class StoryOpAnswer(Struct, frozen=True):
    """One recorded change of a story's membership."""

    at: datetime
    kind: str
    story_id: str
    article_id: str | None
    from_story: str | None
    probability: float | None
    model: str


class StoryAnswer(Struct, frozen=True):
    """A story with its articles."""

    id: str
    headline: TextAnswer
    lede: TextAnswer | None
    overview: list[TextAnswer] | None
    key_points: list[TextAnswer]
    questions: list[TextAnswer]
    counts: CountsAnswer
    first_published_at: datetime | None
    updated_at: datetime
    version: int | None
    articles: list[MatchAnswer]
    origins: list[OriginAnswer]
    history: list[StoryOpAnswer]
    url: str
    limits: LimitsAnswer


class StoryArticles(Struct, frozen=True):
    """A page of a story's articles."""

    articles: list[MatchAnswer]
    next: str | None
    limits: LimitsAnswer


class ArticlePage(Struct, frozen=True):
    """One article's record, with `limits`."""

    article: ArticleAnswer
    outlet: OutletRef | None
    story_id: str | None
    limits: LimitsAnswer
