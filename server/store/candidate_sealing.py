"""Which segments there are: the log becomes one when it is long enough, neighbours are merged, old ones are dropped.

One writer does all this. A file is made first and listed then, in one transaction that also takes away what it was made
from, and only after that transaction is on disk are files deleted. Whoever is killed between any two steps leaves the
list as it was or as it shall be, and at most a file that is not listed, which the next writer deletes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path
from sqlite3 import Connection
from threading import Thread

import msgspec

from server.errors import StoreUnavailable
from server.store.candidate_file import CandidateFile
from server.store.candidate_segments import NEVER, AnyInts, DamagedSegment, Segment
from server.store.candidate_view import Holdings, View
from server.store.candidate_writing import merge_segments, unfinished, write_segment

SEALED_AT = 16_384
"""Articles in the log that become a segment. A process that starts reads up to as many one by one."""

MERGED = 4
"""Neighbouring segments of one size that become one: more would be searched more slowly, fewer written more often."""

MERGES = 2
"""How often an article is merged: a quarter of a million to a segment. Larger ones would hold up the writer longer."""


MOST_WAITING = 32
"""Segments sealed during a merge before the writer waits for it."""

_CANNOT_WRITE = "the candidate index cannot be written: see whether the disk is full"


class Merge:
    """A merge that a thread is at. What it leaves when it is killed is a file that nobody lists."""

    def __init__(self, path: Path, parts: Sequence[Segment], minutes: AnyInts, gone: int, *, at: int) -> None:
        self.path, self.parts, self.gone, self.at = path, parts, gone, at
        self._error: DamagedSegment | OSError | None = None
        self._thread = Thread(target=self._run, args=(minutes,), daemon=True)

    @property
    def is_done(self) -> bool:
        """Whether the file is there, or never will be."""
        return not self._thread.is_alive()

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def wait(self) -> None:
        """Return when it is done. :raises DamagedSegment: :raises OSError:"""
        self._thread.join()
        if self._error:
            raise self._error

    def _run(self, minutes: AnyInts) -> None:
        try:
            merge_segments(self.path, self.parts, minutes=minutes)
        except (DamagedSegment, OSError) as error:
            self._error = error


class SegmentKeeper:
    """Seals, merges and drops, for one writer at a time."""

    def __init__(self, file: CandidateFile, held: Holdings, *, catch_up: Callable[[], View], sealed_at: int) -> None:
        self._file = file
        self._held = held
        self._catch_up = catch_up
        self._sealed_at = sealed_at
        self._merge: Merge | None = None
        self._seen = -1  # the layout that was last looked through for neighbours to merge

    def seal(self) -> None:
        """Make a segment of the log if it is long enough, and larger ones of neighbours of one size.

        A merge takes seconds, and nobody waits for it: a thread writes the file, and it is listed when more is sealed
        or added after that.

        :raises StoreUnavailable: if the disk is full, another process writes, or a segment is damaged
        """
        try:
            while len(self._held.view.tail.records) >= self._sealed_at:
                self._seal_one()
            if self._merge and (self._merge.is_done or len(self._held.view.segments) - self._merge.at > MOST_WAITING):
                self._list_merged(self._merge)
            if not self._merge and self._held.state.layout != self._seen and (parts := self._next_merge()):
                self._merge = self._start_merge(parts)
            self._seen = self._held.state.layout
        except OSError as error:
            raise StoreUnavailable(_CANNOT_WRITE) from error

    def finish(self) -> None:
        """Wait for the merge that is at work, and do all that follow. :raises StoreUnavailable:"""
        try:
            while self._merge:
                self._list_merged(self._merge)
                if parts := self._next_merge():
                    self._merge = self._start_merge(parts)
        except OSError as error:
            raise StoreUnavailable(_CANNOT_WRITE) from error

    def drop_before(self, minute: int) -> int:
        """Forget the segments that hold nothing of this minute or later; return how many articles that were."""
        view = self._held.view
        with self._file.writing(is_durable=True) as connection:
            old = connection.execute("SELECT first, count FROM segments WHERE last_minute < ?", (minute,)).fetchall()
            dropped = sum(int((view.calendar.between(first, first + count) != NEVER).sum()) for first, count in old)
            for first, count in old:
                connection.execute("DELETE FROM segments WHERE first = ?", (first,))
                _forget_gone(connection, first, first + count, upto=self._held.read_gone)
            if old:
                self._change_layout(articles=-dropped)
        self._catch_up()
        self._delete_unlisted()
        return dropped

    def _seal_one(self) -> None:
        view = self._held.view
        first, end = view.tail.first, view.tail.first + self._sealed_at
        minutes = view.calendar.between(first, end).tolist()
        path = self._path_of(first, end)
        gone = self._held.read_gone
        write_segment(path, first=first, minutes=minutes, records=view.tail.records[: self._sealed_at])
        self._list(path, first, end, replacing=(), gone=gone)

    def _next_merge(self) -> Sequence[Segment]:
        """Return neighbours of one size that are enough for the next, the newest first; none of the largest size."""
        segments = self._held.view.segments
        for at in range(len(segments) - MERGED, -1, -1):
            parts = segments[at : at + MERGED]
            is_run = all(one.end == other.first for one, other in pairwise(parts))
            if is_run and len({part.count for part in parts}) == 1 and parts[0].count < self._largest:
                return parts
        return ()

    def _start_merge(self, parts: Sequence[Segment]) -> Merge:
        view = self._held.view
        first, end = parts[0].first, parts[-1].end
        minutes = view.calendar.between(first, end).copy()
        merge = Merge(self._path_of(first, end), parts, minutes, self._held.read_gone, at=len(view.segments))
        merge.start()
        return merge

    def _list_merged(self, merge: Merge) -> None:
        self._merge = None
        try:
            merge.wait()
        except DamagedSegment as error:
            self._file.clear()
            raise StoreUnavailable("the candidate index was damaged; it is built anew from the store") from error
        if all(part in self._held.view.segments for part in merge.parts):  # not dropped or forgotten meanwhile
            first, end = merge.parts[0].first, merge.parts[-1].end
            self._list(merge.path, first, end, replacing=merge.parts, gone=merge.gone)

    def _list(self, path: Path, first: int, end: int, *, replacing: Sequence[Segment], gone: int) -> None:
        """Let a segment take the place of what it was made from.

        :param gone: up to which mark it was made without the articles that are gone
        """
        minutes = self._held.view.calendar.between(first, end)
        last_minute = int(minutes.max(initial=0, where=minutes != NEVER))
        with self._file.writing(is_durable=True) as connection:
            if self._file.state().layout != self._held.state.layout:
                raise StoreUnavailable("another process is writing the candidate index: only one may")
            connection.executemany("DELETE FROM segments WHERE name = ?", [(part.name,) for part in replacing])
            if not replacing:
                self._held.keep_statistics(connection)  # what leaves the log cannot be counted again
                connection.execute("DELETE FROM log WHERE number < ?", (end,))
            connection.execute("INSERT INTO segments VALUES (?, ?, ?, ?)", (first, end - first, last_minute, path.name))
            _forget_gone(connection, first, end, upto=gone)
            self._change_layout()
        self._catch_up()
        self._delete_unlisted()

    def _delete_unlisted(self) -> None:
        making = {self._merge.path.name, unfinished(self._merge.path).name} if self._merge else set()
        self._file.delete_unlisted(but=making)

    def _change_layout(self, *, articles: int = 0) -> None:
        state = self._file.state()
        self._file.set_state(
            msgspec.structs.replace(state, layout=state.layout + 1, articles=state.articles + articles)
        )

    def _path_of(self, first: int, end: int) -> Path:
        return self._file.folder / f"{self._held.state.generation}-{first}-{end - first}.segment"

    @property
    def _largest(self) -> int:
        largest: int = self._sealed_at * MERGED**MERGES
        return largest


def _forget_gone(connection: Connection, first: int, end: int, *, upto: int) -> None:
    connection.execute("DELETE FROM gone WHERE number >= ? AND number < ? AND n <= ?", (first, end, upto))
