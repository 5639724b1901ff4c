"""kill -9 at any moment of ingest and grouping: what was acknowledged is there, whole and once."""

import os
import random
import select
import signal
import time
from pathlib import Path

import pytest

from server.articles.ingest_models import FeedState
from server.store.articles import SqlArticleStore
from server.store.backup import verify
from server.store.engine import open_engine
from server.store.migrating import migrate
from server.store.stories import SqlStoryStore
from server.stories.models import OpKind, StoryOp
from tests.store.examples import NOW, article, in_child

KILLS = 48
BATCH = 5
FEED = "https://news.example/feed"

pytestmark = pytest.mark.faults


@pytest.fixture
def url(tmp_path: Path) -> str:
    url = f"sqlite:///{tmp_path / 'store.db'}"
    engine = open_engine(url)
    migrate(engine)
    engine.dispose()
    return url


def test_it_keeps_every_acknowledged_article_whole_and_once(url):
    rng = random.Random(20260301)

    acknowledged = [_ingest_until_killed(url, after=rng.uniform(0.0, 0.06)) for _ in range(KILLS)]

    engine = open_engine(url)
    store, stories = SqlArticleStore(engine), SqlStoryStore(engine)
    held = {stored.article.id: stored for _, stored in store.changes_after(0, limit=100_000)}
    assert max(acknowledged) >= 10 * BATCH  # the children did get to work
    assert acknowledged == sorted(acknowledged)
    assert store.count() == len(held) >= max(acknowledged)
    assert all(held[article(n).id].article == article(n) for n in range(store.count()))
    assert sorted(stored.seq for stored in held.values()) == list(range(1, len(held) + 1))
    # The feed's cursor is neither ahead of its articles nor behind.
    assert store.find_feed(FEED).etag == str(store.count())
    # Grouping never passes over an article.
    assert len(stories.story_of(list(held))) == stories.grouped_position()
    assert verify(engine).is_whole


def _ingest_until_killed(url: str, *, after: float) -> int:
    """Let a child ingest, kill it some time after its first acknowledgement; return how many articles that covered."""
    reading, writing = os.pipe()
    child = in_child(lambda: _ingest(url, writing))
    os.close(writing)
    acknowledged = os.read(reading, 8)
    deadline = time.monotonic() + after
    while (left := deadline - time.monotonic()) > 0 and select.select([reading], [], [], left)[0]:
        acknowledged = os.read(reading, 8) or acknowledged
    os.kill(child, signal.SIGKILL)
    status = os.waitpid(child, 0)[1]
    while late := os.read(reading, 8):
        acknowledged = late
    os.close(reading)
    assert os.WTERMSIG(status) == signal.SIGKILL
    return int.from_bytes(acknowledged, "big")


def _ingest(url: str, acknowledge: int) -> None:
    """Store articles and group them, batch by batch, for ever; say how many there are after each batch."""
    engine = open_engine(url)
    store, stories = SqlArticleStore(engine), SqlStoryStore(engine)
    while True:
        end = store.count() + BATCH
        feed = FeedState(FEED, "news.example", etag=str(end))
        store.save([article(number) for number in range(end - BATCH, end)], now=NOW, feed=feed)
        os.write(acknowledge, end.to_bytes(8, "big"))
        position = stories.grouped_position()
        waiting = store.changes_after(position, limit=BATCH)
        ops = [StoryOp(OpKind.CREATE, f"s{stored.seq}", stored.article.id) for _, stored in waiting]
        stories.apply(ops, position=waiting[-1][0] if waiting else position, now=NOW)
