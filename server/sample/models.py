"""What an invented outlet, feed, article and story are to the sample newsroom."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cached_property
from typing import Annotated

import msgspec

# Nobody can register a name here (RFC 2606), so an invented page can never pass for a real outlet's.
RESERVED_SUFFIX = ".example"

Aware = Annotated[datetime, msgspec.Meta(tz=True)]


class Kind(StrEnum):
    """What sort of piece an article is."""

    NEWS = "news"
    OPINION = "opinion"
    SATIRE = "satire"
    LIVE = "live"
    NEWSLETTER = "newsletter"


class DateIn(StrEnum):
    """Where a page states when it was published."""

    JSON_LD = "json-ld"
    META = "meta"
    FEED = "feed"  # nowhere on the page: only the outlet's feed knows
    TEXT = "text"  # in words for people, not in mark-up


@dataclass(frozen=True, slots=True)
class SampleOutlet:
    """An invented outlet; `alias_of` is set on rows that are only another address of one."""

    key: str
    name: str = ""
    language: str = "en"
    owner: str = ""
    kind: str = ""
    alias_of: str = ""

    def __post_init__(self) -> None:
        _require_reserved("key", self.key_host)

    @property
    def key_host(self) -> str:
        return self.key.partition("/")[0]

    @property
    def home_path(self) -> str:
        """Where its front page is on its host: `/`, or `/orrin/` for a key with a path prefix."""
        prefix = self.key.partition("/")[2]
        return f"/{prefix}/" if prefix else "/"


@dataclass(frozen=True, slots=True)
class SampleFeed:
    """A feed or news sitemap; `kind` is rss, atom, json or sitemap."""

    key: str
    url: str
    kind: str
    language: str = ""

    def __post_init__(self) -> None:
        _require_reserved("url", self.host)
        if self.kind not in {"rss", "atom", "json", "sitemap"}:
            raise ValueError(f"kind {self.kind!r} is none of rss, atom, json, sitemap")

    @property
    def host(self) -> str:
        return self.url.removeprefix("https://").partition("/")[0]

    @property
    def path(self) -> str:
        """Path and query, as they follow the host."""
        return "/" + self.url.removeprefix("https://").partition("/")[2]


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleArticle:
    """One article as its file states it; the field names are the keys of the file."""

    outlet: str
    host: str
    path: str
    headline: str
    earlier_headline: str = ""
    published: Aware
    modified: Aware | None = None
    authors: tuple[str, ...] = ()
    section: str
    language: str
    kind: Kind
    paywalled: bool = False
    date_in: DateIn = DateIn.JSON_LD
    amp: bool = False
    canonical: str = ""
    dateline: str = ""
    same_story: bool
    description: str
    body: str

    def __post_init__(self) -> None:
        _require_reserved("host", self.host)
        if self.canonical:
            _require_reserved("canonical", self.canonical.removeprefix("https://").partition("/")[0])
        if not (self.path.startswith("/") and self.path.isascii() and self.path.isprintable()):
            raise ValueError(f"path {self.path!r} must be ASCII and start with a slash")
        if self.modified and self.modified <= self.published:
            raise ValueError("modified must be later than published")
        if self.earlier_headline and not self.modified:
            raise ValueError("earlier_headline needs modified: until when was it shown?")

    @property
    def url(self) -> str:
        return f"https://{self.host}{self.path}"

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The whole text, the dateline before its first paragraph, each paragraph on one line."""
        parts = (self.dateline.strip() + " " + self.body.strip()).replace("\r\n", "\n").split("\n\n")
        return tuple(" ".join(part.split()) for part in parts if part.strip())

    def headline_at(self, as_of: datetime | None) -> str:
        """The headline that a visitor saw at that time (`None`: sees today)."""
        return self.earlier_headline if self.earlier_headline and not self.modified_by(as_of) else self.headline

    def modified_by(self, as_of: datetime | None) -> datetime | None:
        """When it was last changed, if that has happened by then."""
        return self.modified if self.modified and (as_of is None or self.modified <= as_of) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleStory:
    """One event and every article about it: the labels that the product is measured against."""

    id: str
    title: str
    hard: str = ""
    official_response: bool = False
    articles: tuple[SampleArticle, ...] = ()


@dataclass(frozen=True)  # without slots: `articles` is kept once computed
class Newsroom:
    """Everything that was published, and by whom."""

    outlets: Mapping[str, SampleOutlet]
    aliases: Mapping[str, str]
    feeds: tuple[SampleFeed, ...]
    stories: tuple[SampleStory, ...]

    @cached_property
    def articles(self) -> tuple[SampleArticle, ...]:
        """All articles, newest first."""
        everything = (article for story in self.stories for article in story.articles)
        return tuple(sorted(everything, key=lambda article: (article.published, article.url), reverse=True))


def _require_reserved(field: str, host: str) -> None:
    if not host.endswith(RESERVED_SUFFIX) or host != host.lower():
        raise ValueError(f"{field}: {host!r} is not a lower-case name under {RESERVED_SUFFIX}")
