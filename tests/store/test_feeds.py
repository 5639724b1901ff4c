from dataclasses import replace
from datetime import timedelta

from server.articles.ingest_models import FeedHealth, FeedState
from server.articles.models import DateSource, Precision, Published
from tests.store.examples import NOW, article

FEED = FeedState(
    "https://news.example/feed.xml",
    "news.example",
    kind="atom",
    etag='W/"1"',
    last_modified="Sun, 01 Mar 2026 00:00:00 GMT",
    polled_at=NOW,
    succeeded_at=NOW - timedelta(hours=1),
    next_poll_at=NOW + timedelta(minutes=15),
    failures=2,
    error="the page did not answer",
)


def feed(name, **state):
    return FeedState(f"https://{name}.example/feed", f"{name}.example", **state)


def published(moment):
    return Published(moment, Precision.SECOND, DateSource.FEED)


def test_it_gives_back_a_feeds_state_and_replaces_it(article_store):
    article_store.save_feeds([FEED])
    article_store.save_feeds([replace(FEED, etag=None, failures=0, error=None)])

    assert article_store.find_feed(FEED.url) == replace(FEED, etag=None, failures=0, error=None)
    assert article_store.feed_urls() == {FEED.url}
    assert article_store.find_feed("https://news.example/other") is None


def test_it_lists_the_feeds_that_are_due_the_longest_overdue_first(article_store):
    late, later = (feed(name, next_poll_at=NOW - timedelta(hours=age)) for name, age in (("a", 1), ("b", 2)))
    coming = feed("c", next_poll_at=NOW + timedelta(seconds=1))
    never_polled = feed("d")
    article_store.save_feeds([late, later, coming, never_polled])

    assert article_store.feeds_due(now=NOW, limit=9) == [never_polled, later, late]
    assert article_store.feeds_due(now=NOW, limit=1) == [never_polled]


def test_it_counts_what_could_not_be_polled(article_store):
    article_store.save_feeds([FEED, feed("ok", polled_at=NOW), feed("waiting")])

    assert article_store.feed_health() == FeedHealth(polled=2, failed=1, newest_article_at=None)


# A page that dates itself into the future says nothing about how fresh we are.
def test_it_knows_how_old_its_newest_article_is(article_store):
    hours = [(1, -30), (2, -3), (3, 40)]
    batch = [article(number, published=published(NOW + timedelta(hours=hour))) for number, hour in hours]
    article_store.save(batch, now=NOW)

    assert article_store.feed_health().newest_article_at == NOW - timedelta(hours=3)


def test_it_goes_by_arrival_where_no_article_has_a_date(article_store):
    article_store.save([article(1)], now=NOW)

    assert article_store.feed_health().newest_article_at == NOW
