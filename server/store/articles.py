"""The record of articles: what was saved is on disk, and nothing is handed out that is not as it was saved."""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from server.articles.identity import address_hash
from server.articles.ingest_models import FeedHealth, FeedState, Saved, UnreadPage
from server.articles.models import Article, StoredArticle
from server.errors import DamagedRecord, NotFound
from server.store.connections import HeldConnections, rows_in, writing
from server.store.counters import get_counter
from server.store.dialects import VERSION
from server.store.feeds import find_feed, load_due, load_health, load_outlets_read, load_urls, save_feeds
from server.store.hashing import is_intact
from server.store.rows import AnyRow, read_article
from server.store.saving import save_articles
from server.store.tables import addresses, articles, identity, members, stories
from server.store.unread import load_unread_due, save_unread, settle_unread

log = logging.getLogger(__name__)

VALUES: sa.BindParameter[Any] = sa.bindparam("values", expanding=True)
BY_ID = sa.select(articles).where(articles.c.id == sa.bindparam("its_id"))
BY_IDS = sa.select(articles).where(articles.c.id.in_(VALUES))
BY_SEQS = sa.select(articles).where(articles.c.seq.in_(VALUES))
BY_ADDRESS = (
    sa.select(articles)
    .join(addresses, addresses.c.article_id == articles.c.id)
    .where(addresses.c.hash == sa.bindparam("its_hash"))
)
VIEW_KEYS = (
    sa.select(articles.c.id, members.c.story_id, sa.func.coalesce(stories.c.revision, articles.c.change))
    .select_from(addresses)
    .join(articles, articles.c.id == addresses.c.article_id)
    .outerjoin(members, members.c.article_id == articles.c.id)
    .outerjoin(stories, stories.c.id == members.c.story_id)
)
VIEW_KEY = VIEW_KEYS.where(addresses.c.hash == sa.bindparam("its_hash"))
VIEW_KEYS_BETWEEN = (
    VIEW_KEYS.add_columns(addresses.c.hash)
    .where(addresses.c.hash.between(sa.bindparam("first"), sa.bindparam("last")))
    .order_by(addresses.c.hash)
    .limit(sa.bindparam("most"))
)
KNOWN = sa.select(addresses.c.hash).where(addresses.c.hash.in_(VALUES))
# Answered from the index alone: a damaged row cannot misplace itself.
CHANGES = (
    sa.select(articles.c.change, articles.c.seq)
    .where(articles.c.change > sa.bindparam("after"))
    .order_by(articles.c.change)
    .limit(sa.bindparam("most"))
)
NEWEST_OF = (
    sa.select(articles)
    .where(articles.c.outlet_key == sa.bindparam("its_outlet"))
    .order_by(articles.c.seq.desc())
    .limit(sa.bindparam("most"))
)


class SqlArticleStore:
    """Fulfils `server.services.ports.ArticleStore`."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine
        self._held = HeldConnections(engine)

    def store_id(self) -> str:
        """Return what tells this store from every other; a backup keeps it."""
        with self._held.reading() as connection:
            store_id: str = connection.execute(sa.select(identity.c.store_id)).scalar_one()
            return store_id

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
        """Store articles, the feed's cursor and what is to be read again in one transaction; it is on disk then.

        An article may have been known under another id by its address: `Saved.article_id` is the one that counts.

        :param asked: for each article the address that was asked for, if another one may have answered
        :param settled: addresses of unread pages that are not to be read again
        :raises StoreFull: if the disk is full; nothing of the batch is stored
        :raises StoreUnavailable: if the store cannot be written just now
        :raises InvalidInput: if a text cannot be stored
        """
        with writing(self._engine) as connection:
            saved = save_articles(connection, articles, now=now, asked=asked)
            save_unread(connection, unread)
            settle_unread(connection, settled)
            if feed is not None:
                save_feeds(connection, [feed])
        return saved

    def find_by_address(self, normalized_url: str) -> StoredArticle | None:
        """Return the article known under this address. :raises DamagedRecord:"""
        with self._held.reading() as connection:
            row = connection.execute(BY_ADDRESS, {"its_hash": address_hash(normalized_url)}).first()
        return None if row is None else _checked(row)

    def find_view_key(self, normalized_url: str) -> tuple[str, str | None, int] | None:
        """Return (article id, story id, number); the number changes whenever the article or its story does."""
        with self._held.reading() as connection:
            row = connection.execute(VIEW_KEY, {"its_hash": address_hash(normalized_url)}).first()
        return None if row is None else (row[0], row[1], row[2])

    def view_keys_between(
        self, first: bytes, last: bytes, *, limit: int
    ) -> list[tuple[bytes, tuple[str, str | None, int]]]:
        """Return (hash, (article id, story id, number)) of the addresses from the first hash to the last, in order."""
        span = {"first": first, "last": last, "most": limit}
        with self._held.reading() as connection:
            rows = connection.execute(VIEW_KEYS_BETWEEN, span).fetchall()
        return [(row.hash, (row[0], row[1], row[2])) for row in rows]

    def get(self, article_id: str) -> StoredArticle:
        """:raises NotFound: :raises DamagedRecord: if its content hash no longer fits"""
        with self._held.reading() as connection:
            row = connection.execute(BY_ID, {"its_id": article_id}).first()
        if row is None:
            raise NotFound("there is no article with this id")
        return _checked(row)

    def get_many(self, article_ids: Sequence[str]) -> dict[str, StoredArticle]:
        """Return those that exist, by id. Damaged records are left out and logged."""
        with self._held.reading() as connection:
            rows = rows_in(connection, BY_IDS, set(article_ids))
        return {stored.article.id: stored for stored in _intact(rows)}

    def changes_after(self, change: int, *, limit: int) -> list[tuple[int, StoredArticle]]:
        """Return (change number, article) in order of change; empty only if there is nothing left to read.

        Damaged records are left out and logged.
        """
        with self._held.reading() as connection:
            while places := connection.execute(CHANGES, {"after": change, "most": limit}).fetchall():
                rows = rows_in(connection, BY_SEQS, [place.seq for place in places])
                stored = {one.seq: one for one in _intact(rows)}
                found = [(place.change, stored[place.seq]) for place in places if place.seq in stored]
                if found:
                    return found
                change = places[-1].change
        return []

    def newest_of(self, outlet_key: str, *, limit: int) -> list[StoredArticle]:
        """Return the outlet's articles, last arrived first."""
        with self._held.reading() as connection:
            rows = connection.execute(NEWEST_OF, {"its_outlet": outlet_key, "most": limit}).fetchall()
        return _intact(rows)

    def version(self) -> int:
        """Return a number that is another one whenever anything was stored since this thread's last question."""
        with self._held.reading() as connection:
            return int(connection.exec_driver_sql(VERSION[self._engine.dialect.name]).scalar_one())

    def last_change(self) -> int:
        """Return the highest change number given out."""
        with self._held.reading() as connection:
            return get_counter(connection, "change")

    def count(self) -> int:
        """Return the number of articles."""
        with self._held.reading() as connection:
            number: int = connection.execute(sa.select(sa.func.count()).select_from(articles)).scalar_one()
            return number

    def known_addresses(self, normalized_urls: Sequence[str]) -> set[str]:
        """Return those of the addresses that are already stored."""
        url_of = {address_hash(url): url for url in normalized_urls}
        with self._held.reading() as connection:
            return {url_of[row.hash] for row in rows_in(connection, KNOWN, url_of)}

    def unread_due(self, feed_url: str, *, now: datetime, limit: int) -> list[UnreadPage]:
        """Return the feed's unread pages whose time has come, the longest overdue first."""
        with self._held.reading() as connection:
            return load_unread_due(connection, feed_url, now=now, limit=limit)

    def find_feed(self, url: str) -> FeedState | None:
        """Return the state of one feed."""
        with self._held.reading() as connection:
            return find_feed(connection, url)

    def feed_urls(self) -> set[str]:
        """Return the addresses of all feeds."""
        with self._held.reading() as connection:
            return load_urls(connection)

    def feeds_due(self, *, now: datetime, limit: int) -> list[FeedState]:
        """Return the feeds whose time has come, the longest overdue first."""
        with self._held.reading() as connection:
            return load_due(connection, now=now, limit=limit)

    def save_feeds(self, feeds: Sequence[FeedState]) -> None:
        """Insert or update feed states without articles."""
        with writing(self._engine) as connection:
            save_feeds(connection, feeds)

    def outlets_read(self) -> set[str]:
        """Return the keys of the outlets of which a feed has been read. :raises StoreUnavailable:"""
        with self._held.reading() as connection:
            return load_outlets_read(connection)

    def feed_health(self) -> FeedHealth:
        """Return the counts behind `limits`."""
        with self._held.reading() as connection:
            return load_health(connection)


def _checked(row: AnyRow) -> StoredArticle:
    if not is_intact(row):
        log.error("article %s is damaged", row.id)
        raise DamagedRecord("the record of this article is damaged: run `source-context doctor`, then restore a backup")
    return read_article(row)


def _intact(rows: Iterable[AnyRow]) -> list[StoredArticle]:
    """Return the articles of the rows that are as they were written; log the others."""
    good = []
    for row in rows:
        if is_intact(row):
            good.append(read_article(row))
        else:
            log.error("article %s is damaged and left out", row.id)
    return good
