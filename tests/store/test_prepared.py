import sqlalchemy as sa

from server.store.prepared import AT_ONCE, SqlPreparedStore
from server.store.tables import prepared


def test_it_gives_back_what_was_kept_under_the_same_stamp(engine):
    store = SqlPreparedStore(engine)
    store.save("article", [("a", b"1", b"first"), ("b", b"1", b"second")])

    assert store.load("article", {"a": b"1", "b": b"1", "c": b"1"}) == {"a": b"first", "b": b"second"}


def test_what_was_made_of_something_else_is_as_good_as_none(engine):
    store = SqlPreparedStore(engine)
    store.save("article", [("a", b"1", b"old")])

    assert store.load("article", {"a": b"2"}) == {}
    assert store.load("story", {"a": b"1"}) == {}


def test_it_replaces_what_was_kept(engine):
    store = SqlPreparedStore(engine)
    store.save("article", [("a", b"1", b"old")])

    store.save("article", [("a", b"2", b"new")])

    assert store.load("article", {"a": b"2"}) == {"a": b"new"}


def test_what_the_disk_has_spoilt_is_as_good_as_none(engine):
    store = SqlPreparedStore(engine)
    store.save("article", [("a", b"1", b"good")])
    with engine.begin() as connection:
        connection.execute(sa.update(prepared).values(data=b"goog"))

    assert store.load("article", {"a": b"1"}) == {}


def test_it_takes_and_drops_any_number(engine):
    store = SqlPreparedStore(engine)
    ids = [str(number) for number in range(2 * AT_ONCE + 1)]
    store.save("article", [(its_id, b"1", b"x") for its_id in ids])
    assert store.load("article", dict.fromkeys(ids, b"1")).keys() == set(ids)

    store.drop("article", ids)

    assert store.load("article", dict.fromkeys(ids, b"1")) == {}
