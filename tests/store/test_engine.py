import os
import threading

import pytest
import sqlalchemy as sa

from server.errors import InvalidConfiguration, StoreFull, StoreUnavailable
from server.store.articles import SqlArticleStore
from server.store.engine import open_engine
from tests.store.examples import NOW, article, in_child

PAGE = 4096


def test_it_opens_sqlite_so_that_saved_means_on_disk(engine):
    names = ["journal_mode", "synchronous", "foreign_keys", "busy_timeout"]

    with engine.connect() as connection:
        kept = [connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in names]

    assert kept == ["wal", 2, 1, 5000]  # 2: FULL


@pytest.mark.parametrize(
    "url",
    [
        "",
        "store.db",
        "mysql://user:secret@db.example/x",
        "postgresql://db.example/x",  # another driver than the one we test with
        # In memory, nothing that was acknowledged survives.
        "sqlite://",
        "sqlite:///:memory:",
        "sqlite:///file:x?mode=memory&uri=true",
    ],
)
def test_it_refuses_what_is_no_database_of_ours(url):
    with pytest.raises(InvalidConfiguration, match="database_url") as refusal:
        open_engine(url)

    assert "secret" not in str(refusal.value)


def test_it_says_that_a_store_cannot_be_opened_without_naming_its_path(tmp_path):
    store = SqlArticleStore(open_engine(f"sqlite:///{tmp_path}/nowhere/store.db"))

    with pytest.raises(StoreUnavailable, match="doctor") as failure:
        store.count()

    assert str(tmp_path) not in str(failure.value)


# A limit on the pages of the file makes SQLite answer exactly as it does when the disk is full.
def test_it_goes_on_reading_while_the_disk_is_full_and_writes_again_when_it_is_not(tmp_path, article_store, engine):
    room = [0]

    @sa.event.listens_for(engine, "checkout")
    def _limit(connection, *_rest):
        connection.execute(f"PRAGMA max_page_count={room[0] or 1 << 30}").close()

    article_store.save([article(1)], now=NOW)
    with engine.connect() as connection:
        room[0] = connection.exec_driver_sql("PRAGMA page_count").scalar() + 10
    large = [article(number, body="x" * PAGE) for number in range(2, 40)]

    with pytest.raises(StoreFull, match="disk is full"):
        article_store.save(large, now=NOW)
    assert article_store.count() == 1
    assert article_store.get(article(1).id).article == article(1)

    room[0] = 0
    assert len(article_store.save(large, now=NOW)) == 38
    assert article_store.count() == 39


def test_it_says_that_another_writer_is_too_slow(engine, article_store):
    @sa.event.listens_for(engine, "checkout")
    def _be_impatient(connection, *_rest):
        connection.execute("PRAGMA busy_timeout=20").close()

    with engine.connect() as other:
        other.exec_driver_sql("BEGIN IMMEDIATE")

        with pytest.raises(StoreUnavailable, match="try again"):
            article_store.save([article(1)], now=NOW)
        assert article_store.count() == 0
    assert article_store.save([article(1)], now=NOW)[0].outcome == "new"


def test_it_stores_an_article_once_however_many_processes_poll_the_feed(engine, article_store):
    url, feed = str(engine.url), [article(number) for number in range(60)]
    engine.dispose()

    def poll():
        store = SqlArticleStore(open_engine(url))
        for start in range(0, 60, 20):
            store.save(feed[start : start + 20], now=NOW)

    children = [in_child(poll) for _ in range(4)]
    statuses = [os.waitpid(child, 0)[1] for child in children]

    assert statuses == [0, 0, 0, 0]
    assert article_store.count() == 60
    assert article_store.last_change() == 60


def test_it_serves_many_threads_at_once(article_store):
    batch = [article(number) for number in range(40)]
    found = []

    def read_and_write(mine):
        article_store.save(mine, now=NOW)
        found.extend(article_store.find_by_address(one.url).article for one in mine)

    threads = [threading.Thread(target=read_and_write, args=[batch[start::8]]) for start in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=20)

    assert {one.id for one in found} == {one.id for one in batch}
    assert [change for change, _ in article_store.changes_after(0, limit=99)] == list(range(1, 41))
