"""Cursors come back as they went out, and nothing else is one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.errors import InvalidCursor
from server.services.cursors import decode_cursor, encode_cursor

PARTS = st.lists(st.text(max_size=30), min_size=1, max_size=3)


@given(PARTS)
def test_it_comes_back(position: list[str]) -> None:
    assert decode_cursor(encode_cursor(position), len(position)) == position


@given(st.text())
def test_anything_else_is_refused_in_our_words(cursor: str) -> None:
    with pytest.raises(InvalidCursor):
        decode_cursor(cursor, 2)


@pytest.mark.parametrize("cursor", ["", "abc", "WzFd", "x" * 1000, encode_cursor(["only one"])])
def test_it_refuses(cursor: str) -> None:
    with pytest.raises(InvalidCursor):
        decode_cursor(cursor, 2)
