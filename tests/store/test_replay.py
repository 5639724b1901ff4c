"""The log is the record: what it says, worked out without the tables, is what the tables hold."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from server.store.articles import SqlArticleStore
from server.store.backup import verify
from server.store.engine import open_engine
from server.store.membership import replay
from server.store.migrating import migrate
from server.store.rows import read_op
from server.store.stories import SqlStoryStore
from server.store.tables import aliases, members, metadata, stories, story_ops
from server.stories.models import OpKind, StoryOp
from tests.store.examples import NOW, article

IDS = [article(number).id for number in range(10)]


@st.composite
def histories(draw: st.DrawFn) -> list[StoryOp]:
    """Grow a history the way grouping does: each step fits the stories there are."""
    stories_now: dict[str, list[str]] = defaultdict(list)
    waiting, ops, fresh = list(IDS), [], iter(range(1000))
    for _ in range(draw(st.integers(1, 25))):
        filled = sorted(story for story, held in stories_now.items() if held)
        kinds = ["create", "join"] * bool(waiting) + ["merge", "split", "retire"] * bool(filled[1:])
        kind = draw(st.sampled_from(kinds or ["none"]))
        if kind == "create":
            ops.append(StoryOp(OpKind.CREATE, f"s{next(fresh)}", waiting.pop()))
        elif kind == "join" and filled:
            ops.append(StoryOp(OpKind.JOIN, draw(st.sampled_from(filled)), waiting.pop(), probability=0.5))
        elif kind == "merge":
            kept, old = draw(st.permutations(filled))[:2]
            ops.append(StoryOp(OpKind.MERGE, kept, from_story=old))
        elif kind == "split":
            ops += _split(draw(st.sampled_from(filled)), f"s{next(fresh)}", stories_now)
        elif kind == "retire":
            kept, old = draw(st.permutations(filled))[:2]
            ops += [StoryOp(OpKind.MOVE, kept, one, from_story=old) for one in sorted(stories_now[old])]
            ops.append(StoryOp(OpKind.RETIRE, old))
        stories_now = defaultdict(list)
        for one, story in replay(ops).items():
            stories_now[story].append(one)
    return ops


def _split(story: str, new: str, stories_now: dict[str, list[str]]) -> Iterator[StoryOp]:
    yield StoryOp(OpKind.SPLIT, new, from_story=story)
    leaving = sorted(stories_now[story])[1:] or stories_now[story]
    yield from (StoryOp(OpKind.MOVE, new, one, from_story=story) for one in leaving)


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sa.Engine]:
    path: Path = tmp_path_factory.mktemp("replay") / "store.db"
    engine = open_engine(f"sqlite:///{path}")
    migrate(engine)
    SqlArticleStore(engine).save([article(number) for number in range(10)], now=NOW)
    yield engine
    engine.dispose()


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ops=histories(), cuts=st.lists(st.integers(0, 60), max_size=3))
def test_it_holds_what_the_log_says(engine, ops, cuts):
    _empty(engine)
    store = SqlStoryStore(engine)
    edges = sorted({0, len(ops), *(cut for cut in cuts if cut < len(ops))})

    for start, end in pairwise(edges):
        store.apply(ops[start:end], position=end, now=NOW)

    with engine.connect() as connection:
        log = [read_op(row) for row in connection.execute(sa.select(story_ops).order_by(story_ops.c.n))]
        survivors = set(connection.execute(sa.select(aliases.c.story_id)).scalars())
        dead = set(connection.execute(sa.select(aliases.c.old)).scalars())
    assert log == ops
    assert store.story_of(IDS) == replay(log)
    assert verify(engine).is_whole
    assert {op.from_story for op in ops if op.kind is OpKind.MERGE} == dead
    assert not survivors & dead  # an alias names where its members are now, never another alias


def _empty(engine: sa.Engine) -> None:
    with engine.connect() as connection:
        for table in (story_ops, members, aliases, stories):
            connection.execute(sa.delete(table))
        connection.execute(sa.update(metadata.tables["counters"]).where(sa.column("name") == "grouped").values(value=0))
