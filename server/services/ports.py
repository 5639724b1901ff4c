"""What the use cases need of the world, as small protocols; `server.wiring` hands in who fulfils them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from server.articles.ingest_models import FeedHealth, FeedState, Saved, UnreadPage
from server.articles.models import Article, FetchedFeed, FetchedPage, Page, StoredArticle
from server.reports.models import Kind, Report, Status
from server.stories.models import Member, Story, StoryOp
from server.summaries.models import StorySummary

# (article id, story id, number); the number changes whenever the article or its story does: what a prepared answer
# depends on.
ViewKey = tuple[str, str | None, int]


class ArticleStore(Protocol):
    """The record of articles and feeds. What `save` has returned is on disk."""

    def save(
        self,
        articles: Sequence[Article],
        *,
        now: datetime,
        feed: FeedState | None = None,
        asked: Sequence[str] = (),
        unread: Sequence[UnreadPage] = (),
        settled: Collection[str] = (),
    ) -> list[Saved]:
        """Store all of this in one transaction; storing the same again changes nothing.

        An article that comes again with more or other text is updated in place and gets a new change number.

        :param asked: for each article the address that was asked for, if another one may have answered
        :param unread: pages to be read again
        :param settled: addresses of unread pages that are not to be read again
        :raises StoreFull: if the disk is full; nothing of the batch is stored
        :raises StoreUnavailable: if the store cannot be written just now
        """
        ...

    def find_by_address(self, normalized_url: str) -> StoredArticle | None:
        """Return the article known under this address (as found, canonical, AMP, …)."""
        ...

    def find_view_key(self, normalized_url: str) -> ViewKey | None:
        """Return the view key of an address, in one step."""
        ...

    def view_keys_between(self, first: bytes, last: bytes, *, limit: int) -> list[tuple[bytes, ViewKey]]:
        """Return (hash, view key) of the addresses whose hashes lie between these two, both included, in order."""
        ...

    def get_many(self, article_ids: Sequence[str]) -> dict[str, StoredArticle]:
        """Return those that exist, by id. Damaged records are left out and logged."""
        ...

    def get(self, article_id: str) -> StoredArticle:
        """:raises NotFound: :raises DamagedRecord: if its content hash no longer fits"""
        ...

    def changes_after(self, change: int, *, limit: int) -> list[tuple[int, StoredArticle]]:
        """Return (change number, article) in order of change, for what derives from the store to catch up."""
        ...

    def newest_of(self, outlet_key: str, *, limit: int) -> list[StoredArticle]:
        """Return the outlet's articles, last arrived first."""
        ...

    def version(self) -> int:
        """Return a number that is another one whenever anything was stored since this thread's last question."""
        ...

    def last_change(self) -> int: ...
    def count(self) -> int: ...
    def known_addresses(self, normalized_urls: Sequence[str]) -> set[str]:
        """Return those of the addresses that are already stored."""
        ...

    def unread_due(self, feed_url: str, *, now: datetime, limit: int) -> list[UnreadPage]:
        """Return the feed's unread pages whose time has come, the longest overdue first."""
        ...

    def find_feed(self, url: str) -> FeedState | None: ...
    def feed_urls(self) -> set[str]: ...
    def feeds_due(self, *, now: datetime, limit: int) -> list[FeedState]: ...
    def save_feeds(self, feeds: Sequence[FeedState]) -> None:
        """Insert or update feed states without articles (a failed poll, a first registration)."""
        ...

    def outlets_read(self) -> set[str]:
        """Return the keys of the outlets of which a feed has been read."""
        ...

    def feed_health(self) -> FeedHealth: ...


class StoryStore(Protocol):
    """Stories, their members and the append-only log of what happened to them."""

    def grouped_position(self) -> int:
        """The highest change number that grouping has read."""
        ...

    def apply(self, ops: Sequence[StoryOp], *, position: int, now: datetime) -> list[str]:
        """Record operations, carry them out and move the position, all in one transaction; return touched story ids."""
        ...

    def story_of(self, article_ids: Sequence[str]) -> dict[str, str]:
        """Return the story id of each article that has one."""
        ...

    def get(self, story_id: str) -> Story:
        """Follow aliases of merged stories. :raises NotFound:"""
        ...

    def members_of(self, story_ids: Sequence[str]) -> dict[str, tuple[Member, ...]]:
        """Return the members of each story that has some, in order of arrival; the damaged ones are left out."""
        ...

    def find_for_article(self, article_id: str) -> Story | None: ...
    def revision_of(self, article_id: str) -> tuple[str, int] | None:
        """Return (story id, revision) of the article's story: what a cached answer depends on."""
        ...

    def save_summary(self, story_id: str, summary: StorySummary) -> None: ...
    def to_prepare(self, *, limit: int) -> list[str]:
        """Return the ids of stories that were touched since their summary was made."""
        ...

    def page(
        self, *, since: datetime | None, min_outlets: int, before: tuple[str, str] | None, limit: int
    ) -> list[Story]:
        """Return stories newest first, after the (newest_published_at ISO, id) pair of the last one shown."""
        ...

    def ops(self, story_id: str) -> list[tuple[datetime, StoryOp]]: ...


class Days(Protocol):
    """What was reported when."""

    def reported_between(self, first: datetime, end: datetime, *, min_outlets: int, limit: int) -> dict[str, list[str]]:
        """Return the article ids of each story that so many outlets reported then, the most reported story first.

        :param end: the first moment that no longer counts
        """
        ...


class PreparedStore(Protocol):
    """What was made of articles and stories ahead of being asked for. All of it can be made again."""

    def load(self, kind: str, stamps: Mapping[str, bytes]) -> dict[str, bytes]:
        """Return what is there with the stamp that is asked for, by id."""
        ...

    def save(self, kind: str, rows: Iterable[tuple[str, bytes, bytes]]) -> None:
        """Insert or replace (id, stamp, data)."""
        ...


class ReportStore(Protocol):
    """The record of what readers say is wrong. What was taken is on disk."""

    def add(self, report: Report, *, most_a_day: int, folds: bool) -> Report | None:
        """Store a report; return it, or the same one of that day if it folds, or None if the day is full.

        :raises StoreFull: :raises StoreUnavailable:
        """
        ...

    def replace(self, report: Report) -> None:
        """Store a report that is there already as it is now. :raises NotFound:"""
        ...

    def get(self, report_id: str) -> Report:
        """:raises NotFound: :raises DamagedRecord:"""
        ...

    def page(
        self, *, kind: Kind | None, status: Status | None, before: tuple[str, str] | None, limit: int
    ) -> tuple[list[Report], tuple[str, str] | None]:
        """Return reports, the newest day first, and the (day, id) that the next page comes after, if there is one."""
        ...


class Fetcher(Protocol):
    """The one door to the network."""

    def fetch_page(self, url: str) -> FetchedPage:
        """:raises FetchError: one of its kinds, with a message for people"""
        ...

    def fetch_feed(
        self, url: str, *, kind: str = "", etag: str | None = None, last_modified: str | None = None
    ) -> FetchedFeed:
        """:raises FetchError: :raises UnreadableDocument:"""
        ...


class PageReader(Protocol):
    """Turns a page's bytes into a `Page`, inside a process that can be killed."""

    def read(self, page: FetchedPage) -> Page:
        """:raises UnreadableDocument: if the page cannot be parsed within time and memory"""
        ...


class Clock(Protocol):
    """Now, as aware UTC time."""

    def __call__(self) -> datetime: ...
