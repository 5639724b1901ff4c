"""Who else reports the story of this article, and how sure we are of each?

Two sources are united: the candidates that the article itself leads to, from the cutoff on, and the members of its
story. A member may share little with this very article, having come in through others; it is reported down to
`MEMBER_FLOOR`. The probability is always that of the pair, so that a far member of a large story does not look sure.
"""

from __future__ import annotations

from collections.abc import Sequence

from server.articles.models import Article
from server.coverage.candidates import CandidateIndex
from server.coverage.matching import Matcher, Scored
from server.coverage.models import Match
from server.coverage.records import build_record
from server.services.ports import StoryStore

MEMBER_FLOOR = 0.2
"""Below it, members of a large story are as often wrong as right (docs/matching.md)."""

MOST_MEMBERS = 1000  # newest first; a story of more is a topic, and its own page lists it


class CoverageService:
    """Answers from the candidate index and the stories."""

    def __init__(self, stories: StoryStore, index: CandidateIndex, matcher: Matcher) -> None:
        self._stories = stories
        self._index = index
        self._matcher = matcher

    def coverage_of(self, article: Article) -> list[Match]:
        """Return the matches of an article, held or not, best first."""
        record = build_record(article)
        scored = self._matcher.candidates(record)
        members = self._members(article.id, scored)
        known = {one.match.article_id for one in scored}
        others = self._index.get_records([member for member in members if member not in known])
        scored += self._matcher.score_all(record, list(others.values()))
        bar = dict.fromkeys(members, MEMBER_FLOOR)
        kept = (one.match for one in scored if one.match.probability >= bar.get(one.match.article_id, self._matcher.cutoff))
        return sorted(kept, key=lambda match: (-match.probability, match.article_id))

    def _members(self, article_id: str, scored: Sequence[Scored]) -> list[str]:
        """Return the other members of the article's story, or of the story of what matches it best."""
        story = self._stories.find_for_article(article_id)
        if story is None and scored and scored[0].match.probability >= self._matcher.cutoff:
            story = self._stories.find_for_article(scored[0].match.article_id)
        members = story.members[-MOST_MEMBERS:] if story else ()
        return [member.article_id for member in members if member.article_id != article_id]
