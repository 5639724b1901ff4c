"""What articles said before, and what they say now: their revisions, each with the change that had brought it."""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Collection
from typing import Any

import sqlalchemy as sa

from server.store.connections import HeldConnections, rows_in
from server.store.hashing import is_intact
from server.store.rows import AnyRow, from_micros
from server.store.tables import articles, revisions
from server.stories.edits import Revision

log = logging.getLogger(__name__)

VALUES: sa.BindParameter[Any] = sa.bindparam("values", expanding=True)
NOW = sa.select(articles).where(articles.c.id.in_(VALUES))
BEFORE = (
    sa.select(revisions).where(revisions.c.article_id.in_(VALUES)).order_by(revisions.c.article_id, revisions.c.change)
)
CHANGES = sa.select(articles.c.id, articles.c.change).where(articles.c.id.in_(VALUES))
REVISED = sa.select(revisions.c.article_id).distinct().where(revisions.c.article_id.in_(VALUES))


class SqlRevisionStore:
    """Fulfils `server.services.history_ports.RevisionStore`."""

    def __init__(self, engine: sa.Engine) -> None:
        self._held = HeldConnections(engine)

    def changes_of(self, article_ids: Collection[str]) -> dict[str, int]:
        """Return the change that has brought each article to what it is."""
        with self._held.reading() as connection:
            return {row.id: row.change for row in rows_in(connection, CHANGES, article_ids)}

    def revised(self, article_ids: Collection[str]) -> set[str]:
        """Return those of the articles that have said something else before."""
        with self._held.reading() as connection:
            return {row.article_id for row in rows_in(connection, REVISED, article_ids)}

    def of(self, article_ids: Collection[str]) -> dict[str, list[Revision]]:
        """Return all revisions of each article, the present one last. Damaged ones are left out and logged."""
        found: defaultdict[str, list[Revision]] = defaultdict(list)
        with self._held.reading() as connection:
            before = rows_in(connection, BEFORE, article_ids)
            now = rows_in(connection, NOW, article_ids)
        languages = {row.id: row.language for row in now}
        for row in filter(_is_good, before):
            found[row.article_id].append(_read(row, row.article_id, row.seen_at, languages.get(row.article_id)))
        for row in filter(_is_good, now):
            found[row.id].append(_read(row, row.id, row.updated_at, row.language))
        return dict(found)


def _read(row: AnyRow, article_id: str, seen_at: int, language: str | None) -> Revision:
    return Revision(article_id, row.change, from_micros(seen_at), row.title, row.body, row.description, language)


def _is_good(row: AnyRow) -> bool:
    if is_intact(row):
        return True
    log.error("a revision of article %s is damaged and left out", row._mapping.get("article_id") or row._mapping["id"])
    return False
