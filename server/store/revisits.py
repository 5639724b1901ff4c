"""The record of revisits: which articles' pages are to be looked at again, and when."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from server.articles.ingest_models import Revisit
from server.articles.models import Precision
from server.store.connections import HeldConnections, writing
from server.store.counters import get_counter, set_counter
from server.store.dialects import insert_missing, upsert
from server.store.rows import AnyRow, Values, from_micros, to_micros
from server.store.tables import articles, revisits

STEP = 2000  # articles enrolled in one transaction

ARTICLE = (
    articles.c.id,
    articles.c.url,
    articles.c.published_at,
    articles.c.published_precision,
    articles.c.first_seen_at,
)
ARRIVED: sa.Select[Any] = (
    sa.select(*ARTICLE, articles.c.change)
    .where(articles.c.change > sa.bindparam("after"))
    .order_by(articles.c.change)
    .limit(STEP)
)
DUE: sa.Select[Any] = (
    sa.select(*ARTICLE)
    .join(revisits, revisits.c.article_id == articles.c.id)
    .where(revisits.c.due_at <= sa.bindparam("now"))
    .order_by(revisits.c.due_at)
    .limit(sa.bindparam("most"))
)
DUE_AT = sa.select(revisits.c.due_at).where(revisits.c.article_id == sa.bindparam("article"))
DROP = sa.delete(revisits).where(revisits.c.article_id == sa.bindparam("article"))

Plan = Callable[[datetime], datetime | None]  # from when an article is counted to when its page is looked at next


class SqlRevisitStore:
    """Fulfils `server.services.history_ports.RevisitStore`."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine
        self._held = HeldConnections(engine)

    def enrol(self, plan: Plan) -> int:
        """Plan the first revisit of articles that have come or changed since the last time; return how many were read.

        What is planned already stays as it is.
        """
        with self._held.reading() as connection:
            if get_counter(connection, "change") <= get_counter(connection, "enrolled"):
                return 0  # mostly: no writer has to wait for us then
        with writing(self._engine) as connection:
            rows = connection.execute(ARRIVED, {"after": get_counter(connection, "enrolled")}).fetchall()
            if not rows:
                return 0
            planned = [(row.id, plan(_counted_from(row))) for row in rows]
            insert_missing(connection, revisits, [_values(article_id, at) for article_id, at in planned if at])
            set_counter(connection, "enrolled", rows[-1].change)
        return len(rows)

    def due(self, *, now: datetime, limit: int) -> list[Revisit]:
        """Return the articles whose time has come, the longest overdue first."""
        with self._held.reading() as connection:
            rows = connection.execute(DUE, {"now": to_micros(now), "most": limit}).fetchall()
        return [Revisit(row.id, row.url, _counted_from(row)) for row in rows]

    def find_next(self, article_id: str) -> datetime | None:
        """Return when the article's page is looked at next."""
        with self._held.reading() as connection:
            due_at = connection.execute(DUE_AT, {"article": article_id}).scalar()
        return None if due_at is None else from_micros(due_at)

    def plan(self, article_id: str, due_at: datetime | None) -> None:
        """Record when the article's page is looked at next; None: never again."""
        with writing(self._engine) as connection:
            if due_at is None:
                connection.execute(DROP, {"article": article_id})
            else:
                upsert(connection, revisits, [_values(article_id, due_at)])


def _values(article_id: str, due_at: datetime) -> Values:
    return {"article_id": article_id, "due_at": to_micros(due_at)}


def _counted_from(row: AnyRow) -> datetime:
    """Return the published time if it is known to the minute, and is not later than when we first saw the article."""
    if row.published_at is None or row.published_precision == Precision.DAY:
        return from_micros(row.first_seen_at)
    return from_micros(min(row.published_at, row.first_seen_at))
