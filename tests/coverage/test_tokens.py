from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.coverage.tokens import STEM_LENGTH, _make_words, find_words, first_words, fold, hash_word, make_word, stem
from tests.coverage.plain_words import plain_words

# What decides where words begin and end, and sentences: letters, figures, marks, quotes, scripts without spaces.
TRICKY = st.text(alphabet="aB9 .,'’\"“:;\n\t東京アเชí\u0301éÉ한ﬁ①…!ßİ_-", max_size=300)


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


@given(st.one_of(TRICKY, st.text(max_size=200)), st.integers(1, 80))
def test_reading_many_words_at_once_gives_what_reading_one_by_one_gives(text, at_most):
    plain = list(plain_words(text))

    assert list(find_words(text)) == plain
    assert first_words(text, at_most) == plain[:at_most]


@pytest.mark.parametrize("text", ["a " * 500_000, "a" * 1_000_000, "東" * 500_000, "1,1" * 300_000, "“.” " * 250_000])
def test_it_stops_after_the_words_that_are_asked_for(text):
    assert len(first_words(text, 60)) <= 60


def test_it_does_not_remember_what_will_not_come_again():
    # A run without spaces makes hundreds of words, a long spelling is an address or an attack.
    before = _make_words.cache_info().currsize

    first_words("東京で地震がありました " + "x" * 1000, 400)

    assert _make_words.cache_info().currsize == before


@pytest.mark.parametrize(
    ("word", "term"),
    [
        # Inflected forms meet in one number …
        (make_word("resigned"), hash_word("resign")),
        # … short words are whole, and a figure has no endings.
        (make_word("port"), hash_word("port")),
        (make_word("12000000", is_number=True), hash_word("12000000")),
    ],
)
def test_it_knows_the_numbers_that_stand_for_a_word(word, term):
    assert (word.form_number, word.term) == (hash_word(word.form), term)
