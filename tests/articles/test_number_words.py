from __future__ import annotations

import pytest

from server.articles.number_words import FROM_ONE, TENS_FROM_TWENTY


@pytest.mark.parametrize("language", FROM_ONE)
def test_each_language_counts_to_twenty(language: str) -> None:
    assert len(set(FROM_ONE[language])) == 20


@pytest.mark.parametrize(
    ("language", "value", "word"),
    [("en", 1, "one"), ("en", 14, "fourteen"), ("de", 12, "zwölf"), ("fr", 17, "dix-sept")],
)
def test_a_words_place_is_its_value(language: str, value: int, word: str) -> None:
    assert FROM_ONE[language][value - 1] == word


def test_tens_stand_in_their_places_too() -> None:
    assert TENS_FROM_TWENTY[9 - 2] == "ninety"
