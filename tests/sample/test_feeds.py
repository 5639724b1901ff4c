"""That each kind of feed can be read by the readers that the world uses."""

from __future__ import annotations

import io
import json
from datetime import UTC, datetime
from pathlib import Path

import fastfeedparser
import feedparser
import pytest
from lxml import etree

from server.sample.content import load_newsroom
from server.sample.feeds import NEWS, SITEMAP, list_entries, render_feed
from server.sample.sites import Sites

REAL = Path(__file__).parents[2] / "data" / "sample"
NAMES = {"s": SITEMAP, "n": NEWS}


def feed_of(sites, key):
    return next(feed for feed in sites.newsroom.feeds if feed.key == key)


def body_of(sites, key, as_of=None):
    return render_feed(list_entries(sites, feed_of(sites, key), as_of=as_of))


def test_it_writes_rss_that_readers_understand(sites):
    body = body_of(sites, "ledger.example")

    tolerant = feedparser.parse(io.BytesIO(body))
    strict = fastfeedparser.parse(body)
    assert not tolerant.bozo
    assert [entry.title for entry in tolerant.entries] == [entry.title for entry in strict.entries]
    assert [entry.link for entry in tolerant.entries] == [
        "https://www.ledger.example/article?id=7",
        "https://www.ledger.example/2026/10/05/flood",
    ]
    assert tolerant.entries[0].published_parsed[:5] == (2026, 10, 7, 7, 0)
    assert tolerant.entries[1].authors[0].name == "Ines Carrow"


def test_it_writes_atom_that_readers_understand(sites):
    feed = feedparser.parse(io.BytesIO(body_of(sites, "lecluse.example")))

    assert not feed.bozo
    assert feed.version == "atom10"
    assert feed.entries[0].title == "La crue d'Orrin"
    assert feed.entries[0].published == "2026-10-05T14:00:00+00:00"


def test_it_writes_a_json_feed(sites):
    feed = json.loads(body_of(sites, "rift-national.example"))

    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["items"][0]["date_published"] == "2026-10-05T08:40:00+00:00"


def test_it_splits_a_sitemap_index_by_day(sites):
    index = etree.fromstring(body_of(sites, "rundfunk-nordmark.example"))

    assert index.xpath("//s:loc/text()", namespaces=NAMES) == [
        "https://rundfunk-nordmark.example/sitemap/news-2026-10-06.xml",
        "https://rundfunk-nordmark.example/sitemap/news-2026-10-05.xml",
    ]
    day = list_entries(sites, feed_of(sites, "rundfunk-nordmark.example"), as_of=None).of_day("2026-10-05")
    news = etree.fromstring(render_feed(day))
    assert news.xpath("//n:title/text()", namespaces=NAMES) == ["Hochwasser in Orrin"]
    assert news.xpath("//n:publication_date/text()", namespaces=NAMES) == ["2026-10-05T10:00:00+00:00"]


def test_it_tags_the_links_of_a_site_that_counts_visits(sites):
    feed = feedparser.parse(io.BytesIO(body_of(sites, "daily-flare.example")))

    assert feed.entries[1].link == "https://www.daily-flare.example/news/1/torrent?utm_source=feed&utm_medium=rss"


def test_it_lists_only_what_an_outlet_on_a_shared_host_wrote(sites):
    feed = feedparser.parse(io.BytesIO(body_of(sites, "town.example/orrin")))

    assert [entry.title for entry in feed.entries] == ["Where to get help"]


def test_it_knows_no_future(sites):
    early = datetime(2026, 10, 5, 12, 0, tzinfo=UTC)

    feed = feedparser.parse(io.BytesIO(body_of(sites, "ledger.example", as_of=early)))

    # Published by then, and under the headline that it had then.
    assert [entry.title for entry in feed.entries] == ["Fourteen missing in Orrin"]


@pytest.mark.parametrize("key", ["ledger.example", "lecluse.example", "rift-national.example"])
def test_a_feed_with_nothing_in_it_yet_is_still_a_feed(sites, key):
    before = datetime(2026, 10, 1, tzinfo=UTC)

    feed = feedparser.parse(io.BytesIO(body_of(sites, key, as_of=before)))

    assert feed.entries == []


def test_every_shipped_feed_lists_every_article_of_its_outlet():
    sites = Sites(load_newsroom(REAL))
    listed = 0

    for feed in sites.newsroom.feeds:
        listing = list_entries(sites, feed, as_of=None)
        body = render_feed(listing)
        days = {entry.published.date().isoformat() for entry in listing.entries}
        parts = [render_feed(listing.of_day(day)) for day in days] if b"<sitemapindex" in body else [body]
        listed += sum(entry.path.replace("&", "&amp;").encode() in part for part in parts for entry in listing.entries)

    assert listed == len(sites.newsroom.articles)
