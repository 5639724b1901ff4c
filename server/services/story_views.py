"""The stories as grouping needs them while it works: read once, kept up to date with what it has just decided."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from server.coverage.candidates import CandidateIndex
from server.services.ports import StoryStore
from server.stories.grouping import StoryView
from server.stories.models import OpKind, StoryOp

_MOST_KEPT = 20_000  # stories; then all are read anew


class StoryViews:
    """Views of stories, ahead of the store by the operations that are not yet recorded."""

    def __init__(self, stories: StoryStore, index: CandidateIndex) -> None:
        self._stories = stories
        self._index = index
        self._views: dict[str, StoryView] = {}
        self._pending: dict[str, str] = {}  # article → story, not yet recorded
        self._merged: dict[str, str] = {}  # story → the one that it went into, not yet recorded

    def of(self, article_ids: Sequence[str]) -> dict[str, StoryView]:
        """Return the story of each article that has one."""
        pending = {article_id: self._pending[article_id] for article_id in article_ids if article_id in self._pending}
        found = self._stories.story_of(article_ids) | pending
        return {article_id: self._view(self._survivor(story_id)) for article_id, story_id in found.items()}

    def note(self, ops: Iterable[StoryOp], *, seq: int, is_report: bool) -> None:
        """Take note of what was decided for the article with this number."""
        for op in ops:
            if op.kind is OpKind.MERGE and op.from_story:
                absorbed = self._view(op.from_story)
                self._views[op.story_id] = self._view(op.story_id).merged_with(absorbed)
                self._merged[op.from_story] = op.story_id
                del self._views[op.from_story]
            elif op.article_id:
                view = StoryView(op.story_id, seq, (), ()) if op.kind is OpKind.CREATE else self._view(op.story_id)
                self._views[op.story_id] = view.joined_by(op.article_id, is_report=is_report)
                self._pending[op.article_id] = op.story_id

    def recorded(self) -> None:
        """The operations noted so far are in the store now."""
        self._pending.clear()
        self._merged.clear()
        if len(self._views) > _MOST_KEPT:
            self._views.clear()

    def forget(self) -> None:
        """Read everything anew: the operations were not recorded, or another process has grouped meanwhile."""
        self._views.clear()
        self.recorded()

    def _survivor(self, story_id: str) -> str:
        while story_id in self._merged:
            story_id = self._merged[story_id]
        return story_id

    def _view(self, story_id: str) -> StoryView:
        if story_id not in self._views:
            members = self._stories.get(story_id).members
            ids = tuple(member.article_id for member in members)
            records = self._index.get_records(ids)
            reports = tuple(article_id for article_id in ids if article_id in records and records[article_id].is_report)
            self._views[story_id] = StoryView(story_id, min(member.seq for member in members), ids, reports)
        return self._views[story_id]
