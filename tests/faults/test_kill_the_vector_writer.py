"""kill -9 of whoever writes vectors: whatever is listed afterwards is the vector of its article, and nothing else."""

from __future__ import annotations

import multiprocessing
import os
import random
import time
from functools import cache
from multiprocessing.connection import Connection
from pathlib import Path

import numpy as np
import pytest

from server.coverage.embeddings import VectorRow
from server.store.vectors import SqliteVectors

KILLS = int(os.environ.get("KILLS", "10"))
SEED = 20261122
DIMENSION = 64
STARTS_WITHIN = 60.0  # seconds
NOON = 20_000 * 1440

pytestmark = pytest.mark.faults


def make_row(number: int) -> VectorRow:
    """Return a vector that only this article has."""
    vector = np.random.default_rng(number).normal(size=DIMENSION).astype(np.float32)
    unit = (vector / np.linalg.norm(vector)).astype(np.float32)
    return VectorRow(f"a{number}", NOON + number % 7 * 1440, number.to_bytes(8, "big"), unit)


def open_vectors(folder: Path) -> SqliteVectors:
    vectors = SqliteVectors(folder, source="store/toy/1")
    if vectors.state().dimension is None:
        vectors.keep_probes(np.eye(2, DIMENSION, dtype=np.float32))
    return vectors


def write_for_ever(folder: Path, ready: Connection) -> None:
    """Go on saving where the list ends, dropping the oldest day now and then, until killed."""
    vectors = open_vectors(folder)
    ready.send(vectors.state().position)
    while True:
        position = vectors.state().position
        vectors.save([make_row(number) for number in range(position, position + 8)])
        vectors.move(position + 8)
        if position % 80 == 0:
            vectors.drop_before(NOON + 1440)


@cache
def context() -> multiprocessing.context.ForkServerContext:
    """Return what starts a process in milliseconds: from one that has imported everything."""
    server = multiprocessing.get_context("forkserver")
    server.set_forkserver_preload(["server.store.vectors"])
    return server


def write_until_killed(folder: Path, *, after: float) -> None:
    here, there = context().Pipe()
    writer = context().Process(target=write_for_ever, args=(folder, there), daemon=True)
    writer.start()
    assert here.poll(STARTS_WITHIN)
    time.sleep(after)
    writer.kill()
    writer.join()


def test_what_is_listed_is_the_vector_of_its_article_after_each_kill(tmp_path: Path) -> None:
    chance = random.Random(SEED)
    for _ in range(KILLS):
        write_until_killed(tmp_path, after=chance.uniform(0.0, 0.08))
    vectors = open_vectors(tmp_path)
    rows = [make_row(number) for number in range(vectors.state().position)]
    names = [row.article_id for row in rows]
    held = vectors.stamps(names)
    probe = make_row(10**6)
    vectors.save([probe])

    cosines = vectors.cosines(probe.article_id, names)

    assert len(rows) > 8 * KILLS / 4
    for row, cosine in zip(rows, cosines.tolist(), strict=True):
        assert np.isnan(cosine) if row.article_id not in held else abs(cosine - probe.vector @ row.vector) < 0.02
        assert held.get(row.article_id, row.stamp) == row.stamp
    listed = len(list(tmp_path.glob("*.vectors")))
    assert listed <= 8  # a file for each of seven days and the probe's, and at most one that a kill has left
    vectors.close()
