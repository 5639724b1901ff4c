"""Which stories were reported on a day, by the times that articles state: asked of the record itself."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime

import sqlalchemy as sa

from server.store.connections import HeldConnections, rows_in
from server.store.rows import to_micros
from server.store.tables import articles, members

IS_OF_DAY = articles.c.published_at.between(sa.bindparam("first"), sa.bindparam("last"))
OUTLETS = sa.func.count(sa.distinct(articles.c.outlet_key))
MOST_REPORTED = (
    sa.select(members.c.story_id)
    .join(articles, articles.c.id == members.c.article_id)
    .where(IS_OF_DAY)
    .group_by(members.c.story_id)
    .having(sa.bindparam("fewest") <= OUTLETS)
    .order_by(OUTLETS.desc(), sa.func.count().desc(), members.c.story_id)
    .limit(sa.bindparam("most"))
)
VALUES: sa.BindParameter[str] = sa.bindparam("values", expanding=True)


class SqlDays:
    """Fulfils `server.services.ports.Days`."""

    def __init__(self, engine: sa.Engine) -> None:
        self._held = HeldConnections(engine)

    def reported_between(self, first: datetime, end: datetime, *, min_outlets: int, limit: int) -> dict[str, list[str]]:
        """Return the article ids of each story that several outlets reported then, most reported first.

        :param end: the first moment that no longer counts
        """
        span = {"first": to_micros(first), "last": to_micros(end) - 1}
        members_of = (
            sa.select(members.c.story_id, members.c.article_id)
            .join(articles, articles.c.id == members.c.article_id)
            .where(members.c.story_id.in_(VALUES), articles.c.published_at.between(span["first"], span["last"]))
            .order_by(members.c.seq)
        )
        with self._held.reading() as connection:
            asked = {**span, "fewest": min_outlets, "most": limit}
            story_ids = list(connection.execute(MOST_REPORTED, asked).scalars())
            rows = rows_in(connection, members_of, story_ids)
        found: dict[str, list[str]] = defaultdict(list)
        for row in rows:
            found[row.story_id].append(row.article_id)
        return {story_id: found[story_id] for story_id in story_ids}
