"""Pages are looked at again by one process, until none is due or it is told to stop."""

from __future__ import annotations

from pathlib import Path
from threading import Event
from types import SimpleNamespace
from typing import Any

from server.jobs.leader import REVISITING, leadership
from server.jobs.revisiting import revisit_due


def house(*turns: int) -> Any:  # Any: what of a house is asked for
    """Return a house in which so many pages are due, turn by turn."""
    due = [*turns, 0]
    return SimpleNamespace(revisits=SimpleNamespace(run=lambda should_stop: due.pop(0)))


def test_it_goes_on_until_none_is_due(tmp_path: Path) -> None:
    assert revisit_due(house(20, 20, 3), data_path=tmp_path, stop=Event()) == 43


def test_it_leaves_it_to_the_process_that_does_it_already(tmp_path: Path) -> None:
    with leadership(tmp_path, REVISITING, is_waiting=False):
        assert revisit_due(house(20), data_path=tmp_path, stop=Event()) == 0


def test_it_stops_when_told(tmp_path: Path) -> None:
    stop = Event()
    stop.set()

    assert revisit_due(house(20), data_path=tmp_path, stop=stop) == 0
