"""One process at a time may group."""

from __future__ import annotations

from pathlib import Path

from server.jobs.leader import leadership


def test_the_second_is_told_that_it_does_not_lead(tmp_path: Path) -> None:
    with leadership(tmp_path, is_waiting=False) as first, leadership(tmp_path, is_waiting=False) as second:
        assert (first, second) == (True, False)


def test_leadership_ends_with_its_block(tmp_path: Path) -> None:
    with leadership(tmp_path, is_waiting=False):
        pass

    with leadership(tmp_path, is_waiting=False) as leads:
        assert leads
