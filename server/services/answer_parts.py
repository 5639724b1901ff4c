"""What our answers are put together from: articles, outlets, counts, and the spans that anyone can check.

Plain data with names that clients may rely on (`docs/api.md`). `None` is unknown. Times are RFC 3339 in UTC.
"""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct


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
    evidence: EvidenceAnswer | None = None  # where an article's own words say or show it


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


class CreditAnswer(Struct, frozen=True):
    """Whose report an article passes on, as far as anything shows."""

    article_id: str
    from_id: str | None  # the article that it goes back to, if it is held
    from_name: str | None  # the agency or outlet that is credited
    reason: str
    detail: str
    evidence: EvidenceAnswer | None


class ShareAnswer(Struct, frozen=True):
    """How many origins are of one kind; their true share lies between the bounds with 95 % confidence."""

    name: str
    origins: int
    share: float
    low: float
    high: float


class OneSidedAnswer(Struct, frozen=True):
    """Only one side reports the story, as far as we see, and that is hardly chance."""

    side: str
    origins: int
    chance: float
    pool: dict[str, int]  # rated outlets that are read here, by side


class SpreadAnswer(Struct, frozen=True):
    """How independent origins spread; each counts once, as what its earliest article is."""

    origins: int
    by_lean: list[ShareAnswer]
    by_country: list[ShareAnswer]
    by_owner: list[ShareAnswer]
    by_language: list[ShareAnswer]
    one_sided: OneSidedAnswer | None
    note: str | None  # why nothing is said of one side only, where no other is seen


class LimitsAnswer(Struct, frozen=True):
    """What we could not see."""

    status: str  # full · degraded
    feeds_polled: int
    feeds_failed: int
    newest_article_at: datetime | None
    notes: list[str]
