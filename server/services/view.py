"""What there is to say of one article, made once and kept for all who ask of it."""

from __future__ import annotations

from dataclasses import dataclass

from server.articles.models import Article
from server.services.answer_parts import ArticleAnswer
from server.services.answers import CoverageAnswer
from server.services.comparison_answers import CitedOutletAnswer, ComparisonAnswer
from server.services.story_answers import StoryRef


@dataclass(frozen=True, slots=True)
class View:
    """What an answer about one article consists of, apart from how its outlet was matched and the limits."""

    source: Article
    article: ArticleAnswer
    outlet_key: str | None
    coverage: CoverageAnswer
    comparison: ComparisonAnswer | None
    cited_outlets: list[CitedOutletAnswer]
    story: StoryRef | None
    story_reason: str | None

    @property
    def notes(self) -> list[str]:
        """What could not be seen of this very article."""
        if self.article.is_paywalled:
            return ["This page is behind a paywall: only what it shows to everyone was compared."]
        if self.article.id and not self.article.has_text:
            return ["Only this article's headline is held: its text could not be read."]
        return []
