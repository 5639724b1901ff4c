"""Articles by their id, and the newest of an outlet."""

from __future__ import annotations

from operator import attrgetter

from server.services.answer_parts import ArticleAnswer
from server.services.answers import ArticlePage, OutletPage
from server.services.limits import LimitsService
from server.services.outlets import OutletService
from server.services.ports import ArticleStore, StoryStore
from server.services.serialize import serialize_article
from server.services.track_records import TrackRecords

RECENT = 20  # articles on an outlet's page


class ArticleService:
    """Reads single articles. Full texts are the publishers' and are not handed out."""

    def __init__(
        self, articles: ArticleStore, stories: StoryStore, *, outlets: OutletService, limits: LimitsService
    ) -> None:
        self._articles = articles
        self._stories = stories
        self._outlets = outlets
        self._limits = limits
        self._records = TrackRecords(articles, stories)

    def get(self, article_id: str) -> ArticlePage:
        """:raises NotFound: :raises DamagedRecord:"""
        stored = self._articles.get(article_id)
        return ArticlePage(
            serialize_article(stored),
            self._outlets.ref(stored.article.outlet_key),
            self._stories.story_of([article_id]).get(article_id),
            self._limits.limits(),
        )

    def outlet_page(self, key: str) -> OutletPage:
        """Return an outlet's record with its newest articles. :raises NotFound:"""
        outlet = self._outlets.get(key)
        return OutletPage(
            self._outlets.serialize(outlet),
            self.recent_of(outlet.key),
            self._records.of(outlet.key),
            self._limits.limits(),
        )

    def recent_of(self, outlet_key: str) -> list[ArticleAnswer]:
        """Return the articles of an outlet that came last, newest first."""
        held = self._articles.newest_of(outlet_key, limit=RECENT)
        return [serialize_article(s) for s in sorted(held, key=attrgetter("when"), reverse=True)]
