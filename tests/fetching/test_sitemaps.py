import gzip
import time
from datetime import UTC, datetime, timedelta

import pytest

from server.articles.models import DateSource, Entry, Precision, Published
from server.errors import UnreadableDocument
from server.fetching.entries import ParsedFeed
from server.fetching.feeds import parse_feed
from server.fetching.sitemaps import MAX_URLS, find_sitemap_kind

URL = "https://news.example/sitemap.xml"
NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
TODAY = "2026-11-21T10:00:00Z"

NAMESPACES = (
    "xmlns='http://www.sitemaps.org/schemas/sitemap/0.9' xmlns:news='http://www.google.com/schemas/sitemap-news/0.9' "
    "xmlns:image='http://www.google.com/schemas/sitemap-image/1.1'"
)


def parse(body: bytes | str) -> ParsedFeed:
    return parse_feed(body if isinstance(body, bytes) else body.encode(), url=URL, now=NOW, allow=("example",))


def sitemap(urls: str, *, head: str = "<?xml version='1.0' encoding='UTF-8'?>") -> str:
    return f"{head}<urlset {NAMESPACES}>{urls}</urlset>"


def url(path: str = "/a", *, title: str = "Title", date: str = TODAY, more: str = "", before: str = "") -> str:
    return (
        f"<url><loc>https://news.example{path}</loc>{before}<news:news><news:publication><news:name>News</news:name>"
        f"<news:language>en</news:language></news:publication><news:publication_date>{date}</news:publication_date>"
        f"<news:title>{title}</news:title>{more}</news:news></url>"
    )


def index(*children: tuple[str, str]) -> str:
    rows = "".join(f"<sitemap><loc>{loc}</loc><lastmod>{date}</lastmod></sitemap>" for loc, date in children)
    return f"<sitemapindex {NAMESPACES}>{rows}</sitemapindex>"


def test_it_reads_a_news_sitemap() -> None:
    feed = parse(sitemap(url(title="A &amp; B")))

    published = Published(datetime(2026, 11, 21, 10, tzinfo=UTC), Precision.SECOND, DateSource.SITEMAP)
    entry = Entry("https://news.example/a", "A & B", published=published, language="en")
    assert feed == ParsedFeed("sitemap", [entry])


@pytest.mark.parametrize(
    ("more", "is_opinion"),
    [
        ("<news:genres>Opinion</news:genres>", True),
        ("<news:genres>Blog, OpEd</news:genres>", True),
        # Other genres; and keywords, which tell what a piece is about, not what it is.
        ("<news:genres>PressRelease</news:genres>", None),
        ("<news:genres>Satire, UserGenerated</news:genres>", None),
        ("<news:keywords>opinion, editorial</news:keywords>", None),
    ],
)
def test_it_hears_that_something_is_opinion(more: str, is_opinion: bool | None) -> None:
    assert parse(sitemap(url(more=more))).entries[0].is_opinion is is_opinion


def test_the_title_of_a_picture_is_not_the_articles() -> None:
    picture = (
        "<image:image><image:loc>https://news.example/x.jpg</image:loc><image:title>Photo</image:title></image:image>"
    )

    (entry,) = parse(sitemap(url(before=picture))).entries

    assert (entry.url, entry.title) == ("https://news.example/a", "Title")


def test_it_keeps_the_last_three_days_newest_first() -> None:
    ages = {"/new": 0, "/old": 80, "/edge": 71, "/middle": 30}
    body = sitemap("".join(url(path, date=(NOW - timedelta(hours=age)).isoformat()) for path, age in ages.items()))

    paths = [entry.url.removeprefix("https://news.example") for entry in parse(body).entries]

    assert paths == ["/new", "/middle", "/edge"]


def test_it_keeps_the_five_hundred_newest() -> None:
    rows = [url(f"/{n}", date=(NOW - timedelta(minutes=(n * 7_919) % 1_000)).isoformat()) for n in range(1_000)]

    entries = parse(sitemap("".join(rows))).entries

    times = [entry.published.at for entry in entries if entry.published]
    assert (len(times), times[0], times[-1]) == (500, NOW, NOW - timedelta(minutes=499))


@pytest.mark.parametrize(
    "row",
    [
        # A plain sitemap says when a page changed, but not what it is called; others say not even that.
        f"<url><loc>https://news.example/a</loc><lastmod>{TODAY}</lastmod></url>",
        url(title=""),
        url().replace("https://news.example/a", "javascript:alert(1)"),
        url().replace("https://news.example/a", "http://127.0.0.1/"),
        url().replace("<loc>https://news.example/a</loc>", ""),
    ],
)
def test_a_row_that_cannot_be_used_is_named(row: str) -> None:
    feed = parse(sitemap(row + url("/b")))

    assert [entry.url for entry in feed.entries] == ["https://news.example/b"]
    assert len(feed.skipped) == 1


@pytest.mark.parametrize(
    "date", ["", "yesterday", "2026-11-31T10:00:00Z", "0001-01-01", "9" * 100, "2027-11-21T10:00:00Z"]
)
def test_a_row_without_a_believable_date_is_not_called_new(date: str) -> None:
    entries = parse(sitemap(url("/b") + url(date=date))).entries

    # What lies ahead may be a mistake in the year: the entry is kept, the date is not.
    assert [entry.published for entry in entries if entry.url.endswith("/a")] in ([], [None])


def test_it_reads_the_children_of_an_index_newest_first() -> None:
    feed = parse(
        index(
            ("https://news.example/1.xml", "2026-11-20"),
            ("https://news.example/2.xml.gz", TODAY),
            # Nothing new in there; who knows; the same again; not to be fetched.
            ("https://news.example/old.xml", "2025-01-01"),
            ("/undated.xml", ""),
            ("https://news.example/1.xml", "2026-11-20"),
            ("http://127.0.0.1/x.xml", TODAY),
            ("file:///etc/passwd", TODAY),
        )
    )

    assert feed.kind == "sitemap_index"
    assert [child.removeprefix("https://news.example") for child in feed.children] == [
        "/2.xml.gz",
        "/1.xml",
        "/undated.xml",
    ]
    assert len(feed.skipped) == 2


def test_it_reads_at_most_ten_children() -> None:
    assert len(parse(index(*((f"https://news.example/{n}.xml", TODAY) for n in range(50)))).children) == 10


def test_it_reads_a_gzipped_sitemap() -> None:
    assert len(parse(gzip.compress(sitemap(url()).encode())).entries) == 1


def test_a_damaged_sitemap_is_read_as_far_as_it_goes() -> None:
    feed = parse(sitemap(url("/a") + url("/b"))[:-40])

    assert [entry.url for entry in feed.entries] == ["https://news.example/a"]
    assert feed.skipped == ["everything after address 1: the sitemap is damaged there"]


def test_it_stops_after_fifty_thousand_addresses() -> None:
    row = "<url><loc>https://news.example/a</loc></url>"
    start = time.process_time()

    feed = parse(gzip.compress(sitemap(row * (MAX_URLS + 10)).encode()))

    assert feed.skipped == ["everything after the first 50,000 addresses: we read no more of one sitemap"]
    assert time.process_time() - start < 20.0


@pytest.mark.parametrize(
    "body",
    [
        b"<urlset",
        b"<urlset><url><loc>",
        b"<sitemapindex><sitemap>",
        sitemap(url(), head="<!DOCTYPE urlset [<!ENTITY a 'x'>]>"),
        sitemap(url(title="&a;"), head="<!DOCTYPE urlset [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>"),
        sitemap(url(), head="<!DOCTYPE urlset SYSTEM 'http://127.0.0.1/x.dtd'>"),
        sitemap("<a>" * 300 + url() + "</a>" * 300),
        b"\x1f\x8b\x08" + b"x" * 100,
        # 60 MB of blanks in 60 KB.
        gzip.compress(b"<urlset>" + b" " * 60_000_000),
    ],
)
def test_it_says_why_it_cannot_read_the_rest(body: bytes | str) -> None:
    with pytest.raises(UnreadableDocument):
        parse(body)


def test_an_empty_sitemap_is_a_sitemap() -> None:
    assert parse(sitemap("")) == ParsedFeed("sitemap")


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"<?xml version='1.0'?><!-- <rss> --><urlset xmlns='x'>", "sitemap"),
        (b"<sm:sitemapindex xmlns:sm='x'>", "sitemap_index"),
        (b"<rss><channel><urlset>", None),
        (b"<urlsets>", None),
        (b"{}", None),
        (b"", None),
    ],
)
def test_it_knows_a_sitemap_by_its_first_element(body: bytes, kind: str | None) -> None:
    assert find_sitemap_kind(body) == kind
