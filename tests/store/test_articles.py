from dataclasses import replace
from datetime import timedelta

import pytest
import sqlalchemy as sa

from server.articles.identity import address_hash
from server.articles.ingest_models import FeedState, Saved
from server.errors import InvalidInput, NotFound
from server.store.tables import addresses, articles, revisions
from tests.store.examples import NOW, article, full_article

LATER = NOW + timedelta(hours=1)


def test_it_gives_back_every_field_as_it_was_saved(article_store):
    saved = article_store.save([full_article()], now=NOW)

    stored = article_store.get(full_article().id)
    assert saved == [Saved(full_article().id, 1, "new")]
    assert stored.article == full_article()
    assert (stored.seq, stored.first_seen_at) == (1, NOW)


def test_it_finds_an_article_by_each_of_its_addresses(article_store):
    seen = article(1, url="https://news.example/amp/1", canonical_url="https://news.example/1")
    article_store.save([seen], now=NOW)

    found = [article_store.find_by_address(url) for url in (seen.url, seen.canonical_url)]

    assert [stored.article for stored in found] == [seen, seen]
    # Near miss: paths are case-sensitive.
    assert article_store.find_by_address("https://news.example/AMP/1") is None


def test_it_writes_nothing_when_an_article_comes_again_unchanged(article_store):
    article_store.save([full_article()], now=NOW)

    again = article_store.save([full_article()], now=LATER)

    assert again[0].outcome == "unchanged"
    assert article_store.last_change() == 1


def test_it_keeps_the_text_when_only_the_headline_comes_again(article_store):
    article_store.save([full_article()], now=NOW)

    again = article_store.save([article(1, body="", title="Sharper headline")], now=LATER)

    held = article_store.get(full_article().id)
    assert again[0].outcome == "updated"
    assert held.article == replace(full_article(), title="Sharper headline")
    assert (held.seq, held.first_seen_at) == (1, NOW)


def test_it_keeps_what_an_article_said_before(article_store, engine):
    article_store.save([article(1, body="First text.")], now=NOW)
    article_store.save([article(1, body="Second text.")], now=LATER)
    article_store.save([article(1, body="Second text.", language="en")], now=LATER)  # no word has changed

    with engine.connect() as connection:
        kept = connection.execute(sa.select(revisions.c.change, revisions.c.title, revisions.c.body)).fetchall()
    assert kept == [(1, "Headline 1", "First text.")]


def test_it_holds_one_article_for_one_canonical_address(article_store):
    paths = ["https://news.example/1?view=full", "https://m.news.example/1", "https://news.example/1"]
    sightings = [article(1, url=url, canonical_url="https://news.example/1") for url in paths]

    saved = article_store.save(sightings, now=NOW)

    assert [one.outcome for one in saved] == ["new", "unchanged", "unchanged"]
    assert article_store.count() == 1
    assert article_store.known_addresses([*paths, "https://news.example/2"]) == set(paths)


# A feed knows only the address in the feed; the page then names its canonical one. That is one article, not two.
def test_it_recognises_an_article_that_learns_its_canonical_address(article_store):
    from_feed = article(1, url="https://news.example/feed?item=1", body="")
    from_page = article(1, url=from_feed.url, canonical_url="https://news.example/1")

    first, second = article_store.save([from_feed], now=NOW) + article_store.save([from_page], now=LATER)

    held = article_store.get(first.article_id).article
    assert (second.article_id, second.outcome) == (first.article_id, "updated")
    assert (held.canonical_url, held.body) == (from_page.canonical_url, from_page.body)
    assert article_store.find_by_address(from_page.canonical_url).article == held


# Near miss: one address that shows another article every day. The first keeps the address, none is overwritten.
def test_it_does_not_mistake_a_rolling_address_for_one_article(article_store):
    live = "https://news.example/live"
    monday, tuesday = (article(day, url=live, canonical_url=f"https://news.example/{day}") for day in (1, 2))

    saved = article_store.save([monday], now=NOW) + article_store.save([tuesday], now=LATER)

    assert [one.outcome for one in saved] == ["new", "new"]
    assert article_store.find_by_address(live).article == monday
    assert article_store.get(tuesday.id).article == tuesday


def test_it_takes_a_batch_of_any_size(article_store):
    batch = [article(number) for number in range(1201)]

    saved = article_store.save(batch, now=NOW)

    assert [one.seq for one in saved] == list(range(1, 1202))
    assert len(article_store.get_many([one.id for one in batch])) == 1201


def test_it_lists_changes_in_order_each_article_once(article_store):
    article_store.save([article(number) for number in (1, 2, 3)], now=NOW)
    article_store.save([article(1, body="New text.")], now=LATER)

    changes = article_store.changes_after(0, limit=10)

    assert [(change, stored.seq) for change, stored in changes] == [(2, 2), (3, 3), (4, 1)]
    assert article_store.changes_after(2, limit=1) == changes[1:2]
    assert article_store.changes_after(article_store.last_change(), limit=10) == []


def test_it_commits_the_feed_with_its_articles_or_not_at_all(article_store):
    feed = FeedState("https://news.example/feed", "news.example", etag='"7"')
    unstorable = article(2, title="\ud800")

    with pytest.raises(InvalidInput, match="cannot be stored"):
        article_store.save([article(1), unstorable], now=NOW, feed=feed)
    assert (article_store.count(), article_store.find_feed(feed.url)) == (0, None)

    article_store.save([article(1)], now=NOW, feed=feed)
    assert (article_store.count(), article_store.find_feed(feed.url)) == (1, feed)


def test_it_never_gives_a_number_twice(article_store, engine):
    article_store.save([article(1), article(2)], now=NOW)
    with engine.begin() as connection:
        connection.execute(sa.delete(addresses))
        connection.execute(sa.delete(articles).where(articles.c.seq == 2))

    saved = article_store.save([article(3)], now=NOW)

    assert (saved[0].seq, article_store.last_change()) == (3, 3)


def test_it_changes_the_view_key_with_the_article(article_store):
    article_store.save([article(1)], now=NOW)
    before = article_store.find_view_key(article(1).url)

    article_store.save([article(1, title="Changed")], now=LATER)

    after = article_store.find_view_key(article(1).url)
    assert before == (article(1).id, None, 1)
    assert after == (article(1).id, None, 2)
    assert article_store.find_view_key("https://news.example/unknown") is None


def test_it_lists_the_view_keys_of_a_span_of_hashes(article_store):
    moved = article(2, canonical_url="https://news.example/canonical")
    article_store.save([article(1), moved], now=NOW)
    hashes = sorted(address_hash(url) for url in (article(1).url, moved.url, moved.canonical_url))

    def found(first, last, limit=10):
        return article_store.view_keys_between(first, last, limit=limit)

    every = found(bytes(32), b"\xff" * 32)
    assert [address for address, _ in every] == hashes  # each address, also where two are of one article
    assert dict(every)[address_hash(moved.url)] == article_store.find_view_key(moved.canonical_url)
    # Both ends belong to the span; what lies beside it does not.
    assert found(hashes[1], hashes[1]) == every[1:2]
    assert found(hashes[1], hashes[2]) == every[1:]
    assert found(bytes(32), b"\xff" * 32, limit=2) == every[:2]


def test_it_lists_an_outlets_newest_articles(article_store):
    batch = [article(1), article(2), article(3, outlet_key="other.example"), article(4)]
    article_store.save(batch, now=NOW)

    newest = article_store.newest_of("news.example", limit=2)

    assert [stored.article for stored in newest] == [batch[3], batch[1]]


@pytest.mark.parametrize("unknown", ["", "0" * 20, "' OR 1=1 --", "💥" * 1000])
def test_it_says_that_it_does_not_know_an_id(article_store, unknown):
    article_store.save([article(1)], now=NOW)

    assert article_store.get_many([unknown]) == {}
    with pytest.raises(NotFound):
        article_store.get(unknown)


def test_it_has_an_identity_that_no_other_store_has(article_store):
    assert len(article_store.store_id()) == 32
    assert article_store.store_id() == article_store.store_id()


def test_its_version_changes_when_another_connection_stores_something(article_store, engine):
    before = article_store.version()
    at_rest = article_store.version()
    article_store.save([article(1)], now=NOW)

    assert at_rest == before
    assert article_store.version() != before
