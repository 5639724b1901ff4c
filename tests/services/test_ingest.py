"""From feeds to acknowledged articles: what is broken is named and skipped, and nothing stored is lost."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from server.articles.ingest_models import FeedState
from server.articles.models import DateSource, Entry, FetchedFeed, FetchedPage, Page, Precision, Published
from server.errors import FetchRefused, UnreadableDocument, UpstreamError
from server.outlets.models import Feed
from server.outlets.resolver import Resolver
from server.outlets.table import load_tables
from server.services.ingest import IngestService
from server.services.limits import LimitsService
from server.services.outlets import OutletService
from server.services.rereading import AT_ONCE
from server.store.articles import SqlArticleStore
from server.store.engine import open_engine
from server.store.migrating import migrate

ROOT = Path(__file__).parents[2]
NOW = datetime(2026, 10, 6, 12, tzinfo=UTC)
FEED = "https://www.harbour-ledger.example/feed.xml"
SITE = "https://www.harbour-ledger.example"


def entry(path: str, title: str = "A headline") -> Entry:
    return Entry(f"{SITE}{path}", title, published=Published(NOW, Precision.SECOND, DateSource.FEED))


@dataclass
class FakeWeb:
    """Feeds and pages; whatever is an exception is raised."""

    feed: Sequence[Entry] | Exception = ()
    broken: dict[str, Exception] = field(default_factory=dict)
    read: list[str] = field(default_factory=list)

    def fetch_page(self, url: str) -> FetchedPage:
        self.read.append(url)
        if url in self.broken:
            raise self.broken[url]
        return FetchedPage(url, b"", "text/html")

    def fetch_feed(
        self, url: str, *, kind: str = "", etag: str | None = None, last_modified: str | None = None
    ) -> FetchedFeed:
        if isinstance(self.feed, Exception):
            raise self.feed
        return FetchedFeed(etag == '"1"', () if etag == '"1"' else self.feed, '"1"', None, "rss")


class FakeReader:
    """Every page has a headline and a text of its own."""

    def read(self, page: FetchedPage) -> Page:
        return Page(
            url=page.url,
            canonical_url=page.url,
            republished_from=None,
            amp_url=None,
            title=f"Read from {page.url}",
            body="A text.",
            description="",
            authors=(),
            published=None,
            modified_at=None,
            language="en",
            section=None,
            site_name=None,
            is_news=True,
            is_opinion=None,
            is_paywalled=None,
        )


@pytest.fixture
def store(tmp_path: Path) -> SqlArticleStore:
    engine = open_engine(f"sqlite:///{tmp_path / 'store.db'}")
    migrate(engine)
    return SqlArticleStore(engine)


@pytest.fixture(scope="module")
def outlets_of() -> Callable[[SqlArticleStore], OutletService]:
    tables = load_tables((ROOT / "data", ROOT / "data" / "sample"))
    resolver = Resolver(tables)
    return lambda store: OutletService(tables, resolver, LimitsService(store), lean_raters=())


@pytest.fixture
def build(
    store: SqlArticleStore, outlets_of: Callable[[SqlArticleStore], OutletService]
) -> Callable[..., IngestService]:
    def build(
        web: FakeWeb, *, has_room: bool = True, slots: int = 1, now: Callable[[], datetime] = lambda: NOW
    ) -> IngestService:
        return IngestService(
            store,
            web,
            FakeReader(),
            lookup_fetcher=web,
            outlets=outlets_of(store),
            now=now,
            poll_every=timedelta(minutes=15),
            lookup_slots=slots,
            has_room=lambda: has_room,
        )

    return build


def test_a_poll_stores_articles_with_the_feeds_cursor(
    build: Callable[..., IngestService], store: SqlArticleStore
) -> None:
    report = build(FakeWeb([entry("/a"), entry("/b")])).poll(FeedState(FEED, None))

    state = store.find_feed(FEED)
    assert (report.new, report.error, store.count()) == (2, None, 2)
    assert state is not None
    assert (state.etag, state.failures, state.next_poll_at) == ('"1"', 0, NOW + timedelta(minutes=15))


def test_polling_again_reads_no_page_again(build: Callable[..., IngestService], store: SqlArticleStore) -> None:
    web = FakeWeb([entry("/a"), entry("/b?utm_source=rss")])
    ingest = build(web)
    ingest.poll(FeedState(FEED, None))
    web.read.clear()

    report = ingest.poll(FeedState(FEED, None))

    assert (report.new, report.unchanged, web.read, store.count()) == (0, 2, [], 2)


@pytest.mark.parametrize("error", [FetchRefused("robots.txt forbids it"), UnreadableDocument("too deep")])
def test_a_page_that_cannot_be_read_leaves_its_headline(
    build: Callable[..., IngestService], store: SqlArticleStore, error: Exception
) -> None:
    web = FakeWeb([entry("/a", "Bank bursts"), entry("/b")], broken={f"{SITE}/a": error})

    report = build(web).poll(FeedState(FEED, None))

    kept = store.find_by_address(f"{SITE}/a")
    assert (report.new, report.headline_only) == (2, 1)
    assert kept is not None
    assert (kept.article.title, kept.article.body, kept.article.outlet_key) == (
        "Bank bursts",
        "",
        "harbour-ledger.example",
    )


TEN_MINUTES = NOW + timedelta(minutes=10)
DOWN = UpstreamError("the other server answered with status 503", status=503)


def test_a_page_whose_site_was_down_is_read_again_when_its_time_has_come(
    build: Callable[..., IngestService], store: SqlArticleStore
) -> None:
    web = FakeWeb([entry("/a", "Bank bursts"), entry("/b")], broken={f"{SITE}/a": DOWN})
    build(web).poll(FeedState(FEED, None))
    web.broken.clear()
    web.read.clear()

    early = build(web, now=lambda: TEN_MINUTES - timedelta(seconds=1)).poll(FeedState(FEED, None, etag='"1"'))
    late = build(web, now=lambda: TEN_MINUTES).poll(FeedState(FEED, None, etag='"1"'))  # the feed has not changed
    later = build(web, now=lambda: TEN_MINUTES).poll(FeedState(FEED, None))

    held = store.find_by_address(f"{SITE}/a")
    assert held is not None
    assert (held.article.body, held.seq, store.count(), store.last_change()) == ("A text.", 1, 2, 3)
    assert [(report.retried, report.updated) for report in (early, late, later)] == [(0, 0), (1, 1), (0, 0)]
    assert web.read == [f"{SITE}/a"]


def test_a_page_that_stays_unread_is_tried_less_and_less_often_and_then_left_alone(
    build: Callable[..., IngestService], store: SqlArticleStore
) -> None:
    web = FakeWeb([entry("/a")], broken={f"{SITE}/a": DOWN})

    asked_at = []
    for hour in range(60):
        now = NOW + timedelta(hours=hour)
        web.read.clear()
        build(web, now=lambda now=now: now).poll(FeedState(FEED, None, etag='"1"' if hour else None))
        asked_at.extend([hour] * len(web.read))

    assert asked_at == [0, 1, 2, 8, 32]  # after 10 minutes, an hour, six hours, a day; then never
    assert store.count() == 1


@pytest.mark.parametrize(
    "error", [UpstreamError("gone", status=404), FetchRefused("robots.txt"), UnreadableDocument("too deep")]
)
def test_a_page_that_answers_no_is_not_asked_again(build: Callable[..., IngestService], error: Exception) -> None:
    web = FakeWeb([entry("/a")], broken={f"{SITE}/a": error})
    build(web).poll(FeedState(FEED, None))

    report = build(web, now=lambda: NOW + timedelta(days=2)).poll(FeedState(FEED, None))

    assert (report.retried, len(web.read)) == (0, 1)


def test_what_has_gone_by_the_second_time_is_not_asked_a_third_time(build: Callable[..., IngestService]) -> None:
    web = FakeWeb([entry("/a")], broken={f"{SITE}/a": DOWN})
    build(web).poll(FeedState(FEED, None))
    web.broken[f"{SITE}/a"] = UpstreamError("gone", status=410)

    reports = [build(web, now=lambda: NOW + timedelta(days=2)).poll(FeedState(FEED, None)) for _ in range(2)]

    assert [report.retried for report in reports] == [1, 0]


def test_only_some_pages_are_tried_again_at_one_poll(build: Callable[..., IngestService]) -> None:
    entries = [entry(f"/{number}") for number in range(AT_ONCE + 5)]
    web = FakeWeb(entries, broken={one.url: DOWN for one in entries})
    build(web).poll(FeedState(FEED, None))

    reports = [build(web, now=lambda: TEN_MINUTES).poll(FeedState(FEED, None)) for _ in range(2)]

    assert [report.retried for report in reports] == [AT_ONCE, 5]


def test_a_poll_that_is_to_stop_keeps_what_it_has_read_and_stays_due(
    build: Callable[..., IngestService], store: SqlArticleStore
) -> None:
    web = FakeWeb([entry(f"/{number}") for number in range(9)])
    build(web).register([Feed("harbour-ledger.example", FEED, "rss")])

    report = build(web).poll(FeedState(FEED, None), should_stop=lambda: len(web.read) == 3)

    assert (report.new, report.error, store.count(), len(web.read)) == (3, None, 3, 3)
    assert [state.url for state in store.feeds_due(now=NOW, limit=9)] == [FEED]


def test_a_slow_poll_stores_what_it_has_every_few_seconds(
    build: Callable[..., IngestService], store: SqlArticleStore
) -> None:
    web = FakeWeb([entry(f"/{number}") for number in range(9)])
    held_before_each: list[int] = []

    def slowly() -> bool:
        held_before_each.append(store.count())
        return False

    build(web, now=lambda: NOW + timedelta(seconds=2 * len(web.read))).poll(FeedState(FEED, None), should_stop=slowly)

    assert held_before_each == [0, 0, 0, 3, 3, 3, 6, 6, 6]


def test_an_entry_with_a_bad_address_is_named_and_skipped(build: Callable[..., IngestService]) -> None:
    report = build(FakeWeb([Entry("javascript:alert(1)", "Click me"), entry("/b")])).poll(FeedState(FEED, None))

    assert report.new == 1
    assert "Click me" in report.skipped[0]


def test_a_feed_that_fails_is_left_alone_for_longer_each_time(
    build: Callable[..., IngestService], store: SqlArticleStore
) -> None:
    ingest = build(FakeWeb(UpstreamError("the server answered 500", status=500)))

    pauses = []
    for _ in range(3):
        report = ingest.poll(store.find_feed(FEED) or FeedState(FEED, None))
        state = store.find_feed(FEED)
        assert state is not None
        assert report.error == state.error == "the server answered 500"
        pauses.append((state.next_poll_at or NOW) - NOW)

    assert pauses == [timedelta(minutes=minutes) for minutes in (30, 60, 120)]


def test_a_feed_that_asks_for_a_pause_gets_it(build: Callable[..., IngestService], store: SqlArticleStore) -> None:
    build(FakeWeb(UpstreamError("too many requests", status=429, retry_after=7200))).poll(FeedState(FEED, None))

    state = store.find_feed(FEED)
    assert state is not None
    assert state.next_poll_at == NOW + timedelta(hours=2)


def test_polling_waits_while_the_disk_is_nearly_full(
    build: Callable[..., IngestService], store: SqlArticleStore
) -> None:
    report = build(FakeWeb([entry("/a")]), has_room=False).poll(FeedState(FEED, None))

    assert "disk" in (report.error or "")
    assert store.count() == 0


def test_registering_feeds_keeps_what_is_known_of_them(
    build: Callable[..., IngestService], store: SqlArticleStore
) -> None:
    ingest = build(FakeWeb([entry("/a")]))
    ingest.poll(FeedState(FEED, None))

    assert ingest.register([Feed("harbour-ledger.example", FEED, "rss"), Feed("x", "https://x.example/f", "")]) == 1
    state = store.find_feed(FEED)
    assert state is not None
    assert state.etag == '"1"'


def test_a_look_up_waits_for_no_slot(build: Callable[..., IngestService]) -> None:
    with pytest.raises(FetchRefused, match="ask again"):
        build(FakeWeb(), slots=0).look_up(f"{SITE}/a")
