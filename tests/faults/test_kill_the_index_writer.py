"""kill -9 of whoever writes the candidate index, while it adds, seals and merges: nothing is lost or comes twice."""

from __future__ import annotations

import multiprocessing
import os
import random
import time
from collections.abc import Iterator
from functools import cache
from multiprocessing.connection import Connection
from pathlib import Path

import numpy as np
import pytest

from server.coverage.candidates import IndexEntry
from server.coverage.records import TERM_TYPE, MatchRecord
from server.store.candidate_index import SqliteCandidateIndex

# KILLS=300 takes some minutes.
KILLS = int(os.environ.get("KILLS", "30"))
SEED = 20261122
SEALED_AT = 16  # so that every second addition seals, and every eighth merges
ADDED_AT_ONCE = 8
ASKED = 12
STARTS_WITHIN = 60.0  # seconds

pytestmark = pytest.mark.faults


def entry(change: int) -> IndexEntry:
    """Return the article of a change: one in seven is a new version of an earlier article."""
    chance = random.Random(change)
    name = f"a{chance.randrange(1, change)}" if change % 7 == 0 else f"a{change}"
    terms = {chance.randrange(200) * 0x9E3779B1 % 2**32 for _ in range(20)}
    packed = np.array(sorted(terms), dtype=TERM_TYPE).tobytes()
    minute = 1000 + change + chance.randrange(60)
    record = MatchRecord(
        name, "", "en", minute, False, True, name, packed, bytes([3] * len(terms)), (change | 1 << 62,)
    )
    return IndexEntry(change, minute, record)


def write_for_ever(path: Path, ready: Connection) -> None:
    """Go on adding where the index ends, until killed."""
    index = SqliteCandidateIndex(path, store_id="store", sealed_at=SEALED_AT)
    ready.send(index.position())
    while True:
        position = index.position()
        index.add([entry(change) for change in range(position + 1, position + ADDED_AT_ONCE + 1)])


@cache
def context() -> multiprocessing.context.ForkServerContext:
    """Return what starts a process in milliseconds: from one that has imported everything."""
    server = multiprocessing.get_context("forkserver")
    server.set_forkserver_preload(["server.store.candidate_index"])
    return server


def write_until_killed(path: Path, *, after: float) -> None:
    here, there = context().Pipe()
    writer = context().Process(target=write_for_ever, args=(path, there), daemon=True)
    writer.start()
    assert here.poll(STARTS_WITHIN)
    time.sleep(after)
    writer.kill()
    writer.join()


def differences(index: SqliteCandidateIndex, expected: SqliteCandidateIndex) -> Iterator[str]:
    """Say in what the index differs from one that was built in one go."""
    if len(index) != len(expected):
        yield f"{len(index)} articles instead of {len(expected)}"
    asked = [entry(change).record for change in range(1, expected.position() + 1, 1 + expected.position() // ASKED)]
    for record in asked:
        if index.find(record, around=record.minutes) != expected.find(record, around=record.minutes):
            yield f"other candidates for {record.article_id}"
        weights = (one.statistics.weights_of(record.terms, "en") for one in (index, expected))
        if not np.array_equal(*weights):
            yield f"other weights for {record.article_id}"
    ids = [record.article_id for record in asked]
    if index.get_records(ids) != expected.get_records(ids):
        yield "other records"


def test_an_index_whose_writers_were_killed_is_like_one_that_was_built_in_one_go(tmp_path: Path) -> None:
    chance = random.Random(SEED)
    path = tmp_path / "killed.db"
    expected = SqliteCandidateIndex(tmp_path / "expected.db", store_id="store", sealed_at=10**9)
    found = []

    for _ in range(KILLS):
        write_until_killed(path, after=chance.uniform(0.0, 0.15))
        index = SqliteCandidateIndex(path, store_id="store", sealed_at=SEALED_AT)
        done = expected.position()
        expected.add([entry(change) for change in range(done + 1, index.position() + 1)])
        found += differences(index, expected)
        index.close()

    assert found == []
    assert expected.position() > KILLS * ADDED_AT_ONCE
    assert len(list((tmp_path / "killed.db-segments").iterdir())) > 1
    expected.close()
