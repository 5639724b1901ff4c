from __future__ import annotations

import shutil
from pathlib import Path
from typing import NamedTuple

import pytest

from server.wiring.machine import has_room, utc_now


class Usage(NamedTuple):
    total: int
    used: int
    free: int


def test_its_time_is_aware_and_utc() -> None:
    assert utc_now().tzname() == "UTC"


@pytest.mark.parametrize(("free", "expected"), [(4, False), (5, True), (90, True)])
def test_a_disk_has_room_while_a_twentieth_of_it_is_free(
    free: int, expected: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(100, 100 - free, free))

    assert has_room(tmp_path) is expected
