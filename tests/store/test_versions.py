"""Versions are added and never changed; what is damaged is not served."""

from __future__ import annotations

import os
import signal
from datetime import timedelta

import pytest
import sqlalchemy as sa

from server.articles.models import Evidence
from server.coverage.models import Counts
from server.errors import DamagedRecord, NotFound, StoreUnavailable
from server.store.backup import verify
from server.store.versions import SqlVersionStore
from server.stories.versions import Change, ChangeKind, Version
from server.summaries.models import StorySummary
from tests.store.examples import NOW, in_child

TITLE = Evidence("a", 0, 5, "Flood", "title")


def version(number: int, *, story: str = "s", title: str = "Flood") -> Version:
    counts = Counts(2, 1, 2, {"left": 1}, {"GB": 2}, {})
    summary = StorySummary(Evidence("a", 0, len(title), title, "title"), None, counts, NOW, None)
    change = Change(ChangeKind.HEADLINE, TITLE, summary.headline, "other words")
    return Version(
        story, number, NOW, summary, {"a": 3, "b": 7}, (Evidence("b", 0, 4, "Sorry"),), (change,) if number > 1 else ()
    )


@pytest.fixture
def store(engine: sa.Engine) -> SqlVersionStore:
    return SqlVersionStore(engine)


def test_it_gives_back_what_was_recorded(store: SqlVersionStore) -> None:
    store.add(version(1))
    store.add(version(2, title="Flood ebbs"))
    store.add(version(1, story="other"))

    assert store.get("s", 1) == version(1)
    assert store.find_last("s") == version(2, title="Flood ebbs")
    assert [one.number for one in store.page("s", limit=10)] == [2, 1]
    assert [one.number for one in store.page("s", limit=1)] == [2]
    assert (store.last_number("s"), store.last_number("nobody"), store.find_last("nobody")) == (2, None, None)


def test_a_version_is_never_replaced(store: SqlVersionStore) -> None:
    store.add(version(1))

    with pytest.raises(StoreUnavailable):
        store.add(version(1, title="Another"))

    assert store.get("s", 1) == version(1)


def test_there_is_no_version_that_was_not_recorded(store: SqlVersionStore) -> None:
    store.add(version(1))

    with pytest.raises(NotFound, match="no version"):
        store.get("s", 2)


def test_a_story_waits_until_it_is_settled(store: SqlVersionStore) -> None:
    store.defer("s", until=NOW)
    store.defer("s", until=NOW + timedelta(minutes=5))
    store.defer("t", until=NOW)

    assert store.due(now=NOW, limit=10) == ["t"]
    assert store.due(now=NOW + timedelta(minutes=5), limit=10) == ["t", "s"]

    store.settle("t")
    store.add(version(1))

    assert store.due(now=NOW + timedelta(days=1), limit=10) == []


def test_what_is_damaged_is_not_served(store: SqlVersionStore, engine: sa.Engine) -> None:
    store.add(version(1))
    store.add(version(2))
    with engine.connect() as connection:
        connection.exec_driver_sql("UPDATE story_versions SET texts = '{}' WHERE number = 1")

    assert [one.number for one in store.page("s", limit=10)] == [2]
    assert verify(engine).damaged == ("story_versions s 1",)
    with pytest.raises(DamagedRecord, match="backup"):
        store.get("s", 1)


def test_what_was_recorded_outlives_whoever_is_killed(store: SqlVersionStore, engine: sa.Engine) -> None:
    def record_and_die() -> None:
        own = SqlVersionStore(sa.create_engine(engine.url))
        own.add(version(1))
        os.kill(os.getpid(), signal.SIGKILL)

    os.waitpid(in_child(record_and_die), 0)

    assert store.get("s", 1) == version(1)
