"""From feeds, sitemaps and addresses to acknowledged articles.

A poll saves what it found in batches, and the feed's cursor together with the last of them: a poll that is cut off is
simply made again, and storing the same article twice changes nothing. A page that cannot be read leaves its headline
and summary, which are still worth matching; if the reason may pass, it is read again at later polls
(`server.services.rereading`).
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as FutureTimeout
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from threading import BoundedSemaphore

from server.articles.ingest_models import FeedState, Saved, UnreadPage
from server.articles.merge import article_from_entry, article_from_page
from server.articles.models import Article, Entry, FetchedPage, Page, StoredArticle
from server.errors import (
    FetchError,
    FetchRefused,
    FetchTimeout,
    InvalidInput,
    StoreFull,
    StoreUnavailable,
    UnreadableDocument,
    UpstreamError,
)
from server.outlets.models import Feed
from server.services.outlets import OutletService
from server.services.ports import ArticleStore, Clock, Fetcher, PageReader
from server.services.rereading import AT_ONCE, schedule
from server.urls.normalization import normalize_url

log = logging.getLogger(__name__)

BATCH = 50  # articles to a transaction: with synchronous=FULL, 15 times the rate of single ones
BATCH_TIME = timedelta(seconds=5)  # and no later: a site is asked for a page a second, and readers ask for the first
NEVER = datetime(9999, 1, 1, tzinfo=UTC)
# For a page to be fetched and understood while a reader waits. The first one also starts the process that reads it.
LOOKUP_SECONDS = 8.0
MAX_PAUSE = timedelta(hours=24)  # between polls of a feed that keeps failing


@dataclass(slots=True)
class PollReport:
    """What one poll of one feed brought."""

    feed: str
    new: int = 0
    updated: int = 0
    unchanged: int = 0
    headline_only: int = 0
    retried: int = 0  # pages of earlier polls that could not be read then; those that can be now count as updated
    skipped: list[str] = field(default_factory=list)
    error: str | None = None


@dataclass(slots=True)
class _Batch:
    """What is saved together."""

    began_at: datetime
    articles: list[Article] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    unread: list[UnreadPage] = field(default_factory=list)
    settled: list[str] = field(default_factory=list)

    def add(self, article: Article, asked: str) -> None:
        """Take in an article and the address that was asked for."""
        self.articles.append(article)
        self.asked.append(asked)

    def is_full(self, now: datetime) -> bool:
        """Whether it is time to save."""
        return len(self.articles) >= BATCH or now - self.began_at >= BATCH_TIME


class IngestService:
    """Reads the world outside into the store."""

    def __init__(
        self,
        articles: ArticleStore,
        fetcher: Fetcher,
        reader: PageReader,
        *,
        lookup_fetcher: Fetcher | None = None,
        outlets: OutletService,
        now: Clock,
        poll_every: timedelta,
        lookup_slots: int = 0,
        lookup_seconds: float = LOOKUP_SECONDS,
        has_room: Callable[[], bool] = lambda: True,
    ) -> None:
        """:param has_room: whether the disk has room for more; when it has not, polls wait
        :param lookup_fetcher: reads pages while a reader waits, so with a shorter deadline; None: none are read
        :param lookup_slots: look-ups that may wait for a page at the same time
        :param lookup_seconds: how long each of them waits, at most
        """
        self._articles = articles
        self._fetcher = fetcher
        self._reader = reader
        self._outlets = outlets
        self._now = now
        self._poll_every = poll_every
        self._lookup_fetcher = lookup_fetcher
        has_lookups = lookup_fetcher is not None and lookup_slots > 0
        self._lookups = ThreadPoolExecutor(lookup_slots, thread_name_prefix="look-up") if has_lookups else None
        self._slots = BoundedSemaphore(lookup_slots)
        self._lookup_seconds = lookup_seconds
        self._has_room = has_room

    def register(self, feeds: Iterable[Feed]) -> int:
        """Make feeds known that are not yet, due at once; return how many are new."""
        known = self._articles.feed_urls()
        new = [_new_state(feed) for feed in feeds if feed.url not in known]
        self._articles.save_feeds(new)
        return len(new)

    def poll_once(self, feed: Feed) -> PollReport:
        """Read a feed now and never again by itself: the sample newsroom is gone once it is loaded."""
        self._articles.save_feeds([replace(_new_state(feed), next_poll_at=NEVER)])
        report = self.poll(_new_state(feed))
        state = self._articles.find_feed(feed.url)
        if state:
            self._articles.save_feeds([replace(state, next_poll_at=NEVER)])
        return report

    def poll(self, state: FeedState, *, should_stop: Callable[[], bool] = lambda: False) -> PollReport:
        """Read one feed. Whatever goes wrong with it is in the report and in the feed's state, never raised.

        :param should_stop: asked between two pages; what has been read is stored then, and the feed stays due
        """
        report = PollReport(state.url)
        try:
            if not self._has_room():
                raise StoreFull("less than 5 % of the disk is free; polling waits until there is room")
            self._poll(state, report, should_stop)
        except (FetchError, UnreadableDocument, StoreUnavailable) as error:
            report.error = str(error)
            self._note_failure(state, error)
        return report

    def add(self, url: str) -> Saved:
        """Read one page and store it, whoever publishes it.

        :raises InvalidURL: :raises FetchError: :raises UnreadableDocument: :raises StoreUnavailable:
        """
        article = self._read(url, None)
        if not article.title:
            raise UnreadableDocument(f"no headline was found at {article.url}; is it a news article?")
        return self._articles.save([article], now=self._now())[0]

    def look_up(self, url: str) -> StoredArticle:
        """Read and keep one page while a reader waits, if a slot is free.

        A page that takes longer than a reader waits is kept all the same, for whoever asks next.

        :raises FetchError: :raises UnreadableDocument: :raises StoreUnavailable:
        """
        if self._lookups is None or not self._slots.acquire(blocking=False):
            raise FetchRefused("other pages are being read just now; ask again in a few seconds")
        lookup = self._lookups.submit(self._read_for_lookup, url)
        lookup.add_done_callback(lambda _: self._slots.release())
        try:
            return lookup.result(self._lookup_seconds)
        except FutureTimeout as error:
            raise FetchTimeout("it is still being read; ask again in a few seconds") from error

    def check_reader(self) -> None:
        """Read a page of our own making. :raises UnreadableDocument: if pages cannot be read on this machine"""
        self._reader.read(FetchedPage("https://check.example/", b"<title>Check</title>", "text/html"))

    def _read_for_lookup(self, url: str) -> StoredArticle:
        page = self._reader.read((self._lookup_fetcher or self._fetcher).fetch_page(url))
        if not page.is_news or not page.title:
            raise UnreadableDocument("this page does not look like a news article")
        saved = self._articles.save([self._article(page, None)], now=self._now())[0]
        return self._articles.get(saved.article_id)

    def _poll(self, state: FeedState, report: PollReport, should_stop: Callable[[], bool]) -> None:
        now = self._now()
        fetched = self._fetcher.fetch_feed(
            state.url, kind=state.kind, etag=state.etag, last_modified=state.last_modified
        )
        report.skipped.extend(fetched.skipped)
        done = replace(
            state,
            kind=fetched.kind or state.kind,
            etag=fetched.etag,
            last_modified=fetched.last_modified,
            polled_at=now,
            succeeded_at=now,
            next_poll_at=now + self._poll_every,
            failures=0,
            error=None,
        )
        batch = _Batch(now)
        for url, entry in self._unknown(fetched.entries, report):
            if should_stop():
                self._save(batch, report)
                return
            self._take_in(url, entry, state.url, batch, report)
            if batch.is_full(self._now()):
                self._save(batch, report)
                batch = _Batch(self._now())
        self._save(batch, report, feed=done)
        for page in self._articles.unread_due(state.url, now=self._now(), limit=AT_ONCE):
            if should_stop():
                return
            self._read_again(page, report)

    def _unknown(self, entries: Sequence[Entry], report: PollReport) -> list[tuple[str, Entry]]:
        """Return the entries that are not stored yet, each with its normalized address."""
        by_url: dict[str, Entry] = {}
        for entry in entries:
            try:
                by_url.setdefault(normalize_url(entry.url), entry)
            except InvalidInput as error:
                report.skipped.append(f"{entry.title[:60]!r}: {error}")
        known = self._articles.known_addresses(list(by_url))
        fresh = [(url, entry) for url, entry in by_url.items() if url not in known]
        report.unchanged += len(by_url) - len(fresh)
        return fresh

    def _take_in(self, url: str, entry: Entry, feed_url: str, batch: _Batch, report: PollReport) -> None:
        try:
            batch.add(self._read(url, entry), url)
        except (FetchError, UnreadableDocument) as error:
            report.headline_only += 1
            log.info("kept the headline only: %s", error)
            batch.add(article_from_entry(entry, outlet_key=self._outlet_key(url), now=self._now()), url)
            unread = schedule(url, feed_url, error, failures=1, now=self._now())
            batch.unread.extend([unread] if unread else [])

    def _read_again(self, page: UnreadPage, report: PollReport) -> None:
        """Try once more, and save what becomes of it: text and the end of trying, or when to try next."""
        report.retried += 1
        batch = _Batch(self._now(), settled=[page.url])
        try:
            found = self._reader.read(self._fetcher.fetch_page(page.url))
            # An address that now leads elsewhere, to the home page for example, is that of an article no more.
            if found.is_news or found.url == page.url:
                batch.add(self._article(found, None), page.url)
        except (FetchError, UnreadableDocument) as error:
            log.info("still without its text: %s", error)
            unread = schedule(page.url, page.feed_url, error, failures=page.failures + 1, now=self._now())
            if unread:
                batch = _Batch(self._now(), unread=[unread])
        self._save(batch, report)

    def _save(self, batch: _Batch, report: PollReport, *, feed: FeedState | None = None) -> None:
        outcomes = self._articles.save(
            batch.articles,
            now=self._now(),
            feed=feed,
            asked=batch.asked,
            unread=batch.unread,
            settled=batch.settled,
        )
        for saved in outcomes:
            setattr(report, saved.outcome, getattr(report, saved.outcome) + 1)

    def _read(self, url: str, entry: Entry | None) -> Article:
        page = self._reader.read(self._fetcher.fetch_page(url))
        return self._article(page, entry)

    def _article(self, page: Page, entry: Entry | None) -> Article:
        return article_from_page(page, outlet_key=self._outlet_key(page.url), entry=entry, now=self._now())

    def _outlet_key(self, url: str) -> str | None:
        outlet = self._outlets.resolve(url).outlet
        return outlet.key if outlet else None

    def _note_failure(self, state: FeedState, error: Exception) -> None:
        failures = state.failures + 1
        pause = min(self._poll_every * 2 ** min(failures, 10), MAX_PAUSE)
        if isinstance(error, UpstreamError) and error.retry_after:
            pause = max(pause, timedelta(seconds=error.retry_after))
        now = self._now()
        failed = replace(state, polled_at=now, next_poll_at=now + pause, failures=failures, error=str(error)[:300])
        try:
            self._articles.save_feeds([failed])
        except StoreUnavailable:
            log.warning("a feed's failure could not be recorded; it stays due")


def _new_state(feed: Feed) -> FeedState:
    return FeedState(feed.url, feed.outlet_key, feed.kind)
