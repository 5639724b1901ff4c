"""What is added to the candidate index: the numbers that articles get, and how many are written in one step.

A transaction for each article costs more than everything else there is to adding it. So whoever adds many one by one,
and looks for each before the next, gathers them: they are found in this process at once, and written at the end. It is
the memory of one process that runs ahead of the file; if the file then turns out to be another one than at the
beginning, memory is thrown away and read anew, and nothing was added.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from sqlite3 import Connection

import msgspec
import numpy as np

from server.coverage.candidates import IndexEntry
from server.errors import StoreUnavailable
from server.store.candidate_file import CandidateFile, State
from server.store.candidate_segments import NEVER, hash_ids
from server.store.candidate_view import Holdings, Row, View
from server.store.candidate_writing import encode_record

# A publication time later than this after we saw the article is a mistake.
_LATEST_AFTER_SEEN = 1440


class Gathering:
    """Articles that this process finds, and that are not written yet."""

    def __init__(self, held: Holdings) -> None:
        self._held = held
        self._began = held.state
        self._rows: list[Row] = []
        self._gone: list[int] = []
        self._position = held.state.position

    def add(self, entries: Sequence[IndexEntry]) -> None:
        """Let articles be found."""
        view = self._held.view
        rows, gone = number_rows(view, entries, start=view.end)
        self._held.extend(rows)
        for number in gone:
            view.calendar.forget(number)
        self._rows += rows
        self._gone += gone
        self._position = entries[-1].change

    def write(self, file: CandidateFile) -> None:
        """Write what was added. :raises StoreUnavailable: if anybody else has written meanwhile"""
        if not self._rows:
            return
        with file.writing() as connection:
            if file.state() != self._began:
                raise StoreUnavailable("another process is writing the candidate index: only one may")
            state = write_rows(connection, self._began, self._rows, self._gone, position=self._position)
            state = file.set_state(state)
        if not self._gone:  # else their marks have yet to be read
            self._held.state = state


def number_rows(view: View, entries: Sequence[IndexEntry], *, start: int) -> tuple[list[Row], list[int]]:
    """Return rows numbered from `start` on, and the numbers of older ones whose place they take."""
    known = find_numbers(view, [entry.record.article_id for entry in entries])
    rows, gone = [], []
    for number, entry in enumerate(entries, start=start):
        before = known.get(entry.record.article_id)
        if before is not None:
            gone.append(before)
        known[entry.record.article_id] = number
        rows.append(Row(number, _minute(entry), before is None, entry.record))
    return rows, gone


def write_rows(
    connection: Connection, state: State, rows: Sequence[Row], gone: Sequence[int], *, position: int
) -> State:
    """Write rows, within `CandidateFile.writing`; return the state that is to be set then."""
    connection.executemany(
        "INSERT INTO log VALUES (?, ?, ?, ?)",
        [(row.number, row.minute, row.is_new, encode_record(row.record)) for row in rows],
    )
    mark_gone(connection, gone)
    return msgspec.structs.replace(
        state,
        position=position,
        next_number=state.next_number + len(rows),
        articles=state.articles + len(rows) - len(gone),
    )


def find_numbers(view: View, article_ids: Sequence[str]) -> dict[str, int]:
    """Return the numbers of those articles that are in the index."""
    found = {}
    sealed = []
    for article_id in dict.fromkeys(article_ids):
        place = view.tail.find_id(article_id)
        if place is None:
            sealed.append(article_id)
        else:
            found[article_id] = view.tail.first + place
    if sealed and view.segments:
        hashes = hash_ids(sealed)
        for segment in view.segments:  # the newest last
            for at, place in segment.find_ids(hashes):
                number = segment.first + place
                record = view.record(number)
                if record and record.article_id == sealed[at]:
                    found[sealed[at]] = number
    if not found:
        return found
    minutes = view.calendar.of(np.array(list(found.values())))
    return {
        article_id: number
        for (article_id, number), m in zip(found.items(), minutes.tolist(), strict=True)
        if m != NEVER
    }


def mark_gone(connection: Connection, numbers: Iterable[int]) -> None:
    """Note that articles are gone, within `CandidateFile.writing`."""
    connection.executemany("INSERT INTO gone (number) VALUES (?)", [(number,) for number in numbers])


def _minute(entry: IndexEntry) -> int:
    """Return the minute an article is filed under: published if that can be, else first seen."""
    published = entry.record.minutes
    if published is None or published > entry.seen + _LATEST_AFTER_SEEN:
        return entry.seen
    return max(published, 0)
