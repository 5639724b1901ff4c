"""The record of feeds: how far each has been read, and when it is due."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

import sqlalchemy as sa

from server.articles.ingest_models import FeedHealth, FeedState
from server.store.dialects import upsert
from server.store.rows import feed_values, from_micros, read_feed, to_micros
from server.store.tables import articles, feeds

BY_URL = sa.select(feeds).where(feeds.c.url == sa.bindparam("its_url"))
DUE = (
    sa.select(feeds)
    .where(sa.or_(feeds.c.next_poll_at.is_(None), feeds.c.next_poll_at <= sa.bindparam("now")))
    .order_by(feeds.c.next_poll_at.nulls_first(), feeds.c.url)
    .limit(sa.bindparam("most"))
)
COUNTS = sa.select(
    sa.func.count(feeds.c.polled_at).label("polled"), sa.func.count().filter(feeds.c.failures > 0).label("failed")
)
OUTLETS_READ = (
    sa.select(feeds.c.outlet_key).distinct().where(feeds.c.succeeded_at.is_not(None), feeds.c.outlet_key != "")
)
LAST_ARRIVAL = sa.select(articles.c.first_seen_at).order_by(articles.c.seq.desc()).limit(1)
# Pages that date themselves into the future say nothing about how fresh we are.
NEWEST = sa.select(sa.func.max(articles.c.published_at)).where(articles.c.published_at <= sa.bindparam("arrival"))


def save_feeds(connection: sa.Connection, states: Iterable[FeedState]) -> None:
    """Insert or replace the states of feeds."""
    upsert(connection, feeds, [feed_values(state) for state in states])


def find_feed(connection: sa.Connection, url: str) -> FeedState | None:
    """Return the state of one feed."""
    row = connection.execute(BY_URL, {"its_url": url}).first()
    return None if row is None else read_feed(row)


def load_due(connection: sa.Connection, *, now: datetime, limit: int) -> list[FeedState]:
    """Return the feeds whose time has come, never polled ones first, then the longest overdue."""
    return [read_feed(row) for row in connection.execute(DUE, {"now": to_micros(now), "most": limit})]


def load_urls(connection: sa.Connection) -> set[str]:
    """Return the addresses of all feeds."""
    return set(connection.execute(sa.select(feeds.c.url)).scalars())


def load_outlets_read(connection: sa.Connection) -> set[str]:
    """Return the keys of the outlets of which a feed has been read."""
    return set(connection.execute(OUTLETS_READ).scalars())


def load_health(connection: sa.Connection) -> FeedHealth:
    """Return how many feeds were polled, how many fail, and when the newest article is from."""
    counts = connection.execute(COUNTS).one()
    arrival = connection.execute(LAST_ARRIVAL).scalar()
    if arrival is None:
        return FeedHealth(counts.polled, counts.failed, None)
    newest = connection.execute(NEWEST, {"arrival": arrival}).scalar() or arrival
    return FeedHealth(counts.polled, counts.failed, from_micros(newest))
