"""The candidate index on disk: which articles share rare words with this one, in about a millisecond.

Articles get numbers in order of arrival. The newest are in a log (`server.store.candidate_file`), and from there in the
memory of each process; when there are enough of them they become a segment, an immutable file that all processes map
(`server.store.candidate_sealing`). An article that comes again gets a new number, and its old one is marked as gone
until a merge leaves it out.

Derived data, for one writer at a time and any number of readers. It may lag behind the store or be lost: whoever writes
it catches up from `position()`. It knows which store it was built from, and starts anew for another one, when records
have changed their form, and when a file is damaged or missing.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

import msgspec

from server.coverage.candidates import CANDIDATES, WINDOW_DAYS, Candidate, IndexEntry
from server.coverage.records import RECORD_FORMAT, MatchRecord
from server.coverage.statistics import Statistics
from server.errors import StoreUnavailable
from server.store.candidate_file import CandidateFile
from server.store.candidate_gathering import Gathering, find_numbers, mark_gone, number_rows, write_rows
from server.store.candidate_kernel import load_kernel
from server.store.candidate_query import choose_words, find_copies
from server.store.candidate_sealing import SEALED_AT, SegmentKeeper
from server.store.candidate_segments import DamagedSegment
from server.store.candidate_view import Holdings, View
from server.store.candidate_window import Window

# How many articles a process that starts has to count itself, at most, beyond the stored statistics.
_KEPT_EVERY = 4096
_ADDED_AT_ONCE = 4096  # in one transaction

log = logging.getLogger(__name__)


class SqliteCandidateIndex:
    """`server.coverage.candidates.CandidateIndex` on local disk, for all threads and processes of a machine."""

    def __init__(self, path: Path, *, store_id: str, sealed_at: int = SEALED_AT) -> None:
        """:param store_id: which store this derives from; the file of another one is emptied

        :param sealed_at: articles that become a segment
        """
        self._file = CandidateFile(path, source=f"{store_id}/{RECORD_FORMAT}")
        self._lock = threading.Lock()  # of what this process holds
        self._writing = threading.Lock()
        self._search = load_kernel()
        self._held = Holdings(self._file)
        self._gathered = Gathering(self._held)
        self._gatherer: int | None = None  # the thread that gathers
        self._segments = SegmentKeeper(self._file, self._held, catch_up=self._catch_up, sealed_at=sealed_at)
        try:
            self._catch_up()
        except StoreUnavailable:  # damaged, and emptied by now; or it cannot be read, and that is said again
            self._catch_up()

    def position(self) -> int:
        """Return the change number up to which the store has been read."""
        return self._file.state().position

    def __len__(self) -> int:
        return self._file.state().articles

    @property
    def statistics(self) -> Statistics:
        """How common each word is, as of the newest record."""
        self._catch_up()
        return self._held.statistics

    def find(
        self, record: MatchRecord, *, around: int | None, days: float = WINDOW_DAYS, limit: int = CANDIDATES
    ) -> list[Candidate]:
        """Return the likeliest candidates, best first, then copies beyond `limit`; never the record's own article."""
        view = self._catch_up()
        window = Window.of(view, around=around, days=days)
        terms, weights = choose_words(record, self._held.statistics)
        copies = find_copies(record, window, self._search)
        numbers = self._search.rank(window, terms, weights, limit=limit + 1)
        candidates = [
            Candidate(held, number in copies)
            for number, held in zip(numbers, view.records(numbers), strict=True)
            if held and held.article_id != record.article_id
        ][:limit]
        if copies:
            listed = {candidate.article_id for candidate in candidates} | {record.article_id}
            for number, shared in copies.items():
                copy = view.record(number)
                if copy and copy.article_id not in listed and (shared > 1 or copy.headline == record.headline):
                    candidates.append(Candidate(copy, is_copy=True))
        return candidates

    def get_records(self, article_ids: Sequence[str]) -> dict[str, MatchRecord]:
        """Return the records of those articles that are in the index."""
        view = self._catch_up()
        numbers = find_numbers(view, article_ids)
        return {record.article_id: record for record in view.records(list(numbers.values())) if record}

    def add(self, entries: Sequence[IndexEntry]) -> None:
        """Add records in order of change and move the position; an article that is already there is replaced."""
        if self._gathers_here:
            with self._lock:
                self._gathered.add(entries)
            return
        with self._writing:
            for start in range(0, len(entries), _ADDED_AT_ONCE):
                self._add(entries[start : start + _ADDED_AT_ONCE])
                self._finish_adding()

    @contextmanager
    def gathering(self) -> Iterator[None]:
        """Let this thread find what it adds at once, and write it in one transaction at the end.

        Meanwhile it does not look for what others write. If they have, or if it is left by an exception, nothing was
        added.

        :raises StoreUnavailable:
        """
        with self._writing:
            self._catch_up()
            self._gathered, self._gatherer = Gathering(self._held), threading.get_ident()
            try:
                yield
                self._gathered.write(self._file)
            except BaseException:
                self._held.mistrust()
                raise
            finally:
                self._gatherer = None
            self._catch_up()
            self._finish_adding()

    def remove(self, article_id: str) -> None:
        """Forget an article; it is no longer found."""
        with self._writing:
            with self._file.writing() as connection:
                view = self._catch_up()
                numbers = find_numbers(view, [article_id])
                mark_gone(connection, numbers.values())
                state = self._held.state
                self._file.set_state(msgspec.structs.replace(state, articles=state.articles - len(numbers)))
            self._catch_up()

    def drop_before(self, minute: int) -> int:
        """Forget the segments that hold nothing of this minute or later; return how many articles that were."""
        with self._writing:
            self._catch_up()
            return self._segments.drop_before(minute)

    def clear(self) -> None:
        """Forget everything: position 0."""
        with self._writing:
            self._file.clear()
        self._catch_up()

    def finish_merging(self) -> None:
        """Wait until there is nothing left to be merged."""
        with self._writing:
            self._catch_up()
            self._segments.finish()

    @property
    def folder(self) -> Path:
        """Where the segments are."""
        return self._file.folder

    def close(self) -> None:
        """Close this thread's connection."""
        self._file.close()

    def _catch_up(self) -> View:
        """Return the index as it is now, written by whichever process."""
        if self._gathers_here:
            return self._held.view
        if self._file.state().version != self._held.state.version:
            with self._lock:
                try:
                    self._held.catch_up()
                except DamagedSegment:
                    self._try_again()
        return self._held.view

    @property
    def _gathers_here(self) -> bool:
        """Whether this thread is gathering."""
        return self._gatherer is not None and self._gatherer == threading.get_ident()

    def _try_again(self) -> None:
        """A file was not there: merged and deleted since it was listed, or lost."""
        try:
            self._held.catch_up()
        except DamagedSegment as error:
            self._start_anew(error)

    def _start_anew(self, error: DamagedSegment) -> NoReturn:
        """Forget everything. What is being written just now must not be: it would stand for all that came before."""
        log.warning("a segment of the candidate index is damaged (%s); it is built anew from the store", error)
        if not self._file.connection.in_transaction:
            self._file.clear()
        raise StoreUnavailable("the candidate index was damaged; it is built anew from the store") from error

    def _add(self, entries: Sequence[IndexEntry]) -> None:
        self._catch_up()
        with self._file.writing() as connection:
            view = self._catch_up()
            state = self._held.state
            rows, gone = number_rows(view, entries, start=state.next_number)
            state = write_rows(connection, state, rows, gone, position=entries[-1].change)
            state = self._file.set_state(state)
        with self._lock:
            if not gone and state.version == self._held.state.version + 1:  # nobody has caught up with it meanwhile
                self._held.extend(rows)
                self._held.state = state
        self._catch_up()

    def _finish_adding(self) -> None:
        """Do what is done now and then."""
        self._keep_statistics()
        self._segments.seal()

    def _keep_statistics(self) -> None:
        if self._held.counted - self._held.kept >= _KEPT_EVERY:
            with self._file.writing() as connection:
                self._held.keep_statistics(connection)
