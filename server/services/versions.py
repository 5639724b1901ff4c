"""Versions of a story's text, as they were shown, and what changed between any two of them.

When one is recorded is decided in `server.services.recording`.
"""

from __future__ import annotations

from collections.abc import Iterable

from server.errors import NotFound
from server.services.edits import EditService, serialize_change
from server.services.history_ports import VersionStore
from server.services.limits import LimitsService
from server.services.ports import StoryStore
from server.services.serialize import serialize_counts
from server.services.serialize_story import serialize_story_text
from server.services.story_answers import ChangeAnswer, DiffAnswer, VersionAnswer, VersionItem, VersionList
from server.stories.versions import Change, Version, find_version_changes

MOST_LISTED = 200  # versions of one story, the newest
_MOST_DIGITS = 9
NO_EARLIER = "no previous versions"


class VersionService:
    """Shows versions. The id of a merged story answers with those of the story that it is part of."""

    def __init__(
        self, versions: VersionStore, stories: StoryStore, *, edits: EditService, limits: LimitsService
    ) -> None:
        self._versions = versions
        self._stories = stories
        self._edits = edits
        self._limits = limits

    def last_number(self, story_id: str) -> int | None:
        """Return the number of the version that is shown; None before the first. The id is the story's own."""
        return self._versions.last_number(story_id)

    def all_of(self, story_id: str) -> VersionList:
        """Return the versions of a story, the newest first. :raises NotFound:"""
        story = self._stories.get(story_id)
        held = self._versions.page(story.id, limit=MOST_LISTED)
        return VersionList(
            story.id,
            [VersionItem(version.number, version.at, _changelog(version.changes), _url(version)) for version in held],
            self._edits.corrections_of(story),
            NO_EARLIER if len(held) < 2 else None,
            self._limits.limits(),
        )

    def get(self, story_id: str, number: int) -> VersionAnswer:
        """Return a version as it was shown. :raises NotFound: :raises DamagedRecord:"""
        version = self._versions.get(self._stories.get(story_id).id, number)
        return VersionAnswer(
            version.story_id,
            version.number,
            version.at,
            serialize_story_text(version.summary),
            serialize_counts(version.summary.counts),
            sorted(version.texts),
            dict(sorted(version.texts.items())),
            _changelog(version.changes),
            _url(version),
            self._limits.limits(),
        )

    def diff(self, story_id: str, number: int, *, against: int | None = None) -> DiffAnswer:
        """Return what changed between two versions, whichever is the older; by default since the one before.

        :raises NotFound: :raises DamagedRecord:
        """
        story = self._stories.get(story_id)
        if against is None and number == 1:
            raise NotFound("this is the first version: there is none before it to compare with")
        other = number - 1 if against is None else against
        older, newer = (self._versions.get(story.id, one) for one in sorted((number, other)))
        return DiffAnswer(
            story.id,
            older.number,
            newer.number,
            _changelog(find_version_changes(older, newer)),
            sorted(newer.texts.keys() - older.texts.keys()),
            sorted(older.texts.keys() - newer.texts.keys()),
            self._limits.limits(),
        )


def version_number(text: str) -> int:
    """Return the number of a version as it stands in an address. :raises NotFound: if it can be none"""
    if not (text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS):
        raise NotFound("a version has a number, from 1")
    return int(text)


def _changelog(changes: Iterable[Change]) -> list[ChangeAnswer]:
    return [serialize_change(change) for change in changes]


def _url(version: Version) -> str:
    return f"/stories/{version.story_id}/versions/{version.number}"
