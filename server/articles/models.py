"""What we understand a news page to be, from the feed's two lines to the full text."""

from __future__ import annotations

from collections.abc import Sequence
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


class Genre(StrEnum):
    """What kind of piece a page is, by its own markings; a page without any has none."""

    NEWS = "news"  # marked as reporting, or filed under a section that is not one of the below
    OPINION = "opinion"
    SATIRE = "satire"
    LIVE = "live"  # one address that keeps growing: a live blog, a ticker
    NEWSLETTER = "newsletter"  # several stories in one text
    PRESS_RELEASE = "press_release"
    SPONSORED = "sponsored"


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
class FetchedPage:
    """A page's bytes as they came, with where they finally came from (normalized)."""

    url: str
    body: bytes
    content_type: str


@dataclass(frozen=True, slots=True)
class FetchedFeed:
    """What a poll brought. `entries` is empty when nothing has changed."""

    not_modified: bool
    entries: Sequence[Entry]
    etag: str | None
    last_modified: str | None
    kind: str
    skipped: Sequence[str] = ()  # entries that could not be used, each with its reason


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
    is_opinion: bool | None  # `genre is OPINION`; None when the genre is unknown
    is_paywalled: bool | None
    genre: Genre | None = None


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
    genre: Genre | None = None

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

    @property
    def when(self) -> tuple[datetime, int]:
        """When it was published, else first seen, and its number: the order of a list in time."""
        published = self.article.published
        return (published.at if published else self.first_seen_at, self.seq)


@dataclass(frozen=True, slots=True)
class Evidence:
    """A verbatim span: `text == body[start:end]` of the named article (`field` "title" or "description" otherwise)."""

    article_id: str
    start: int
    end: int
    text: str
    field: str = "body"
