from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from server.coverage.embeddings import Vector, VectorRow
from server.errors import StoreUnavailable
from server.store.vector_rows import pack, unpack
from server.store.vectors import SqliteVectors

DAY = 1440
NOON = 20_000 * DAY + 720
NORTH, EAST = np.eye(2, 16, dtype=np.float32)


def between(north: float) -> Vector:
    """Return a vector that has this cosine with `NORTH`."""
    found: Vector = north * NORTH + np.sqrt(1 - north**2, dtype=np.float32) * EAST
    return found.astype(np.float32)


def row(name: str, vector: Vector = NORTH, *, minute: int = NOON, stamp: bytes = b"1") -> VectorRow:
    return VectorRow(name, minute, stamp, vector)


def open_vectors(folder: Path, source: str = "store/model/1") -> SqliteVectors:
    vectors = SqliteVectors(folder, source=source)
    if vectors.state().dimension is None:
        vectors.keep_probes(np.eye(2, 16, dtype=np.float32))
    return vectors


@pytest.fixture
def vectors(tmp_path: Path) -> Iterator[SqliteVectors]:
    opened = open_vectors(tmp_path)
    yield opened
    opened.close()


def test_it_finds_the_nearest_first_and_never_the_article_itself(vectors: SqliteVectors) -> None:
    vectors.save([row("ours"), row("far", EAST), row("near", between(0.9)), row("nearer", between(0.99))])

    assert vectors.nearest("ours", around=NOON) == ["nearer", "near", "far"]
    assert vectors.nearest("ours", around=NOON, limit=1) == ["nearer"]


@pytest.mark.parametrize(
    ("minutes_later", "found"),
    [
        (0, ["other"]),
        (3 * DAY, ["other"]),
        (-3 * DAY, ["other"]),
        # Near misses: a minute more, on either side.
        (3 * DAY + 1, []),
        (-3 * DAY - 1, []),
    ],
)
def test_it_looks_only_within_the_window(vectors: SqliteVectors, minutes_later: int, found: list[str]) -> None:
    vectors.save([row("ours"), row("other", minute=NOON + minutes_later)])

    assert vectors.nearest("ours", around=NOON) == found


def test_an_article_without_time_is_looked_for_everywhere(vectors: SqliteVectors) -> None:
    vectors.save([row("ours"), row("old", minute=NOON - 900 * DAY)])

    assert vectors.nearest("ours", around=None) == ["old"]


def test_what_has_no_vector_is_near_to_nothing(vectors: SqliteVectors) -> None:
    vectors.save([row("other")])

    assert vectors.nearest("ours", around=NOON) == []
    assert np.isnan(vectors.cosines("ours", ["other"])).all()


def test_it_tells_the_cosine_with_each_and_what_is_not_known(vectors: SqliteVectors) -> None:
    vectors.save([row("ours"), row("near", between(0.9)), row("far", EAST, minute=NOON + 40 * DAY)])

    found = vectors.cosines("ours", ["near", "nobody", "far"])

    assert found == pytest.approx([0.9, np.nan, 0.0], abs=0.01, nan_ok=True)


def test_a_number_of_one_byte_moves_a_cosine_by_less_than_a_hundredth() -> None:
    made = np.random.default_rng(3).normal(size=(200, 384)).astype(np.float32)
    made /= np.linalg.norm(made, axis=1, keepdims=True)

    kept = unpack(pack(made, [NOON] * 200))

    assert np.abs(kept @ kept.T - made @ made.T).max() < 0.01


def test_an_article_that_comes_again_is_found_by_its_new_vector_only(vectors: SqliteVectors) -> None:
    vectors.save([row("ours"), row("other", EAST), row("third", between(0.5))])
    vectors.save([row("other", between(0.9), stamp=b"2")])

    assert vectors.nearest("ours", around=NOON) == ["other", "third"]
    assert vectors.stamps(["other", "nobody"]) == {"other": b"2"}
    assert vectors.count() == 3


def test_another_process_sees_what_is_saved(vectors: SqliteVectors, tmp_path: Path) -> None:
    vectors.save([row("ours")])
    reader = open_vectors(tmp_path)
    assert reader.nearest("ours", around=NOON) == []

    vectors.save([row("near", between(0.9))])

    assert reader.nearest("ours", around=NOON) == ["near"]
    reader.close()


def test_old_days_are_dropped_and_their_files_deleted(vectors: SqliteVectors, tmp_path: Path) -> None:
    vectors.save([row("ours"), row("old", minute=NOON - DAY), row("older", minute=NOON - 2 * DAY)])

    assert vectors.drop_before(NOON) == 2

    assert vectors.stamps(["ours", "old", "older"]) == {"ours": b"1"}
    assert len(list(tmp_path.glob("*.vectors"))) == 1


def test_nobody_takes_a_dropped_file_for_the_new_one_of_its_day(vectors: SqliteVectors, tmp_path: Path) -> None:
    reader = open_vectors(tmp_path)
    vectors.save([row("ours"), row("near", between(0.9), minute=NOON - DAY)])
    assert reader.nearest("ours", around=NOON) == ["near"]  # the day before is mapped now

    vectors.drop_before(NOON)
    vectors.save([row("far", EAST, minute=NOON - DAY)])

    assert reader.cosines("ours", ["far"]) == pytest.approx([0.0], abs=0.01)
    reader.close()


@pytest.mark.parametrize("source", ["store/another model/1", "another store/model/1", "store/model/2"])
def test_what_was_made_otherwise_is_forgotten(vectors: SqliteVectors, tmp_path: Path, source: str) -> None:
    vectors.save([row("ours")])
    vectors.move(7)
    vectors.note_trouble("no answer", minute=NOON)
    vectors.close()

    other = SqliteVectors(tmp_path, source=source)

    state = other.state()
    assert (other.count(), state.position, state.dimension, state.probes, state.trouble) == (0, 0, None, None, None)
    assert list(tmp_path.glob("*.vectors")) == []
    other.close()


def test_it_is_still_there_when_it_is_opened_again(vectors: SqliteVectors, tmp_path: Path) -> None:
    vectors.save([row("ours"), row("near", between(0.9))])
    vectors.move(7)
    vectors.close()

    again = SqliteVectors(tmp_path, source="store/model/1")

    assert again.nearest("ours", around=NOON) == ["near"]
    assert again.state().position == 7
    assert np.array_equal(again.state().probes, np.eye(2, 16))
    again.close()


def test_trouble_is_told_since_it_began_until_it_is_over(vectors: SqliteVectors) -> None:
    vectors.note_trouble("no answer", minute=NOON)
    vectors.note_trouble("status 500", minute=NOON + 5)
    assert (vectors.state().trouble, vectors.state().since) == ("status 500", NOON)

    vectors.note_trouble(None, minute=NOON + 9)

    assert (vectors.state().trouble, vectors.state().since) == (None, None)


def test_a_row_that_was_written_and_not_listed_is_written_over(vectors: SqliteVectors, tmp_path: Path) -> None:
    vectors.save([row("ours")])
    (file,) = tmp_path.glob("*.vectors")
    with file.open("ab") as torn:
        torn.write(b"\x7f" * 40)  # killed before the list said so

    vectors.save([row("near", between(0.9))])

    assert vectors.cosines("ours", ["near"]) == pytest.approx([0.9], abs=0.01)


def test_a_file_that_is_lost_costs_matching_nothing_and_is_made_anew(vectors: SqliteVectors, tmp_path: Path) -> None:
    vectors.save([row("ours"), row("near")])
    vectors.move(7)
    vectors.close()
    for file in tmp_path.glob("*.vectors"):
        file.unlink()
    after = open_vectors(tmp_path)

    assert after.nearest("ours", around=NOON) == []
    assert np.isnan(after.cosines("ours", ["near"])).all()
    with pytest.raises(StoreUnavailable, match="made anew"):
        after.save([row("third")])
    assert (after.count(), after.state().position) == (0, 0)
    after.close()


def test_a_damaged_list_is_made_anew(vectors: SqliteVectors, tmp_path: Path) -> None:
    vectors.save([row("ours")])
    vectors.close()
    for name in ("vectors.db-wal", "vectors.db-shm"):
        (tmp_path / name).unlink(missing_ok=True)
    (tmp_path / "vectors.db").write_bytes(b"not a database" * 1000)

    after = open_vectors(tmp_path)

    assert after.count() == 0
    after.close()


def test_it_finds_what_comparing_with_every_single_one_would_find(vectors: SqliteVectors) -> None:
    made = np.random.default_rng(5).normal(size=(1_500, 16)).astype(np.float32)  # several blocks
    made /= np.linalg.norm(made, axis=1, keepdims=True)
    vectors.save([row(f"a{at}", vector, minute=NOON + at % 3 * DAY) for at, vector in enumerate(made)])

    found = vectors.nearest("a0", around=NOON, limit=10)

    expected = [f"a{at}" for at in np.argsort(-(made @ made[0]))[1:14]]
    assert len(set(found) & set(expected)) == 10  # the last places may change by rounding
    assert found[0] == expected[0]
