"""Is a row still what was written? SQLite's own check misses most damage to text, so each row carries its hash.

The hash covers every column but itself. Columns without a value are left out, so that a column added later does not
disturb the rows that were written before it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from hashlib import sha256
from typing import Any

import msgspec
from sqlalchemy import Row

from server.store.tables import HASH


def content_hash(values: Mapping[str, object]) -> str:
    """Return the SHA-256 of a row's values, independent of the order of its columns."""
    return _hash(tuple(values), tuple(values.values()))


def sealed(values: Mapping[str, object]) -> dict[str, object]:
    """Return the values together with their hash, ready to be written."""
    return {**values, HASH: content_hash(values)}


def is_intact(row: Row[Any]) -> bool:  # Any: damage can give a column any type
    """Whether a whole row, as read, has the hash that it was written with."""
    return bool(row.content_hash == _hash(row._fields, row))


def _hash(names: tuple[str, ...], values: Sequence[object]) -> str:
    known = [(name, values[place]) for name, place in _order(names) if values[place] is not None]
    return sha256(msgspec.msgpack.encode(known)).hexdigest()


@lru_cache(maxsize=64)
def _order(names: tuple[str, ...]) -> tuple[tuple[str, int], ...]:
    # SQLAlchemy's names are a subclass of str, which the encoder does not take.
    return tuple(sorted((str(name), place) for place, name in enumerate(names) if name != HASH))
