import pytest
import sqlalchemy as sa

from server.errors import InvalidConfiguration, InvalidInput
from server.store.articles import SqlArticleStore
from server.store.backup import backup, verify
from server.store.engine import open_engine
from server.store.stories import SqlStoryStore
from server.store.tables import addresses, articles, members
from server.stories.models import OpKind, StoryOp
from tests.store.examples import NOW, article

IDS = [article(number).id for number in range(4)]


@pytest.fixture
def filled(engine, article_store, story_store):
    """Four articles in two stories."""
    article_store.save([article(number) for number in range(4)], now=NOW)
    ops = [StoryOp(OpKind.CREATE, f"s{number}", IDS[number]) for number in (0, 1)]
    story_store.apply([*ops, StoryOp(OpKind.JOIN, "s0", IDS[2], probability=0.7)], position=4, now=NOW)
    return engine


@pytest.fixture
def copy(tmp_path):
    return tmp_path / "copy.db"


def test_it_makes_a_copy_that_is_a_whole_store(filled, copy):
    backup(filled, copy)

    restored = open_engine(f"sqlite:///{copy}")
    assert verify(restored).is_whole
    assert SqlArticleStore(restored).changes_after(0, limit=9) == SqlArticleStore(filled).changes_after(0, limit=9)
    assert SqlStoryStore(restored).get("s0") == SqlStoryStore(filled).get("s0")
    assert SqlArticleStore(restored).store_id() == SqlArticleStore(filled).store_id()


def test_it_replaces_an_older_copy(filled, copy):
    backup(filled, copy)
    SqlArticleStore(filled).save([article(9)], now=NOW)

    backup(filled, copy)

    assert SqlArticleStore(open_engine(f"sqlite:///{copy}")).count() == 5
    assert not list(copy.parent.glob(".*"))  # nothing unfinished is left


@pytest.mark.parametrize("place", ["store.db", "nowhere/copy.db", ""])
def test_it_refuses_a_place_where_no_copy_can_be(filled, tmp_path, place):
    with pytest.raises(InvalidInput):
        backup(filled, tmp_path / place)

    assert verify(filled).is_whole
    assert not list(tmp_path.glob(".*"))


def test_it_leaves_other_databases_to_their_own_tools(copy):
    stranger = sa.create_mock_engine("postgresql+psycopg://", executor=lambda *_: None)

    with pytest.raises(InvalidConfiguration, match="pg_dump"):
        backup(stranger, copy)


def test_it_tells_how_far_it_is(filled):
    steps = []

    report = verify(filled, progress=lambda done, total: steps.append((done, total)))

    assert steps == [(12, 12)]  # four articles, two stories, three operations, three members
    assert report.rows == 12


@pytest.mark.parametrize(
    ("change", "part"),
    [
        (sa.update(articles).where(articles.c.seq == 3).values(body="forged"), ("damaged", "articles 3")),
        (sa.update(members).values(probability=0.1), ("damaged", f"members {IDS[0]}")),
        # Each row is as it was written, and yet one was moved.
        (sa.update(members).where(members.c.seq == 3).values(story_id="s1"), ("misplaced", IDS[2])),
        (sa.delete(members).where(members.c.seq == 3), ("misplaced", IDS[2])),
        (
            sa.insert(addresses).values(hash=b"?", article_id="gone"),
            ("findings", "a row of addresses names a row of articles that does not exist"),
        ),
    ],
)
def test_it_finds_what_is_not_as_it_was_written(filled, change, part):
    with filled.connect() as connection:
        connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
        connection.execute(change)
        connection.exec_driver_sql("PRAGMA foreign_keys=ON")

    report = verify(filled)

    assert not report.is_whole
    assert part[1] in getattr(report, part[0])
