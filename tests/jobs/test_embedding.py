from __future__ import annotations

from pathlib import Path
from threading import Event
from typing import Any

from server.jobs.embedding import EMBEDDING, fill_vectors
from server.jobs.leader import leadership


class FakeEmbedding:
    """Has so many changes left, and sees to ten at a time."""

    def __init__(self, left: int) -> None:
        self.left = left

    def fill(self) -> int:
        done = min(self.left, 10)
        self.left -= done
        return done


def test_it_sees_to_all_that_is_left_and_tells_how_far_it_is(tmp_path: Path) -> None:
    embedding: Any = FakeEmbedding(25)
    steps: list[int] = []

    done = fill_vectors(embedding, data_path=tmp_path, is_waiting=False, stop=Event(), on_step=steps.append)

    assert (done, steps) == (25, [10, 10, 5])


def test_it_stops_when_it_is_told_to(tmp_path: Path) -> None:
    embedding: Any = FakeEmbedding(1_000_000)
    stop = Event()

    done = fill_vectors(embedding, data_path=tmp_path, is_waiting=False, stop=stop, on_step=lambda _: stop.set())

    assert done == 10


def test_no_article_is_sent_by_two_processes(tmp_path: Path) -> None:
    embedding: Any = FakeEmbedding(25)

    with leadership(tmp_path, EMBEDDING, is_waiting=False):
        done = fill_vectors(embedding, data_path=tmp_path, is_waiting=False, stop=Event())

    assert (done, embedding.left) == (0, 25)
