"""Old days leave the index, but never under the hands of whoever writes it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from server.jobs.leader import GROUPING, leadership
from server.jobs.tidying import tidy

NOW = datetime(2026, 10, 6, tzinfo=UTC)


class Disk:
    """Records what it is asked to delete."""

    def __init__(self) -> None:
        self.pruned = 0
        self.dropped_before: list[int] = []
        self.forgotten_before: list[datetime] = []

    def prune(self) -> None:
        self.pruned += 1

    def drop_before(self, minute: int) -> int:
        self.dropped_before.append(minute)
        return 5

    def forget_before(self, moment: datetime) -> int:
        self.forgotten_before.append(moment)
        return 3


@pytest.fixture
def disk() -> Disk:
    return Disk()


def test_it_drops_from_the_index_what_is_older_than_so_many_days(disk, tmp_path):
    tidy(disk.prune, disk.drop_before, disk.forget_before, data_path=tmp_path, now=NOW, days=60)

    assert disk.dropped_before == [int(datetime(2026, 8, 7, tzinfo=UTC).timestamp()) // 60]
    assert disk.forgotten_before == [datetime(2026, 8, 7, tzinfo=UTC)]
    assert disk.pruned == 1


def test_it_leaves_an_index_alone_that_is_being_written(disk, tmp_path):
    with leadership(tmp_path, GROUPING, is_waiting=True):
        tidy(disk.prune, disk.drop_before, disk.forget_before, data_path=tmp_path, now=NOW, days=60)

    assert disk.dropped_before == disk.forgotten_before == []
    assert disk.pruned == 1


def test_it_says_how_many_articles_have_left(disk, tmp_path, caplog):
    caplog.set_level("INFO")

    tidy(disk.prune, disk.drop_before, disk.forget_before, data_path=tmp_path, now=NOW, days=60)

    assert "5 articles are older than 60 days" in caplog.text
