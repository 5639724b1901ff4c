"""A headline loses its site's name, and nothing else."""

from __future__ import annotations

import pytest

from server.articles.headlines import clean_headline, names_in_host


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # The site's name at the end, with every separator that sites use.
        ("Bridge closes | The Harbour Ledger", "Bridge closes"),
        ("Bridge closes - Harbour Ledger", "Bridge closes"),
        ("Bridge closes – HARBOUR LEDGER", "Bridge closes"),
        ("Bridge closes — Harbour Ledger Online", "Bridge closes"),
        ("Bridge closes • Harbour Ledger", "Bridge closes"),
        # In front, and as the host spells it.
        ("Harbour Ledger | Bridge closes", "Bridge closes"),
        ("Bridge closes | harbour-ledger.example", "Bridge closes"),
        # With the section before it: only the site's name is certain.
        ("Bridge closes | Local | Harbour Ledger", "Bridge closes | Local"),
        # Near misses: other ends of headlines, and the site as part of the sentence.
        ("A vote - and a verdict", "A vote - and a verdict"),
        ("Bridge closes | Analysis", "Bridge closes | Analysis"),
        ("Why I left the Harbour Ledger", "Why I left the Harbour Ledger"),
        (
            "Ex-minister: Harbour Ledger report was right all along",
            "Ex-minister: Harbour Ledger report was right all along",
        ),
        # A page that is called only after its site keeps that.
        ("Harbour Ledger", "Harbour Ledger"),
        ("", ""),
    ],
)
def test_it_takes_off_the_name_of_the_site(text: str, expected: str) -> None:
    names = ["The Harbour Ledger", *names_in_host("https://www.harbour-ledger.example/a")]

    assert clean_headline(text, names) == expected


def test_it_needs_no_name_to_clean() -> None:
    assert clean_headline("  Fish &amp; chips\n", ()) == "Fish & chips"
