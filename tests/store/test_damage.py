"""SQLite's own check misses most damage to content. Whatever changes on disk must not be served as if it were whole."""

import random
import shutil
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa

from server.errors import DamagedRecord, SourceContextError, StoreUnavailable
from server.store.articles import SqlArticleStore
from server.store.engine import open_engine
from server.store.migrating import migrate
from server.store.stories import SqlStoryStore
from server.store.tables import articles, members, stories, story_ops
from server.stories.models import OpKind, Story, StoryOp
from tests.store.examples import NOW, article, full_article

MARK = "unmistakable"
TEXTS = ["title", "body", "description", "section", "authors", "language"]


@pytest.fixture
def whole(tmp_path: Path) -> Path:
    """A closed store of twenty articles in four stories, all in one file."""
    path = tmp_path / "whole.db"
    engine = open_engine(f"sqlite:///{path}")
    migrate(engine)
    batch = [article(number, body=f"{MARK} {number} " * 40) for number in range(20)]
    SqlArticleStore(engine).save(batch, now=NOW)
    ops = [
        StoryOp(OpKind.JOIN if number % 5 else OpKind.CREATE, f"story{number // 5}", one.id, probability=0.75)
        for number, one in enumerate(batch)
    ]
    SqlStoryStore(engine).apply(ops, position=20, now=NOW)
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    engine.dispose()
    return path


@pytest.mark.parametrize("field", TEXTS)
def test_it_detects_a_flipped_byte_in_any_text(engine, article_store, field):
    first, second = full_article(), article(2)
    article_store.save([first, second], now=NOW)
    column = articles.c[field]
    with engine.begin() as connection:
        flipped = {column: "x" + connection.execute(sa.select(column)).scalars().first()[1:]}
        connection.execute(sa.update(articles).where(articles.c.seq == 1).values(flipped))

    with pytest.raises(DamagedRecord, match="damaged"):
        article_store.get(first.id)
    with pytest.raises(DamagedRecord, match="damaged"):
        article_store.find_by_address(first.url)
    assert set(article_store.get_many([first.id, second.id])) == {second.id}
    # The reader of changes is neither stopped by it nor told that there is nothing more.
    assert [change for change, _ in article_store.changes_after(0, limit=1)] == [2]


def test_it_replaces_a_damaged_record_when_the_article_comes_again(engine, article_store):
    article_store.save([full_article()], now=NOW)
    with engine.begin() as connection:
        connection.execute(sa.update(articles).values(title="Forged", section="forged"))

    saved = article_store.save([full_article()], now=NOW)

    assert saved[0].outcome == "updated"
    assert article_store.get(full_article().id).article == full_article()


@pytest.mark.parametrize("table", [stories, members, story_ops])
def test_it_leaves_damaged_parts_of_a_story_out(engine, article_store, story_store, table):
    article_store.save([article(1)], now=NOW)
    story_store.apply([StoryOp(OpKind.CREATE, "s", article(1).id)], position=1, now=NOW)
    forged = {stories: {"created_at": 7}, members: {"probability": 0.99}, story_ops: {"model": "forged"}}
    with engine.begin() as connection:
        connection.execute(sa.update(table).values(forged[table]))

    shown = story_store.page(since=None, min_outlets=1, before=None, limit=9)

    assert "0.99" not in repr(shown)
    assert "1970" not in repr(shown)
    assert "forged" not in repr(story_store.ops("s"))


def test_it_makes_a_damaged_story_anew_when_it_is_touched(engine, article_store, story_store):
    article_store.save([article(1), article(2)], now=NOW)
    story_store.apply([StoryOp(OpKind.CREATE, "s", article(1).id)], position=1, now=NOW)
    with engine.begin() as connection:
        connection.execute(sa.update(stories).values(summary='{"headline": "forged"}'))
    with pytest.raises(DamagedRecord):
        story_store.get("s")

    story_store.apply([StoryOp(OpKind.JOIN, "s", article(2).id, probability=0.9)], position=2, now=NOW)

    assert len(story_store.get("s").members) == 2
    assert story_store.get("s").summary is None


@pytest.mark.parametrize("seed", range(40))
def test_it_serves_the_truth_or_nothing_after_a_scribble(whole, tmp_path, seed):
    rng = random.Random(seed)
    path = tmp_path / "scribbled.db"
    shutil.copy(whole, path)
    with path.open("r+b") as file:
        file.seek(rng.randrange(path.stat().st_size - 64))
        file.write(rng.randbytes(64))

    assert _served(path) <= _served(whole)


# SQLite quotes the damaged part in its message, which then is no text.
def test_it_says_that_a_store_with_a_damaged_schema_cannot_be_used(whole):
    whole.write_bytes(
        whole.read_bytes().replace(b"CREATE TABLE addresses", b"CREATE TABLE \xff\xfe\x80\x81\xff\xfe\xff\xfe\xff")
    )
    store = SqlArticleStore(open_engine(f"sqlite:///{whole}"))

    with pytest.raises(StoreUnavailable, match="doctor"):
        store.count()


def _served(path: Path) -> set[str]:
    """Return every single thing that a store is ready to say of its articles and stories."""
    engine = open_engine(f"sqlite:///{path}")
    store, groups = SqlArticleStore(engine), SqlStoryStore(engine)
    questions = [lambda n=n: [store.get(article(n).id)] for n in range(20)]
    questions += [lambda n=n: [store.find_by_address(article(n).url)] for n in range(20)]
    questions += [lambda n=n: groups.ops(f"story{n}") for n in range(4)]
    questions += [lambda n=n: _facts(groups.get(f"story{n}")) for n in range(4)]
    facts = {repr(None)}  # not knowing an address is no lie
    for question in questions:
        with suppress(SourceContextError):
            facts |= {repr(answer) for answer in question()}
    engine.dispose()
    return facts


def _facts(story: Story) -> list[object]:
    return [replace(story, members=()), *((story.id, member) for member in story.members)]
