"""What one process holds of the candidate index, and how it keeps up with what any process writes.

Segments are mapped, the tail is read from the log, and of every article its minute and its length are kept in two
arrays, by number: that is all the memory that an article costs beyond shared pages. A `View` is what one question sees.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from sqlite3 import Connection
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from server.coverage.records import MatchRecord
from server.coverage.statistics import Statistics
from server.store.candidate_file import CandidateFile, State
from server.store.candidate_segments import NEVER, AnyInts, Ints, Segment, decode_record
from server.store.candidate_tail import Tail, lengths_of

BLOCK = 4096
"""Articles whose earliest and latest minute are kept, to tell where a window of time lies among the numbers."""

_READ_AT_ONCE = 1024  # rows of the log: what a start needs of memory for a moment
_NOTHING_READ = State(version=-1, generation=-1)
_ROOM = 1 << 16  # for how many more articles the arrays grow at a time, at least

Minutes = NDArray[np.uint32]
Lengths = NDArray[np.uint8]
Kind = TypeVar("Kind", np.uint32, np.uint8)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the log."""

    number: int
    minute: int
    is_new: bool  # not another version of an article that has been counted
    record: MatchRecord


@dataclass(frozen=True, slots=True)
class View:
    """The index at one moment: articles from `origin` up to, not including, `end`."""

    segments: tuple[Segment, ...]
    tail: Tail
    calendar: Calendar
    end: int

    def records(self, numbers: Sequence[int]) -> list[MatchRecord | None]:
        """Return the records of articles; None where there is none of this number."""
        held = self.tail.records
        firsts = [segment.first for segment in self.segments]
        found: list[MatchRecord | None] = []
        for number in numbers:
            if number >= self.tail.first:
                found.append(held[number - self.tail.first])
                continue
            at = bisect_right(firsts, number) - 1
            segment = self.segments[at] if at >= 0 else None
            found.append(segment.record(number - segment.first) if segment and number < segment.end else None)
        return found

    def record(self, number: int) -> MatchRecord | None:
        """Return the record of an article; None if there is none of this number."""
        return self.records([number])[0]


class Calendar:
    """The minute and the length of every article, by number. An article that is gone has no minute: `NEVER`."""

    def __init__(self, origin: int) -> None:
        self.origin = origin
        self.minutes: Minutes = np.full(_ROOM, NEVER, dtype=np.uint32)
        self.lengths: Lengths = np.zeros(_ROOM, dtype=np.uint8)
        self._earliest: Minutes = np.full(_ROOM // BLOCK + 1, NEVER, dtype=np.uint32)
        self._latest: Minutes = np.zeros(_ROOM // BLOCK + 1, dtype=np.uint32)

    def put(self, number: int, minutes: AnyInts, lengths: AnyInts) -> None:
        """Set the minutes and lengths of articles numbered from `number` on."""
        place, end = number - self.origin, number - self.origin + len(minutes)
        self._grow(end)
        self.minutes[place:end], self.lengths[place:end] = minutes, lengths
        for block in range(place // BLOCK, -(-end // BLOCK)):
            here = self.minutes[max(block * BLOCK, place) : min((block + 1) * BLOCK, end)]
            here = here[here != NEVER]
            if len(here):
                self._earliest[block] = min(int(self._earliest[block]), int(here.min()))
                self._latest[block] = max(int(self._latest[block]), int(here.max()))

    def forget(self, number: int) -> None:
        """The article is gone."""
        if 0 <= number - self.origin < len(self.minutes):
            self.minutes[number - self.origin] = NEVER

    def of(self, numbers: Ints) -> Minutes:
        """Return the minutes of articles."""
        return self.minutes[numbers - self.origin]

    def lengths_of(self, numbers: Ints) -> Lengths:
        """Return how many words articles have."""
        return self.lengths[numbers - self.origin]

    def between(self, low: int, high: int) -> Minutes:
        """Return the minutes of articles numbered from `low` up to `high`."""
        return self.minutes[low - self.origin : high - self.origin]

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Return numbers between which all articles of these minutes lie."""
        blocks = ((self._latest >= first) & (self._earliest <= last)).nonzero()[0]
        if not len(blocks):
            return self.origin, self.origin
        return self.origin + int(blocks[0]) * BLOCK, self.origin + (int(blocks[-1]) + 1) * BLOCK

    def _grow(self, size: int) -> None:
        if size <= len(self.minutes):
            return
        room = size + max(_ROOM, size // 4)
        self.minutes, self.lengths = _grown(self.minutes, room, NEVER), _grown(self.lengths, room, 0)
        self._earliest = _grown(self._earliest, room // BLOCK + 1, NEVER)
        self._latest = _grown(self._latest, room // BLOCK + 1, 0)


class Holdings:
    """What a process holds; brought up to date by `catch_up`, always by one thread at a time."""

    def __init__(self, file: CandidateFile) -> None:
        self._file = file
        self.state = _NOTHING_READ
        self.statistics = Statistics()
        self.counted = 0  # number of the newest article in the statistics …
        self.kept = 0  # … and in those that are stored
        self.read_gone = 0  # the newest mark of an article that is gone
        self.view = View((), Tail(1), Calendar(1), 1)

    def catch_up(self) -> None:
        """Read what has been written since. :raises StoreUnavailable: :raises DamagedSegment:"""
        with self._file.reading() as connection:
            state = self._file.state()
            if state.version == self.state.version:
                return
            if state.generation != self.state.generation:
                self._start(connection)
            if (state.generation, state.layout) != (self.state.generation, self.state.layout):
                self._take_segments(connection, state)
            rows = connection.execute(
                "SELECT number, minute, is_new, record FROM log WHERE number >= ? ORDER BY number", (self.view.end,)
            )
            while some := rows.fetchmany(_READ_AT_ONCE):
                self.extend([Row(n, minute, bool(is_new), decode_record(packed)) for n, minute, is_new, packed in some])
            self._take_gone(connection)
        self.state = state

    def mistrust(self) -> None:
        """What is held is not what was written: read everything anew when it is next asked for."""
        self.state = _NOTHING_READ

    def extend(self, rows: Sequence[Row]) -> None:
        """Take up articles that follow those held."""
        if not rows:
            return
        tail, calendar = self.view.tail, self.view.calendar
        tail.extend([row.record for row in rows])
        minutes = np.array([row.minute for row in rows], dtype=np.uint32)
        calendar.put(rows[0].number, minutes, lengths_of([row.record for row in rows]))
        self.view = View(self.view.segments, tail, calendar, rows[-1].number + 1)
        for row in rows:
            if row.number > self.counted:
                if row.is_new:
                    self.statistics.add(row.record, at=row.minute)
                self.counted = row.number

    def keep_statistics(self, connection: Connection) -> None:
        """Store the statistics, within `CandidateFile.writing`."""
        packed = self.statistics.pack()
        connection.execute("INSERT OR REPLACE INTO statistics VALUES (0, ?, ?)", (self.counted, packed))
        self.kept = self.counted

    def _start(self, connection: Connection) -> None:
        self._take_statistics(connection)
        self.read_gone = 0
        self.view = View((), Tail(1), Calendar(1), 1)

    def _take_statistics(self, connection: Connection) -> None:
        row = connection.execute("SELECT number, packed FROM statistics").fetchone()
        self.counted, self.statistics = (row[0], Statistics.unpack(row[1])) if row else (0, Statistics())
        self.kept = self.counted

    def _take_segments(self, connection: Connection, state: State) -> None:
        """Map the segments that are listed; the tail begins where they end."""
        held = {segment.name: segment for segment in self.view.segments}
        listed = connection.execute("SELECT name FROM segments ORDER BY first").fetchall()
        segments = tuple(held.get(name) or Segment(self._file.folder / name) for (name,) in listed)
        oldest_in_log = connection.execute("SELECT min(number) FROM log").fetchone()[0]
        tail = self.view.tail.from_number(oldest_in_log or state.next_number)
        if self.counted < tail.first - 1:  # sealed before we have read them; whoever sealed them has counted them
            self._take_statistics(connection)
        calendar = self.view.calendar
        origin = segments[0].first if segments else tail.first
        if origin != calendar.origin or tail.first > self.view.end:  # what is held does not reach up to the tail
            calendar = Calendar(origin)
            for segment in segments:
                calendar.put(segment.first, segment.minutes, segment.lengths)
            calendar.put(tail.first, self.view.calendar.between(tail.first, tail.end), lengths_of(tail.records))
            self.read_gone = 0
        self.view = View(segments, tail, calendar, tail.end)

    def _take_gone(self, connection: Connection) -> None:
        rows = connection.execute("SELECT n, number FROM gone WHERE n > ? ORDER BY n", (self.read_gone,))
        for n, number in rows:
            self.view.calendar.forget(number)
            self.read_gone = n


def _grown(array: NDArray[Kind], size: int, value: int) -> NDArray[Kind]:
    grown = np.full(size, value, dtype=array.dtype)
    grown[: len(array)] = array
    return grown
