"""The shape of a story that is taken away: its coverage as a table; from where, when, and in which version."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct

from server.services.answer_parts import CountsAnswer, EvidenceAnswer, LimitsAnswer, TextAnswer


class ExportRow(Struct, frozen=True):
    """One article of the story. With those that it is not independent of it shares its `origin`."""

    article_id: str
    title: str | None
    authors: list[str]
    url: str | None
    outlet_key: str | None
    outlet: str | None
    country: str | None
    owner_family: str | None
    lean: str | None  # None: not rated
    published_at: datetime | None
    published_precision: str | None
    first_seen_at: datetime | None
    language: str | None
    is_opinion: bool | None
    is_paywalled: bool | None
    probability: float | None
    origin: str
    joined_with: str | None  # article id; None: nothing shows that it is not independent
    join_reason: str | None
    join_detail: str | None
    join_evidence: EvidenceAnswer | None


class ExportAnswer(Struct, frozen=True):
    """A story's coverage as it was when it was asked for."""

    story_id: str
    story_version: int | None
    url: str
    headline: TextAnswer
    lede: TextAnswer | None
    counts: CountsAnswer
    accessed_at: datetime
    articles: list[ExportRow]
    limits: LimitsAnswer
