"""The sums of `server.store.candidate_ranking` in compiled code: the same answers, in a fraction of the time.

`candidate_kernel.c` is built by `scripts/build_kernel.py` where there is a C compiler, and nothing is missing without
it but speed. What was built from another source than the one that lies beside is not used.
"""

from __future__ import annotations

import ctypes
import logging
import threading
from collections.abc import Sequence
from pathlib import Path
from struct import Struct

import numpy as np

from server.coverage.compiled import address_of, built_from, load_library
from server.store.candidate_ranking import LENGTH_FACTORS, ArraySearch, Search
from server.store.candidate_segments import Ints, Longs, Postings, Segment, Terms
from server.store.candidate_view import View
from server.store.candidate_window import Window

SOURCE = Path(__file__).with_suffix(".c")
BUILT = built_from(SOURCE)

MOST_LIMIT = 1024  # as in the source …
PIECE = 1 << 13  # … and this
_WORD, _LIST = 4, 2  # … and how many numbers these are

_LISTS = 4  # numbers for the lists of a word
_POSTINGS = Struct("<6q")  # where terms, starts and entries begin, how many words and entries, bytes of an entry …
_PLACES = Struct("<2q")  # … and, after these, the number of the first article, and how many there are
_FACTORS = address_of(LENGTH_FACTORS)

log = logging.getLogger(__name__)


class _Copies(ctypes.Structure):
    _fields_ = (
        ("keys", ctypes.c_void_p),
        ("articles", ctypes.c_void_p),
        *((name, ctypes.c_int64) for name in ("length", "first", "count")),
    )


class _Window(ctypes.Structure):
    _fields_ = (
        *((name, ctypes.c_int64) for name in ("begin", "end", "origin", "known", "first", "last")),
        ("minutes", ctypes.c_void_p),
        ("lengths", ctypes.c_void_p),
        ("factors", ctypes.c_void_p),
    )


_Runs = dict[int, tuple[Postings, bytes]]  # by identity, which nothing else has while they are held


class _Segments:
    """Segments as the kernel reads them."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        self.held = segments
        # The newest first: most questions are about them.
        self.words = b"".join([_pack(one.postings) + _PLACES.pack(one.first, one.count) for one in reversed(segments)])
        self.copies = (_Copies * len(segments))(*map(_copies_of, segments))


class _Parts:
    """A view as the kernel reads it; holds on to what the addresses are of."""

    def __init__(self, view: View, before: _Parts | None) -> None:
        """:param before: those of an older view, of which most is the same"""
        self.view = view
        is_same = before is not None and before.segments.held is view.segments
        self.segments: _Segments = before.segments if before and is_same else _Segments(view.segments)
        known: _Runs = before.runs if before else {}
        self.runs: _Runs = {id(run): known.get(id(run)) or (run, _pack(run)) for run in view.tail.runs}
        places = _PLACES.pack(view.tail.first, view.end - view.tail.first)
        tail = b"".join([packed + places for _, packed in reversed(self.runs.values())])
        self.words, self.count = tail + self.segments.words, len(self.runs) + len(view.segments)


class _Frame:
    """A window as the kernel reads it; holds on to what the addresses are of, even if the calendar grows meanwhile."""

    def __init__(self, window: Window) -> None:
        self.window = window
        calendar = window.calendar
        self._held = minutes, lengths = calendar.minutes, calendar.lengths
        self.packed = _Window(
            *(window.begin, window.end, calendar.origin, min(len(minutes), len(lengths)), window.first, window.last),
            *(address_of(minutes), address_of(lengths), _FACTORS),
        )


class _Room:
    """What one thread keeps from one question to the next."""

    def __init__(self) -> None:
        self._arrays = np.zeros((2, PIECE + 1), dtype=np.int32)
        self.sums, self.places = address_of(self._arrays[0]), address_of(self._arrays[1])
        self.found = (ctypes.c_int64 * MOST_LIMIT)()
        self._lists = (ctypes.c_int64 * 0)()
        self._parts: _Parts | None = None
        self._frame: _Frame | None = None

    def frame_of(self, window: Window) -> _Window:
        """Return a window as the kernel reads it: copies and words are looked for in the same one."""
        if self._frame is None or self._frame.window is not window:
            self._frame = _Frame(window)
        return self._frame.packed

    def parts_of(self, view: View) -> _Parts:
        """Return the parts of a view: of the one that was asked last, most often."""
        if self._parts is None or self._parts.view is not view:
            self._parts = _Parts(view, self._parts)
        return self._parts

    def lists_of(self, words: int) -> ctypes.Array[ctypes.c_int64]:
        """Return room for the lists of so many words."""
        if len(self._lists) < _LISTS * words:
            self._lists = (ctypes.c_int64 * (_LISTS * words))()
        return self._lists


class Kernel:
    """The compiled sums. Stands in for `ArraySearch`."""

    def __init__(self, path: Path) -> None:
        """:raises OSError: if it is not there, cannot be loaded, or was built from another source"""
        library = load_library(path, source=SOURCE)
        self._rank, self._find_holders = library.rank_candidates, library.find_holders
        self._rank.restype = self._find_holders.restype = ctypes.c_int64
        pointer, number = ctypes.c_void_p, ctypes.c_int64
        self._rank.argtypes = (
            *(pointer, number),  # parts
            *(pointer, pointer, number),  # terms, weights, how many
            pointer,  # window
            *(pointer, pointer, pointer),  # sums, places, lists
            *(number, pointer),  # limit, found
        )
        self._find_holders.argtypes = (
            *(pointer, number, pointer, number, pointer),  # segments, keys, window
            *(pointer, number),  # found, room
        )
        self._threads = threading.local()
        self._reference = ArraySearch()

    def rank(self, window: Window, terms: Terms, weights: Ints, *, limit: int) -> list[int]:
        """See `server.store.candidate_ranking.Search`."""
        words = int(np.count_nonzero(weights > 0))  # the first ones
        if limit > MOST_LIMIT:
            return self._reference.rank(window, terms, weights, limit=limit)
        if not words or limit < 1:
            return []
        room = self._room()
        parts = room.parts_of(window.view)
        size = self._rank(
            *(parts.words, parts.count),
            *(terms.tobytes(), weights.tobytes(), words),
            *(ctypes.byref(room.frame_of(window)), room.sums, room.places, room.lists_of(words)),
            *(limit, room.found),
        )
        return room.found[:size]

    def find_holders(self, window: Window, keys: Longs) -> list[int]:
        """See `server.store.candidate_ranking.Search`."""
        room, tail = self._room(), window.view.tail
        segments = room.parts_of(window.view).segments.copies
        size = self._find_holders(
            *(
                segments,
                len(segments),
                keys.tobytes(),
                len(keys),
                ctypes.byref(room.frame_of(window)),
                room.found,
                MOST_LIMIT,
            )
        )
        if size < 0:
            return self._reference.find_holders(window, keys)
        found = room.found[:size]
        for places in tail.find_copies(keys):
            numbers = places[places < window.end - tail.first] + tail.first
            found += numbers[window.is_inside(numbers)].tolist()
        return found

    def _room(self) -> _Room:
        room: _Room | None = getattr(self._threads, "room", None)
        if room is None:
            room = self._threads.room = _Room()
        return room


def load_kernel(path: Path = BUILT) -> Search:
    """Return the compiled sums, or the reference where they have not been built."""
    try:
        return Kernel(path)
    except OSError as error:
        log.info("candidates are ranked without compiled code: %s", error)
        return ArraySearch()


def _pack(postings: Postings) -> bytes:
    terms, starts, entries = postings.terms, postings.starts, postings.lists
    return _POSTINGS.pack(
        *(address_of(terms), address_of(starts), address_of(entries)),
        *(len(terms), len(entries), entries.dtype.itemsize),
    )


def _copies_of(segment: Segment) -> _Copies:
    keys, places = segment.copy_keys, segment.copy_places
    return _Copies(address_of(keys), address_of(places), len(keys), segment.first, segment.count)
