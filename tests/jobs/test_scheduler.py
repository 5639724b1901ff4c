"""What runs by itself, and what it leaves alone."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import sqlalchemy as sa

from server.jobs.scheduler import Scheduler
from server.store.articles import SqlArticleStore
from server.store.engine import open_engine
from server.store.migrating import migrate
from tests.store.examples import NOW, article

PATIENT = 30.0  # seconds: a starved machine is no failure


class AskedStore(SqlArticleStore):
    """Counts how often it was asked whether anything was stored."""

    asked = 0

    def version(self) -> int:
        self.asked += 1
        return super().version()


class FakeHouse:
    """A real store, and a count of what was asked of the rest."""

    def __init__(self, store: AskedStore) -> None:
        self.store = store
        self.looks = self.tidied = 0
        self.embedding = None
        self.grouping = SimpleNamespace(catch_up=self._catch_up)
        self.preparing = SimpleNamespace(prepare=lambda: 0, has_writer=False)

    def tidy(self) -> None:
        self.tidied += 1

    def _catch_up(self, limit: int) -> int:
        self.looks += 1
        return 0


def wait_until(is_so: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + PATIENT
    while not (so := is_so()) and time.monotonic() < deadline:
        time.sleep(0.02)
    return so


@pytest.fixture
def engine(tmp_path: Path) -> sa.Engine:
    engine = open_engine(f"sqlite:///{tmp_path / 'store.db'}")
    migrate(engine)
    return engine


def test_it_groups_when_something_was_stored_and_looks_at_nothing_while_nothing_was(
    engine: sa.Engine, tmp_path: Path
) -> None:
    house: Any = FakeHouse(AskedStore(engine))
    others = SqlArticleStore(open_engine(str(engine.url)))  # as another process has it open
    scheduler = Scheduler(house, data_path=tmp_path, poll_threads=0, now=lambda: datetime.now(UTC), group_pause=0.01)

    scheduler.start()
    assert wait_until(lambda: house.looks == 1)
    pauses_at_rest = house.store.asked + 20
    assert wait_until(lambda: house.store.asked >= pauses_at_rest)
    looks_at_rest = house.looks
    others.save([article(1)], now=NOW)
    has_noticed = wait_until(lambda: house.looks == 2)
    scheduler.stop(within=PATIENT)

    assert (looks_at_rest, has_noticed) == (1, True)


def test_it_tidies_up_at_its_start(engine: sa.Engine, tmp_path: Path) -> None:
    house: Any = FakeHouse(AskedStore(engine))
    scheduler = Scheduler(house, data_path=tmp_path, poll_threads=0, now=lambda: datetime.now(UTC))

    scheduler.start()
    has_tidied = wait_until(lambda: house.tidied == 1)
    scheduler.stop(within=PATIENT)

    assert has_tidied
