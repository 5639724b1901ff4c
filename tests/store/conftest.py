"""A fresh store for each test.

Set TEST_POSTGRESQL_URL to run `test_articles`, `test_feeds`, `test_stories` and `test_migrating` on an empty PostgreSQL
database; the other tests are about SQLite's files.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from server.store.articles import SqlArticleStore
from server.store.engine import open_engine
from server.store.migrating import migrate
from server.store.stories import SqlStoryStore
from server.store.tables import metadata

POSTGRESQL = os.environ.get("TEST_POSTGRESQL_URL")


@pytest.fixture(scope="session")
def empty_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with all tables and no articles, to copy: that is faster than to migrate for each test."""
    path = tmp_path_factory.mktemp("empty") / "store.db"
    engine = open_engine(f"sqlite:///{path}")
    migrate(engine)
    engine.dispose()
    return path


@pytest.fixture
def engine(tmp_path: Path, empty_store: Path) -> Iterator[sa.Engine]:
    shutil.copy(empty_store, tmp_path / "store.db")
    engine = open_engine(POSTGRESQL or f"sqlite:///{tmp_path / 'store.db'}")
    migrate(engine)
    yield engine
    if POSTGRESQL:
        with engine.connect() as connection:
            metadata.drop_all(connection)
            connection.exec_driver_sql("DROP TABLE alembic_version")
    engine.dispose()


@pytest.fixture
def article_store(engine: sa.Engine) -> SqlArticleStore:
    return SqlArticleStore(engine)


@pytest.fixture
def story_store(engine: sa.Engine) -> SqlStoryStore:
    return SqlStoryStore(engine)
