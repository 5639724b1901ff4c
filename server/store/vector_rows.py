"""Rows of vectors in files, a file for each day of publishing: written at the end, mapped by all processes, searched.

A number takes one byte: a vector is kept as 255 steps of its own largest number, which moves a cosine by less than a
hundredth. A file only grows; which of its rows count is for `server.store.vectors` to say. A search goes through every
row of the days that it is asked about, in blocks that fit into the processor's cache: exact, and fast enough for a
window of a million.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from server.coverage.embeddings import Vectors

Rows = NDArray[np.void]

BLOCK = 512  # rows that are made floats at a time: 3/4 MB at 384 numbers
_STEPS = 127  # to either side of zero
OUTSIDE = -2.0  # the cosine of a row that is not asked for


def row_type(dimension: int) -> np.dtype[np.void]:
    """Return how a row lies in its file."""
    return np.dtype([("minute", "<u4"), ("scale", "<f4"), ("numbers", "i1", (dimension,))])


def pack(vectors: Vectors, minutes: Sequence[int]) -> Rows:
    """Return unit vectors as rows."""
    rows = np.zeros(len(vectors), dtype=row_type(vectors.shape[1]))
    scale = np.abs(vectors).max(axis=1) / _STEPS
    rows["minute"], rows["scale"] = minutes, scale
    rows["numbers"] = np.rint(vectors / scale[:, None])
    return rows


def unpack(rows: Rows) -> Vectors:
    """Return rows as vectors, of length 1 but for rounding; those that were never written are all zeros."""
    vectors: Vectors = rows["numbers"].astype(np.float32) * rows["scale"][:, None]
    return vectors


def write_rows(path: Path, rows: Rows, *, at: int) -> None:
    """Write rows from place `at` on, and wait for the disk.

    :raises OSError: if they cannot be written :raises EOFError: if what was before them is gone
    """
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    with os.fdopen(descriptor, "r+b") as file:
        if file.seek(0, os.SEEK_END) < at * rows.itemsize:
            raise EOFError(f"{path.name} is shorter than it was")
        file.seek(at * rows.itemsize)
        file.write(rows.tobytes())
        file.flush()
        os.fsync(file.fileno())


def map_rows(path: Path, *, dimension: int, count: int) -> Rows:
    """Return the first rows of a file, shared by all processes. :raises OSError: :raises ValueError: if not so many"""
    return np.memmap(path, dtype=row_type(dimension), mode="r", shape=(count,))


def similarities(rows: Rows, vector: NDArray[np.float32], *, first: int, last: int) -> NDArray[np.float32]:
    """Return the cosine of each row with a unit vector; `OUTSIDE` for those of other minutes."""
    numbers, found = rows["numbers"], np.empty(len(rows), dtype=np.float32)
    block = np.empty((min(BLOCK, len(rows)), len(vector)), dtype=np.float32)
    for start in range(0, len(rows), BLOCK):
        some = numbers[start : start + BLOCK]
        np.copyto(block[: len(some)], some)
        np.dot(block[: len(some)], vector, out=found[start : start + BLOCK])
    found *= rows["scale"]
    minutes = rows["minute"]
    found[(minutes < first) | (minutes > last)] = OUTSIDE
    return found
