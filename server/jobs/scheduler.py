"""The embedded scheduler: a thread that polls, a thread that groups, until told to stop.

A failure is logged and tried again at the next turn; no thread ever ends another.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from threading import Event, Thread

from server.errors import SourceContextError
from server.jobs.grouping import group_all
from server.jobs.polling import poll_due
from server.services.house import House
from server.services.ingest import PollReport

log = logging.getLogger(__name__)

POLL_PAUSE = 5.0  # seconds between two looks for feeds that are due
GROUP_PAUSE = 0.5  # seconds between two looks for articles that are not grouped: they are to be seen within a second


class Scheduler:
    """Runs the jobs of one process."""

    def __init__(self, house: House, *, data_path: Path, poll_threads: int, now: Callable[[], datetime]) -> None:
        """:param poll_threads: feeds polled at the same time; 0 polls nothing"""
        self._house = house
        self._data_path = data_path
        self._poll_threads = poll_threads
        self._now = now
        self._stop = Event()
        self._threads = [Thread(target=self._repeat, args=(self._group, GROUP_PAUSE), name="grouping")]
        if poll_threads:
            self._threads.append(Thread(target=self._repeat, args=(self._poll, POLL_PAUSE), name="polling"))

    def start(self) -> None:
        """Start the threads."""
        if self._poll_threads:
            self._house.ingest.register(self._house.tables.feeds)
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Ask them to stop, and wait until what they are at is stored."""
        self._stop.set()
        for thread in self._threads:
            if thread.is_alive():
                thread.join()

    def _repeat(self, job: Callable[[], None], pause: float) -> None:
        while not self._stop.is_set():
            try:
                job()
            except SourceContextError as error:
                log.warning("%s; trying again", error)
            except Exception:  # a background thread is an edge: it must outlive any one failure
                log.exception("a job failed unexpectedly; trying again")
            self._stop.wait(pause)

    def _poll(self) -> None:
        poll_due(self._house, now=self._now, threads=self._poll_threads, stop=self._stop, on_report=log_report)

    def _group(self) -> None:
        group_all(self._house, data_path=self._data_path, is_waiting=False, stop=self._stop)


def log_report(report: PollReport) -> None:
    """Log what a poll brought."""
    if report.error:
        log.warning("%s: %s", report.feed, report.error)
    elif report.new or report.updated:
        log.info("%s: %d new, %d updated", report.feed, report.new, report.updated)
    for skipped in report.skipped:
        log.info("%s: skipped %s", report.feed, skipped)
