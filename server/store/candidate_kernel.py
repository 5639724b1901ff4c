"""The sums of `server.store.candidate_ranking` in compiled code: the same answers, in a fraction of the time.

`candidate_kernel.c` is built by `scripts/build_kernel.py` where there is a C compiler, and nothing is missing without
it but speed. What was built from another source than the one that lies beside is not used.
"""

from __future__ import annotations

import ctypes
import logging
import threading
from pathlib import Path
from zlib import crc32

import numpy as np

from server.store.candidate_ranking import LENGTH_FACTORS, STRESSED, ArrayRanking, Ranking
from server.store.candidate_segments import AnyInts, Ints, Postings, Terms
from server.store.candidate_view import View
from server.store.candidate_window import Window

SOURCE = Path(__file__).with_suffix(".c")
BUILT = SOURCE.with_name("_candidate_kernel.so")

MOST_LIMIT = 1024  # as in the source …
PIECE = 1 << 16  # … and this

log = logging.getLogger(__name__)


class _Part(ctypes.Structure):
    _fields_ = (
        ("terms", ctypes.c_void_p),
        ("starts", ctypes.c_void_p),
        ("entries", ctypes.c_void_p),
        ("words", ctypes.c_int64),
        ("length", ctypes.c_int64),
        ("width", ctypes.c_int64),
        ("first", ctypes.c_int64),
        ("count", ctypes.c_int64),
    )


class _Window(ctypes.Structure):
    _fields_ = (
        *((name, ctypes.c_int64) for name in ("begin", "end", "origin", "known", "first", "last")),
        ("minutes", ctypes.c_void_p),
        ("lengths", ctypes.c_void_p),
        ("factors", ctypes.c_void_p),
    )


class _Question(ctypes.Structure):
    _fields_ = (
        ("terms", ctypes.c_void_p),
        ("weights", ctypes.c_void_p),
        ("rest", ctypes.c_void_p),
        ("count", ctypes.c_int64),
    )


class _Parts:
    """The words of a view as the kernel reads them; holds on to what the addresses are of."""

    def __init__(self, view: View) -> None:
        self.view = view
        tail = view.tail
        self._held = [(segment.postings, segment.first, segment.count) for segment in view.segments]
        self._held += [(run, tail.first, view.end - tail.first) for run in tail.runs]
        self._held.reverse()  # the newest first: most questions are about them
        self.array = (_Part * len(self._held))(*(_part_of(*one) for one in self._held))


class _Room:
    """What one thread keeps from one question to the next."""

    def __init__(self) -> None:
        self._arrays = np.zeros((2, PIECE + 1), dtype=np.int32)
        self.sums, self.places = _address(self._arrays[0]), _address(self._arrays[1])
        self._parts: _Parts | None = None

    def parts_of(self, view: View) -> _Parts:
        """Return the parts of a view: of the one that was asked last, most often."""
        if self._parts is None or self._parts.view is not view:
            self._parts = _Parts(view)
        return self._parts


class Kernel:
    """The compiled sums. Stands in for `ArrayRanking`."""

    def __init__(self, path: Path) -> None:
        """:raises OSError: if it is not there, cannot be loaded, or was built from another source"""
        library = ctypes.CDLL(str(path))
        try:
            library.kernel_source.restype = ctypes.c_uint32
            self._rank = library.rank_candidates
        except AttributeError as error:
            raise OSError(f"{path.name} is something else") from error
        if library.kernel_source() != fingerprint():
            raise OSError(f"{path.name} was built from another source")
        self._rank.restype = ctypes.c_int64
        pointer, number = ctypes.c_void_p, ctypes.c_int64
        self._rank.argtypes = (
            *(pointer, number),  # parts
            *(pointer, pointer, number),  # question, window, middle
            *(pointer, pointer, pointer),  # sums, places, lists
            *(number, pointer),  # limit, found
        )
        self._threads = threading.local()
        self._reference = ArrayRanking()

    def __call__(self, window: Window, terms: Terms, weights: Ints, *, limit: int) -> list[int]:
        """See `server.store.candidate_ranking.Ranking`."""
        weights = np.ascontiguousarray(weights[weights > 0])
        if limit > MOST_LIMIT:
            return self._reference(window, terms, weights, limit=limit)
        if not len(weights) or limit < 1:
            return []
        room = self._room()
        parts = room.parts_of(window.view)
        found, lists = np.empty(limit, dtype=np.int64), np.empty(4 * len(weights), dtype=np.int64)
        rest = STRESSED * (int(weights.sum()) - np.cumsum(weights))
        asked = _Question(_address(terms), _address(weights), _address(rest), len(weights))
        calendar = window.calendar
        minutes, lengths = calendar.minutes, calendar.lengths
        frame = _Window(
            *(window.begin, window.end, calendar.origin, min(len(minutes), len(lengths)), window.first, window.last),
            *(_address(minutes), _address(lengths), _address(LENGTH_FACTORS)),
        )
        size = self._rank(
            *(parts.array, len(parts.array), ctypes.byref(asked), ctypes.byref(frame), window.middle),
            *(room.sums, room.places, _address(lists), limit, _address(found)),
        )
        numbers: list[int] = found[:size].tolist()
        return numbers

    def _room(self) -> _Room:
        room: _Room | None = getattr(self._threads, "room", None)
        if room is None:
            room = self._threads.room = _Room()
        return room


def load_kernel(path: Path = BUILT) -> Ranking:
    """Return the compiled sums, or the reference where they have not been built."""
    try:
        return Kernel(path)
    except OSError as error:
        log.info("candidates are ranked without compiled code: %s", error)
        return ArrayRanking()


def fingerprint() -> int:
    """Return what stands for the source as it is."""
    return crc32(SOURCE.read_bytes())


def _part_of(postings: Postings, first: int, count: int) -> _Part:
    terms, starts, entries = postings.terms, postings.starts, postings.lists
    return _Part(
        *(_address(terms), _address(starts), _address(entries)),
        *(len(terms), len(entries), entries.dtype.itemsize, first, count),
    )


def _address(array: AnyInts) -> int:
    address: int = array.__array_interface__["data"][0]
    return address
