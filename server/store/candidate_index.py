"""The candidate index on disk: which articles share rare words with this one, in milliseconds.

Derived data in a SQLite file of its own, one writer and any number of readers. Articles get numbers in order of
arrival; 4,096 of them are a segment. A posting list is one row per word and segment with two bytes for each article,
so that a window of time is a set of segments, and appending rewrites at most 8 KB. A query adds up the weights of its
words over the window in one array (`server.store.candidate_query`) and takes the largest.

The file may lag behind the store or be lost: whoever writes it catches up from `position()`. It knows which store it
was built from, and starts anew for another one or when records have changed their form.
"""

from __future__ import annotations

import sqlite3
import threading
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import msgspec
import numpy as np

from server.coverage.candidates import CANDIDATES, WINDOW_DAYS, Candidate, IndexEntry
from server.coverage.records import RECORD_FORMAT, MatchRecord
from server.coverage.statistics import Statistics
from server.store.candidate_file import CandidateFile
from server.store.candidate_query import SEGMENT, CandidateQuery

# How many articles a process that starts has to count itself, at most, beyond the stored statistics.
_SNAPSHOT_EVERY = 2000
# A publication time later than this after we saw the article is a mistake.
_LATEST_AFTER_SEEN = 1440
# SQLite allows at least this many parameters in one statement.
_MOST_PARAMETERS = 900

_decode = msgspec.msgpack.Decoder(MatchRecord).decode
_encode = msgspec.msgpack.Encoder().encode


class SqliteCandidateIndex:
    """`server.coverage.candidates.CandidateIndex` in one SQLite file, for all threads and processes of a machine."""

    def __init__(self, path: Path, *, store_id: str) -> None:
        """:param store_id: which store this derives from; the file of another one is emptied"""
        self._file = CandidateFile(path, source=f"{store_id}/{RECORD_FORMAT}")
        self._lock = threading.Lock()
        self._statistics = Statistics()
        self._counted = 0  # number of the newest article in the statistics
        self._generation = -1
        self._refresh()

    def position(self) -> int:
        """Return the change number up to which the store has been read."""
        return self._file.number("position")

    def __len__(self) -> int:
        row = self._file.connection.execute("SELECT count(*) FROM records").fetchone()
        return int(row[0])

    @property
    def statistics(self) -> Statistics:
        """How common each word is, as of the newest record."""
        self._refresh()
        return self._statistics

    def find(
        self, record: MatchRecord, *, around: int | None, days: float = WINDOW_DAYS, limit: int = CANDIDATES
    ) -> list[Candidate]:
        """Return the likeliest candidates, best first, then copies beyond `limit`; never the record's own article."""
        query = CandidateQuery(self._file.connection, self.statistics, around=around, days=days)
        found = query.best(record, limit=limit + 1)
        copies = query.copies(record)
        records = self._records_by_number([*found, *copies])
        candidates = [Candidate(records[number], number in copies) for number in found if number in records]
        candidates = [candidate for candidate in candidates if candidate.article_id != record.article_id][:limit]
        listed = {candidate.article_id for candidate in candidates} | {record.article_id}
        for number, shared in copies.items():
            copy = records.get(number)
            if copy and copy.article_id not in listed and (shared > 1 or copy.headline == record.headline):
                candidates.append(Candidate(copy, is_copy=True))
        return candidates

    def get_records(self, article_ids: Sequence[str]) -> dict[str, MatchRecord]:
        """Return the records of those articles that are in the index."""
        found = {}
        for at in range(0, len(article_ids), _MOST_PARAMETERS):
            some = article_ids[at : at + _MOST_PARAMETERS]
            marks = ",".join("?" * len(some))
            rows = self._file.connection.execute(f"SELECT record FROM records WHERE article_id IN ({marks})", some)  # noqa: S608 -- only question marks
            found.update({record.article_id: record for record in (_decode(row[0]) for row in rows)})
        return found

    def add(self, entries: Sequence[IndexEntry]) -> None:
        """Add records in order of change and move the position; an article that is already there is replaced."""
        if not entries:
            return
        with self._file.writing() as connection:
            postings: dict[tuple[int, int], list[int]] = defaultdict(list)
            for entry in entries:
                self._add_one(connection, entry, postings)
            rows = (
                (term, segment, np.array(offsets, dtype=np.uint16).tobytes())
                for (term, segment), offsets in postings.items()
            )
            connection.executemany(
                "INSERT INTO postings VALUES (?, ?, ?) ON CONFLICT (term, segment)"
                " DO UPDATE SET offsets = CAST(offsets || excluded.offsets AS BLOB)",
                rows,
            )
            self._file.set_number("position", entries[-1].change)
        self._refresh()
        self._keep_statistics()

    def remove(self, article_id: str) -> None:
        """Forget an article; it is no longer found. (Its postings stay, and lead nowhere.)"""
        with self._file.writing() as connection:
            connection.execute("DELETE FROM records WHERE article_id = ?", (article_id,))

    def clear(self) -> None:
        """Forget everything: position 0."""
        self._file.clear()
        self._refresh()

    def close(self) -> None:
        """Close this thread's connection."""
        self._file.close()

    def _add_one(
        self, connection: sqlite3.Connection, entry: IndexEntry, postings: dict[tuple[int, int], list[int]]
    ) -> None:
        record = entry.record
        known = connection.execute(
            "SELECT number, record FROM records WHERE article_id = ?", (record.article_id,)
        ).fetchone()
        terms = _keys(record)
        minute = _minute(entry)
        if known:
            number, old = known[0], _decode(known[1])
            terms -= _keys(old)
            connection.execute(
                "UPDATE records SET minute = ?, record = ? WHERE number = ?", (minute, _encode(record), number)
            )
        else:
            number = self._file.number("next_number")
            self._file.set_number("next_number", number + 1)
            connection.execute(
                "INSERT INTO records VALUES (?, ?, ?, ?)", (number, record.article_id, minute, _encode(record))
            )
        segment, offset = divmod(number, SEGMENT)
        _set_minute(connection, segment, offset, minute)
        for term in terms:
            postings[term, segment].append(offset)

    def _records_by_number(self, numbers: Sequence[int]) -> dict[int, MatchRecord]:
        if not numbers:
            return {}
        marks = ",".join("?" * len(numbers))
        rows = self._file.connection.execute(f"SELECT number, record FROM records WHERE number IN ({marks})", numbers)  # noqa: S608 -- only question marks
        return {number: _decode(packed) for number, packed in rows}

    def _refresh(self) -> None:
        """Count what has been added since, by whichever process."""
        generation, newest = self._file.connection.execute(
            "SELECT (SELECT value FROM numbers WHERE name = 'generation'), (SELECT max(number) FROM records)"
        ).fetchone()
        if generation == self._generation and (newest or 0) <= self._counted:
            return
        with self._lock:
            if generation != self._generation:
                self._load_statistics(generation)
            rows = self._file.connection.execute(
                "SELECT number, minute, record FROM records WHERE number > ? ORDER BY number", (self._counted,)
            )
            for number, minute, packed in rows:
                self._statistics.add(_decode(packed), at=minute)
                self._counted = number

    def _load_statistics(self, generation: int) -> None:
        row = self._file.connection.execute("SELECT number, packed FROM statistics").fetchone()
        self._counted, self._statistics = (row[0], Statistics.unpack(row[1])) if row else (0, Statistics())
        self._generation = generation

    def _keep_statistics(self) -> None:
        row = self._file.connection.execute("SELECT number FROM statistics").fetchone()
        if self._counted - (row[0] if row else 0) >= _SNAPSHOT_EVERY:
            with self._file.writing() as connection:
                connection.execute(
                    "INSERT OR REPLACE INTO statistics VALUES (0, ?, ?)", (self._counted, self._statistics.pack())
                )


def _keys(record: MatchRecord) -> set[int]:
    """Return everything that the record is filed under."""
    return {*record.terms.tolist(), *record.copy_keys}


def _minute(entry: IndexEntry) -> int:
    """Return the minute an article is filed under: published if that can be, else first seen."""
    published = entry.record.minutes
    if published is None or published > entry.seen + _LATEST_AFTER_SEEN:
        return entry.seen
    return max(published, 0)


def _set_minute(connection: sqlite3.Connection, segment: int, offset: int, minute: int) -> None:
    row = connection.execute("SELECT minutes FROM segments WHERE segment = ?", (segment,)).fetchone()
    minutes = np.zeros(max(offset + 1, len(row[0]) // 4 if row else 0), dtype=np.uint32)
    if row:
        minutes[: len(row[0]) // 4] = np.frombuffer(row[0], dtype=np.uint32)
    minutes[offset] = minute
    connection.execute(
        "INSERT INTO segments VALUES (?, ?, ?, ?) ON CONFLICT (segment) DO UPDATE SET minutes = excluded.minutes,"
        " first_minute = min(first_minute, excluded.first_minute),"
        " last_minute = max(last_minute, excluded.last_minute)",
        (segment, minute, minute, minutes.tobytes()),
    )
