from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
import textwrap
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from random import Random

import msgspec
import numpy as np
import pytest

from server.coverage.candidates import IndexEntry
from server.coverage.records import MatchRecord
from server.errors import StoreUnavailable
from server.store.candidate_file import EDITION
from server.store.candidate_index import SqliteCandidateIndex
from tests.coverage.examples import prose
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

ROOT = Path(__file__).parents[2]
FIRST = make_record(FLOOD, FLOOD_TEXT, at=morning(5), name="first")
SECOND = make_record(FLOOD_AGAIN, FLOOD_AGAIN_TEXT, at=morning(5) + timedelta(hours=5), name="second")
OTHER = make_record(STRIKE, STRIKE_TEXT, at=morning(5), name="other")


@pytest.fixture
def path(tmp_path):
    return tmp_path / "index.db"


@pytest.fixture
def index(path):
    with_store = SqliteCandidateIndex(path, store_id="store")
    yield with_store
    with_store.close()


def minutes(record: MatchRecord) -> int:
    assert record.minutes is not None
    return record.minutes


def entries(*records: MatchRecord, after: int = 0) -> list[IndexEntry]:
    return [IndexEntry(after + at, minutes(record), record) for at, record in enumerate(records, start=1)]


def found(index: SqliteCandidateIndex, record: MatchRecord, **options) -> list[str]:
    return [candidate.article_id for candidate in index.find(record, around=record.minutes, **options)]


def background(number: int, *, seed: int = 0, day: int = 5) -> list[MatchRecord]:
    random = Random(seed)
    titles = [f"Council of place {random.randrange(500)} debates item {random.randrange(500)}" for _ in range(number)]
    return [
        make_record(title, prose(seed * 1000 + at, words=12), at=morning(day), name=f"b{seed}-{at}")
        for at, title in enumerate(titles)
    ]


def test_it_finds_the_other_report_first_and_never_the_article_itself(index):
    index.add(entries(FIRST, SECOND, OTHER, *background(50)))

    assert found(index, FIRST)[0] == "second"
    assert "first" not in found(index, FIRST)


@pytest.mark.parametrize(
    ("days_later", "expected"),
    [
        (2, ["first"]),
        # Near miss: the same flood words, a week later.
        (7, []),
    ],
)
def test_it_looks_only_within_the_window(index, days_later, expected):
    late = make_record(FLOOD_AGAIN, FLOOD_AGAIN_TEXT, at=morning(5) + timedelta(days=days_later), name="late")
    index.add(entries(FIRST, late))

    assert found(index, late) == expected


def test_an_article_without_time_is_looked_for_everywhere(index):
    index.add(entries(FIRST))
    undated = make_record(FLOOD_AGAIN, FLOOD_AGAIN_TEXT, name="undated")

    assert found(index, undated) == ["first"]


def test_an_article_dated_into_the_future_is_filed_under_when_it_was_seen(index):
    ahead = make_record(FLOOD, FLOOD_TEXT, at=morning(5) + timedelta(days=400), name="ahead")
    index.add([IndexEntry(1, minutes(FIRST), ahead)])

    assert found(index, SECOND) == ["ahead"]


def test_copies_of_the_text_do_not_use_up_candidates(index):
    text = prose(7, words=150)
    copies = [
        make_record(f"Wording {at} of its own entirely", text, at=morning(5), name=f"copy{at}") for at in range(5)
    ]
    index.add(entries(*copies, FIRST, SECOND))

    candidates = index.find(
        make_record("Yet another line", text, at=morning(5), name="asking"), around=minutes(FIRST), limit=2
    )

    assert len(candidates) == 5
    assert all(candidate.is_copy for candidate in candidates)


def test_a_long_text_does_not_win_over_a_headline_that_shares_as_much(index):
    words = "Harbour ferry engine caught fire"
    headline = make_record("Blaze on board", words, at=morning(5), name="headline")
    long = make_record("Blaze on board", f"{prose(3, words=150)} {words}", at=morning(5), name="long")
    index.add(entries(headline, long, *background(50)))  # of equals, the newer would come first

    assert found(index, make_record(words, at=morning(5), name="asking"))[:2] == ["headline", "long"]


def test_what_stands_in_the_headline_counts_for_more_than_what_stands_in_the_lead(index):
    about = make_record("Harbour ferry engine caught fire", prose(3, words=40), at=morning(5), name="about")
    aside = make_record("Council meets", f"{prose(4, words=40)} harbour ferry engine", at=morning(5), name="aside")
    index.add(entries(about, aside, *background(50)))

    assert found(index, make_record("Engine of harbour ferry", at=morning(5), name="asking"))[:2] == ["about", "aside"]


def test_an_article_that_comes_again_is_replaced(index):
    headline_only = make_record(FLOOD, at=morning(5), name="first")
    index.add(entries(headline_only, SECOND))
    index.add([IndexEntry(3, minutes(FIRST), FIRST)])

    assert len(index) == 2
    assert index.position() == 3
    assert index.get_records(["first", "nobody"]) == {"first": FIRST}
    asked = make_record("The Corn Bridge in 1998", at=morning(5), name="asking")
    assert "first" in found(index, asked)


def test_a_removed_article_is_no_longer_found(index):
    index.add(entries(FIRST, SECOND))

    index.remove("second")

    assert found(index, FIRST) == []
    assert len(index) == 1


def test_it_is_still_there_when_it_is_opened_again(index, path):
    index.add(entries(*background(60), FIRST, SECOND))

    again = SqliteCandidateIndex(path, store_id="store")

    assert (again.position(), len(again)) == (62, 62)
    assert found(again, FIRST) == found(index, FIRST)
    assert np.array_equal(
        again.statistics.weights_of(FIRST.terms, "en"), index.statistics.weights_of(FIRST.terms, "en")
    )
    again.close()


def test_another_process_sees_what_is_added_and_what_is_cleared(index, path):
    reader = SqliteCandidateIndex(path, store_id="store")
    index.add(entries(FIRST, SECOND))
    assert found(reader, FIRST) == ["second"]

    index.clear()
    assert found(reader, FIRST) == []
    assert (reader.position(), reader.statistics.rarest) == (0, index.statistics.rarest)
    reader.close()


def test_an_index_of_another_store_is_emptied(index, path):
    index.add(entries(FIRST))
    index.close()

    other = SqliteCandidateIndex(path, store_id="another")

    assert (other.position(), len(other)) == (0, 0)
    other.close()


def test_an_index_of_another_edition_is_emptied_and_not_misread(index, path):
    index.add(entries(FIRST))
    index.close()
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE source SET name = replace(name, ?, '/1')", (f"/{EDITION}",))

    again = SqliteCandidateIndex(path, store_id="store")

    assert (again.position(), len(again)) == (0, 0)
    again.close()


def test_a_damaged_file_is_built_anew(path):
    path.write_bytes(b"this is no database, " * 500)

    index = SqliteCandidateIndex(path, store_id="store")
    index.add(entries(FIRST, SECOND))

    assert found(index, FIRST) == ["second"]
    index.close()


@pytest.fixture
def sealing(path):
    """An index that makes a segment of every sixteen articles, and merges four, sixteen … of them."""
    index = SqliteCandidateIndex(path, store_id="store", sealed_at=16)
    yield index
    index.close()


def test_segments_and_merges_make_no_difference(sealing, tmp_path):
    whole = SqliteCandidateIndex(tmp_path / "whole.db", store_id="store")
    records = background(400, seed=5)
    again = [msgspec.structs.replace(records[at], headline="again") for at in range(0, 400, 9)]

    for index in (sealing, whole):
        for start in range(0, 400, 40):
            index.add(entries(*records[start : start + 40], after=start))
        index.add(entries(*again, after=400))
        index.remove(records[31].article_id)

    assert len(segments_of(sealing)) > 1
    assert len(sealing) == len(whole) == 399
    for asked in records[::23]:
        assert sealing.find(asked, around=asked.minutes) == whole.find(asked, around=asked.minutes)
    ids = [record.article_id for record in records]
    assert sealing.get_records(ids) == whole.get_records(ids)
    assert np.array_equal(
        sealing.statistics.weights_of(FIRST.terms, "en"), whole.statistics.weights_of(FIRST.terms, "en")
    )
    whole.close()


def test_an_index_with_segments_is_the_same_when_it_is_opened_again(sealing, path):
    records = background(150, seed=6)
    sealing.add(entries(*records))
    sealing.add(entries(*background(5, seed=7), after=150))

    again = SqliteCandidateIndex(path, store_id="store", sealed_at=16)

    for asked in records[::17]:
        assert again.find(asked, around=asked.minutes) == sealing.find(asked, around=asked.minutes)
    assert np.array_equal(
        again.statistics.weights_of(FIRST.terms, "en"), sealing.statistics.weights_of(FIRST.terms, "en")
    )
    again.close()


def test_another_process_follows_when_segments_come_and_go(sealing, path):
    reader = SqliteCandidateIndex(path, store_id="store")
    records = background(200, seed=8)

    for start in range(0, 200, 20):
        sealing.add(entries(*records[start : start + 20], after=start))
        asked = records[start]
        assert reader.find(asked, around=asked.minutes) == sealing.find(asked, around=asked.minutes)

    reader.close()


def test_old_days_are_dropped_by_whole_segments(sealing, path):
    old, new = background(40, seed=9, day=5), background(40, seed=10, day=15)
    sealing.add(entries(*old, *new))
    sealing.remove(old[0].article_id)

    dropped = sealing.drop_before(minutes(new[0]))

    # Eight of the old ones share a segment with new ones, and stay.
    assert dropped == 31
    assert len(sealing) == 48
    assert sealing.position() == 80
    assert set(sealing.get_records([record.article_id for record in old])) == {one.article_id for one in old[32:]}
    again = SqliteCandidateIndex(path, store_id="store")
    assert found(again, new[3]) == found(sealing, new[3]) != []
    sealing.add(entries(*background(40, seed=11, day=15), after=80))
    assert found(again, new[3]) == found(sealing, new[3])
    again.close()


def segments_of(index: SqliteCandidateIndex) -> list[Path]:
    return sorted(index.folder.glob("*.segment"))


@pytest.mark.parametrize(
    "spoil",
    [
        lambda path: path.unlink(),
        lambda path: path.write_bytes(path.read_bytes()[:5000]),
        lambda path: path.write_bytes(b"this is no segment" * 400),
    ],
)
def test_an_index_with_a_damaged_segment_starts_anew(sealing, path, spoil):
    sealing.add(entries(*background(40)))
    sealing.close()
    spoil(segments_of(sealing)[0])

    index = SqliteCandidateIndex(path, store_id="store")

    assert (index.position(), len(index)) == (0, 0)
    assert segments_of(index) == []
    index.close()


def test_it_is_not_merged_when_a_byte_has_changed(sealing):
    sealing.add(entries(*background(48)))
    spoilt = segments_of(sealing)[0]
    content = bytearray(spoilt.read_bytes())
    content[5000] ^= 1
    spoilt.write_bytes(content)

    sealing.add(entries(*background(16, seed=50), after=48))  # the fourth of its size

    with pytest.raises(StoreUnavailable, match="built anew"):
        sealing.finish_merging()

    assert sealing.position() == 0


@pytest.mark.parametrize(
    "ask",
    [
        lambda index: index.find(FIRST, around=FIRST.minutes),
        lambda index: index.get_records(["first"]),
        lambda index: index.position(),
        len,
        lambda index: index.statistics,
        lambda index: index.add(entries(FIRST)),
        lambda index: index.remove("first"),
        lambda index: index.drop_before(0),
    ],
)
def test_a_file_that_is_no_longer_readable_is_said_in_our_words(index, path, ask):
    index.close()
    path.write_bytes(b"this is no database, " * 500)

    with pytest.raises(StoreUnavailable):
        ask(index)


WRITER = """
    import sys
    from pathlib import Path
    from server.store.candidate_index import SqliteCandidateIndex
    from tests.store.test_candidate_index import background, entries
    index = SqliteCandidateIndex(Path(sys.argv[1]), store_id="store")
    done = index.position()
    for batch in range(200):
        index.add(entries(*background(5, seed=1000 + done), after=done))
        done += 5
        print(done, flush=True)
"""


@pytest.mark.faults
def test_what_was_added_outlives_a_killed_writer(path):
    for kill in range(2):
        command = [sys.executable, "-c", textwrap.dedent(WRITER), str(path)]
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as writer:
            assert writer.stdout is not None
            acknowledged = [int(writer.stdout.readline()) for _ in range(2 + kill)][-1]
            writer.send_signal(signal.SIGKILL)

        index = SqliteCandidateIndex(path, store_id="store")
        position = index.position()
        assert position >= acknowledged
        assert len(index) == position
        last = background(5, seed=1000 + position - 5)[-1]
        assert index.get_records([last.article_id]) == {last.article_id: last}
        index.close()
