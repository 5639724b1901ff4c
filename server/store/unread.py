"""The record of unread pages: which are to be read again with which feed, and when."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime

import sqlalchemy as sa

from server.articles.ingest_models import UnreadPage
from server.store.dialects import upsert
from server.store.rows import from_micros, to_micros
from server.store.tables import unread_pages

DUE = (
    sa.select(unread_pages)
    .where(unread_pages.c.feed_url == sa.bindparam("its_feed"), unread_pages.c.next_try_at <= sa.bindparam("now"))
    .order_by(unread_pages.c.next_try_at, unread_pages.c.url)
    .limit(sa.bindparam("most"))
)
DELETE = sa.delete(unread_pages).where(unread_pages.c.url == sa.bindparam("its_url"))


def save_unread(connection: sa.Connection, pages: Iterable[UnreadPage]) -> None:
    """Insert or replace unread pages."""
    rows = [
        {
            "url": page.url,
            "feed_url": page.feed_url,
            "failures": page.failures,
            "next_try_at": to_micros(page.next_try_at),
        }
        for page in pages
    ]
    upsert(connection, unread_pages, rows)


def settle_unread(connection: sa.Connection, urls: Collection[str]) -> None:
    """Forget pages that are not to be read again."""
    if urls:
        connection.execute(DELETE, [{"its_url": url} for url in urls])


def load_unread_due(connection: sa.Connection, feed_url: str, *, now: datetime, limit: int) -> list[UnreadPage]:
    """Return the feed's pages whose time has come, the longest overdue first."""
    rows = connection.execute(DUE, {"its_feed": feed_url, "now": to_micros(now), "most": limit})
    return [UnreadPage(row.url, row.feed_url, row.failures, from_micros(row.next_try_at)) for row in rows]
