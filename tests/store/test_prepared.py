from datetime import timedelta

import sqlalchemy as sa

from server.store.articles import SqlArticleStore
from server.store.prepared import AT_ONCE, SqlPreparedStore
from server.store.stories import SqlStoryStore
from server.store.tables import prepared
from server.stories.models import OpKind, StoryOp
from tests.store.examples import NOW, article


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


def test_it_takes_any_number(engine):
    store = SqlPreparedStore(engine)
    ids = [str(number) for number in range(2 * AT_ONCE + 1)]

    store.save("article", [(its_id, b"1", b"x") for its_id in ids])

    assert store.load("article", dict.fromkeys(ids, b"1")).keys() == set(ids)


def test_it_packs_what_it_keeps(engine):
    SqlPreparedStore(engine).save("article", [("a", b"1", b"told again and " * 1000)])

    with engine.connect() as connection:
        assert connection.execute(sa.select(sa.func.length(prepared.c.data))).scalar_one() < 1000


def test_it_deletes_what_is_old_and_what_is_of_no_story(engine):
    store, articles, stories = SqlPreparedStore(engine), SqlArticleStore(engine), SqlStoryStore(engine)
    for number, seen in ((1, NOW - timedelta(days=9)), (2, NOW)):
        articles.save([article(number)], now=seen)
        stories.apply([StoryOp(OpKind.CREATE, f"st-{number}", article(number).id)], position=number, now=seen)
    stories.apply([StoryOp(OpKind.MERGE, "st-2", from_story="st-1")], position=3, now=NOW)
    kept = {"article": [article(1).id, article(2).id], "story": ["st-1", "st-2", "st-3"]}
    for kind, ids in kept.items():
        store.save(kind, [(its_id, b"1", b"x") for its_id in ids])

    assert store.prune(NOW - timedelta(days=1)) == 3

    left = {kind: set(store.load(kind, dict.fromkeys(ids, b"1"))) for kind, ids in kept.items()}
    assert left == {"article": {article(2).id}, "story": {"st-2"}}
