"""Coverage of one article: its matches with their outlets, folded into origins and counted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from server.articles.models import Article, StoredArticle
from server.coverage.models import Match
from server.services.answer_parts import MatchAnswer
from server.services.answers import CoverageAnswer
from server.services.coverage import CoverageService
from server.services.folding import Fold, FoldingService
from server.services.outlets import OutletService
from server.services.ports import ArticleStore
from server.services.serialize import (
    serialize_article,
    serialize_counts,
    serialize_credits,
    serialize_origins,
    serialize_spread,
)

MAX_MATCHES = 200  # shown in one answer; a story's own page has them all


class CompareService:
    """Gathers what an answer shows of an article's coverage."""

    def __init__(
        self, articles: ArticleStore, coverage: CoverageService, folding: FoldingService, outlets: OutletService
    ) -> None:
        self._articles = articles
        self._coverage = coverage
        self._folding = folding
        self._outlets = outlets

    def coverage_of(self, article: Article) -> tuple[CoverageAnswer, Fold]:
        """Return the same story elsewhere, best match first, and how it is folded with the article itself."""
        matches = self._coverage.coverage_of(article)[:MAX_MATCHES]
        return self._answer(article, matches, self._articles.get_many([match.article_id for match in matches]))

    def as_of(self, article: Article, coverage: CoverageAnswer, day: date) -> CoverageAnswer:
        """Return the coverage without what was published after `day`."""
        ids = [m.article.id for m in coverage.matches if m.article.id and _is_by(m, day)]
        kept = {m.article.id: m.probability or 0.0 for m in coverage.matches}
        matches = [Match(article_id, kept[article_id], {}) for article_id in ids]
        return self._answer(article, matches, self._articles.get_many(ids))[0]

    def nothing(self, article: Article) -> tuple[CoverageAnswer, Fold]:
        """Return the coverage of a page that nothing can be compared with."""
        return self._answer(article, [], {})

    def _answer(
        self, article: Article, matches: Sequence[Match], stored: dict[str, StoredArticle]
    ) -> tuple[CoverageAnswer, Fold]:
        found = [(match, stored[match.article_id]) for match in matches if match.article_id in stored]
        fold = self._folding.fold([article, *(s.article for _, s in found)])
        origin_of = fold.origin_of
        shown = [
            MatchAnswer(
                serialize_article(s),
                self._outlets.ref(s.article.outlet_key),
                round(match.probability, 4),
                origin_of[s.article.id],
            )
            for match, s in found
        ]
        answer = CoverageAnswer(
            shown,
            serialize_counts(self._folding.count(fold, without=article.id)),
            serialize_origins(fold.origins),
            serialize_credits(fold.credits),
            serialize_spread(self._folding.spread(fold, without=article.id)),
        )
        return answer, fold


def _is_by(match: MatchAnswer, day: date) -> bool:
    published = match.article.published_at
    return published is None or published.date() <= day
