"""When is another version of a story's text recorded?

Just before the text is shown: whoever is killed in between prepares the story again and finds the version there. Only
if a reader would notice the difference, and not at every touch of a story in its first hours: what is not urgent is
shown, but becomes a version when the last one has stood for a while (`settle`). And only if every span stands in its
article as it is held at that moment; the number of that revision is kept, so that the span can be checked ever after.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from server.articles.models import Article, Evidence
from server.errors import DamagedRecord, NotFound
from server.services.history_ports import RevisionStore, VersionStore
from server.services.ports import ArticleStore, Clock, StoryStore
from server.stories.models import Story
from server.stories.notices import find_notices
from server.stories.versions import (
    SETTLES,
    Change,
    ChangeKind,
    Version,
    evidence_of,
    find_version_changes,
    is_noticeable,
    is_urgent,
)
from server.summaries.models import StorySummary

log = logging.getLogger(__name__)

MOST_SETTLED = 100  # stories that are looked at again at a time

_LOST = (Change(ChangeKind.TRIVIAL, None, None, "the record of the version before is damaged"),)


@dataclass(frozen=True, slots=True)
class _Last:
    """A story's last version; without its content if its record is damaged."""

    number: int
    version: Version | None


class RecordingService:
    """Records what is about to be shown."""

    def __init__(
        self,
        versions: VersionStore,
        revisions: RevisionStore,
        articles: ArticleStore,
        stories: StoryStore,
        *,
        now: Clock,
    ) -> None:
        self._versions = versions
        self._revisions = revisions
        self._articles = articles
        self._stories = stories
        self._now = now

    def record(self, story_id: str, summary: StorySummary, articles: Iterable[Article]) -> None:
        """Record what is about to be shown of a story, now or when the last version has stood for a while.

        :param articles: all of the story
        :raises StoreFull: :raises StoreUnavailable:
        """
        last = self._find_last(story_id)
        version = self._build(story_id, summary, {article.id: article for article in articles}, last)
        if version is None:
            return
        if last is None or last.version is None:
            self._versions.add(version)
        elif not is_noticeable(version.changes):
            self._versions.settle(story_id)
        elif is_urgent(version.changes) or version.at - last.version.at >= SETTLES:
            self._versions.add(version)
        else:
            self._versions.defer(story_id, until=last.version.at + SETTLES)

    def settle(self, *, limit: int = MOST_SETTLED) -> int:
        """Record the versions that have waited long enough; return how many stories were looked at."""
        due = self._versions.due(now=self._now(), limit=limit)
        for story_id in due:
            story = self._find_story(story_id)
            if story and story.id == story_id and story.summary:
                held = self._articles.get_many([member.article_id for member in story.members])
                self.record(story_id, story.summary, [stored.article for stored in held.values()])
            # If it was not recorded now, the story is being prepared anew, or is part of another by now.
            self._versions.settle(story_id)
        return len(due)

    def _build(
        self, story_id: str, summary: StorySummary, articles: Mapping[str, Article], last: _Last | None
    ) -> Version | None:
        """Return the next version; None if an article was changed meanwhile, so that the story is prepared anew."""
        texts = self._revisions.changes_of(articles.keys())
        notices = tuple(notice.evidence for article in articles.values() for notice in find_notices(article))
        if not self._stand([*evidence_of(summary), *notices]):
            log.info("a text of story %s was changed meanwhile; its version waits", story_id)
            return None
        version = Version(story_id, last.number + 1 if last else 1, self._now(), summary, texts, notices)
        if last is None:
            return version
        return replace(version, changes=find_version_changes(last.version, version) if last.version else _LOST)

    def _stand(self, spans: list[Evidence]) -> bool:
        """Whether every span stands in its article as it is held now, verbatim."""
        held = self._articles.get_many(list({span.article_id for span in spans}))
        return all(
            span.article_id in held
            and getattr(held[span.article_id].article, span.field)[span.start : span.end] == span.text
            for span in spans
        )

    def _find_last(self, story_id: str) -> _Last | None:
        try:
            version = self._versions.find_last(story_id)
        except DamagedRecord:  # the log names it; the next one must not be kept from readers by it
            number = self._versions.last_number(story_id)
            return None if number is None else _Last(number, None)
        return _Last(version.number, version) if version else None

    def _find_story(self, story_id: str) -> Story | None:
        try:
            return self._stories.get(story_id)
        except NotFound:
            return None
