"""What matching asks of a candidate index: which articles might report the same story.

The index itself lives on disk and is written in `server.store.candidate_index`; here is only the seam between the two.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol

import msgspec

from server.coverage.records import MatchRecord
from server.coverage.statistics import Statistics

WINDOW_DAYS = 3.0
"""Median story span is under half a day, 90 % end within 1.7 days; later articles reach back through later members."""

CANDIDATES = 50


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """A record with its place in the store: its change number, and the minute that it was first seen."""

    change: int
    seen: int
    record: MatchRecord


class Candidate(msgspec.Struct, frozen=True, gc=False):
    """An article that might report the same story; a copy was found by its text, whatever its words weigh.

    A Struct, because fifty are made for each look-up.
    """

    record: MatchRecord
    is_copy: bool = False

    @property
    def article_id(self) -> str:
        """The candidate's article."""
        return self.record.article_id


class CandidateIndex(Protocol):
    """Records of all articles, searchable by their words. Derived: it can always be built anew from the store."""

    def position(self) -> int:
        """Return the change number up to which the store has been read."""
        ...

    def add(self, entries: Sequence[IndexEntry]) -> None:
        """Add records in order of change and move the position; an article that is already there is replaced."""
        ...

    def gathering(self) -> AbstractContextManager[None]:
        """Let this thread find what it adds at once, and write it all in one step at the end, or nothing.

        :raises StoreUnavailable: if anybody else has written meanwhile
        """
        ...

    def find(
        self, record: MatchRecord, *, around: int | None, days: float = WINDOW_DAYS, limit: int = CANDIDATES
    ) -> list[Candidate]:
        """Return the likeliest candidates, best first, then copies beyond `limit`; never the record's own article.

        :param around: minute that the window lies around; None looks through the newest articles of any age
        """
        ...

    def get_records(self, article_ids: Sequence[str]) -> dict[str, MatchRecord]:
        """Return the records of those articles that are in the index."""
        ...

    def remove(self, article_id: str) -> None:
        """Forget an article; it is no longer found."""
        ...

    def drop_before(self, minute: int) -> int:
        """Forget old articles, or most of them, where that is cheap; return how many.

        :param minute: nothing of this minute or later is forgotten
        """
        ...

    def clear(self) -> None:
        """Forget everything: position 0."""
        ...

    def __len__(self) -> int: ...

    @property
    def statistics(self) -> Statistics:
        """How common each word is, as of the newest record."""
        ...
