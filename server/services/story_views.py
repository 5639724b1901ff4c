"""The stories as grouping needs them while it works: read once, kept up to date with what it has just decided."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from server.coverage.candidates import CandidateIndex
from server.errors import NotFound
from server.services.ports import StoryStore
from server.stories.actions import names_for
from server.stories.models import OpKind, StoryOp
from server.stories.views import StoryView

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
        self._merged: dict[str, str] = {}  # stories that are part of others, and not recorded as such yet

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
        """Take note of what was decided when the article with this number came."""
        for op in ops:
            if op.kind is OpKind.MERGE and op.from_story:
                absorbed = self._view(op.from_story)
                self._views[op.story_id] = self._view(op.story_id).merged_with(absorbed)
                self._story_of |= dict.fromkeys(absorbed.members, op.story_id)
                del self._views[op.from_story]
                self._merged[op.from_story] = op.story_id
            elif op.kind is OpKind.SPLIT:
                self._views[op.story_id] = _nobody_in(op.story_id)
                self._merged.pop(op.story_id, None)
            elif op.kind is OpKind.MOVE and op.from_story and op.article_id:
                left, moved = self._view(op.from_story).parted([op.article_id], op.story_id)
                self._views[op.from_story] = left
                self._views[op.story_id] = self._view(op.story_id).merged_with(moved)
                self._story_of[op.article_id] = op.story_id
            elif op.article_id:
                view = _nobody_in(op.story_id) if op.kind is OpKind.CREATE else self._view(op.story_id)
                self._views[op.story_id] = view.joined_by(op.article_id, seq=seq, is_report=is_report)
                self._story_of[op.article_id] = op.story_id

    def name(self, article_ids: Sequence[str], from_story: str) -> str | None:
        """Return an id for a story of these articles, split from that one: free, or one that it has absorbed.

        None if all are taken, which takes a hundred splits of the same articles.
        """
        return next((name for name in names_for(article_ids) if self._is_free(name, from_story)), None)

    def _is_free(self, name: str, from_story: str) -> bool:
        if name in self._views:
            return False
        if name in self._merged:  # since what is recorded
            return self._merged[name] == from_story
        try:
            return name != self._stories.get(name).id == from_story
        except NotFound:
            return True

    def recorded(self) -> None:
        """The operations noted so far are in the store now."""
        self._merged.clear()
        if len(self._views) > _MOST_KEPT or len(self._story_of) > _MOST_ARTICLES:
            self.forget()

    def forget(self) -> None:
        """Read everything anew: the operations were not recorded, or another process has grouped meanwhile."""
        self._views.clear()
        self._story_of.clear()
        self._merged.clear()

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
            seqs = tuple(member.seq for member in members_of.get(story_id, ()))
            reports = frozenset(one for one in ids if one in records and records[one].is_report)
            self._views[story_id] = StoryView(story_id, ids, seqs, reports)


def _nobody_in(story_id: str) -> StoryView:
    return StoryView(story_id, (), (), frozenset())
