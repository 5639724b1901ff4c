"""What is gathered is found here at once, and is all on disk at the end, or nothing of it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import msgspec
import numpy as np
import pytest

from server.coverage.candidates import IndexEntry
from server.coverage.records import MatchRecord
from server.errors import StoreUnavailable
from server.store.candidate_index import SqliteCandidateIndex
from tests.coverage.matching_examples import (
    FLOOD,
    FLOOD_AGAIN,
    FLOOD_AGAIN_TEXT,
    FLOOD_TEXT,
    STRIKE,
    STRIKE_TEXT,
    make_record,
    morning,
)

FIRST = make_record(FLOOD, FLOOD_TEXT, at=morning(5), name="first")
SECOND = make_record(FLOOD_AGAIN, FLOOD_AGAIN_TEXT, at=morning(5) + timedelta(hours=5), name="second")
OTHER = make_record(STRIKE, STRIKE_TEXT, at=morning(5), name="other")
MANY = [msgspec.structs.replace(OTHER, article_id=f"n{at}", headline=f"headline {at}") for at in range(40)]


def entry(change: int, record: MatchRecord) -> IndexEntry:
    assert record.minutes is not None
    return IndexEntry(change, record.minutes, record)


def found(index: SqliteCandidateIndex, record: MatchRecord) -> list[str]:
    return [candidate.article_id for candidate in index.find(record, around=record.minutes)]


def gather_and_fail(index: SqliteCandidateIndex) -> None:
    with index.gathering():
        index.add([entry(2, SECOND)])
        raise ZeroDivisionError


def gather_beside(index: SqliteCandidateIndex, other_process: SqliteCandidateIndex) -> None:
    with index.gathering():
        index.add([entry(1, SECOND)])
        other_process.add([entry(1, FIRST)])


@pytest.fixture
def index(tmp_path: Path) -> Iterator[SqliteCandidateIndex]:
    opened = SqliteCandidateIndex(tmp_path / "index.db", store_id="store", sealed_at=16)
    yield opened
    opened.close()


@pytest.fixture
def other_process(tmp_path: Path, index: SqliteCandidateIndex) -> Iterator[SqliteCandidateIndex]:
    opened = SqliteCandidateIndex(tmp_path / "index.db", store_id="store", sealed_at=16)
    yield opened
    opened.close()


def test_it_is_found_at_once_here_and_at_the_end_by_others(index, other_process):
    with index.gathering():
        index.add([entry(1, FIRST)])
        index.add([entry(2, SECOND)])
        meanwhile = found(index, FIRST), found(other_process, FIRST)

    assert meanwhile == (["second"], [])
    assert found(other_process, FIRST) == ["second"]
    assert other_process.position() == index.position() == 2


def test_nothing_is_left_of_what_was_gathered_before_an_error(index):
    index.add([entry(1, FIRST)])

    with pytest.raises(ZeroDivisionError):
        gather_and_fail(index)

    assert (index.position(), len(index)) == (1, 1)
    assert found(index, FIRST) == []
    index.add([entry(2, SECOND)])
    assert found(index, FIRST) == ["second"]


def test_it_does_not_write_over_what_another_process_has_written(index, other_process):
    with pytest.raises(StoreUnavailable, match="another process"):
        gather_beside(index, other_process)

    assert (index.position(), len(index)) == (1, 1)
    assert found(index, OTHER) == found(other_process, OTHER)
    assert set(index.get_records(["first", "second"])) == {"first"}


def test_an_article_that_comes_again_takes_the_place_of_its_older_self(index, other_process):
    again = msgspec.structs.replace(FIRST, headline="once more")
    index.add([entry(1, FIRST)])

    with index.gathering():
        index.add([entry(2, again)])
        index.add([entry(3, again)])
        meanwhile = len(found(index, SECOND))

    assert meanwhile == len(found(index, SECOND)) == len(found(other_process, SECOND)) == 1
    assert index.get_records(["first"])["first"].headline == "once more"
    assert len(index) == len(other_process) == 1


def test_it_is_the_same_as_adding_one_by_one(index, tmp_path):
    one_by_one = SqliteCandidateIndex(tmp_path / "other.db", store_id="store", sealed_at=16)
    for change, record in enumerate(MANY, start=1):
        one_by_one.add([entry(change, record)])

    with index.gathering():
        for change, record in enumerate(MANY, start=1):
            index.add([entry(change, record)])

    assert [path.name for path in sorted(index.folder.iterdir())] != []  # some have become segments
    assert index.find(OTHER, around=OTHER.minutes) == one_by_one.find(OTHER, around=OTHER.minutes)
    weights = [each.statistics.weights_of(OTHER.terms, "en") for each in (index, one_by_one)]
    assert np.array_equal(*weights)
    one_by_one.close()


def test_another_thread_may_ask_meanwhile(index):
    answers: list[list[str]] = []
    with index.gathering():
        index.add([entry(1, FIRST)])
        index.add([entry(2, SECOND)])
        asking = threading.Thread(target=lambda: answers.append(found(index, FIRST)))
        asking.start()
        asking.join()

    assert answers == [["second"]]
    assert len(index) == 2


def test_gathering_nothing_changes_nothing(index, other_process):
    index.add([entry(1, FIRST)])

    with index.gathering():
        pass

    assert index.position() == other_process.position() == 1
