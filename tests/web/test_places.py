"""Addresses of a sentence's place in a page."""

from __future__ import annotations

import pytest

from server.web.places import place_in

PAGE = "https://ledger.example/flood"


@pytest.mark.parametrize(
    ("text", "fragment"),
    [
        ("The wall failed.", "The%20wall%20failed."),
        # Of a long sentence its two ends: the browser marks all between them.
        (
            "One two three four five six seven eight nine ten eleven.",
            "One%20two%20three%20four%20five,seven%20eight%20nine%20ten%20eleven.",
        ),
        # A comma or a hyphen would be read as part of the directive.
        ("left-wing, they say", "left%2Dwing%2C%20they%20say"),
        ("a & b # c", "a%20%26%20b%20%23%20c"),
        ("two\n  lines", "two%20lines"),
        ("洪水で9人が行方不明", "%E6%B4%AA%E6%B0%B4%E3%81%A79%E4%BA%BA%E3%81%8C%E8%A1%8C%E6%96%B9%E4%B8%8D%E6%98%8E"),
    ],
)
def test_it_leads_to_the_words(text: str, fragment: str) -> None:
    assert place_in(PAGE, text) == f"{PAGE}#:~:text={fragment}"


def test_an_endless_word_is_named_by_its_ends() -> None:
    assert place_in(PAGE, "x" * 5000) == f"{PAGE}#:~:text={'x' * 24},{'x' * 24}"


def test_the_pages_own_fragment_gives_way() -> None:
    assert place_in(f"{PAGE}#top", "wall") == f"{PAGE}#:~:text=wall"


@pytest.mark.parametrize("url", [None, "", "javascript:alert(1)", "data:text/html,x", "//ledger.example"])
def test_only_web_addresses_become_links(url: str | None) -> None:
    assert place_in(url, "wall") is None


def test_no_words_no_place() -> None:
    assert place_in(PAGE, "  ") == PAGE
