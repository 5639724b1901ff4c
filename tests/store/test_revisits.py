"""Which pages are looked at again, and when."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
import sqlalchemy as sa

from server.articles.models import DateSource, Precision, Published
from server.store.articles import SqlArticleStore
from server.store.revisits import SqlRevisitStore
from tests.store.examples import NOW, article

HOUR = timedelta(hours=1)


@pytest.fixture
def store(engine: sa.Engine) -> SqlRevisitStore:
    return SqlRevisitStore(engine)


def in_an_hour(counted_from: datetime) -> datetime | None:
    """Plan one look, an hour after an article that is not older than a day."""
    return counted_from + HOUR if counted_from > NOW - timedelta(days=1) else None


def published(at: datetime, precision: Precision = Precision.MINUTE) -> Published:
    return Published(at, precision, DateSource.FEED)


def test_it_counts_from_publishing_as_far_as_that_is_known(
    store: SqlRevisitStore, article_store: SqlArticleStore
) -> None:
    batch = [
        article(1, published=published(NOW - 2 * HOUR)),
        article(2, published=published(NOW - 9 * HOUR, Precision.DAY)),
        article(3, published=published(NOW + 5 * HOUR)),
        article(4),
    ]
    article_store.save(batch, now=NOW)

    store.enrol(in_an_hour)

    due = {revisit.article_id: revisit.counted_from for revisit in store.due(now=NOW + HOUR, limit=10)}
    assert due == {batch[0].id: NOW - 2 * HOUR, **dict.fromkeys((one.id for one in batch[1:]), NOW)}


def test_it_plans_what_is_new_once_and_leaves_out_what_is_old(
    store: SqlRevisitStore, article_store: SqlArticleStore
) -> None:
    article_store.save([article(1), article(2, published=published(NOW - timedelta(days=9)))], now=NOW)
    assert (store.enrol(in_an_hour), store.enrol(in_an_hour)) == (2, 0)
    store.plan(article(1).id, NOW + 5 * HOUR)

    article_store.save([article(1, body="Edited."), article(3)], now=NOW)
    store.enrol(in_an_hour)

    assert store.find_next(article(1).id) == NOW + 5 * HOUR  # what is planned stays as it is
    assert store.find_next(article(2).id) is None
    assert [revisit.url for revisit in store.due(now=NOW + HOUR, limit=10)] == [article(3).url]


def test_the_longest_overdue_comes_first_and_what_is_done_comes_no_more(
    store: SqlRevisitStore, article_store: SqlArticleStore
) -> None:
    article_store.save([article(1), article(2)], now=NOW)
    store.plan(article(1).id, NOW + HOUR)
    store.plan(article(2).id, NOW)

    assert [one.article_id for one in store.due(now=NOW + HOUR, limit=10)] == [article(2).id, article(1).id]
    assert len(store.due(now=NOW + HOUR, limit=1)) == 1

    store.plan(article(2).id, None)

    assert [one.article_id for one in store.due(now=NOW + HOUR, limit=10)] == [article(1).id]
