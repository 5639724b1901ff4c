from __future__ import annotations

from datetime import date

import pytest

from server.coverage.addresses import find_address_day, find_slug_words, site_of


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/2026/10/05/tessel-flood-orrin", date(2026, 10, 5)),
        ("/news/2026/oct/5/tessel-flood", date(2026, 10, 5)),
        ("/20261005/tessel", date(2026, 10, 5)),
        # Near misses: no such day, an article number, a year alone, a date that is not a part of its own.
        ("/2026/13/05/x", None),
        ("/2026/xyz/05/x", None),
        ("/article/20261005123456", None),
        ("/2026/tessel-flood", None),
        ("", None),
    ],
)
def test_it_finds_the_day_in_an_address(path, expected):
    assert find_address_day(f"https://ledger.example{path}") == expected


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/world/tessel-flood-orrin-123.html", ["tessel", "flood", "orrin", "html"]),
        ("/a/%C3%BCberschwemmung_in_orrin/", ["uberschwemmung", "in", "orrin"]),
        # Fewer words are a section or a rubric.
        ("/world/latest-news/123", []),
        ("", []),
    ],
)
def test_it_finds_the_slug(path, expected):
    assert find_slug_words(f"https://ledger.example{path}") == expected


def test_it_names_the_site():
    assert site_of("https://www.news.ledger.co.uk/a") == "ledger.co.uk"
    assert site_of("") == ""
