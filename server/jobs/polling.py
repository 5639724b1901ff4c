"""Poll what is due: some feeds at a time, each report handed on as it comes.

Told to stop, a poll ends after the page that it is at, and that one may be slow. So the threads are left behind after
a while: what they have stored is whole, and what they have not stored comes again with the next poll.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from datetime import datetime
from queue import Empty, SimpleQueue
from threading import Event, Thread

from server.services.house import House
from server.services.ingest import PollReport

DUE_AT_ONCE = 500  # feeds read from the store at a time
STOP_SECONDS = 3.0  # for the pages under way when it is told to stop
LOOK_SECONDS = 0.2  # between two looks whether to stop

OnReport = Callable[[PollReport], None]
Ended = SimpleQueue[PollReport | Exception]


def poll_due(
    house: House,
    *,
    now: Callable[[], datetime],
    threads: int,
    stop: Event,
    on_report: OnReport = lambda report: None,
    stop_seconds: float = STOP_SECONDS,
) -> int:
    """Poll feeds that are due now, at most `DUE_AT_ONCE`, and return how many were; `stop` ends it early.

    An unexpected failure of a poll is raised when the others are done.
    """
    due = deque(house.store.feeds_due(now=now(), limit=DUE_AT_ONCE))
    ended: Ended = SimpleQueue()

    def work() -> None:
        while due and not stop.is_set():
            try:
                ended.put(house.ingest.poll(due.popleft(), should_stop=stop.is_set))
            except IndexError:  # another thread was faster
                return
            except Exception as error:  # noqa: BLE001 - raised by whoever waits; the other feeds are polled all the same
                ended.put(error)

    workers = [Thread(target=work, name=f"poll-{number}", daemon=True) for number in range(min(threads, len(due)))]
    for worker in workers:
        worker.start()
    return _collect(workers, ended, on_report, stop=stop, stop_seconds=stop_seconds)


def _collect(workers: list[Thread], ended: Ended, on_report: OnReport, *, stop: Event, stop_seconds: float) -> int:
    polled, failures = 0, list[Exception]()
    give_up_at = float("inf")
    while any(worker.is_alive() for worker in workers) or not ended.empty():
        if stop.is_set():
            give_up_at = min(give_up_at, time.monotonic() + stop_seconds)
        if time.monotonic() >= give_up_at:
            break
        try:
            report = ended.get(timeout=LOOK_SECONDS)
        except Empty:
            continue
        if isinstance(report, Exception):
            failures.append(report)
        else:
            polled += 1
            on_report(report)
    if failures:
        raise failures[0]
    return polled
