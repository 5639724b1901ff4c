"""A story on record with what keeps its past: store and services of one folder, and a clock that a test moves."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from server.articles.identity import article_id
from server.articles.models import Article, DateSource, Evidence, Precision, Published
from server.coverage.models import Counts
from server.services.recording import RecordingService
from server.store.articles import SqlArticleStore
from server.store.engine import open_engine
from server.store.migrating import migrate
from server.store.revisions import SqlRevisionStore
from server.store.revisits import SqlRevisitStore
from server.store.stories import SqlStoryStore
from server.store.versions import SqlVersionStore
from server.stories.models import OpKind, StoryOp
from server.summaries.models import StorySummary
from tests.store.examples import NOW


def make_article(name: str, title: str, body: str = "", *, hour: int = 0) -> Article:
    """Return an article of an outlet of that name."""
    url = f"https://{name}.example/a"
    published = Published(NOW + timedelta(hours=hour), Precision.MINUTE, DateSource.FEED)
    return Article(article_id(url), url, url, f"{name}.example", title, body, published=published, language="en")


class Past:
    """Store and services; the clock stands still until it is moved."""

    def __init__(self, folder: Path) -> None:
        self.now = NOW
        self.engine = open_engine(f"sqlite:///{folder / 'store.db'}")
        migrate(self.engine)
        self.articles, self.stories = SqlArticleStore(self.engine), SqlStoryStore(self.engine)
        self.versions, self.revisions = SqlVersionStore(self.engine), SqlRevisionStore(self.engine)
        self.revisits = SqlRevisitStore(self.engine)
        self.recording = RecordingService(
            self.versions, self.revisions, self.articles, self.stories, now=lambda: self.now
        )

    def wait(self, **lapse: float) -> datetime:
        """Let time pass."""
        self.now += timedelta(**lapse)
        return self.now

    def open(self, story_id: str, *articles: Article) -> None:
        """Store the articles, as a story of their own."""
        self.articles.save(articles, now=self.now)
        first, *others = articles
        ops = [StoryOp(OpKind.CREATE, story_id, first.id)]
        ops += [StoryOp(OpKind.JOIN, story_id, other.id, probability=0.9) for other in others]
        self.stories.apply(ops, position=self.articles.last_change(), now=self.now)

    def show(self, story_id: str, *articles: Article) -> None:
        """Record, then show, a text made of these articles."""
        summary = summarize(*articles)
        self.recording.record(story_id, summary, articles)
        self.stories.save_summary(story_id, summary)

    def close(self) -> None:
        """Close the store."""
        self.engine.dispose()


def summarize(*articles: Article) -> StorySummary:
    """Return the first headline with the first text as its lede."""
    first = articles[0]
    counts = Counts(len(articles), len(articles), len(articles), {}, {}, {})
    headline = Evidence(first.id, 0, len(first.title), first.title, "title")
    lede = Evidence(first.id, 0, len(first.body), first.body) if first.body else None
    return StorySummary(headline, lede, counts, None, None)
