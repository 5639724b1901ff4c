from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.coverage.tokens import STEM_LENGTH, find_words, fold, hash_word, stem


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        # Case, accents and width are spelling, not meaning.
        ("Tōkyō TOKYO Ｔｏｋｙｏ", ["tokyo", "tokyo", "tokyo"]),
        ("Straße STRASSE", ["strasse", "strasse"]),
        # A possessive is the same name; an apostrophe inside a name stays.
        ("Orrin's mayor, the sailors' wives, O'Neill", ["orrin", "mayor", "the", "sailors", "wives", "o'neill"]),
        # Figures are words, and a thousand is written in two ways.
        ("1,200 of 1200 at 3.5", ["1200", "of", "1200", "at", "3.5"]),
        # Scripts without spaces give pairs of characters; Latin words among them stay whole.
        ("東京で地震 NHK", ["東京", "京で", "で地", "地震", "nhk"]),
        ("เชียงใหม่"[:3], ["เช", "ชี"]),
        # Nothing to compare is nothing, not an error.
        ("… — !?", []),
        ("", []),
    ],
)
def test_it_finds_the_comparable_words(text, forms):
    assert [word.form for word in find_words(text)] == forms


def test_it_tells_a_name_from_the_capital_that_begins_a_sentence():
    words = list(find_words("Rain fell. Rivers rose in Orrin: “Rain again,” said Pell."))

    names = [word.form for word in words if word.is_capitalized and not word.starts_sentence]
    assert names == ["orrin", "pell"]


@pytest.mark.parametrize(
    ("one", "other", "meet"),
    [
        # Endings differ, the word does not.
        ("resigned", "resigns", True),
        ("überschwemmung", "überschwemmungen", True),
        # Near misses: short words are kept whole, and a different beginning is a different word.
        ("port", "ports", False),
        ("tessel", "wend", False),
    ],
)
def test_it_lets_inflected_forms_meet(one, other, meet):
    assert (stem(fold(one)) == stem(fold(other))) is meet


def test_it_gives_a_word_the_same_number_everywhere():
    # Written down once: an index on disk depends on it.
    assert hash_word("tessel") == 51412387


@given(st.text(max_size=300))
def test_it_takes_any_text(text):
    for word in find_words(text):
        assert 0 < len(word.form) <= 40
        assert 0 <= hash_word(word.form) < 2**32
        assert len(stem(word.form)) <= STEM_LENGTH
