"""Segments: immutable files, each with the words, times and records of a run of articles, mapped into memory.

All processes share a mapped file's pages, so that an article costs a process no memory of its own; and a file that
never changes needs no lock and no recovery. A file appears under its name whole and on disk, or not at all. It is
found damaged before it is believed: its head when it is opened, everything else when it is merged.

What is listed, and what becomes of it, is in `server.store.candidate_file` and `server.store.candidate_index`; how
segments are written, in `server.store.candidate_writing`.
"""

from __future__ import annotations

import mmap
import struct
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zlib import crc32

import msgspec
import numpy as np
from numpy.typing import NDArray

from server.coverage.records import Mark, MatchRecord

MAGIC = b"SCSEG03\n"
PREFIX = struct.Struct("<8sII")  # magic, length and checksum of the head
HEAD_ROOM = 4096  # the sections begin here
ALIGNMENT = 64  # a cache line
NEVER = 2**32 - 1
"""The minute of an article that is gone: outside every window."""

LONGEST = 255
"""Words of the longest article: whatever has more is taken to be as long."""

Ints = NDArray[np.int64]
Longs = NDArray[np.uint64]
AnyInts = NDArray[np.integer[Any]]
Terms = NDArray[np.uint32]
Found = list[tuple[int, AnyInts]]

_STRESSED = int(Mark.TITLE | Mark.KEY)

decode_record = msgspec.msgpack.Decoder(MatchRecord).decode


class DamagedSegment(Exception):
    """A file is not what was written; the index is then built anew. Never leaves the room."""


class Section(msgspec.Struct, frozen=True, array_like=True):
    """One array of a segment."""

    name: str
    kind: str  # as numpy calls it
    start: int
    length: int  # of items
    checksum: int


class Head(msgspec.Struct, frozen=True, array_like=True):
    """What a file says of itself."""

    first: int  # number of its first article
    count: int
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class Postings:
    """Which articles have which words: for each word, in order, a list of entries, oldest first.

    An entry is the place of an article, doubled, and one more where the article stresses the word (`entries_of`).
    """

    terms: AnyInts
    starts: AnyInts  # of each word's list, and the end of the last
    lists: AnyInts
    articles: int  # how many

    @classmethod
    def none(cls) -> Postings:
        """Return no words."""
        return cls.of(np.zeros(0, dtype=np.uint32), np.zeros(0, dtype=np.uint32))

    @classmethod
    def of(cls, terms: AnyInts, entries: AnyInts, *, upto: int = 0) -> Postings:
        """Return the lists of words, each with the entry beside it of an article that has it."""
        # One number of both sorts many times faster than one by the other.
        both = np.asarray(terms, dtype=np.uint64) << np.uint64(32) | np.asarray(entries, dtype=np.uint64)
        both.sort()
        distinct, starts = runs((both >> np.uint64(32)).astype(np.uint32))
        return cls(distinct, starts.astype(np.uint32), both.astype(np.uint32), upto)

    def find(self, terms: Terms) -> Found:
        """Return, for each of the terms that occur, its place in `terms` and its list."""
        if not len(self.terms):
            return []
        at = self.terms.searchsorted(terms)
        at[at == len(self.terms)] = 0
        asked = (self.terms[at] == terms).nonzero()[0]
        at = at[asked]
        starts, ends = self.starts[at].tolist(), self.starts[at + 1].tolist()
        lists = self.lists
        return [(place, lists[a:b]) for place, a, b in zip(asked.tolist(), starts, ends, strict=True)]

    def piece(self, low: int, high: int) -> tuple[AnyInts, AnyInts]:
        """Return the lists of a run of words, and where each begins in the whole."""
        starts = self.starts[low : high + 1]
        return self.lists[starts[0] : starts[-1]], starts

    def unrolled(self, terms: AnyInts, entries: AnyInts) -> tuple[AnyInts, AnyInts]:
        """Return all words with the entries of those that have them, and some more."""
        own = np.repeat(self.terms, np.diff(self.starts))
        return np.concatenate([own, terms]), np.concatenate([self.lists, entries])

    def with_more(self, terms: AnyInts, entries: AnyInts, *, upto: int) -> Postings:
        """Return these and more lists as one."""
        return Postings.of(*self.unrolled(terms, entries), upto=upto)


class Segment:
    """One file, mapped. Articles are known in it by their number less that of the first."""

    def __init__(self, path: Path) -> None:
        """:raises DamagedSegment: if the file is missing, cut short or not a segment"""
        try:
            with path.open("rb") as file:
                self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        except (OSError, ValueError) as error:
            raise DamagedSegment(path.name) from error
        self.name = path.name
        self._head = _read_head(self._map, path.name)
        arrays = {section.name: self._array(section) for section in self._head.sections}
        self.first, self.count = self._head.first, self._head.count
        self.postings = Postings(arrays["terms"], arrays["starts"], arrays["postings"], articles=self._head.count)
        self.minutes, self.lengths = arrays["minutes"], arrays["lengths"]
        self.copy_keys, self.copy_places = arrays["copy_keys"], arrays["copy_places"]
        self.ids, self.id_places = arrays["ids"], arrays["id_places"]
        self.record_starts, self.records = arrays["record_starts"], arrays["records"]
        # One number of an array is got many times faster from a view of its memory.
        self._record_starts, self._records = self.record_starts.data, self.records.data

    @property
    def end(self) -> int:
        """The number after its last article's."""
        return self.first + self.count

    def find(self, terms: Terms) -> Found:
        """Return, for each of the terms that occur, its place in `terms` and its list."""
        return self.postings.find(terms)

    def find_copies(self, keys: Longs) -> list[Ints]:
        """Return, for each copy key that occurs, the articles that have it."""
        if not len(self.copy_keys):
            return []
        starts = self.copy_keys.searchsorted(keys)
        starts[starts == len(self.copy_keys)] = 0
        is_held = self.copy_keys[starts] == keys
        if not is_held.any():
            return []
        ends = self.copy_keys.searchsorted(keys[is_held], side="right")
        spans = zip(starts[is_held].tolist(), ends.tolist(), strict=True)
        return [self.copy_places[start:end].astype(np.int64) for start, end in spans]

    def find_ids(self, hashes: Longs) -> list[tuple[int, int]]:
        """Return the place in `hashes` and the article of each hash that occurs; two articles may share one."""
        if not len(self.ids):
            return []
        at = self.ids.searchsorted(hashes)
        at[at == len(self.ids)] = 0
        found = []
        for place in (self.ids[at] == hashes).nonzero()[0].tolist():
            here = int(at[place])
            while here < len(self.ids) and self.ids[here] == hashes[place]:
                found.append((place, int(self.id_places[here])))
                here += 1
        return found

    def record(self, article: int) -> MatchRecord | None:
        """Return an article's record as it was stored; None if it is gone."""
        start, end = self._record_starts[article], self._record_starts[article + 1]
        return decode_record(self._records[start:end]) if start < end else None

    def check(self) -> None:
        """Read the whole file. :raises DamagedSegment: if it is not as it was written"""
        for section in self._head.sections:
            if crc32(self._array(section).data) != section.checksum:
                raise DamagedSegment(self.name)

    def _array(self, section: Section) -> AnyInts:
        kind = np.dtype(section.kind)
        if section.start + section.length * kind.itemsize > len(self._map):
            raise DamagedSegment(self.name)
        return np.frombuffer(self._map, dtype=kind, count=section.length, offset=section.start)


def entries_of(articles: AnyInts, marks: NDArray[np.uint8]) -> NDArray[np.uint32]:
    """Return the entries of words with these marks in the articles beside them.

    What stands in the headline, or names somebody a second time, is what an article is about.
    """
    entries: NDArray[np.uint32] = (np.asarray(articles, dtype=np.uint32) << 1) | ((marks & _STRESSED) != 0)
    return entries


def runs(ordered: AnyInts) -> tuple[AnyInts, AnyInts]:
    """Return the distinct values of an ordered array, and where each begins and the last one ends."""
    if not len(ordered):
        return ordered, np.zeros(1, dtype=np.int64)
    starts = np.concatenate([[0], np.flatnonzero(ordered[1:] != ordered[:-1]) + 1])
    return ordered[starts], np.append(starts, len(ordered))


def hash_ids(article_ids: Sequence[str]) -> Longs:
    """Return 64 bits of each article id, the same on every machine."""
    spread = [crc32(raw) << 32 | crc32(raw[::-1]) for raw in (article_id.encode() for article_id in article_ids)]
    return np.array(spread, dtype=np.uint64)


def _read_head(mapped: mmap.mmap, name: str) -> Head:
    if len(mapped) < HEAD_ROOM:
        raise DamagedSegment(name)
    magic, length, checksum = PREFIX.unpack_from(mapped)
    packed = mapped[PREFIX.size : PREFIX.size + length]
    if magic != MAGIC or crc32(packed) != checksum:
        raise DamagedSegment(name)
    try:
        return msgspec.msgpack.decode(packed, type=Head)
    except msgspec.MsgspecError as error:
        raise DamagedSegment(name) from error
