"""Which stories pass a reader's filters, page by page, newest first?

The store knows times and numbers of outlets; sides and countries are looked up in what was counted when a story was
prepared. So that a rare filter cannot walk through the whole record, a page ends early where too much was passed over;
its cursor goes on from there.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from server.services.cursors import decode_cursor, encode_cursor
from server.services.limits import LimitsService
from server.services.ports import StoryStore
from server.services.serialize import serialize_counts, serialize_text
from server.services.story_answers import StoryItem, StoryList
from server.stories.models import Story

STEP = 100  # stories read at a time
MOST_LOOKED_AT = 500
CUT_SHORT = "The filters leave out nearly all stories; this page has looked at 500. The next one goes on from there."


@dataclass(frozen=True, slots=True)
class Filters:
    """What is wanted; None: everything."""

    since: datetime | None = None
    until: datetime | None = None  # the first moment that is too late
    min_outlets: int = 1
    side: str | None = None
    country: str | None = None


class StoryListService:
    """Lists stories for people."""

    def __init__(self, stories: StoryStore, *, limits: LimitsService) -> None:
        self._stories = stories
        self._limits = limits

    def page(self, filters: Filters, *, cursor: str | None, limit: int) -> StoryList:
        """Return a page of the stories whose newest article lies in the time wanted. :raises InvalidCursor:"""
        before = _start(filters, cursor)
        shown: list[StoryItem] = []
        for _ in range(MOST_LOOKED_AT // STEP):
            stories = self._stories.page(
                since=filters.since, min_outlets=filters.min_outlets, before=before, limit=STEP
            )
            for story in stories:
                if len(shown) == limit:
                    return StoryList(shown, encode_cursor(before or ()), self._limits.limits())
                before = _position(story)
                item = find_item(story)
                if item and _passes(item, filters):
                    shown.append(item)
            if len(stories) < STEP:
                return StoryList(shown, None, self._limits.limits())
        return StoryList(shown, encode_cursor(before or ()), self._limits.limits([CUT_SHORT]))


def find_item(story: Story) -> StoryItem | None:
    """Return a story as it stands in a list; None while it is not prepared."""
    if story.summary is None:
        return None
    return StoryItem(
        story.id,
        serialize_text(story.summary.headline),
        serialize_counts(story.summary.counts),
        story.summary.first_published_at,
        story.updated_at,
        f"/stories/{story.id}",
    )


def _start(filters: Filters, cursor: str | None) -> tuple[str, str] | None:
    if cursor:
        at, story_id = decode_cursor(cursor, 2)
        return at, story_id
    return (filters.until.isoformat(), "") if filters.until else None


def _passes(item: StoryItem, filters: Filters) -> bool:
    has_side = filters.side is None or item.counts.by_lean.get(filters.side, 0) > 0
    has_country = filters.country is None or item.counts.by_country.get(filters.country.upper(), 0) > 0
    return has_side and has_country


def _position(story: Story) -> tuple[str, str]:
    return (story.newest_published_at or story.updated_at).isoformat(), story.id
