"""A text that comes late reaches the record, the index and the story; a kill in between costs nothing but time."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from threading import Event

import pytest
import sqlalchemy as sa

from server.articles.ingest_models import FeedState
from server.config import Settings
from server.errors import FetchTimeout
from server.jobs.grouping import group_all
from server.outlets.models import Feed, Tables
from server.outlets.resolver import Resolver
from server.services.house import House
from server.services.ingest import IngestService, PollReport
from server.services.limits import LimitsService
from server.services.outlets import OutletService
from server.services.question import Question
from server.store.articles import SqlArticleStore
from server.store.backup import verify
from server.store.engine import open_engine
from server.store.migrating import migrate
from server.wiring.house import build_house
from server.wiring.network import SampleSite
from tests.conftest import ROOT
from tests.fetching.site import Site, response
from tests.services.test_ingest import FEED, NOW, SITE, FakeReader, FakeWeb, entry
from tests.store.examples import in_child

PAGE_URL = f"{SITE}/orrin"
WRITES = ("INSERT", "UPDATE", "DELETE")
RSS = f"""<?xml version="1.0"?><rss version="2.0"><channel><title>x</title>
<item><title>Tessel bursts its banks at Orrin</title><link>{PAGE_URL}</link></item></channel></rss>"""
SENTENCE = "Fourteen people were missing in Orrin after the River Tessel burst its banks early on Monday, police said."
HTML = f"""<html lang="en"><head><title>Tessel bursts its banks at Orrin</title>
<meta property="og:type" content="article"></head><body><article><h1>Tessel bursts its banks at Orrin</h1>
<p>{SENTENCE}</p><p>{"Boats brought families from the lower town to the school on the hill. " * 6}</p>
<p>{"The wall at Weir Street had been due for repair since the spring, the council said. " * 6}</p>
</article></body></html>"""

pytestmark = pytest.mark.faults


@pytest.fixture
def site() -> Iterator[Site]:
    with Site() as running:
        running.answers["/feed.xml"] = response(RSS.encode(), content_type="application/rss+xml")
        running.answers["/orrin"] = response(status=503)
        yield running


def poll_and_group(house: House, settings: Settings) -> PollReport:
    report = house.ingest.poll_once(Feed("harbour-ledger.example", FEED, "rss"))
    group_all(house, data_path=settings.data_path, is_waiting=True, stop=Event())
    return report


def make_due(settings: Settings) -> None:
    """Let the time pass until the page is to be read again."""
    engine = open_engine(settings.store_url)
    store = SqlArticleStore(engine)
    (page,) = store.unread_due(FEED, now=datetime.now(UTC) + timedelta(minutes=11), limit=9)
    store.save([], now=NOW, unread=[replace(page, next_try_at=NOW - timedelta(days=365))])
    engine.dispose()


def test_a_late_text_reaches_the_record_the_index_and_the_story(site: Site, tmp_path: Path) -> None:
    settings = Settings(data_dir=str(tmp_path), tables_dir=str(ROOT / "data" / "sample"))
    before = build_house(settings, sample=SampleSite(site.port))
    assert poll_and_group(before, settings).headline_only == 1
    headline = before.context.for_page(Question(PAGE_URL), may_read=False)
    change = before.store.last_change()
    before.close()
    make_due(settings)
    site.answers["/orrin"] = response(HTML.encode())

    after = build_house(settings, sample=SampleSite(site.port))  # as after a restart
    report = poll_and_group(after, settings)
    whole = after.context.for_page(Question(PAGE_URL), may_read=False)
    by_text = after.context.for_page(Question(title="Orrin", text=SENTENCE), may_read=False)
    after.close()

    assert (report.retried, report.updated) == (1, 1)
    assert after.store.last_change() == change + 1
    assert (headline.story.lede, headline.article.has_text, whole.article.has_text) == (None, False, True)
    assert whole.story.lede.text == SENTENCE  # the story's text is made anew
    assert by_text.coverage.matches[0].article.id == whole.article.id  # found by words that only the text has


def test_a_kill_at_any_step_leaves_the_page_unread_or_its_text_whole(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'store.db'}"
    engine = open_engine(url)
    migrate(engine)
    store = SqlArticleStore(engine)
    web = FakeWeb([entry("/a")], broken={f"{SITE}/a": FetchTimeout("late")})
    ingest(store, web).poll(FeedState(FEED, None))
    engine.dispose()

    for step in count(0):
        status = os.waitpid(in_child(lambda step=step: read_again_until(url, step)), 0)[1]
        store = SqlArticleStore(open_engine(url))
        held = store.find_by_address(f"{SITE}/a")
        unread = store.unread_due(FEED, now=NOW + timedelta(hours=1), limit=9)
        assert held is not None
        assert (held.article.has_text, len(unread)) in {(False, 1), (True, 0)}
        if status == 0:
            break
        assert os.WTERMSIG(status) == signal.SIGKILL

    assert step > 4  # while the page is read, and before each thing that is written
    assert held.article.has_text
    assert store.count() == 1
    assert verify(open_engine(url)).is_whole


def ingest(store: SqlArticleStore, web: FakeWeb, *, now: datetime = NOW) -> IngestService:
    tables = Tables({}, {}, (), {}, {})
    outlets = OutletService(tables, Resolver(tables), LimitsService(store), lean_raters=())
    return IngestService(store, web, FakeReader(), outlets=outlets, now=lambda: now, poll_every=timedelta(minutes=15))


def read_again_until(url: str, step: int) -> None:
    """Poll when the page is to be read again, and be killed at the given step: 0 is the reading itself."""
    engine = open_engine(url)
    numbers = count(1)

    @sa.event.listens_for(engine, "before_cursor_execute")
    def _count(_connection, _cursor, statement, *_rest):
        if statement.lstrip().startswith(WRITES) and next(numbers) == step:
            os.kill(os.getpid(), signal.SIGKILL)

    class Web(FakeWeb):
        def fetch_page(self, url):
            if step == 0:
                os.kill(os.getpid(), signal.SIGKILL)
            return super().fetch_page(url)

    ingest(SqlArticleStore(engine), Web(), now=NOW + timedelta(minutes=10)).poll(FeedState(FEED, None, etag='"1"'))
