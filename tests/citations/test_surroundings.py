from __future__ import annotations

import pytest

from server.citations.surroundings import Surroundings, is_in_speech, read_surroundings


def around(text: str, *, language: str = "en") -> Surroundings:
    """Return what stands around the name X."""
    start = text.index("X")
    return read_surroundings(text, start, start + 1, sentence=(0, len(text)), language=language)


@pytest.mark.parametrize(
    ("text", "before"),
    [
        ("She told the state-run news agency X", "She told"),
        ("She told Britain's conservative newspaper “X", "She told"),
        ("Sie sagte der türkischen Zeitung X", "Sie sagte der"),
        ("a déclaré au quotidien X", "a déclaré au"),
        # Words that are no part of the name stay.
        ("She told friends of X", "She told friends of"),
    ],
)
def test_what_belongs_to_the_name_is_not_before_it(text: str, before: str) -> None:
    language = {"S": "en", "a": "fr"}[text[0]] if "sagte" not in text else "de"

    assert around(text, language=language).before == before


@pytest.mark.parametrize(
    ("text", "country", "has_kind", "has_article"),
    [
        ("the UK X", "GB", False, True),
        ("Germany's X", "DE", False, True),
        ("the X", None, False, True),
        ("X magazine", None, True, False),
        ("the website X", None, True, False),
        ("told X", None, False, False),
        # A word that is a country with a capital only.
        ("told us X", None, False, False),
    ],
)
def test_it_tells_country_kind_and_article(text: str, country: str | None, has_kind: bool, has_article: bool) -> None:
    found = around(text)

    assert (found.country, found.has_kind, found.has_article) == (country, has_kind, has_article)


@pytest.mark.parametrize(
    ("text", "is_longer"),
    [
        ("Twenty-First Century X", True),
        ("Ana X", True),
        ("the river-X", False),
        ("On Sunday X", False),
        ("But X", False),
        ("Rell's X", False),
        ("Rell. X", False),
    ],
)
def test_a_capital_before_makes_it_a_longer_name(text: str, is_longer: bool) -> None:
    assert around(text).is_in_longer_name is is_longer


@pytest.mark.parametrize("text", ["X Inc", "X Company", "X Committee", "X group"])
def test_some_words_behind_make_it_something_else(text: str) -> None:
    assert around(text).is_something_else


@pytest.mark.parametrize(
    ("text", "is_speech"),
    [
        ("“I read it in X yesterday,” she said.", True),
        ('"I read it in X yesterday," she said.', True),
        ("„Das stand gestern in X und sonst nirgends“, sagte sie.", True),
        ("« Je l'ai lu dans X hier », dit-elle.", True),
        # A quotation that goes on over paragraphs has no end here.
        ("“I read it in X yesterday", True),
        ("“It leaks,” she told X.", False),
        ('“It leaks," she told X.', False),
        ("on “X This Morning” she said", False),
        ("“It leaks.”\n“It does”, she told X.", False),
    ],
)
def test_quoted_speech_is_somebody_elses_word(text: str, is_speech: bool) -> None:
    assert is_in_speech(text, text.index("X")) is is_speech
