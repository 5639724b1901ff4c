"""What callers may send with each operation: parameters and bodies, with their bounds.

Which operation takes which is said in `server.api.operations`; how they are read from a request, in `reading`.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal

from msgspec import Meta, Struct

from server.reports.models import Kind, Reason, Status
from server.services.exports import Format

Limit = Annotated[int, Meta(ge=1, le=100, description="How many at the most")]
Cursor = Annotated[str, Meta(max_length=500, description="The `next` of the page before")]
Country = Annotated[str, Meta(pattern="^[A-Za-z]{2}$", description="ISO 3166-1 alpha-2 code")]
Side = Literal["left", "center", "right", "not_rated"]
Url = Annotated[str, Meta(min_length=1, max_length=4096, description="An http(s) address")]


class ContextParams(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The address, and what of its context is wanted."""

    url: Url
    as_of: Annotated[date, Meta(description="Leave out ratings and articles after this day")] | None = None
    fields: Annotated[str, Meta(max_length=200, description="Comma-separated sections")] | None = None


class ContextBody(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What the caller knows of the page: an address, a headline, or both. Never stored, never logged."""

    url: Url | None = None
    title: Annotated[str, Meta(min_length=1, max_length=500)] | None = None
    text: Annotated[str, Meta(max_length=60_000)] | None = None
    published_at: Annotated[datetime, Meta(tz=True, description="RFC 3339, with its offset")] | None = None
    language: Annotated[str, Meta(pattern="^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$", description="BCP 47")] | None = None
    as_of: date | None = None
    fields: Annotated[str, Meta(max_length=200)] | None = None


class BatchBody(Struct, frozen=True, forbid_unknown_fields=True):
    """Up to a hundred addresses."""

    urls: Annotated[list[Url], Meta(min_length=1, max_length=100)]


class ResolveParams(Struct, frozen=True, forbid_unknown_fields=True):
    """An address."""

    url: Url


class OutletListParams(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Which outlets."""

    country: Country | None = None
    owner: Annotated[str, Meta(max_length=120, description="Owner or owner family")] | None = None
    lean: Side | None = None
    q: Annotated[str, Meta(max_length=120, description="Part of a name or key")] | None = None
    cursor: Cursor | None = None
    limit: Limit = 50


class StoryListParams(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Which stories."""

    since: Annotated[datetime, Meta(tz=True)] | None = None
    min_outlets: Annotated[int, Meta(ge=1, le=1000)] = 1
    cursor: Cursor | None = None
    limit: Limit = 20


class StoryArticlesParams(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Which of a story's articles."""

    lean: Side | None = None
    country: Annotated[str, Meta(max_length=7, description="ISO code, or `unknown`")] | None = None
    cursor: Cursor | None = None
    limit: Limit = 50


class DigestParams(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Which day."""

    date: Annotated[date, Meta(description="A day, UTC; left out: the newest that has a few stories")] | None = None


class SearchParams(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What to look for."""

    q: Annotated[str, Meta(min_length=1, max_length=200, description="Words; an article must have them all")]
    cursor: Cursor | None = None
    limit: Limit = 20


class ExportParams(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """As what."""

    format: Format = Format.JSON


class DiffParams(Struct, frozen=True, forbid_unknown_fields=True):
    """Which two versions."""

    against: Annotated[int, Meta(ge=1, le=1_000_000_000, description="By default the version before")] | None = None


class About(Struct, frozen=True, forbid_unknown_fields=True):
    """What is wrong: a thing that we show, by its id, or the address of a page that we do not hold."""

    kind: Kind
    id: Annotated[str, Meta(min_length=1, max_length=2048, description="As our answers give it; see the handbook")]


class ReportBody(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What a reader says is wrong. Nothing else is kept: not who sent it, nor at what time of the day."""

    about: About
    reason: Reason
    comment: Annotated[str, Meta(max_length=1000, description="Shown once the operator has accepted it")] | None = None


class ReportListParams(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Which reports."""

    kind: Kind | None = None
    status: Status | None = None
    cursor: Cursor | None = None
    limit: Limit = 50


class NoParams(Struct, frozen=True, forbid_unknown_fields=True):
    """No parameters."""
