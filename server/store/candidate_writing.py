"""How segments come to be: out of the newest records, or out of several smaller segments.

Both are written straight into a mapped file of another name, in steps of bounded size, brought to disk and only then
given their name: whoever is stopped at any point leaves a file that nobody lists.
"""

from __future__ import annotations

import mmap
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO
from zlib import crc32

import msgspec
import numpy as np
from numpy.typing import NDArray

from server.coverage.records import MatchRecord
from server.store.candidate_segments import (
    ALIGNMENT,
    HEAD_ROOM,
    MAGIC,
    NEVER,
    PREFIX,
    AnyInts,
    Head,
    Postings,
    Section,
    Segment,
    hash_ids,
    runs,
)
from server.store.candidate_tail import lengths_of, unroll

_STEP = 1 << 20  # postings moved at a time: what a merge needs of memory, whatever its size
_SHORT = 1 << 15  # up to so many articles, an entry takes two bytes

Shape = dict[str, tuple[str, int]]
Arrays = dict[str, AnyInts]
Flags = NDArray[np.bool_]

encode_record = msgspec.msgpack.Encoder().encode


def unfinished(path: Path) -> Path:
    """Return what a segment is called before it is whole."""
    return path.with_name(f"{path.name}.unfinished")


class _File:
    """A segment under construction."""

    def __init__(self, path: Path, shape: Shape, *, first: int, count: int) -> None:
        self._path, self._first, self._count = path, first, count
        self._unfinished = unfinished(path)
        self._places: dict[str, tuple[str, int, int]] = {}
        end = HEAD_ROOM
        for name, (kind, length) in shape.items():
            self._places[name] = (kind, end, length)
            end += -(-length * np.dtype(kind).itemsize // ALIGNMENT) * ALIGNMENT
        with self._unfinished.open("w+b") as file:
            _reserve(file, end)
            self._map = mmap.mmap(file.fileno(), end)
        self.arrays: Arrays = {
            name: np.frombuffer(self._map, dtype=kind, count=length, offset=start)
            for name, (kind, start, length) in self._places.items()
        }

    def finish(self) -> None:
        """Bring the file to disk and give it its name."""
        sections = tuple(
            Section(name, kind, start, length, crc32(self.arrays[name].data))
            for name, (kind, start, length) in self._places.items()
        )
        head = msgspec.msgpack.encode(Head(self._first, self._count, sections))
        self._map[: PREFIX.size + len(head)] = PREFIX.pack(MAGIC, len(head), crc32(head)) + head
        self._map.flush()
        _flush(self._unfinished)
        self._unfinished.replace(self._path)
        _flush(self._path.parent)


def write_segment(path: Path, *, first: int, minutes: Sequence[int], records: Sequence[MatchRecord]) -> None:
    """Write articles as a segment; those whose minute is `NEVER` leave a gap."""
    alive = [place for place, minute in enumerate(minutes) if minute != NEVER]
    terms, entries = unroll(records, first=0)
    is_alive = (np.asarray(minutes, dtype=np.uint32) != NEVER)[entries >> 1]
    postings = Postings.of(terms[is_alive], entries[is_alive])
    copies = sorted((key, place) for place in alive for key in records[place].copy_keys)
    ids = hash_ids([records[place].article_id for place in alive])
    order = np.argsort(ids, kind="stable")
    packed = [b"" if minute == NEVER else encode_record(one) for minute, one in zip(minutes, records, strict=True)]
    blob = b"".join(packed)
    contents: dict[str, tuple[str, AnyInts | Sequence[int]]] = {
        "terms": ("<u4", postings.terms),
        "starts": ("<u4", postings.starts),
        "postings": (_kind_of_entry(len(minutes)), postings.lists),
        "minutes": ("<u4", minutes),
        "lengths": ("u1", lengths_of(records)),
        "copy_keys": ("<u8", [key for key, _ in copies]),
        "copy_places": ("<u4", [place for _, place in copies]),
        "ids": ("<u8", ids[order]),
        "id_places": ("<u4", np.array(alive, dtype=np.uint32)[order]),
        "record_starts": ("<u4", np.cumsum([0, *map(len, packed)])),
        "records": ("u1", np.frombuffer(blob, dtype=np.uint8)),
    }
    shape = {name: (kind, len(content)) for name, (kind, content) in contents.items()}
    file = _File(path, shape, first=first, count=len(minutes))
    for name, (kind, content) in contents.items():
        file.arrays[name][:] = np.asarray(content, dtype=kind)
    file.finish()


def merge_segments(path: Path, parts: Sequence[Segment], *, minutes: AnyInts) -> None:
    """Write neighbouring segments as one, without the articles whose minute has become `NEVER`.

    :raises DamagedSegment: if one of them is not as it was written
    """
    for part in parts:
        part.check()
    first, count = parts[0].first, sum(part.count for part in parts)
    is_alive = [minutes[part.first - first : part.end - first] != NEVER for part in parts]
    terms, lengths = _sum_lengths(parts, is_alive)
    records = [_alive_lengths(part, alive) for part, alive in zip(parts, is_alive, strict=True)]
    held = [int(alive[part.id_places].sum()) for part, alive in zip(parts, is_alive, strict=True)]
    copies = [int(alive[part.copy_places].sum()) for part, alive in zip(parts, is_alive, strict=True)]
    shape = {
        "terms": ("<u4", len(terms)),
        "starts": ("<u4", len(terms) + 1),
        "postings": (_kind_of_entry(count), int(lengths.sum())),
        "minutes": ("<u4", count),
        "lengths": ("u1", count),
        "copy_keys": ("<u8", sum(copies)),
        "copy_places": ("<u4", sum(copies)),
        "ids": ("<u8", sum(held)),
        "id_places": ("<u4", sum(held)),
        "record_starts": ("<u4", count + 1),
        "records": ("u1", int(sum(part.sum() for part in records))),
    }
    file = _File(path, shape, first=first, count=count)
    into = file.arrays
    into["terms"][:] = terms
    into["starts"][0], into["starts"][1:] = 0, np.cumsum(lengths)
    into["minutes"][:] = minutes
    into["lengths"][:] = np.concatenate([part.lengths for part in parts])
    into["record_starts"][0], into["record_starts"][1:] = 0, np.cumsum(np.concatenate(records))
    _merge_postings(into, parts, is_alive)
    _merge_sorted(into, ("copy_keys", "copy_places"), parts, is_alive)
    _merge_sorted(into, ("ids", "id_places"), parts, is_alive)
    _copy_records(into, parts, is_alive)
    file.finish()


def _sum_lengths(parts: Sequence[Segment], is_alive: Sequence[Flags]) -> tuple[AnyInts, AnyInts]:
    """Return all terms of the parts, and how many articles have each."""
    terms = np.concatenate([part.postings.terms for part in parts])
    terms.sort()
    terms, _ = runs(terms)
    lengths = np.zeros(len(terms), dtype=np.int64)
    for part, alive in zip(parts, is_alive, strict=True):
        for low, high in _steps(part):
            postings, starts = part.postings.piece(low, high)
            lengths[terms.searchsorted(part.postings.terms[low:high])] += _sums(alive[postings >> 1], starts)
    is_used = lengths > 0
    return terms[is_used], lengths[is_used]


def _merge_postings(into: Arrays, parts: Sequence[Segment], is_alive: Sequence[Flags]) -> None:
    filled = into["starts"][:-1].astype(np.int64)
    for part, alive in zip(parts, is_alive, strict=True):
        shift = part.first - parts[0].first
        for low, high in _steps(part):
            postings, starts = part.postings.piece(low, high)
            kept = alive[postings >> 1]
            lengths = _sums(kept, starts)
            used = lengths > 0
            lengths, place = lengths[used], into["terms"].searchsorted(part.postings.terms[low:high][used])
            begin = np.cumsum(lengths) - lengths
            target = np.repeat(filled[place] - begin, lengths) + np.arange(int(lengths.sum()))
            into["postings"][target] = postings[kept].astype(np.int64) + 2 * shift
            filled[place] += lengths


def _steps(part: Segment) -> Iterator[tuple[int, int]]:
    """Yield runs of terms with a bounded number of postings."""
    low, last = 0, len(part.postings.terms)
    while low < last:
        high = int(part.postings.starts.searchsorted(int(part.postings.starts[low]) + _STEP, side="right")) - 1
        high = min(max(high, low + 1), last)
        yield low, high
        low = high


def _sums(kept: Flags, starts: AnyInts) -> AnyInts:
    """Return how many are kept between each two starts."""
    upto = np.concatenate([[0], np.cumsum(kept)])
    bounds = starts.astype(np.int64) - int(starts[0])
    sums: AnyInts = upto[bounds[1:]] - upto[bounds[:-1]]
    return sums


def _merge_sorted(into: Arrays, names: tuple[str, str], parts: Sequence[Segment], is_alive: Sequence[Flags]) -> None:
    """Merge keys with the articles that they belong to."""
    keys, places = names
    all_keys, all_places = [], []
    for part, alive in zip(parts, is_alive, strict=True):
        part_places = getattr(part, places)
        kept = alive[part_places]
        all_keys.append(getattr(part, keys)[kept])
        all_places.append(part_places[kept].astype(np.int64) + (part.first - parts[0].first))
    key = np.concatenate(all_keys)
    order = np.argsort(key, kind="stable")
    into[keys][:], into[places][:] = key[order], np.concatenate(all_places)[order]


def _alive_lengths(part: Segment, alive: Flags) -> AnyInts:
    starts = part.record_starts.astype(np.int64)
    lengths: AnyInts = (starts[1:] - starts[:-1]) * alive
    return lengths


def _copy_records(into: Arrays, parts: Sequence[Segment], is_alive: Sequence[Flags]) -> None:
    end = 0
    for part, alive in zip(parts, is_alive, strict=True):
        edges = np.concatenate([[False], alive, [False]])
        bounds = (edges[1:] != edges[:-1]).nonzero()[0]
        for low, high in zip(bounds[::2].tolist(), bounds[1::2].tolist(), strict=True):
            run = part.records[part.record_starts[low] : part.record_starts[high]]
            into["records"][end : end + len(run)] = run
            end += len(run)


def _kind_of_entry(count: int) -> str:
    return "<u2" if count <= _SHORT else "<u4"


def _reserve(file: BinaryIO, size: int) -> None:
    """Take the room on disk: a full disk is an error here, and the end of the process in a mapped file."""
    if hasattr(os, "posix_fallocate"):
        os.posix_fallocate(file.fileno(), 0, size)
        return
    for start in range(0, size, _STEP):
        file.write(bytes(min(_STEP, size - start)))
    file.flush()


def _flush(path: Path) -> None:
    """Wait until a file or folder is on disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
