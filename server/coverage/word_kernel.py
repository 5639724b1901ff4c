"""The measures of `server.coverage.paired_words` in compiled code: the same answers, in a fraction of the time.

All words of an article and its fifty candidates, or of two stories, are weighed, looked for and added up in one call of
`word_kernel.c`; records, numbers and statistics are handed over as the bytes that they are.
"""

from __future__ import annotations

import ctypes
import logging
from array import array
from collections.abc import Sequence
from pathlib import Path
from struct import Struct

import numpy as np

from server.coverage.compiled import address_of, built_from, load_library
from server.coverage.paired_words import measure_with_arrays
from server.coverage.records import TERM_TYPE, MatchRecord
from server.coverage.statistics import Counts, Statistics
from server.coverage.word_measures import Array, Measure, Measuring

SOURCE = Path(__file__).with_suffix(".c")
BUILT = built_from(SOURCE)

# As in the source.
_COUNTS = Struct("<3q4d")
_LANGUAGE = Struct("<qd")
_MEASURE = Struct("<4q")

log = logging.getLogger(__name__)


class WordKernel:
    """The compiled measures. Stands in for `measure_with_arrays`."""

    def __init__(self, path: Path, measures: Sequence[Measure]) -> None:
        """:raises OSError: if it is not there, cannot be loaded, or was built from another source"""
        self._measure = load_library(path, source=SOURCE).measure_words
        self._measure.restype = ctypes.c_int64
        pointer, number = ctypes.c_void_p, ctypes.c_int64
        self._measure.argtypes = (
            pointer,  # counts
            *(pointer, pointer, pointer, pointer, number, number),  # terms, marks, lengths, languages, ours, theirs
            *(pointer, number),  # measures
            *(pointer, pointer, pointer),  # weights, wholes, found
        )
        self._measures = b"".join([_MEASURE.pack(one.kind, one.mark, one.within, one.many) for one in measures])
        self._width = len(measures)
        self._reference = measure_with_arrays(measures)

    def __call__(self, ours: Sequence[MatchRecord], theirs: Sequence[MatchRecord], statistics: Statistics) -> Array:
        """See `server.coverage.word_measures.Measuring`."""
        records = [*ours, *theirs]
        terms = b"".join([one.packed_terms for one in records])
        marks = b"".join([one.packed_marks for one in records])
        lengths = [len(one.packed_marks) for one in records]
        counts, found = statistics.counts, np.empty((self._width, len(ours) * len(theirs)))
        room = np.empty(len(marks) + self._width * len(records))  # weights, then wholes
        weights = address_of(room)
        is_damaged = len(terms) != TERM_TYPE.itemsize * len(marks)
        if is_damaged or self._measure(
            _pack_counts(counts),
            *(terms, marks, array("q", lengths).tobytes(), _pack_languages(records, statistics)),
            *(len(ours), len(theirs), self._measures, self._width),
            *(weights, weights + room.itemsize * len(marks), address_of(found)),
        ):
            return self._reference(ours, theirs, statistics)
        return found


def load_measuring(measures: Sequence[Measure], path: Path = BUILT) -> Measuring:
    """Return the compiled measures, or the reference where they have not been built."""
    try:
        return WordKernel(path, measures)
    except OSError as error:
        log.info("words are compared without compiled code: %s", error)
        return measure_with_arrays(measures)


def _pack_counts(counts: Counts) -> bytes:
    return _COUNTS.pack(
        *(address_of(counts.cells), address_of(counts.language_cells), counts.mask),
        *(counts.now, counts.articles, counts.prior, counts.yardstick),
    )


def _pack_languages(records: Sequence[MatchRecord], statistics: Statistics) -> bytes:
    languages = [record.language for record in records]
    packed = {language: _LANGUAGE.pack(*statistics.salt_and_articles(language)) for language in set(languages)}
    if len(packed) == 1:
        return packed[languages[0]] * len(languages)
    return b"".join([packed[language] for language in languages])
