"""What the use cases about versions, edits and the operator's actions need of the store, as small protocols."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import datetime
from typing import Protocol

from server.articles.ingest_models import Revisit
from server.stories.actions import Action, Decision
from server.stories.edits import Revision
from server.stories.models import StoryOp
from server.stories.versions import Version


class VersionStore(Protocol):
    """What was shown of stories: added, never changed."""

    def add(self, version: Version) -> None:
        """Record a version; the story waits for none any more. :raises StoreUnavailable:"""
        ...

    def defer(self, story_id: str, *, until: datetime) -> None:
        """Have the story looked at again at that time."""
        ...

    def settle(self, story_id: str) -> None:
        """The story waits for no version any more."""
        ...

    def due(self, *, now: datetime, limit: int) -> list[str]:
        """Return the ids of stories whose version has waited long enough."""
        ...

    def last_number(self, story_id: str) -> int | None: ...
    def find_last(self, story_id: str) -> Version | None:
        """:raises DamagedRecord:"""
        ...

    def get(self, story_id: str, number: int) -> Version:
        """:raises NotFound: :raises DamagedRecord:"""
        ...

    def page(self, story_id: str, *, limit: int) -> list[Version]:
        """Return the story's versions, the newest first."""
        ...


class RevisionStore(Protocol):
    """What articles said, and say."""

    def changes_of(self, article_ids: Collection[str]) -> dict[str, int]:
        """Return the change that has brought each article to what it is."""
        ...

    def revised(self, article_ids: Collection[str]) -> set[str]:
        """Return those of the articles that have said something else before."""
        ...

    def of(self, article_ids: Collection[str]) -> dict[str, list[Revision]]:
        """Return all revisions of each article, the present one last."""
        ...


class RevisitStore(Protocol):
    """Which articles' pages are to be looked at again."""

    def enrol(self, plan: Callable[[datetime], datetime | None]) -> int:
        """Plan the first revisit of articles that have come or changed since; return how many were read."""
        ...

    def due(self, *, now: datetime, limit: int) -> list[Revisit]: ...
    def find_next(self, article_id: str) -> datetime | None: ...
    def plan(self, article_id: str, due_at: datetime | None) -> None:
        """Record when the article's page is looked at next; None: never again."""
        ...


class OperatorStore(Protocol):
    """What the operator has decided: added, never changed."""

    def record(self, decision: Decision, ops: Sequence[StoryOp] = (), *, now: datetime) -> Action:
        """Record an action and carry out its operations, all or nothing.

        :raises InvalidInput: if an operation does not fit what is stored, or the action was undone already
        """
        ...

    def get(self, n: int) -> Action:
        """:raises NotFound: :raises DamagedRecord:"""
        ...

    def newest(self, *, limit: int) -> list[Action]: ...
    def in_force(self) -> list[Action]:
        """Return the actions that stand: neither undone nor an undo, oldest first."""
        ...

    def is_undone(self, n: int) -> bool: ...
    def last_number(self) -> int:
        """Return the number of the last action; 0 before the first."""
        ...

    def pinned_stories(self) -> set[str]:
        """Return the ids of stories with an article that the operator has put there."""
        ...
