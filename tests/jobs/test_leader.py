"""One process at a time may do a job."""

from __future__ import annotations

from pathlib import Path

from server.jobs.leader import GROUPING, POLLING, leadership


def test_the_second_is_told_that_it_does_not_lead(tmp_path: Path) -> None:
    with (
        leadership(tmp_path, GROUPING, is_waiting=False) as first,
        leadership(tmp_path, GROUPING, is_waiting=False) as second,
        leadership(tmp_path, POLLING, is_waiting=False) as of_another_job,
    ):
        assert (first, second, of_another_job) == (True, False, True)


def test_leadership_ends_with_its_block(tmp_path: Path) -> None:
    with leadership(tmp_path, GROUPING, is_waiting=False):
        pass

    with leadership(tmp_path, GROUPING, is_waiting=False) as leads:
        assert leads
