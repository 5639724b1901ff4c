import contextlib
import json
import logging
import os
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from socket import socket
from threading import Barrier, Event, Lock

import pytest

from server.errors import FetchError, FetchRefused, HostBusy, InvalidURL, TooLarge, UnreadableDocument, UpstreamError
from server.fetching.children import ChildPool
from server.fetching.fetcher import GuardedFetcher
from server.fetching.limits import FetchLimits
from tests.fetching.site import FakeClock, Site, response

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
PATIENT = 60.0  # seconds: a starved machine is no failure
AGENT = "SourceContext/0 (+https://about.example/)"
PAGE = "https://news.example/a"
FEED = "https://news.example/feed"


def build_fetcher(site: Site, pool: ChildPool, *, cache_path: Path | None = None, clock: FakeClock) -> GuardedFetcher:
    return GuardedFetcher(
        user_agent=AGENT,
        pool=pool,
        cache_path=cache_path,
        route=site.route,
        clock=clock,
        now=lambda: NOW,
    )


@pytest.fixture
def fetcher(site: Site, pool: ChildPool, clock: FakeClock) -> GuardedFetcher:
    return build_fetcher(site, pool, clock=clock)


def rss(*paths: str, ETag: str = "", Last_Modified: str = "") -> bytes:  # noqa: N803 - as headers are written
    items = "".join(f"<item><title>T</title><link>{path}</link></item>" for path in paths)
    body = f"<rss version='2.0'><channel>{items}</channel></rss>".encode()
    return response(body, content_type="application/rss+xml", ETag=ETag, Last_Modified=Last_Modified)


def sitemap(*paths: str) -> bytes:
    rows = "".join(
        f"<url><loc>https://news.example{path}</loc><n:news><n:title>T</n:title>"
        f"<n:publication_date>{(NOW - timedelta(hours=hours)).isoformat()}</n:publication_date></n:news></url>"
        for hours, path in enumerate(paths)
    )
    return response(f"<urlset xmlns:n='news'>{rows}</urlset>".encode(), content_type="text/xml")


def index(*urls: str) -> bytes:
    rows = "".join(f"<sitemap><loc>{url}</loc></sitemap>" for url in urls)
    return response(f"<sitemapindex>{rows}</sitemapindex>".encode(), content_type="text/xml", ETag='"index"')


def test_it_fetches_a_page_and_says_where_it_came_from(fetcher: GuardedFetcher, site: Site) -> None:
    site.answers["/a"] = response(status=301, Location="/b#top")
    site.answers["/b"] = response(b"<p>hello", content_type="text/html; charset=utf-8")

    page = fetcher.fetch_page("https://news.example/a")

    assert (page.url, page.body) == ("https://news.example/b", b"<p>hello")
    assert page.content_type == "text/html; charset=utf-8"


def test_the_outlet_does_not_learn_whose_click_it_was(fetcher: GuardedFetcher, site: Site) -> None:
    site.answers["/a?id=7"] = response(b"page")

    page = fetcher.fetch_page("https://news.example/a?fbclid=reader&id=7&utm_source=mail#reader")

    assert page.body == b"page"
    assert not [request for request in site.requests if "reader" in request or "mail" in request]


@pytest.mark.parametrize("answer", [response(b"page"), response(status=500), b"HTTP/1.1 200 OK\r\n: x\r\nBad\r\n\r\n"])
def test_what_is_read_is_not_logged(
    site: Site, pool: ChildPool, tmp_path: Path, caplog: pytest.LogCaptureFixture, answer: bytes
) -> None:
    site.answers["/canary?canary=1"] = answer
    fetcher = GuardedFetcher(user_agent=AGENT, pool=pool, cache_path=tmp_path, route=site.route, min_interval=0.0)

    with caplog.at_level(logging.DEBUG):
        for fetch in (fetcher.fetch_page, fetcher.fetch_page, fetcher.fetch_feed):
            with contextlib.suppress(FetchError, UnreadableDocument):
                fetch("https://news.example/canary?canary=1")

    assert site.requests
    assert "canary" not in caplog.text


def test_pruning_deletes_copies_that_no_page_was_written_after(tmp_path: Path, pool: ChildPool) -> None:
    fetcher = GuardedFetcher(user_agent=AGENT, pool=pool, cache_path=tmp_path)
    old, young, cut_off = (tmp_path / name for name in ("old", "young", ".7-cut-off-by-a-kill"))
    for copy in (old, young, cut_off):
        copy.write_bytes(b"x")
    for copy in (old, cut_off):
        os.utime(copy, (0, 0))

    fetcher.prune()

    assert list(tmp_path.iterdir()) == [young]


@pytest.mark.parametrize("url", ["", "news.example", "ftp://news.example/"])
def test_it_wants_a_web_address(fetcher: GuardedFetcher, url: str) -> None:
    with pytest.raises(InvalidURL):
        fetcher.fetch_page(url)


def test_it_reads_robots_txt_once_and_obeys_it(fetcher: GuardedFetcher, site: Site) -> None:
    site.answers["/robots.txt"] = response(b"User-agent: *\nDisallow: /private", content_type="text/plain")
    site.answers["/a"] = response(b"open")

    fetcher.fetch_page(PAGE)
    with pytest.raises(FetchRefused, match=r"robots\.txt"):
        fetcher.fetch_page("https://news.example/private")

    assert site.paths == ["news.example/robots.txt", "news.example/a"]


def test_it_obeys_the_robots_txt_of_where_a_page_leads(fetcher: GuardedFetcher, site: Site) -> None:
    site.answers["/robots.txt"] = response(b"User-agent: *\nDisallow: /b", content_type="text/plain")
    site.answers["/a"] = response(status=302, Location="/b")
    site.answers["/b"] = response(b"private")

    with pytest.raises(FetchRefused, match=r"robots\.txt"):
        fetcher.fetch_page(PAGE)

    assert "news.example/b" not in site.paths


def test_readers_of_one_page_share_one_fetch(fetcher: GuardedFetcher, site: Site) -> None:
    urls = [PAGE, f"{PAGE}?utm_source=mail", f"{PAGE}#top"] * 4
    all_are_here = Barrier(len(urls))

    def slowly(client: socket) -> None:
        time.sleep(0.2)  # long beside the step from the barrier to the fetch
        client.sendall(response(b"page"))

    def read(url: str) -> bytes:
        all_are_here.wait(PATIENT)
        return fetcher.fetch_page(url).body

    site.answers["/a"] = slowly
    with ThreadPoolExecutor(len(urls)) as readers:
        bodies = set(readers.map(read, urls))

    assert bodies == {b"page"}
    assert len([path for path in site.paths if path.startswith("news.example/a")]) == 1


def test_a_page_that_failed_is_left_alone(fetcher: GuardedFetcher, site: Site, clock: FakeClock) -> None:
    for _ in range(3):
        with pytest.raises(UpstreamError, match="404"):
            fetcher.fetch_page(PAGE)
    assert site.paths.count("news.example/a") == 1

    clock.now += 601
    site.answers["/a"] = response(b"back")
    assert fetcher.fetch_page(PAGE).body == b"back"


def test_a_site_that_asks_for_a_pause_gets_it(fetcher: GuardedFetcher, site: Site, clock: FakeClock) -> None:
    site.answers["/feed"] = response(status=429, Retry_After="300")

    with pytest.raises(UpstreamError, match="429"):
        fetcher.fetch_feed(FEED)
    with pytest.raises(HostBusy):
        fetcher.fetch_feed("https://news.example/other")
    clock.now += 301
    site.answers["/feed"] = rss("/a")

    assert len(fetcher.fetch_feed(FEED).entries) == 1
    assert len(site.requests) == 2


def test_a_copy_survives_a_restart(site: Site, pool: ChildPool, clock: FakeClock, tmp_path: Path) -> None:
    site.answers["/a"] = response(b"page", Cache_Control="max-age=600")

    for _ in range(2):
        fetcher = build_fetcher(site, pool, cache_path=tmp_path / "cache", clock=clock)
        assert fetcher.fetch_page(PAGE).body == b"page"

    assert site.paths.count("news.example/a") == 1


def test_it_reads_a_feed(fetcher: GuardedFetcher, site: Site) -> None:
    site.answers["/feed"] = rss("/a", "javascript:x", ETag='"1"', Last_Modified="Sat, 21 Nov 2026 10:00:00 GMT")

    feed = fetcher.fetch_feed(FEED)

    assert (feed.not_modified, feed.kind, feed.etag) == (False, "rss", '"1"')
    assert feed.last_modified == "Sat, 21 Nov 2026 10:00:00 GMT"
    assert [entry.url for entry in feed.entries] == ["https://news.example/a"]
    assert len(feed.skipped) == 1
    # A feed is there to be polled: nobody need allow it.
    assert site.paths == ["news.example/feed"]


def test_it_asks_for_changes_only(fetcher: GuardedFetcher, site: Site) -> None:
    site.answers["/feed"] = response(status=304)

    feed = fetcher.fetch_feed(FEED, kind="rss", etag='"1"', last_modified="Sat, 21 Nov 2026 10:00:00 GMT")

    assert (feed.not_modified, list(feed.entries), feed.kind) == (True, [], "rss")
    assert (feed.etag, feed.last_modified) == ('"1"', "Sat, 21 Nov 2026 10:00:00 GMT")
    assert 'If-None-Match: "1"' in site.requests[0]
    assert "If-Modified-Since: Sat, 21 Nov 2026 10:00:00 GMT" in site.requests[0]


@pytest.mark.parametrize("etag", ["x" * 501, '"é"', "\x01"])
def test_an_etag_that_cannot_be_sent_back_is_not_kept(fetcher: GuardedFetcher, site: Site, etag: str) -> None:
    site.answers["/feed"] = rss("/a", ETag=etag)

    assert fetcher.fetch_feed(FEED).etag is None
    # Nor is one sent that found its way into the store.
    assert fetcher.fetch_feed(FEED, etag=etag + "\r\nX: y").kind == "rss"
    assert "If-None-Match" not in site.requests[1]


def test_links_are_relative_to_where_the_feed_is(fetcher: GuardedFetcher, site: Site) -> None:
    site.answers["/feed"] = response(status=301, Location="https://www.news.example/rss/all")
    site.answers["/rss/all"] = rss("a")

    assert [entry.url for entry in fetcher.fetch_feed(FEED).entries] == ["https://www.news.example/rss/a"]


def test_it_reads_the_sitemaps_of_an_index(fetcher: GuardedFetcher, site: Site) -> None:
    site.answers["/sitemap.xml"] = index(
        "https://news.example/1.xml", "https://news.example/gone.xml", "https://news.example/2.xml",
        "https://news.example/sitemap.xml", "https://news.example/deeper.xml",
    )  # fmt: skip
    site.answers["/1.xml"] = sitemap("/new", "/both", "/old")
    site.answers["/2.xml"] = sitemap("/also-new", "/both")
    site.answers["/deeper.xml"] = index("https://news.example/1.xml")

    feed = fetcher.fetch_feed("https://news.example/sitemap.xml", etag='"index"')

    paths = [entry.url.removeprefix("https://news.example") for entry in feed.entries]
    assert (feed.kind, sorted(paths), paths[-1]) == ("sitemap_index", ["/also-new", "/both", "/new", "/old"], "/old")
    assert [note.partition(":")[0] for note in feed.skipped] == ["sitemap 2", "sitemap 4"]
    # An index may stay the same while its sitemaps change, so it is never asked for changes only.
    assert feed.etag is None
    assert site.paths.count("news.example/sitemap.xml") == 1


def test_old_news_is_read_where_that_is_asked_for(site: Site, pool: ChildPool) -> None:
    site.answers["/sitemap.xml"] = sitemap("/a")
    later, age = NOW + timedelta(days=40), timedelta(days=50)

    recent = GuardedFetcher(user_agent=AGENT, pool=pool, route=site.route, now=lambda: later)
    patient = GuardedFetcher(user_agent=AGENT, pool=pool, route=site.route, now=lambda: later, sitemap_age=age)

    assert len(recent.fetch_feed("https://news.example/sitemap.xml").entries) == 0
    assert len(patient.fetch_feed("https://news.example/sitemap.xml").entries) == 1


def test_an_index_of_which_nothing_can_be_read_is_a_failure(fetcher: GuardedFetcher, site: Site) -> None:
    site.answers["/sitemap.xml"] = index("https://news.example/gone.xml")

    with pytest.raises(UpstreamError, match="404"):
        fetcher.fetch_feed("https://news.example/sitemap.xml")


def test_a_sitemap_may_be_larger_than_a_feed(site: Site, pool: ChildPool, clock: FakeClock) -> None:
    site.answers["/x"] = site.answers["/news-sitemap.xml"] = sitemap("/a" + "x" * 4_000)
    limits = FetchLimits(feed_bytes=1_000, sitemap_bytes=10_000)
    fetcher = GuardedFetcher(user_agent=AGENT, pool=pool, route=site.route, limits=limits, clock=clock, now=lambda: NOW)

    with pytest.raises(TooLarge):
        fetcher.fetch_feed("https://news.example/x")

    # By what it was the last time, or by its name.
    assert fetcher.fetch_feed("https://news.example/x", kind="sitemap").entries
    assert fetcher.fetch_feed("https://news.example/news-sitemap.xml").entries


@pytest.mark.parametrize(
    "body",
    [
        b"<html>no feed</html>",
        # What would keep a parser busy for minutes.
        b"<rss" + b"".join(b" a%d='x'" % n for n in range(400_000)) + b">&",
        json.dumps({"items": {}}).encode(),
    ],
)
def test_what_is_no_feed_is_named_as_such(fetcher: GuardedFetcher, site: Site, body: bytes) -> None:
    site.answers["/feed"] = response(body, content_type="application/xml")
    site.answers["/good"] = rss("/a")

    with pytest.raises(UnreadableDocument):
        fetcher.fetch_feed(FEED)

    assert len(fetcher.fetch_feed("https://news.example/good").entries) == 1


def test_a_look_up_of_somebody_elses_network_makes_no_connection(site: Site, pool: ChildPool) -> None:
    dialled: list[str] = []

    def resolve(host: str, _port: int) -> list[str]:
        dialled.append(host)
        return ["10.0.0.1"]

    fetcher = GuardedFetcher(user_agent=AGENT, pool=pool, resolve=resolve)

    for url in ("http://127.0.0.1/", "https://inside.org/", "http://news.example/"):
        with pytest.raises(FetchRefused):
            fetcher.fetch_page(url)

    # Only the name that could have been public was looked up.
    assert (dialled, site.requests) == (["inside.org"], [])


@pytest.fixture
def seen_at_once(site: Site) -> list[int]:
    """How many pages were being read, as each of six was begun."""
    lock, being_read, seen = Lock(), [0], list[int]()

    two, three = Barrier(2), Event()

    def slowly(client: socket) -> None:
        with lock:
            being_read[0] += 1
            seen.append(being_read[0])
            if being_read[0] > 2:
                three.set()
        two.wait(PATIENT)  # for the other: one at a time would never get on
        three.wait(0.05)  # for one too many, should there be one
        with lock:
            being_read[0] -= 1  # before the answer: who has it may ask again before this thread gets a turn
        client.sendall(response(b"page"))

    for number in range(6):
        site.answers[f"/{number}"] = slowly
    return seen


def test_a_host_sees_two_requests_at_a_time_at_most(site: Site, pool: ChildPool, seen_at_once: list[int]) -> None:
    fetcher = GuardedFetcher(user_agent=AGENT, pool=pool, route=site.route)

    with ThreadPoolExecutor(6) as readers:
        list(readers.map(fetcher.fetch_page, [f"https://news.example/{number}" for number in range(6)]))

    assert (max(seen_at_once), len(seen_at_once)) == (2, 6)
