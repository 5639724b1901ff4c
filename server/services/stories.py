"""Stories for people and programs: one with its articles, and lists of them."""

from __future__ import annotations

from datetime import datetime
from operator import attrgetter

from server.articles.models import StoredArticle
from server.errors import InvalidCursor, NotFound
from server.services.answer_parts import MatchAnswer
from server.services.cursors import decode_cursor, encode_cursor
from server.services.folding import Fold, FoldingService
from server.services.history_ports import VersionStore
from server.services.limits import LimitsService
from server.services.outlets import OutletService
from server.services.ports import ArticleStore, StoryStore
from server.services.serialize import (
    serialize_article,
    serialize_counts,
    serialize_credits,
    serialize_origins,
    serialize_spread,
    serialize_text,
)
from server.services.serialize_story import serialize_story_text
from server.services.story_answers import StoryAnswer, StoryArticles, StoryItem, StoryList, StoryOpAnswer, StoryRef
from server.stories.models import Story
from server.summaries.models import StorySummary


class StoryService:
    """Reads stories, as they were prepared."""

    def __init__(
        self,
        articles: ArticleStore,
        stories: StoryStore,
        *,
        folding: FoldingService,
        outlets: OutletService,
        limits: LimitsService,
        versions: VersionStore | None = None,
    ) -> None:
        """:param versions: what was shown of stories, to say which version this is"""
        self._articles = articles
        self._versions = versions
        self._stories = stories
        self._folding = folding
        self._outlets = outlets
        self._limits = limits

    def find_ref(self, story_id: str) -> StoryRef | None:
        """Return a story as a context answer shows it; None while it is not prepared."""
        story = self._stories.get(story_id)
        if story.summary is None:
            return None
        shown = serialize_story_text(story.summary)
        return StoryRef(
            id=story.id,
            headline=shown.headline,
            lede=shown.lede,
            overview=shown.overview,
            rewritten=shown.rewritten,
            key_points=shown.key_points,
            questions=shown.questions,
            version=self._versions.last_number(story.id) if self._versions else None,
            url=f"/stories/{story.id}",
        )

    def get(self, story_id: str) -> StoryAnswer:
        """:raises NotFound: if there is no story with this id, or nothing of it can be shown"""
        story = self._stories.get(story_id)
        if story.summary is None:
            raise NotFound("this story is still being prepared; ask again in a moment")
        members = self._members(story)
        fold = self._folding.fold([stored.article for stored in members])
        shown = serialize_story_text(story.summary)
        return StoryAnswer(
            id=story.id,
            headline=shown.headline,
            lede=shown.lede,
            overview=shown.overview,
            rewritten=shown.rewritten,
            key_points=shown.key_points,
            questions=shown.questions,
            timeline=shown.timeline,
            most_relied_on=shown.most_relied_on,
            balance=shown.balance,
            counts=serialize_counts(story.summary.counts),
            first_published_at=story.summary.first_published_at,
            updated_at=story.updated_at,
            version=self._versions.last_number(story.id) if self._versions else None,
            articles=self._shown(story, members, fold),
            origins=serialize_origins(fold.origins),
            credits=serialize_credits(fold.credits),
            spread=serialize_spread(self._folding.spread(fold)),
            original_share=round(1 - len(fold.credits) / len(members), 3) if members else None,
            history=[
                StoryOpAnswer(at, op.kind.value, op.story_id, op.article_id, op.from_story, op.probability, op.model)
                for at, op in self._stories.ops(story.id)
            ],
            url=f"/stories/{story.id}",
            limits=self._limits.limits(shown.notes),
        )

    def articles_of(
        self, story_id: str, *, lean: str | None, country: str | None, cursor: str | None, limit: int
    ) -> StoryArticles:
        """Return a page of the story's articles, oldest first. :raises NotFound: :raises InvalidCursor:"""
        story = self._stories.get(story_id)
        members = self._members(story)
        fold = self._folding.fold([stored.article for stored in members])
        shown = [match for match in self._shown(story, members, fold) if _fits(match, lean, country)]
        start = _start(decode_cursor(cursor, 1)[0]) if cursor else 0
        page = shown[start : start + limit]
        more = encode_cursor([str(start + limit)]) if start + limit < len(shown) else None
        return StoryArticles(page, more, self._limits.limits())

    def page(self, *, since: datetime | None, min_outlets: int, cursor: str | None, limit: int) -> StoryList:
        """Return a page of stories, newest first. :raises InvalidCursor:"""
        before = decode_cursor(cursor, 2) if cursor else None
        stories = self._stories.page(
            since=since,
            min_outlets=min_outlets,
            before=(before[0], before[1]) if before else None,
            limit=limit + 1,
        )
        items = [_item(story, story.summary) for story in stories[:limit] if story.summary]
        more = encode_cursor(_position(stories[limit - 1])) if len(stories) > limit else None
        return StoryList(items, more, self._limits.limits())

    def _members(self, story: Story) -> list[StoredArticle]:
        held = self._articles.get_many([member.article_id for member in story.members])
        return sorted(held.values(), key=attrgetter("when"))

    def _shown(self, story: Story, members: list[StoredArticle], fold: Fold) -> list[MatchAnswer]:
        origin_of = fold.origin_of
        probability_of = {member.article_id: member.probability for member in story.members}
        return [
            MatchAnswer(
                serialize_article(stored),
                self._outlets.ref(stored.article.outlet_key),
                probability_of[stored.article.id],
                origin_of[stored.article.id],
            )
            for stored in members
        ]


def _item(story: Story, summary: StorySummary) -> StoryItem:
    return StoryItem(
        story.id,
        serialize_text(summary.headline),
        serialize_counts(summary.counts),
        summary.first_published_at,
        story.updated_at,
        f"/stories/{story.id}",
    )


def _position(story: Story) -> tuple[str, str]:
    return ((story.newest_published_at or story.updated_at).isoformat(), story.id)


def _fits(match: MatchAnswer, lean: str | None, country: str | None) -> bool:
    side = (match.outlet.lean if match.outlet else None) or "not_rated"
    land = (match.outlet.country if match.outlet else None) or "unknown"
    return (lean is None or side == lean) and (country is None or land.upper() == country.upper())


def _start(text: str) -> int:
    if not text.isdecimal():
        raise InvalidCursor("this cursor was not issued by this list; leave it out to start", pointer="cursor")
    return int(text)
