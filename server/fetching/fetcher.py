"""Fetch pages and feeds for the rest of the house: guarded, politely, and never longer than we may take.

The pieces are in the modules beside this one; here is the order in which they are asked. For a page: is somebody
fetching it already, does the cache hold it, does the guard let it through, does robots.txt allow it, is it our turn;
then one request, and all of that again for every redirect. Feeds need neither cache nor robots.txt: they are published
for programs to poll, and their ETag is kept with their articles.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from server.articles.models import Entry, FetchedFeed, FetchedPage
from server.errors import SourceContextError
from server.fetching.cache import PageCache
from server.fetching.children import ChildPool
from server.fetching.client import HttpClient
from server.fetching.entries import ParsedFeed
from server.fetching.feed_items import MAX_ENTRIES
from server.fetching.feeds import parse_feed
from server.fetching.flights import Flights
from server.fetching.guard import Resolve, SampleRoute, Target, system_resolve
from server.fetching.limits import Deadline, FetchLimits
from server.fetching.media_types import FEED_TYPES, PAGE_TYPES
from server.fetching.politeness import Politeness
from server.fetching.robots import Robots
from server.fetching.sitemaps import RECENT
from server.fetching.wire import Answer, Want, Wire
from server.urls.normalization import normalize_url
from server.urls.parsing import parse_url

MAX_VALIDATOR = 500  # characters of an ETag or Last-Modified; a longer one is no use to anybody but its sender
LONG_AGO = datetime.min.replace(tzinfo=UTC)


def utc_now() -> datetime:
    """Return the time."""
    return datetime.now(UTC)


class GuardedFetcher:
    """Fulfils the services' `Fetcher`. Safe to use from several threads."""

    def __init__(
        self,
        *,
        user_agent: str,
        pool: ChildPool,
        cache_path: Path | None = None,
        route: SampleRoute | None = None,
        limits: FetchLimits | None = None,
        min_interval: float = 1.0,
        sitemap_age: timedelta = RECENT,
        politeness: Politeness | None = None,
        resolve: Resolve = system_resolve,
        wire: Wire | None = None,
        clock: Callable[[], float] = time.monotonic,
        now: Callable[[], datetime] = utc_now,
    ) -> None:
        """:param user_agent: who we say that we are, with an address at which a site's owner can read more
        :param cache_path: a folder for copies of pages; none: nothing is kept
        :param sitemap_age: how old an entry of a sitemap may be; the sample newsroom's are of a day long past
        """
        self._limits = limits = limits or FetchLimits()
        self._pool = pool
        self._allow = (route.suffix,) if route else ()
        self._min_interval = min_interval
        self._sitemap_age = sitemap_age
        self._clock = clock
        self._now = now
        self._cache = PageCache(cache_path) if cache_path else None
        self._robots = Robots(user_agent=user_agent, clock=clock)
        self._politeness = politeness or Politeness(clock=clock)
        self._pages: Flights[FetchedPage] = Flights(failure_memory=limits.failure_memory, clock=clock)
        self._client = HttpClient(
            user_agent=user_agent, limits=limits, wire=wire or Wire(limits), route=route, resolve=resolve, now=now
        )

    def fetch_page(self, url: str) -> FetchedPage:
        """Return the page at `url`, or where it leads to.

        :raises InvalidURL: if it is none
        :raises FetchError: one of its kinds, with a message for people
        """
        deadline = Deadline(self._limits.total, clock=self._clock)
        normalized = normalize_url(url)
        # What the outlet gets to see is the page's own address. Tracking parameters would tell it which reader's click
        # we follow, and some of them name one person.
        asked = parse_url(url).scheme + normalized.removeprefix("https")
        return self._pages.share(normalized, partial(self._fetch_page, asked, deadline), timeout=self._limits.total)

    def fetch_feed(
        self, url: str, *, kind: str = "", etag: str | None = None, last_modified: str | None = None
    ) -> FetchedFeed:
        """Return what a feed or sitemap of any kind offers; nothing, if it has not changed since the last time.

        :param kind: what it was the last time; only tells how large it may be
        :raises FetchError: :raises UnreadableDocument:
        """
        whole = Deadline(self._limits.feed_total, clock=self._clock)
        conditions = {"If-None-Match": _usable(etag), "If-Modified-Since": _usable(last_modified)}
        headers = {name: value for name, value in conditions.items() if value}
        answer = self._get_feed(url, whole, kind=kind, headers=headers)
        etag, last_modified = _usable(answer.headers.get("etag")), _usable(answer.headers.get("last-modified"))
        if answer.status == 304:
            return FetchedFeed(
                not_modified=True,
                entries=(),
                etag=etag or headers.get("If-None-Match"),
                last_modified=last_modified or headers.get("If-Modified-Since"),
                kind=kind,
            )
        parsed = self._parse(answer)
        if parsed.kind == "sitemap_index":
            # The children change under an index that does not, so it must be read in full every time.
            parsed, etag, last_modified = self._read_children(parsed, url, whole), None, None
        return FetchedFeed(
            not_modified=False,
            entries=parsed.entries,
            etag=etag,
            last_modified=last_modified,
            kind=parsed.kind,
            skipped=parsed.skipped,
        )

    def prune(self) -> None:
        """Delete the copies of pages that are too old, and the oldest if they are too many."""
        if self._cache:
            self._cache.prune()

    def _fetch_page(self, url: str, deadline: Deadline) -> FetchedPage:
        answer = self._client.get(
            url,
            want=Want(self._limits.page_bytes, PAGE_TYPES),
            deadline=deadline,
            permit=partial(self._page_turn, deadline),
            cache=self._cache,
        )
        return FetchedPage(normalize_url(answer.url), answer.body, answer.headers.get("content-type", ""))

    def _get_feed(self, url: str, whole: Deadline, *, kind: str = "", headers: dict[str, str] | None = None) -> Answer:
        limits = self._limits
        deadline = Deadline(min(limits.total, whole.remaining()), clock=self._clock)
        is_sitemap = kind.startswith("sitemap") or "sitemap" in url.lower()
        return self._client.get(
            url,
            want=Want(limits.sitemap_bytes if is_sitemap else limits.feed_bytes, FEED_TYPES),
            deadline=deadline,
            permit=partial(self._turn, deadline),
            headers=headers,
        )

    def _parse(self, answer: Answer) -> ParsedFeed:
        parse = partial(parse_feed, url=answer.url, now=self._now(), sitemap_age=self._sitemap_age, allow=self._allow)
        return self._pool.run(parse, answer.body)

    def _read_children(self, index: ParsedFeed, url: str, whole: Deadline) -> ParsedFeed:
        """Return the newest entries of all sitemaps in an index.

        :raises SourceContextError: what kept us from reading the last of them, if none could be read
        """
        entries: dict[str, Entry] = {}
        skipped = list(index.skipped)
        failure: SourceContextError | None = None
        for number, child in enumerate((child for child in index.children if child != url), start=1):
            try:
                parsed = self._parse(self._get_feed(child, whole, kind="sitemap"))
            except SourceContextError as error:
                failure = error
                skipped.append(f"sitemap {number}: {error}")
                continue
            entries.update((entry.url, entry) for entry in parsed.entries)
            skipped.extend(parsed.skipped)
            if parsed.children:
                skipped.append(f"sitemap {number}: it is an index within an index, which we do not follow")
        if failure and not entries:
            raise failure
        newest = sorted(entries.values(), key=_published_at, reverse=True)[:MAX_ENTRIES]
        return ParsedFeed(index.kind, newest, skipped)

    @contextmanager
    def _page_turn(self, deadline: Deadline, target: Target) -> Iterator[None]:
        """Wait for the turn of a page: robots.txt has to allow it, and may ask us to go slowly."""
        fetch_rules = partial(self._fetch_rules, deadline)
        delay = self._robots.delay(target.origin, target.path, fetch=fetch_rules)
        with self._turn(deadline, target, delay=delay):
            yield

    @contextmanager
    def _turn(self, deadline: Deadline, target: Target, *, delay: float = 0.0) -> Iterator[None]:
        """Wait for the turn of a request. The sample newsroom is our own machine and need not be spared."""
        interval = 0.0 if target.is_routed else max(self._min_interval, delay)
        with self._politeness.turn(target.host, interval=interval, patience=deadline.remaining()):
            yield

    def _fetch_rules(self, deadline: Deadline, url: str) -> bytes:
        want = Want(self._limits.robots_bytes)
        return self._client.get(url, want=want, deadline=deadline, permit=partial(self._turn, deadline)).body


def _usable(validator: str | None) -> str | None:
    """Return an ETag or Last-Modified that can be stored and sent back as it is, or None."""
    if validator and len(validator) <= MAX_VALIDATOR and validator.isascii() and validator.isprintable():
        return validator
    return None


def _published_at(entry: Entry) -> datetime:
    return entry.published.at if entry.published else LONG_AGO
