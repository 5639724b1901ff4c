"""Bring the candidate index and the stories up to date with the store, article by article, in order of change.

One process at a time does this (`server.jobs.leader`). Each article is indexed and grouped before the next is looked
at, so that how many are taken at a time makes no difference to the stories; what is found is written at the end, first
to the index. Both positions are kept where the data is: after a crash the index is brought up to where grouping was,
and grouping goes on from there.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime

import numpy as np
from numpy.typing import NDArray

from server.articles.models import StoredArticle
from server.coverage.candidates import CandidateIndex, IndexEntry
from server.coverage.matching import Matcher
from server.coverage.records import MatchRecord, build_record
from server.services.embedding import EmbeddingService
from server.services.history_ports import OperatorStore
from server.services.ports import ArticleStore, StoryStore
from server.services.story_views import StoryViews
from server.stories.actions import allowed
from server.stories.grouping import Arrival, decide
from server.stories.models import StoryOp

_REBUILD_STEP = 500


class GroupingService:
    """Groups what the store has received since the last time."""

    def __init__(
        self,
        articles: ArticleStore,
        stories: StoryStore,
        index: CandidateIndex,
        matcher: Matcher,
        *,
        operator: OperatorStore | None = None,
        embedding: EmbeddingService | None = None,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        """:param operator: knows what an operator has decided, which stays as it is

        :param embedding: sees to what has arrived before it is matched
        """
        self._articles = articles
        self._stories = stories
        self._index = index
        self._matcher = matcher
        self._now = now
        self._views = StoryViews(stories, index)
        self._operator = operator
        self._embedding = embedding
        self._position: int | None = None  # as this process last left it
        self._decided = 0  # the operator's last action that the views know of
        self._pinned: set[str] = set()  # stories that the operator has decided on

    def catch_up(self, limit: int = 200) -> int:
        """Index and group up to `limit` changes; return how many there were.

        :raises StoreUnavailable: if another process has grouped meanwhile; calling again goes on from there
        """
        position = self._stories.grouped_position()
        is_decided_anew = self._is_decided_anew()
        if position != self._position or is_decided_anew:
            self._views.forget()
        self._catch_up_index(position)
        changes = self._articles.changes_after(position, limit=limit)
        if not changes:
            return 0
        if self._embedding:
            self._embedding.prepare([stored for _, stored in changes])
        try:
            self._views.expect(stored.article.id for _, stored in changes)
            ops = self._group_all(changes)
            self._stories.apply(ops, position=changes[-1][0], now=self._now())
        except BaseException:
            self._position = None
            raise
        self._views.recorded()
        self._position = changes[-1][0]
        return len(changes)

    def rebuild_index(self, on_step: Callable[[int], None] = lambda done: None) -> int:
        """Make the candidate index anew from the articles that are grouped; return how many changes were read.

        :param on_step: called with the number of changes read since the last time
        :raises StoreUnavailable:
        """
        self._index.clear()
        return self._catch_up_index(self._stories.grouped_position(), on_step)

    def _group_all(self, changes: Sequence[tuple[int, StoredArticle]]) -> list[StoryOp]:
        """Index and group articles one after the other; return what is to be recorded."""
        indexed = self._index.position()
        with self._index.gathering():
            grouped = [self._group(change, stored, is_indexed=change <= indexed) for change, stored in changes]
        return [op for ops in grouped for op in ops]

    def _group(self, change: int, stored: StoredArticle, *, is_indexed: bool) -> list[StoryOp]:
        record = build_record(stored.article)
        if not is_indexed:
            self._index.add([_entry(change, stored, record)])
        arrival = Arrival(record.article_id, stored.seq, record.is_report, self._matcher.candidates(record))
        ops = decide(
            arrival,
            self._views.of([record.article_id, *(one.match.article_id for one in arrival.scored)]),
            probabilities=self._probabilities,
            name=self._views.name,
            told=self._matcher.membership,
            model=self._matcher.model,
        )
        ops = allowed(ops, self._pinned)
        self._views.note(ops, seq=stored.seq, is_report=record.is_report)
        return ops

    def _is_decided_anew(self) -> bool:
        """Whether the operator has decided something meanwhile; then it is read."""
        decided = self._operator.last_number() if self._operator else 0
        if self._operator is None or decided == self._decided:
            return False
        self._decided, self._pinned = decided, self._operator.pinned_stories()
        return True

    def _probabilities(self, ours: Sequence[str], theirs: Sequence[str]) -> NDArray[np.float64]:
        """Return the probability of each pair; nothing speaks for one that the index does not hold any more."""
        records = self._index.get_records([*ours, *theirs])
        rows, columns = _held(ours, records), _held(theirs, records)
        found = np.zeros((len(ours), len(theirs)))
        found[np.ix_(rows, columns)] = self._matcher.probabilities(
            [records[ours[at]] for at in rows], [records[theirs[at]] for at in columns]
        )
        return found

    def _catch_up_index(self, position: int, on_step: Callable[[int], None] = lambda done: None) -> int:
        """Index what is grouped already: nothing, unless the index was lost, restored or is new."""
        if self._index.position() > self._articles.last_change():  # it has read a store that was since set back
            self._index.clear()
        done = 0
        while (start := self._index.position()) < position:
            step = min(_REBUILD_STEP, position - start)
            changes = [one for one in self._articles.changes_after(start, limit=step) if one[0] <= position]
            if not changes:
                break
            self._index.add([_entry(change, stored, build_record(stored.article)) for change, stored in changes])
            done += len(changes)
            on_step(len(changes))
        return done


def _entry(change: int, stored: StoredArticle, record: MatchRecord) -> IndexEntry:
    return IndexEntry(change, int(stored.first_seen_at.timestamp()) // 60, record)


def _held(article_ids: Sequence[str], records: Mapping[str, MatchRecord]) -> list[int]:
    """Return the places of those articles that there is a record of."""
    return [at for at, article_id in enumerate(article_ids) if article_id in records]
