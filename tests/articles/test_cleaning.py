"""Text from strangers keeps its words and loses its tricks."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server.articles.cleaning import MAX_BODY, clean_body, clean_line, clean_markup, fold


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # White space of every kind is one space.
        ("  two\t\nwords\u00a0here \u2028 ", "two words here"),
        # Composed form, so that equal words are equal strings.
        ("Cafe\u0301", "Café"),
        # Invisible characters that reverse, hide or split words…
        ("fdp.\u202etxt\u202c", "fdp.txt"),
        ("pass\u200bword\u00ad", "password"),
        ("a\x00b\x1b[31m", "a b [31m"),
        # … but not the joiners that Persian and emoji are written with.
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("👩\u200d🔬", "👩\u200d🔬"),
        # A long rule of dashes is not a pile of combining marks.
        ("—" * 40, "—" * 40),
    ],
)
def test_it_cleans_a_line(text: str, expected: str) -> None:
    assert clean_line(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Fish &amp; chips", "Fish & chips"),
        ("A <em>loud</em> headline", "A loud headline"),
        # Twice encoded, as some feeds and plugins do.
        ("&lt;b&gt;Bold&lt;/b&gt;", "Bold"),
        # Not a tag: a comparison.
        ("1 < 2 and 3 > 2", "1 < 2 and 3 > 2"),
    ],
)
def test_it_reads_markup_in_metadata(text: str, expected: str) -> None:
    assert clean_markup(text) == expected


def test_it_cuts_a_pile_of_combining_marks() -> None:
    pile = "a" + "\u0301\u0316" * 50_000

    assert len(clean_line(pile, limit=MAX_BODY)) <= 31


def test_it_bounds_a_body_and_separates_its_paragraphs() -> None:
    assert clean_body(["one", " ", "two\nlines"]) == "one\n\ntwo lines"
    assert len(clean_body(["x" * 70_000] * 9)) == MAX_BODY


@pytest.mark.parametrize(
    ("one", "other"),
    [("The ‘Café’ closes!", "THE CAFE CLOSES"), ("Straße", "STRASSE"), ("Harbour Ledger", "harbourledger")],
)
def test_it_folds_to_what_a_reader_would_call_the_same(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@settings(deadline=None)  # the machine may be busy
@given(st.text(max_size=400))
def test_cleaning_twice_changes_nothing(text: str) -> None:
    line = clean_line(text)

    assert clean_line(line) == line
    assert unicodedata.is_normalized("NFC", line)
    assert not any(unicodedata.category(char) in {"Cc", "Cs"} for char in line)
