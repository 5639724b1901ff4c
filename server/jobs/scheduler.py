"""The embedded scheduler: threads that poll, look at pages again, group and tidy up, until told to stop.

A failure is logged and tried again at the next turn; no thread ever ends another. Of several processes with one data
folder one polls and one groups at a time; the others stand by.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from threading import Event, Thread

from server.errors import SourceContextError
from server.jobs.embedding import fill_vectors
from server.jobs.grouping import group_all
from server.jobs.leader import POLLING, leadership
from server.jobs.polling import poll_due
from server.jobs.revisiting import revisit_due
from server.services.embedding import EmbeddingService
from server.services.house import House
from server.services.ingest import PollReport

log = logging.getLogger(__name__)

POLL_PAUSE = 5.0  # seconds between two looks for feeds that are due
REVISIT_PAUSE = 30.0  # seconds between two looks for pages to be looked at again: their times are hours apart
GROUP_PAUSE = 0.5  # seconds between two looks for articles that are not grouped: they are to be seen within a second
GROUP_ANYWAY = 60.0  # seconds after which it is looked closely, even if nothing seems to have been stored
REWRITE_PAUSE = 5.0  # the writer has a thread of its own: it may take a minute
FILL_PAUSE = 10.0  # what arrives has its vector before it is grouped; this is for what had none then
TIDY_PAUSE = 600.0


class Scheduler:
    """Runs the jobs of one process."""

    def __init__(
        self,
        house: House,
        *,
        data_path: Path,
        poll_threads: int,
        now: Callable[[], datetime],
        group_pause: float = GROUP_PAUSE,
    ) -> None:
        """:param poll_threads: feeds polled at the same time; 0 polls nothing"""
        self._house = house
        self._data_path = data_path
        self._poll_threads = poll_threads
        self._now = now
        self._stop = Event()
        self._is_standing_by = False
        self._grouped: tuple[int, float] | None = None  # the store's version that was grouped, and when
        jobs = [(self._group, group_pause, "grouping"), (house.tidy, TIDY_PAUSE, "tidying")]
        if house.preparing.has_writer:
            jobs.append((self._rewrite, REWRITE_PAUSE, "rewriting"))
        if house.embedding:
            jobs.append((partial(self._fill, house.embedding), FILL_PAUSE, "embedding"))
        if poll_threads:
            jobs.append((self._lead_polling, POLL_PAUSE, "polling"))
        if poll_threads and house.revisits.is_on:
            jobs.append((self._revisit, REVISIT_PAUSE, "revisiting"))
        # Left behind if one is stuck when the process is to end: whatever is stored is stored whole.
        self._threads = [
            Thread(target=self._repeat, args=(job, pause), name=name, daemon=True) for job, pause, name in jobs
        ]

    def start(self) -> None:
        """Start the threads."""
        if self._poll_threads:
            self._house.ingest.register(self._house.tables.feeds)
        for thread in self._threads:
            thread.start()

    def stop(self, *, within: float) -> None:
        """Ask them to stop, and wait until what they are at is stored, but no longer than so many seconds."""
        self._stop.set()
        give_up_at = time.monotonic() + within
        for thread in self._threads:
            thread.join(max(0.0, give_up_at - time.monotonic()))

    def _repeat(self, job: Callable[[], None], pause: float) -> None:
        while not self._stop.is_set():
            try:
                job()
            except SourceContextError as error:
                log.warning("%s; trying again", error)
            except Exception:  # a background thread is an edge: it must outlive any one failure
                log.exception("a job failed unexpectedly; trying again")
            self._stop.wait(pause)

    def _lead_polling(self) -> None:
        """Poll for as long as nobody else does with this data folder: no feed is read by two at a time."""
        with leadership(self._data_path, POLLING, is_waiting=False) as leads:
            if leads == self._is_standing_by:
                self._is_standing_by = not leads
                log.warning("%s", TAKEN_OVER if leads else STANDING_BY)
            while leads and not self._stop.is_set():
                self._poll()
                self._stop.wait(POLL_PAUSE)

    def _poll(self) -> None:
        poll_due(self._house, now=self._now, threads=self._poll_threads, stop=self._stop, on_report=log_report)

    def _rewrite(self) -> None:
        while not self._stop.is_set() and self._house.preparing.rewrite_one():
            pass

    def _fill(self, embedding: EmbeddingService) -> None:
        fill_vectors(embedding, data_path=self._data_path, is_waiting=False, stop=self._stop)

    def _revisit(self) -> None:
        revisit_due(self._house, data_path=self._data_path, stop=self._stop)

    def _group(self) -> None:
        """Group, if anything was stored since the last time: to see that nothing was costs next to nothing."""
        version = self._house.store.version()
        if self._grouped and self._grouped[0] == version and time.monotonic() - self._grouped[1] < GROUP_ANYWAY:
            return
        group_all(self._house, data_path=self._data_path, is_waiting=False, stop=self._stop)
        self._grouped = version, time.monotonic()


STANDING_BY = (
    "another process polls the feeds of this data folder already; "
    "this one polls nothing and takes over when the other ends"
)
TAKEN_OVER = "the process that polled the feeds has ended; polling from here"


def log_report(report: PollReport) -> None:
    """Log what a poll brought."""
    if report.error:
        log.warning("%s: %s", report.feed, report.error)
    elif report.new or report.updated or report.retried:
        log.info("%s: %d new, %d updated, %d read again", report.feed, report.new, report.updated, report.retried)
    for skipped in report.skipped:
        log.info("%s: skipped %s", report.feed, skipped)
