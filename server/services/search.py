"""Articles by words: which of those that we hold have all of them in headline, beginning or address?

The candidate index answers (docs/decisions/0042-search-asks-the-candidate-index.md). Words are compared as matching
compares them: without case and accents, by their first six letters.
"""

from __future__ import annotations

from collections.abc import Iterable

from server.coverage.asking import LONGEST, answering, build_question, position_of
from server.coverage.candidates import CandidateIndex
from server.coverage.records import MatchRecord
from server.errors import DamagedRecord, InvalidCursor, InvalidInput, NotFound
from server.outlets.names import NameIndex
from server.services.answer_parts import OutletRef
from server.services.cursors import decode_cursor, encode_cursor
from server.services.limits import LimitsService
from server.services.outlets import OutletService
from server.services.ports import ArticleStore, StoryStore
from server.services.search_answers import FoundAnswer, SearchAnswer
from server.services.serialize import serialize_article
from server.services.story_answers import StoryItem
from server.services.story_list import find_item

MOST_FOUND = 200  # the newest; whoever wants to go further back asks with one word more
MOST_OUTLETS = 5


class SearchService:
    """Answers what readers type."""

    def __init__(
        self,
        index: CandidateIndex,
        articles: ArticleStore,
        stories: StoryStore,
        *,
        names: NameIndex,
        outlets: OutletService,
        limits: LimitsService,
    ) -> None:
        self._index = index
        self._articles = articles
        self._stories = stories
        self._names = names
        self._outlets = outlets
        self._limits = limits

    def find(self, text: str, *, cursor: str | None, limit: int) -> SearchAnswer:
        """Return a page of what has every word of `text`. :raises InvalidInput: :raises InvalidCursor:"""
        question = build_question(text)
        if question is None:
            raise InvalidInput("type a word to look for", pointer="q")
        after = _position(cursor) if cursor else None
        candidates = self._index.find(question.record, around=None, limit=MOST_FOUND)
        found = answering(question, (candidate.record for candidate in candidates))
        rest = [record for record in found if after is None or position_of(record) < after]
        shown = rest[:limit]
        return SearchAnswer(
            self._articles_of(shown),
            [] if cursor else self._outlets_named(text.strip()[:LONGEST]),
            encode_cursor([str(part) for part in position_of(shown[-1])]) if len(rest) > limit else None,
            self._limits.limits(_notes(text, len(found))),
        )

    def _articles_of(self, records: Iterable[MatchRecord]) -> list[FoundAnswer]:
        ids = [record.article_id for record in records]
        held = self._articles.get_many(ids)
        story_of = self._stories.story_of(ids)
        items = {story_id: self._item(story_id) for story_id in set(story_of.values())}
        return [
            FoundAnswer(
                serialize_article(held[its_id]),
                self._outlets.ref(held[its_id].article.outlet_key),
                items.get(story_of.get(its_id, "")),
            )
            for its_id in ids
            if its_id in held
        ]

    def _item(self, story_id: str) -> StoryItem | None:
        try:
            return find_item(self._stories.get(story_id))
        except (DamagedRecord, NotFound):
            return None

    def _outlets_named(self, text: str) -> list[OutletRef]:
        refs = (self._outlets.ref(key) for key in self._names.find(text, limit=MOST_OUTLETS))
        return [ref for ref in refs if ref]


def _position(cursor: str) -> tuple[int, str]:
    minutes, article_id = decode_cursor(cursor, 2)
    if not minutes.removeprefix("-").isdecimal() or len(minutes) > 12:
        raise InvalidCursor("this cursor was not issued by this list; leave it out to start", pointer="cursor")
    return int(minutes), article_id


def _notes(text: str, found: int) -> list[str]:
    notes = []
    if len(text) > LONGEST:
        notes.append(f"Only the first {LONGEST} characters of the question were looked at.")
    if found >= MOST_FOUND:
        notes.append(f"Only the {MOST_FOUND} newest are listed: with one word more the list goes further back.")
    return notes
