"""A declared language is believed until the text clearly speaks another."""

from __future__ import annotations

import pytest

from server.articles.languages import find_language, primary_subtag

GERMAN = "Der Stadtrat hat am Dienstag beschlossen, die alte Brücke für den Verkehr zu sperren. " * 4
ENGLISH = "The council decided on Tuesday to close the old bridge to traffic until further notice. " * 4
NORWEGIAN = "Kommunestyret vedtok tirsdag å stenge den gamle broen for trafikk inntil videre. " * 4


@pytest.mark.parametrize(
    ("declared", "text", "expected"),
    [
        # Declared, and so it is.
        (["de-AT"], GERMAN, "de"),
        (["", None, "pt_BR"], "", "pt"),
        # A template's "en" on a German page.
        (["en"], GERMAN, "de"),
        # Too little text to overrule anybody.
        (["en"], "Der Stadtrat beschließt", "en"),
        # Relatives are confused by detection, not by their writers.
        (["nb"], NORWEGIAN, "nb"),
        # Nothing declared: the text, if there is any to speak of.
        ([], ENGLISH, "en"),
        (["und"], GERMAN, "de"),
        ([], "Council closes bridge after engineers find cracks", "en"),
        ([], "OK", None),
        ([], "", None),
    ],
)
def test_it_finds_the_language(declared: list[str | None], text: str, expected: str | None) -> None:
    assert find_language(declared, text) == expected


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("en", "en"), ("EN-gb", "en"), ("zh-Hant-TW", "zh"), ("pt_BR", "pt"), (" fr ", "fr"),
        # Old and mistaken codes.
        ("iw", "he"), ("jp", "ja"),
        # Not a language.
        ("und", None), ("", None), (None, None), ("English", None), ("e", None), ("<script>", None),
    ],
)  # fmt: skip
def test_it_reads_tags(tag: str | None, expected: str | None) -> None:
    assert primary_subtag(tag) == expected
