"""Stories for people and programs: one with its articles, lists of them, and the text prepared when one is touched."""

from __future__ import annotations

import logging
from datetime import datetime
from operator import attrgetter

from server.articles.models import StoredArticle
from server.errors import DamagedRecord, InvalidCursor, NotFound
from server.services.answers import (
    MatchAnswer,
    StoryAnswer,
    StoryArticles,
    StoryItem,
    StoryList,
    StoryOpAnswer,
    StoryRef,
)
from server.services.compare import CompareService
from server.services.cursors import decode_cursor, encode_cursor
from server.services.limits import LimitsService
from server.services.outlets import OutletService
from server.services.ports import ArticleStore, StoryStore
from server.services.serialize import serialize_article, serialize_counts, serialize_origins, serialize_text
from server.stories.models import Story, StorySummary
from server.stories.text import summarize

log = logging.getLogger(__name__)

NOT_WRITTEN = "Overview, key points, questions and versions of a story are not written by this version."


class StoryService:
    """Reads stories, and prepares what is shown of one when grouping has touched it."""

    def __init__(
        self,
        articles: ArticleStore,
        stories: StoryStore,
        *,
        compare: CompareService,
        outlets: OutletService,
        limits: LimitsService,
    ) -> None:
        self._articles = articles
        self._stories = stories
        self._compare = compare
        self._outlets = outlets
        self._limits = limits
        self._damaged: set[str] = set()

    def prepare(self, *, limit: int = 500) -> int:
        """Prepare what is shown of stories that were touched, also by a process that was cut off; return how many.

        A story with a damaged record is named in the log, once, and shown as it was.
        """
        done = 0
        for story_id in self._stories.to_prepare(limit=limit):
            if story_id in self._damaged:
                continue
            try:
                self._prepare(self._stories.get(story_id))
                done += 1
            except DamagedRecord as error:
                self._damaged.add(story_id)
                log.error("a story cannot be prepared: %s", error)
        return done

    def _prepare(self, story: Story) -> None:
        members = [stored.article for stored in self._members(story)]
        if not members:
            raise DamagedRecord(f"no article of story {story.id} can be read")
        self._stories.save_summary(story.id, summarize(members, counts=self._compare.count(members)))

    def find_ref(self, story_id: str) -> StoryRef | None:
        """Return a story as a context answer shows it; None while it is not prepared."""
        story = self._stories.get(story_id)
        if story.summary is None:
            return None
        shown = story.summary
        return StoryRef(
            id=story.id,
            headline=serialize_text(shown.headline),
            lede=serialize_text(shown.lede) if shown.lede else None,
            overview=None,
            key_points=[],
            questions=[],
            version=None,
            url=f"/stories/{story.id}",
        )

    def get(self, story_id: str) -> StoryAnswer:
        """:raises NotFound: if there is no story with this id, or nothing of it can be shown"""
        story = self._stories.get(story_id)
        ref = self.find_ref(story.id)
        if ref is None or story.summary is None:
            raise NotFound("this story is still being prepared; ask again in a moment")
        members = self._members(story)
        origins = self._compare.fold([stored.article for stored in members])
        return StoryAnswer(
            id=story.id,
            headline=ref.headline,
            lede=ref.lede,
            overview=ref.overview,
            key_points=ref.key_points,
            questions=ref.questions,
            counts=serialize_counts(story.summary.counts),
            first_published_at=story.summary.first_published_at,
            updated_at=story.updated_at,
            version=ref.version,
            articles=self._shown(story, members),
            origins=serialize_origins(origins),
            history=[
                StoryOpAnswer(at, op.kind.value, op.story_id, op.article_id, op.from_story, op.probability, op.model)
                for at, op in self._stories.ops(story.id)
            ],
            url=ref.url,
            limits=self._limits.limits([NOT_WRITTEN]),
        )

    def articles_of(
        self, story_id: str, *, lean: str | None, country: str | None, cursor: str | None, limit: int
    ) -> StoryArticles:
        """Return a page of the story's articles, oldest first. :raises NotFound: :raises InvalidCursor:"""
        story = self._stories.get(story_id)
        shown = [match for match in self._shown(story, self._members(story)) if _fits(match, lean, country)]
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

    def _shown(self, story: Story, members: list[StoredArticle]) -> list[MatchAnswer]:
        origins = self._compare.fold([stored.article for stored in members])
        origin_of = {article_id: origin.id for origin in origins for article_id in origin.article_ids}
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
