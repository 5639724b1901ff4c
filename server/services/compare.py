"""Coverage of one article: its matches with their outlets, folded into origins and counted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from server.articles.models import Article, StoredArticle
from server.coverage.breadth import count_coverage
from server.coverage.models import Counts, Match, Origin
from server.coverage.origins import find_origins
from server.outlets.models import Outlet
from server.services.answers import CoverageAnswer, MatchAnswer
from server.services.coverage import CoverageService
from server.services.outlets import OutletService
from server.services.ports import ArticleStore
from server.services.serialize import serialize_article, serialize_counts, serialize_origins

MAX_MATCHES = 200  # shown in one answer; a story's own page has them all


class CompareService:
    """Gathers what an answer shows of an article's coverage."""

    def __init__(self, articles: ArticleStore, coverage: CoverageService, outlets: OutletService) -> None:
        self._articles = articles
        self._coverage = coverage
        self._outlets = outlets

    def coverage_of(self, article: Article) -> CoverageAnswer:
        """Return the same story elsewhere, best match first."""
        matches = self._coverage.coverage_of(article)[:MAX_MATCHES]
        return self._answer(article, matches, self._articles.get_many([match.article_id for match in matches]))

    def as_of(self, article: Article, coverage: CoverageAnswer, day: date) -> CoverageAnswer:
        """Return the coverage without what was published after `day`."""
        ids = [m.article.id for m in coverage.matches if m.article.id and _is_by(m, day)]
        kept = {m.article.id: m.probability or 0.0 for m in coverage.matches}
        matches = [Match(article_id, kept[article_id], {}) for article_id in ids]
        return self._answer(article, matches, self._articles.get_many(ids))

    def nothing(self) -> CoverageAnswer:
        """Return the coverage of a page that nothing can be compared with."""
        return CoverageAnswer([], serialize_counts(count_coverage([], [], {}, self._outlets.side_of)), [])

    def count(self, articles: Sequence[Article]) -> Counts:
        """Return how many articles, origins and outlets these are, and how they spread."""
        return count_coverage(articles, self.fold(articles), self._outlets_of(articles), self._outlets.side_of)

    def fold(self, articles: Sequence[Article]) -> list[Origin]:
        """Return the origins of articles of one story."""
        return find_origins(articles, self._outlets_of(articles), wire_names=self._outlets.wire_names)

    def _answer(self, article: Article, matches: Sequence[Match], stored: dict[str, StoredArticle]) -> CoverageAnswer:
        found = [(match, stored[match.article_id]) for match in matches if match.article_id in stored]
        others = [s.article for _, s in found]
        origins = self.fold([article, *others])
        origin_of = {article_id: origin.id for origin in origins for article_id in origin.article_ids}
        shown = [
            MatchAnswer(
                serialize_article(s),
                self._outlets.ref(s.article.outlet_key),
                round(match.probability, 4),
                origin_of[s.article.id],
            )
            for match, s in found
        ]
        counts = count_coverage(others, origins, self._outlets_of(others), self._outlets.side_of)
        return CoverageAnswer(shown, serialize_counts(counts), serialize_origins(origins))

    def _outlets_of(self, articles: Sequence[Article]) -> dict[str, Outlet | None]:
        return {article.id: self._outlets.find(article.outlet_key) for article in articles}


def _is_by(match: MatchAnswer, day: date) -> bool:
    published = match.article.published_at
    return published is None or published.date() <= day
