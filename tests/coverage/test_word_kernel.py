"""Words compared in compiled code: the same measures as in arrays, whatever the records hold."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

import msgspec
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scripts import build_kernel
from server.coverage.compiled import fingerprint
from server.coverage.paired_words import measure_with_arrays
from server.coverage.records import TERM_TYPE, TEXT, Mark, MatchRecord
from server.coverage.statistics import Statistics
from server.coverage.word_kernel import SOURCE, WordKernel, load_measuring
from server.coverage.word_measures import Kind, Measure

ANYWHERE = TEXT | Mark.SLUG
# Every kind, with one mark and with several, and more of the rarest words than most records share.
MEASURES = (
    *(Measure(kind, mark, within=ANYWHERE) for kind in Kind for mark in (Mark.TITLE, TEXT, Mark.KEY)),
    *(Measure(Kind.RAREST, many=many) for many in (2, 3, 8)),
    *(Measure(kind, Mark.LEAD, many=10) for kind in (Kind.BOTH_HAVE, Kind.ONE_HAS)),
)
RECORD = MatchRecord("a", "one.example", "en", 0, False, True, "a headline", b"", b"", ())


def record_of(words: dict[int, int], language: str = "en") -> MatchRecord:
    """Return a record of these words, each with its marks."""
    terms = np.array(list(words), dtype=TERM_TYPE).tobytes()
    return msgspec.structs.replace(RECORD, language=language, packed_terms=terms, packed_marks=bytes(words.values()))


def statistics_of(records: Sequence[MatchRecord]) -> Statistics:
    """Return statistics in which some words are common, and which have begun to forget."""
    statistics = Statistics()
    for at, record in enumerate(records):
        statistics.add(record, at=at * 1440)
    return statistics


# Few words, so that many are shared; numbers that agree in their lowest bits or in their highest, as an attacker's may.
words = st.dictionaries(
    st.builds(lambda low, high: low | high << 28, st.integers(0, 40), st.integers(0, 3)),
    st.integers(0, 255),
    max_size=60,
)
records = st.lists(st.builds(record_of, words, st.sampled_from(["en", "de", ""])), min_size=2, max_size=6)


@pytest.fixture(scope="module")
def library(tmp_path_factory) -> Path:
    """Return the library, built here: what lies in the tree may be missing or old."""
    if not shutil.which(build_kernel.COMPILER):
        pytest.skip(f"no C compiler `{build_kernel.COMPILER}` to test compiled code with: see scripts/ensure-compiler")
    path: Path = tmp_path_factory.mktemp("kernel") / "words.so"
    build_kernel.build(SOURCE, path)
    return path


@settings(deadline=None, max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(records=records, ours=st.integers(0, 3))
def test_compiled_measures_are_those_in_arrays(library, records, ours):
    statistics = statistics_of(records)

    found = WordKernel(library, MEASURES)(records[:ours], records[ours:], statistics)

    assert found == pytest.approx(measure_with_arrays(MEASURES)(records[:ours], records[ours:], statistics), abs=1e-9)


# Beyond what the compiled code has room for, the reference is asked.
@pytest.mark.parametrize(
    ("measures", "number"),
    [
        (MEASURES, 1025),  # words
        ((Measure(Kind.RAREST, many=9),), 3),
        ((Measure(Kind.SHARED, Mark.TITLE),) * 65, 3),
    ],
)
def test_what_it_has_no_room_for_is_measured_in_arrays(library, measures, number):
    one = record_of(dict.fromkeys(range(number), 1))
    statistics = statistics_of([one])

    found = WordKernel(library, measures)([one], [one], statistics)

    assert found == pytest.approx(measure_with_arrays(measures)([one], [one], statistics))


def test_a_record_with_more_words_than_marks_is_refused(library):
    damaged = msgspec.structs.replace(RECORD, packed_terms=bytes(12), packed_marks=bytes(2))

    with pytest.raises(ValueError, match="marks"):
        WordKernel(library, MEASURES)([damaged], [RECORD], Statistics())


def test_words_that_all_fall_together_are_still_told_apart(library):
    # 1,024 numbers that no choice of twelve bits keeps apart: each is looked for among all the others.
    one = record_of({number << 20: 1 for number in range(1024)})
    other = record_of({(number << 20) + 1: 1 for number in range(1024)})

    found = WordKernel(library, (Measure(Kind.COSINE, Mark.TITLE),))([one], [one, other], Statistics())

    assert found.tolist() == [[pytest.approx(1.0), 0.0]]


@pytest.mark.parametrize("content", [None, b"", b"not a library"])
def test_where_it_has_not_been_built_the_reference_measures(tmp_path, content):
    path = tmp_path / "words.so"
    if content is not None:
        path.write_bytes(content)

    assert not isinstance(load_measuring(MEASURES, path), WordKernel)


def test_what_was_built_from_another_source_is_not_used(library, tmp_path):
    path = tmp_path / "old.so"
    build_kernel.build(SOURCE, path, source_is=fingerprint(SOURCE) ^ 1)

    assert not isinstance(load_measuring(MEASURES, path), WordKernel)
