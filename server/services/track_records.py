"""How often is an outlet the first to report, and how often does it pass on what others have?

Counted over its newest articles that we hold, in the order of time that was made when each story was prepared. What is
not known to be first is not counted as first.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from functools import lru_cache

from server.articles.models import StoredArticle
from server.errors import DamagedRecord, NotFound
from server.services.answers import OutletRecordAnswer
from server.services.ports import ArticleStore, StoryStore
from server.stories.models import Story
from server.summaries.models import EntryKind

WINDOW = 60  # articles; some days of a large outlet, some months of a small one
KEPT_SECONDS = 60.0
KEPT = 256  # outlets


class TrackRecords:
    """Counts an outlet's newest articles; a count is made again after a minute at the latest."""

    def __init__(
        self, articles: ArticleStore, stories: StoryStore, *, monotonic: Callable[[], float] = time.monotonic
    ) -> None:
        self._articles = articles
        self._stories = stories
        self._monotonic = monotonic
        self._kept = lru_cache(maxsize=KEPT)(self._count)

    def of(self, outlet_key: str) -> OutletRecordAnswer | None:
        """Return how often the outlet was first and passed on; None without a story that others report, too."""
        return self._kept(outlet_key, int(self._monotonic() / KEPT_SECONDS))

    def _count(self, outlet_key: str, _bucket: int) -> OutletRecordAnswer | None:
        held = {stored.article.id: stored for stored in self._articles.newest_of(outlet_key, limit=WINDOW)}
        story_of = self._stories.story_of(list(held))
        stories = {story_id: self._find(story_id) for story_id in set(story_of.values())}
        kinds = [
            kind
            for article_id, story_id in story_of.items()
            if (kind := _kind_of(article_id, stories[story_id])) is not None
        ]
        if not kinds:
            return None
        counted = Counter(kinds)
        since, until = _span(list(held.values()))
        return OutletRecordAnswer(
            articles=len(held),
            since=since,
            until=until,
            stories=len(kinds),
            first=counted[EntryKind.FIRST_REPORT],
            relays=counted[EntryKind.RELAY],
        )

    def _find(self, story_id: str) -> Story | None:
        try:
            return self._stories.get(story_id)
        except (DamagedRecord, NotFound):
            return None


def _kind_of(article_id: str, story: Story | None) -> EntryKind | None:
    """Return what the article was to a story that other outlets report as well; None for any other story."""
    if story is None or story.summary is None or story.summary.counts.outlets < 2:
        return None
    return next((entry.kind for entry in story.summary.timeline if entry.article_id == article_id), None)


def _span(held: Sequence[StoredArticle]) -> tuple[date, date]:
    times = [stored.when[0] for stored in held]
    return min(times).date(), max(times).date()
