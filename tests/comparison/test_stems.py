import pytest

from server.comparison.stems import Stems
from server.coverage.tokens import find_words


def stems(text: str, language: str | None) -> set[str]:
    rules = Stems(language)
    return {rules.of(word) for word in find_words(text)}


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("file files filed filing", "en"),
        ("Pumpe Pumpen", "de"),
        # A number is one however it is written.
        ("eleven 11", "en"),
        ("1,200 1200", "en"),
        # No rules for the language, or no language: words that begin alike.
        ("bizottság bizottságok", "xx"),
        ("bizottság bizottságok", None),
    ],
)
def test_forms_of_one_word_are_one(text: str, language: str | None) -> None:
    assert len(stems(text, language)) == 1


def test_different_words_stay_two() -> None:
    assert len(stems("pump pupil", "en")) == 2
