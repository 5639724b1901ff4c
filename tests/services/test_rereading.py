"""Which pages that could not be read are tried again, and when."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from server.articles.ingest_models import UnreadPage
from server.errors import (
    FetchDelayed,
    FetchRefused,
    FetchTimeout,
    HostBusy,
    ReadingInterrupted,
    TooLarge,
    UnreadableDocument,
    UpstreamError,
)
from server.services.rereading import PAUSES, may_pass, schedule

NOW = datetime(2026, 10, 6, 12, tzinfo=UTC)
URL, FEED = "https://news.example/a", "https://news.example/feed"


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        # The network, the other server or this machine had a bad moment.
        (FetchTimeout("late"), True),
        (UpstreamError("not reached"), True),
        (UpstreamError("failed", status=500), True),
        (UpstreamError("down", status=503), True),
        (UpstreamError("too many requests", status=429), True),
        (HostBusy("wait"), True),
        (FetchDelayed("no robots.txt just now"), True),
        (ReadingInterrupted("killed"), True),
        # These are answers: asking again brings the same.
        (UpstreamError("gone", status=404), False),
        (UpstreamError("gone", status=410), False),
        (UpstreamError("pay", status=402), False),
        (UpstreamError("not for you", status=403), False),
        (UpstreamError("a PDF", status=200), False),
        (UpstreamError("round and round", status=302), False),
        (FetchRefused("robots.txt forbids it"), False),
        (TooLarge("too large"), False),
        (UnreadableDocument("takes too long by itself"), False),
    ],
)
def test_it_knows_what_may_pass(error: Exception, expected: bool) -> None:
    assert may_pass(error) == expected


def test_it_waits_longer_each_time_and_then_gives_up() -> None:
    tries = [schedule(URL, FEED, FetchTimeout("late"), failures=count, now=NOW) for count in range(1, 6)]

    assert tries == [
        *(UnreadPage(URL, FEED, count, NOW + pause) for count, pause in enumerate(PAUSES, start=1)),
        None,
    ]


@pytest.mark.parametrize(
    ("retry_after", "pause"),
    [(None, timedelta(minutes=10)), (60.0, timedelta(minutes=10)), (1800.0, timedelta(minutes=30))],
)
def test_it_grants_a_longer_pause_that_is_asked_for(retry_after: float | None, pause: timedelta) -> None:
    error = UpstreamError("down", status=503, retry_after=retry_after)

    assert schedule(URL, FEED, error, failures=1, now=NOW) == UnreadPage(URL, FEED, 1, NOW + pause)
