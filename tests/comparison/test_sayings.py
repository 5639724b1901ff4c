"""What a text says, one thing after the other, as spans of it."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server.comparison.sayings import MOST_CHARACTERS, find_sayings


def sayings(body: str) -> list[str]:
    return [body[saying.start : saying.end] for saying in find_sayings(body, "en")]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        # A sentence says one thing…
        ("The pier burned down on Monday. Nobody was hurt.", ["The pier burned down on Monday.", "Nobody was hurt."]),
        # …unless two could be reported one without the other.
        (
            "The pier burned down late on Monday; the lighthouse keeper saw it all.",
            ["The pier burned down late on Monday", "the lighthouse keeper saw it all."],
        ),
        (
            "The pier burned down late on Monday, while the harbour master was at sea.",
            ["The pier burned down late on Monday", "while the harbour master was at sea."],
        ),
        # An afterthought is no claim of its own, nor is a list.
        ("The pier burned down late on Monday; all safe.", ["The pier burned down late on Monday; all safe."]),
        # A quotation is never cut: the speaker said it whole.
        (
            "“We saw the pier burn down; we could not save the boats,” she said.",
            ["“We saw the pier burn down; we could not save the boats,” she said."],
        ),
    ],
)
def test_it_divides_where_something_else_is_said(body: str, expected: list[str]) -> None:
    assert sayings(body) == expected


def test_a_sentence_within_a_longer_quotation_is_broken() -> None:
    body = "“We wait here.\n\n“Then we hope,” she said. Nobody came."

    assert [saying.is_broken for saying in find_sayings(body, "en")][-1] is False


def test_a_sentence_without_an_end_comes_in_broken_pieces() -> None:
    pieces = list(find_sayings("word " * 400, "en"))

    assert len(pieces) > 1
    assert all(piece.is_broken and piece.end - piece.start <= MOST_CHARACTERS for piece in pieces)


PIECES = [*"ab A.;,!?\"“”'‘’«»„「」\n。水ع😀", ", while ", "; ", "one two three four five six "]
HOSTILE = st.lists(st.sampled_from(PIECES), max_size=300).map("".join)


@settings(max_examples=150, deadline=None)
@given(HOSTILE | st.text(max_size=200))
def test_nothing_is_said_twice_or_lost(body: str) -> None:
    spans = [(saying.start, saying.end) for saying in find_sayings(body, "en")]

    assert all(start < end for start, end in spans)
    assert all(first[1] <= second[0] for first, second in pairwise(spans))
    left_out = (
        body[: spans[0][0]] + "".join(body[end:start] for (_, end), (start, _) in pairwise(spans)) if spans else ""
    )
    assert not left_out.translate(str.maketrans("", "", ";,")).strip()


@pytest.mark.parametrize("character", ['"', "“", "'", ";", ".", "a", "水", " "])
def test_pieces_are_as_many_as_the_text_is_long_whatever_it_repeats(character: str) -> None:
    body = character * 20_000

    assert sum(saying.end - saying.start for saying in find_sayings(body, None)) <= len(body)
