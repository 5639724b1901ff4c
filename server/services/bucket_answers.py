"""The shapes of the private look-up: everything held under a prefix, each part once, referred to by its place.

How an answer of `ContextAnswer` is put together again from them is written in `docs/api.md`.
"""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct

from server.services.answer_parts import CountsAnswer, CreditAnswer, LimitsAnswer, OriginAnswer, OutletRef, SpreadAnswer
from server.services.comparison_answers import CitedOutletAnswer, ComparisonAnswer
from server.services.story_answers import StoryRef


class BucketsAnswer(Struct, frozen=True):
    """How to ask: so many bits of this hash."""

    bits: int  # 0: the index is too small to hide anything in; ask for `all`
    algorithm: str
    articles: int  # held altogether
    articles_per_bucket: float  # on average
    limits: LimitsAnswer


class MatchRow(Struct, frozen=True, array_like=True):
    """A match as `[record, probability, origin]`."""

    record: int
    probability: float | None
    origin: int


class RecordAnswer(Struct, frozen=True, omit_defaults=True, kw_only=True):
    """An `ArticleAnswer` and the place of its outlet; a field that is absent has the value given here."""

    id: str | None
    url: str | None
    outlet: int | None = None
    canonical_url: str | None = None  # absent: the same as `url`
    title: str | None = None
    authors: list[str] = []
    published_at: datetime | None = None
    published_precision: str | None = None
    published_source: str | None = None
    language: str | None = None
    genre: str | None = None
    is_opinion: bool | None = None
    is_paywalled: bool | None = None
    has_text: bool = True
    republished_from: str | None = None
    first_seen_at: datetime | None = None


class BucketArticle(Struct, frozen=True):
    """One article of the bucket, with its coverage as places in the lists beside it."""

    hashes: list[str]  # of its addresses, those that begin with the prefix: 64 hex digits each
    record: int
    story: int | None
    story_reason: str | None
    matches: list[MatchRow]  # best first
    counts: CountsAnswer
    origins: list[int]
    credits: list[CreditAnswer]
    spread: SpreadAnswer
    comparison: ComparisonAnswer | None
    cited_outlets: list[CitedOutletAnswer]
    notes: list[str]  # what could not be seen of this article; they come before those of `limits`


class BucketAnswer(Struct, frozen=True):
    """Everything that is held under a prefix."""

    prefix: str
    bits: int
    articles: list[BucketArticle]
    records: list[RecordAnswer]
    outlets: list[OutletRef]
    stories: list[StoryRef]
    origins: list[OriginAnswer]
    limits: LimitsAnswer
    padding: str  # without meaning: makes the body as long as many others
