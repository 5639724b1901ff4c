"""What we understand a news page to be, from the feed's two lines to the full text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Precision(StrEnum):
    """How exactly a published time is known."""

    SECOND = "second"
    MINUTE = "minute"
    DAY = "day"


class DateSource(StrEnum):
    """Who states the published time, most trusted first."""

    JSON_LD = "json_ld"
    META = "meta"
    FEED = "feed"
    SITEMAP = "sitemap"
    TEXT = "text"
    CALLER = "caller"


@dataclass(frozen=True, slots=True)
class Published:
    """When a page says it was published: aware UTC time, with its precision and who states it."""

    at: datetime
    precision: Precision
    source: DateSource


@dataclass(frozen=True, slots=True)
class Entry:
    """One item of a feed or news sitemap, cleaned and bounded; `url` is as given there."""

    url: str
    title: str
    summary: str = ""
    authors: tuple[str, ...] = ()
    published: Published | None = None
    language: str | None = None
    is_opinion: bool | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """What a fetched page says about itself. Unknown is `None`, never a guess."""

    url: str  # normalized address that it was read from
    canonical_url: str  # normalized; the page's own claim where it is believed, else `url`
    republished_from: str | None  # canonical claim that names another outlet's page
    amp_url: str | None
    title: str
    body: str  # paragraphs separated by a blank line, NFC, no control characters
    description: str
    authors: tuple[str, ...]
    published: Published | None
    modified_at: datetime | None
    language: str | None
    section: str | None
    site_name: str | None
    is_news: bool  # false for a section front, a home page, a search page
    is_opinion: bool | None
    is_paywalled: bool | None


@dataclass(frozen=True, slots=True)
class Article:
    """One news page at one address, ready to be stored or compared."""

    id: str  # `article_id(canonical_url)`
    url: str  # normalized address that it was found at
    canonical_url: str
    outlet_key: str | None
    title: str
    body: str = ""
    description: str = ""
    authors: tuple[str, ...] = ()
    published: Published | None = None
    modified_at: datetime | None = None
    language: str | None = None
    section: str | None = None
    is_opinion: bool | None = None
    is_paywalled: bool | None = None
    republished_from: str | None = None

    @property
    def has_text(self) -> bool:
        """Whether we hold more than a headline and a summary."""
        return bool(self.body)


@dataclass(frozen=True, slots=True)
class StoredArticle:
    """An acknowledged article: its number in arrival order and when we first saw it."""

    seq: int
    first_seen_at: datetime
    article: Article


@dataclass(frozen=True, slots=True)
class Evidence:
    """A verbatim span: `text == body[start:end]` of the named article (`field` "title" or "description" otherwise)."""

    article_id: str
    start: int
    end: int
    text: str
    field: str = "body"
