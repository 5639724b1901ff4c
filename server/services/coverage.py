"""Who else reports the story of this article, and how sure we are of each?

Two sources are united: the candidates that the article itself leads to, from the cutoff on, and the members of its
story. A member may share little with this very article, having come in through others: its probability is that of
the pair, and of the pair being in one story; it is reported down to `MEMBER_FLOOR`. A candidate that was grouped into
another story of several articles is not reported: what its whole story looks like speaks against the pair (two floods
in one night are told in the same words).
"""

from __future__ import annotations

from collections.abc import Sequence

from server.articles.models import Article
from server.coverage.candidates import CandidateIndex
from server.coverage.matching import Matcher, Scored
from server.coverage.models import Match
from server.coverage.records import MatchRecord, build_record
from server.services.ports import ArticleStore, StoryStore
from server.stories.models import Story

MEMBER_FLOOR = 0.4
"""Below it, members of a story are more often wrong than right (docs/matching.md)."""

SEVERAL = 2  # articles; one that is alone in its story may only be waiting for its companions

MOST_MEMBERS = 1000  # newest first; a story of more is a topic, and its own page lists it


class CoverageService:
    """Answers from the candidate index and the stories."""

    def __init__(
        self, stories: StoryStore, index: CandidateIndex, matcher: Matcher, *, articles: ArticleStore | None = None
    ) -> None:
        """:param articles: where members of a story are that have become too old for the index"""
        self._stories = stories
        self._articles = articles
        self._index = index
        self._matcher = matcher

    def coverage_of(self, article: Article) -> list[Match]:
        """Return the matches of an article, held or not, best first."""
        record = build_record(article)
        scored = self._matcher.candidates(record)
        home = self._home(article.id, scored)
        members = [m.article_id for m in home.members[-MOST_MEMBERS:] if m.article_id != article.id] if home else []
        known = {one.match.article_id for one in scored}
        others = self._records([member for member in members if member not in known])
        scored += self._matcher.score_all(record, others)
        matches = [*self._companions(scored, frozenset(members)), *self._others(scored, frozenset(members), home)]
        return sorted(matches, key=lambda match: (-match.probability, match.article_id))

    def _companions(self, scored: Sequence[Scored], members: frozenset[str]) -> list[Match]:
        """Return the matches within the story."""
        count = len(members) + 1
        found = [self._matcher.as_companion(one, articles=count) for one in scored if one.match.article_id in members]
        return [match for match in found if match.probability >= MEMBER_FLOOR]

    def _others(self, scored: Sequence[Scored], members: frozenset[str], home: Story | None) -> list[Match]:
        """Return the matches that are not in the story, nor in another one."""
        cutoff = self._matcher.cutoff
        found = [one.match for one in scored if one.match.article_id not in members]
        kept = [match for match in found if match.probability >= cutoff]
        elsewhere = self._grouped_elsewhere([match.article_id for match in kept], home)
        return [match for match in kept if match.article_id not in elsewhere]

    def _home(self, article_id: str, scored: Sequence[Scored]) -> Story | None:
        """Return the article's story; for one that has none, the story of what matches it best."""
        story = self._stories.find_for_article(article_id)
        if story is None and scored and scored[0].match.probability >= self._matcher.cutoff:
            story = self._stories.find_for_article(scored[0].match.article_id)
        return story

    def _records(self, article_ids: Sequence[str]) -> list[MatchRecord]:
        """Return the records of articles; of those that the index has dropped, made again."""
        held = self._index.get_records(article_ids)
        dropped = [article_id for article_id in article_ids if article_id not in held]
        stored = self._articles.get_many(dropped) if self._articles and dropped else {}
        return [*held.values(), *(build_record(one.article) for one in stored.values())]

    def _grouped_elsewhere(self, article_ids: Sequence[str], home: Story | None) -> set[str]:
        """Return those of the articles that belong to another story of several articles, as ours does."""
        if home is None or len(home.members) < SEVERAL:
            return set()
        story_of = self._stories.story_of(article_ids)
        others = {story_id for story_id in story_of.values() if story_id != home.id}
        large = {story_id for story_id in others if len(self._stories.get(story_id).members) >= SEVERAL}
        return {article_id for article_id, story_id in story_of.items() if story_id in large}
