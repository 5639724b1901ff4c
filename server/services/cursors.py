"""Opaque paging cursors: where the last page ended, so that rows arriving meanwhile are neither lost nor repeated."""

from __future__ import annotations

import binascii
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence

import msgspec

from server.errors import InvalidCursor

MAX_CURSOR = 500  # characters; ours are under 200


def encode_cursor(position: Sequence[str]) -> str:
    """Return the cursor that continues after `position`."""
    return urlsafe_b64encode(msgspec.json.encode(list(position))).decode().rstrip("=")


def decode_cursor(cursor: str, length: int) -> list[str]:
    """Return the position of `length` parts that `encode_cursor` was given. :raises InvalidCursor:"""
    try:
        if len(cursor) > MAX_CURSOR:
            raise ValueError
        padded = cursor.encode("ascii") + b"=" * (-len(cursor) % 4)
        position = msgspec.json.decode(urlsafe_b64decode(padded), type=list[str])
        if len(position) != length:
            raise ValueError
    except (ValueError, binascii.Error, msgspec.DecodeError, msgspec.ValidationError) as error:
        raise InvalidCursor(
            "this cursor was not issued by this list; leave it out to start from the beginning", pointer="cursor"
        ) from error
    return position
