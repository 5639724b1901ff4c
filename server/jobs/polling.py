"""Poll what is due: some feeds at a time, each report handed on as it comes."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from datetime import datetime
from threading import Event

from server.services.house import House
from server.services.ingest import PollReport

DUE_AT_ONCE = 500  # feeds read from the store at a time


def poll_due(
    house: House,
    *,
    now: Callable[[], datetime],
    threads: int,
    stop: Event,
    on_report: Callable[[PollReport], None] = lambda report: None,
) -> int:
    """Poll feeds that are due now, at most `DUE_AT_ONCE`, and return how many were; `stop` ends it early."""
    polled = 0
    with ThreadPoolExecutor(threads, thread_name_prefix="poll") as executor:
        pending: set[Future[PollReport]] = set()
        for state in house.store.feeds_due(now=now(), limit=DUE_AT_ONCE):
            if stop.is_set():
                break
            pending.add(executor.submit(house.ingest.poll, state))
            if len(pending) >= 2 * threads:
                done, pending = wait(pending, return_when=FIRST_COMPLETED)
                polled += _report(done, on_report)
        if stop.is_set():
            for future in pending:
                future.cancel()
        polled += _report({future for future in wait(pending).done if not future.cancelled()}, on_report)
    return polled


def _report(done: set[Future[PollReport]], on_report: Callable[[PollReport], None]) -> int:
    for future in done:
        on_report(future.result())
    return len(done)
