"""A child's own time: the clock without what the machine kept it waiting."""

from __future__ import annotations

from pathlib import Path

import pytest

from server.fetching.progress import MOST_PATIENCE, PATIENCE, Progress
from tests.fetching.site import FakeClock

LIMIT = 6.0


def write(proc: Path, *, used: float, waited: float) -> None:
    """Say what the kernel says of process 7: in nanoseconds, and in how many turns."""
    (proc / "7").mkdir(exist_ok=True)
    (proc / "7" / "schedstat").write_text(f"{int(used * 1e9)} {int(waited * 1e9)} 3\n")


@pytest.mark.parametrize(
    ("on_clock", "waited", "is_over"),
    [
        # All of the time is its own: it computes, sleeps or is stopped.
        (5.9, 0.0, False),
        (6.0, 0.0, True),
        # The machine was busy with others.
        (30.0, 25.0, False),
        (30.0, 24.0, True),
    ],
)
def test_waiting_for_a_processor_does_not_count(
    tmp_path: Path, clock: FakeClock, on_clock: float, waited: float, is_over: bool
) -> None:
    write(tmp_path, used=9.0, waited=100.0)
    progress = Progress(7, proc=tmp_path, clock=clock)

    clock.now += on_clock
    write(tmp_path, used=9.0, waited=100.0 + waited)

    assert progress.is_known
    assert progress.is_over(LIMIT) == is_over


@pytest.mark.parametrize("text", [None, "0 0 0\n", "not numbers"])
def test_where_nobody_counts_the_clock_is_read_with_patience(
    tmp_path: Path, clock: FakeClock, text: str | None
) -> None:
    (tmp_path / "7").mkdir()
    if text is not None:
        (tmp_path / "7" / "schedstat").write_text(text)
    progress = Progress(7, proc=tmp_path, clock=clock)

    clock.now += PATIENCE * LIMIT - 0.1
    before = progress.is_over(LIMIT)
    clock.now += 0.2

    assert (progress.is_known, before, progress.is_over(LIMIT)) == (False, False, True)


def test_nobody_is_waited_for_without_end(tmp_path: Path, clock: FakeClock) -> None:
    write(tmp_path, used=1.0, waited=0.0)
    progress = Progress(7, proc=tmp_path, clock=clock)

    clock.now += MOST_PATIENCE * LIMIT
    write(tmp_path, used=1.0, waited=MOST_PATIENCE * LIMIT)

    assert not progress.is_over(LIMIT)
    assert progress.is_hopeless(LIMIT)
