import os
import signal
from itertools import count

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from server.errors import InvalidConfiguration
from server.store.articles import SqlArticleStore
from server.store.backup import verify
from server.store.connections import writing
from server.store.engine import open_engine
from server.store.migrating import HEAD, SCRIPTS, is_current, migrate, schema_version
from server.store.tables import metadata
from tests.store.examples import NOW, article, in_child


@pytest.fixture
def url(tmp_path):
    return f"sqlite:///{tmp_path / 'new 100%.db'}"


def tables_in(url):
    return tables_in_engine(open_engine(url))


def tables_in_engine(engine):
    with engine.connect() as connection:
        names = set(sa.inspect(connection).get_table_names())
    engine.dispose()
    return names


def test_it_makes_the_tables_that_the_code_expects(engine):
    with engine.connect() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), metadata)

    assert differences == []


def test_it_knows_the_newest_revision():
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS))

    assert ScriptDirectory.from_config(config).get_current_head() == HEAD


def test_it_knows_whether_the_tables_are_current(url):
    engine = open_engine(url)
    before = (schema_version(engine), is_current(engine))

    migrate(engine)

    assert before == (None, False)
    assert is_current(engine)


def test_it_changes_nothing_the_second_time(engine, article_store):
    article_store.save([article(1)], now=NOW)
    store_id = article_store.store_id()

    migrate(engine)

    assert article_store.get(article(1).id).article == article(1)
    assert article_store.store_id() == store_id


def test_it_leaves_a_store_of_a_newer_release_alone(engine):
    with engine.connect() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")

    with pytest.raises(InvalidConfiguration, match="newer release"):
        migrate(engine)


def test_it_leaves_the_old_schema_or_the_new_when_killed_at_any_step(url):
    for step in count(1):
        status = os.waitpid(in_child(lambda step=step: _migrate_until(url, step)), 0)[1]
        if status == 0:
            break
        assert os.WTERMSIG(status) == signal.SIGKILL
        assert tables_in(url) == set()

    assert step > 20  # as many statements as there are tables and indexes
    assert tables_in(url) == {*metadata.tables, "alembic_version"}


def test_it_adds_to_an_older_store_and_leaves_what_is_in_it(url):
    engine = _older_store(url, "0001")

    migrate(engine)

    assert is_current(engine)
    assert SqlArticleStore(engine).get(article(1).id).article == article(1)
    assert verify(engine).is_whole
    assert tables_in(url) == {*metadata.tables, "alembic_version"}


def test_it_leaves_an_older_store_or_the_new_one_when_killed_at_any_step(url):
    old = tables_in_engine(_older_store(url, "0001"))
    for step in count(1):
        status = os.waitpid(in_child(lambda step=step: _migrate_until(url, step)), 0)[1]
        if status == 0:
            break
        assert os.WTERMSIG(status) == signal.SIGKILL
        assert tables_in(url) == old

    assert step > 3  # the table, its index, the version
    assert tables_in(url) == {*metadata.tables, "alembic_version"}


def test_it_may_be_run_by_several_processes_at_once(url):
    children = [in_child(lambda: migrate(open_engine(url))) for _ in range(4)]

    statuses = [os.waitpid(child, 0)[1] for child in children]

    engine = open_engine(url)
    assert statuses == [0, 0, 0, 0]
    assert is_current(engine)
    assert SqlArticleStore(engine).last_change() == 0


def _older_store(url, revision):
    """Return a store as an older release made it, with one article."""
    engine = open_engine(url)
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS))
    with writing(engine) as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
    SqlArticleStore(engine).save([article(1)], now=NOW)
    return engine


def _migrate_until(url: str, step: int) -> None:
    """Migrate, and be killed just before the given statement that writes."""
    engine = open_engine(url)
    numbers = count(1)

    @sa.event.listens_for(engine, "before_cursor_execute")
    def _count(_connection, _cursor, statement, *_rest):
        if not statement.lstrip().startswith(("SELECT", "PRAGMA", "BEGIN")) and next(numbers) == step:
            os.kill(os.getpid(), signal.SIGKILL)

    migrate(engine)
