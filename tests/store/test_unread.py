from dataclasses import replace
from datetime import timedelta

import pytest

from server.articles.ingest_models import UnreadPage
from server.errors import InvalidInput
from tests.store.examples import NOW, article

FEED = "https://news.example/feed"
PAGE = UnreadPage("https://news.example/1", FEED, 1, NOW + timedelta(minutes=10))
LATER = PAGE.next_try_at


def due(store, *, feed=FEED, now=LATER, limit=9):
    return store.unread_due(feed, now=now, limit=limit)


def test_it_gives_back_what_is_due_of_one_feed_the_longest_overdue_first(article_store):
    older = UnreadPage("https://news.example/2", FEED, 2, NOW)
    others = replace(PAGE, url="https://other.example/1", feed_url="https://other.example/feed")
    article_store.save([], now=NOW, unread=[PAGE, older, others])

    assert due(article_store) == [older, PAGE]
    assert due(article_store, limit=1) == [older]
    assert due(article_store, now=LATER - timedelta(microseconds=1)) == [older]


def test_a_later_failure_replaces_an_earlier_one(article_store):
    article_store.save([], now=NOW, unread=[PAGE])
    article_store.save([], now=NOW, unread=[replace(PAGE, failures=2)])

    assert due(article_store) == [replace(PAGE, failures=2)]


def test_what_is_settled_is_not_due_any_more(article_store):
    article_store.save([], now=NOW, unread=[PAGE])

    article_store.save([article(1)], now=NOW, settled=[PAGE.url])

    assert due(article_store) == []


def test_what_is_to_be_read_again_is_stored_with_its_headline_or_not_at_all(article_store):
    with pytest.raises(InvalidInput):
        article_store.save([article(1, title="\ud800")], now=NOW, unread=[PAGE])

    assert (article_store.count(), due(article_store)) == (0, [])


# A page that was found by a redirect is known by the address that the feed has, or it would be read at every poll...
def test_an_article_is_known_by_the_address_that_was_asked_for(article_store):
    article_store.save([article(1)], now=NOW, asked=["https://short.example/x"])

    assert article_store.known_addresses(["https://short.example/x"]) == {"https://short.example/x"}


# ...and a headline that was stored under that address becomes the article, not a second one beside it.
def test_text_that_comes_by_a_redirect_joins_its_headline(article_store):
    headline = article(7, url="https://short.example/x", body="")
    article_store.save([headline], now=NOW)

    saved = article_store.save([article(1)], now=NOW, asked=["https://short.example/x"])

    held = article_store.get(headline.id).article
    assert (saved[0].article_id, saved[0].outcome, article_store.count()) == (headline.id, "updated", 1)
    assert (held.url, held.canonical_url, held.body) == (article(1).url, article(1).url, article(1).body)


# The near miss: a page with a canonical address of its own is not replaced by what its old address leads to now.
def test_a_whole_article_is_not_taken_over_by_a_redirect(article_store):
    article_store.save([article(7, url="https://short.example/x", canonical_url="https://news.example/7")], now=NOW)

    article_store.save([article(1)], now=NOW, asked=["https://short.example/x"])

    assert article_store.count() == 2
    assert article_store.find_by_address("https://short.example/x").article.canonical_url == "https://news.example/7"
