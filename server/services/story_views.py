"""The stories as grouping needs them while it works: read once, kept up to date with what it has just decided."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from server.coverage.candidates import CandidateIndex
from server.services.ports import StoryStore
from server.stories.grouping import StoryView
from server.stories.models import OpKind, StoryOp

_MOST_KEPT = 20_000  # stories; then all are read anew
_MOST_ARTICLES = 100_000  # whose story is known: some 250 bytes each


class StoryViews:
    """Views of stories, ahead of the store by the operations that are not yet recorded.

    Most candidates of an article were candidates of the one before, so that whose story they are in is remembered,
    until `forget` is called. Only one process groups at a time.
    """

    def __init__(self, stories: StoryStore, index: CandidateIndex) -> None:
        self._stories = stories
        self._index = index
        self._views: dict[str, StoryView] = {}
        self._story_of: dict[str, str | None] = {}  # None: in no story

    def expect(self, article_ids: Iterable[str]) -> None:
        """Read, in one step, which stories these articles are in."""
        unknown = [article_id for article_id in article_ids if article_id not in self._story_of]
        if unknown:
            self._story_of |= dict.fromkeys(unknown) | self._stories.story_of(unknown)

    def of(self, article_ids: Sequence[str]) -> dict[str, StoryView]:
        """Return the story of each article that has one."""
        self.expect(article_ids)
        found = {article_id: story for article_id in article_ids if (story := self._story_of[article_id]) is not None}
        self._read({story_id for story_id in found.values() if story_id not in self._views})
        return {article_id: self._views[story_id] for article_id, story_id in found.items()}

    def note(self, ops: Iterable[StoryOp], *, seq: int, is_report: bool) -> None:
        """Take note of what was decided for the article with this number."""
        for op in ops:
            if op.kind is OpKind.MERGE and op.from_story:
                absorbed = self._view(op.from_story)
                self._views[op.story_id] = self._view(op.story_id).merged_with(absorbed)
                self._story_of |= dict.fromkeys(absorbed.members, op.story_id)
                del self._views[op.from_story]
            elif op.article_id:
                view = StoryView(op.story_id, seq, (), ()) if op.kind is OpKind.CREATE else self._view(op.story_id)
                self._views[op.story_id] = view.joined_by(op.article_id, is_report=is_report)
                self._story_of[op.article_id] = op.story_id

    def recorded(self) -> None:
        """The operations noted so far are in the store now."""
        if len(self._views) > _MOST_KEPT or len(self._story_of) > _MOST_ARTICLES:
            self.forget()

    def forget(self) -> None:
        """Read everything anew: the operations were not recorded, or another process has grouped meanwhile."""
        self._views.clear()
        self._story_of.clear()

    def _view(self, story_id: str) -> StoryView:
        if story_id not in self._views:
            self._read([story_id])
        return self._views[story_id]

    def _read(self, story_ids: Collection[str]) -> None:
        if not story_ids:
            return
        members_of = self._stories.members_of(list(story_ids))
        ids_of = {story_id: tuple(one.article_id for one in members_of.get(story_id, ())) for story_id in story_ids}
        records = self._index.get_records([article_id for ids in ids_of.values() for article_id in ids])
        for story_id, ids in ids_of.items():
            opened = min((member.seq for member in members_of.get(story_id, ())), default=0)
            reports = tuple(article_id for article_id in ids if article_id in records and records[article_id].is_report)
            self._views[story_id] = StoryView(story_id, opened, ids, reports)
