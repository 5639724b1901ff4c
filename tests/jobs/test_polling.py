"""Some feeds at a time; one that fails or hangs holds up neither the others nor the end."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from threading import Event
from types import SimpleNamespace
from typing import Any

import pytest

from server.jobs.polling import poll_due
from server.services.ingest import PollReport

NOW = datetime(2026, 10, 6, 12, tzinfo=UTC)
FEEDS = [f"https://news{number}.example/feed" for number in range(9)]


def house(poll: Callable[[str], PollReport]) -> Any:
    """Return as much of a house as polling asks for."""

    def poll_state(state: str, *, should_stop: Callable[[], bool]) -> PollReport:
        return poll(state)

    due = SimpleNamespace(feeds_due=lambda *, now, limit: FEEDS)
    return SimpleNamespace(store=due, ingest=SimpleNamespace(poll=poll_state))


def test_it_polls_everything_that_is_due_and_hands_on_each_report() -> None:
    reports: list[PollReport] = []

    polled = poll_due(house(PollReport), now=lambda: NOW, threads=3, stop=Event(), on_report=reports.append)

    assert (polled, sorted(report.feed for report in reports)) == (9, FEEDS)


def test_an_unexpected_failure_is_raised_after_the_others_were_polled() -> None:
    reports: list[PollReport] = []

    def poll(feed: str) -> PollReport:
        if feed == FEEDS[0]:
            raise RuntimeError("as nobody foresaw")
        return PollReport(feed)

    with pytest.raises(RuntimeError, match="nobody foresaw"):
        poll_due(house(poll), now=lambda: NOW, threads=2, stop=Event(), on_report=reports.append)

    assert len(reports) == len(FEEDS) - 1


def test_told_to_stop_it_begins_nothing_new_and_leaves_behind_what_hangs() -> None:
    stop, let_go, begun = Event(), Event(), []

    def poll(feed: str) -> PollReport:
        begun.append(feed)
        stop.set()
        let_go.wait(60)
        return PollReport(feed)

    polled = poll_due(house(poll), now=lambda: NOW, threads=1, stop=stop, stop_seconds=0.1)
    let_go.set()

    assert (polled, begun) == (0, FEEDS[:1])
