"""What articles said before stays checkable."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa

from server.store.articles import SqlArticleStore
from server.store.revisions import SqlRevisionStore
from tests.store.examples import NOW, article

LATER = NOW + timedelta(hours=3)


@pytest.fixture
def store(engine: sa.Engine) -> SqlRevisionStore:
    return SqlRevisionStore(engine)


def test_it_holds_every_wording_with_the_change_that_brought_it(
    store: SqlRevisionStore, article_store: SqlArticleStore
) -> None:
    first = article(1, title="14 missing", description="Two lines.", language="en")
    article_store.save([first, article(2)], now=NOW)
    was = store.changes_of([first.id])
    article_store.save([article(1, title="Nine missing", description="Two lines.", language="en")], now=LATER)

    old, new = store.of([first.id])[first.id]

    assert (old.title, old.body, old.description, old.seen_at) == ("14 missing", "Text 1.", "Two lines.", NOW)
    assert (new.title, new.seen_at, new.language, old.language) == ("Nine missing", LATER, "en", "en")
    assert [old.change, new.change] == [was[first.id], store.changes_of([first.id])[first.id]]


def test_it_knows_who_was_revised(store: SqlRevisionStore, article_store: SqlArticleStore) -> None:
    article_store.save([article(1), article(2)], now=NOW)
    article_store.save([article(1, body="Another text.")], now=LATER)

    assert store.revised([article(1).id, article(2).id, "nobody"]) == {article(1).id}
    assert store.of(["nobody"]) == {}


def test_a_new_description_is_a_revision_too(store: SqlRevisionStore, article_store: SqlArticleStore) -> None:
    article_store.save([article(1, description="Before.")], now=NOW)
    article_store.save([article(1, description="After.")], now=LATER)

    assert [one.description for one in store.of([article(1).id])[article(1).id]] == ["Before.", "After."]


def test_a_damaged_revision_is_left_out(
    store: SqlRevisionStore, article_store: SqlArticleStore, engine: sa.Engine
) -> None:
    article_store.save([article(1)], now=NOW)
    article_store.save([article(1, body="Another text.")], now=LATER)
    with engine.connect() as connection:
        connection.exec_driver_sql("UPDATE article_revisions SET body = 'Forged.'")

    assert [one.body for one in store.of([article(1).id])[article(1).id]] == ["Another text."]
