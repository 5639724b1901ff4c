"""Who else reports the story of this article, and how sure we are of each."""

from __future__ import annotations

from server.articles.models import Article
from server.coverage.candidates import CandidateIndex
from server.coverage.matching import Matcher
from server.coverage.models import Match
from server.coverage.records import build_record
from server.services.ports import ArticleStore, StoryStore


class CoverageService:
    """Answers from the candidate index and the stories."""

    def __init__(self, articles: ArticleStore, stories: StoryStore, index: CandidateIndex, matcher: Matcher) -> None:
        self._stories = stories
        self._index = index
        self._matcher = matcher

    def coverage_of(self, article: Article) -> list[Match]:
        """Return the matches of an article, known or not, best first."""
        record = build_record(article)
        scored = {one.match.article_id: one.match for one in self._matcher.candidates(record)}
        story = self._stories.find_for_article(article.id)
        members = [member.article_id for member in story.members if member.article_id != article.id] if story else []
        missing = self._index.get_records([m for m in members if m not in scored])
        scored |= {one.match.article_id: one.match for one in self._matcher.score_all(record, list(missing.values()))}
        kept = [m for m in scored.values() if m.probability >= self._matcher.cutoff or m.article_id in members]
        return sorted(kept, key=lambda match: (-match.probability, match.article_id))
