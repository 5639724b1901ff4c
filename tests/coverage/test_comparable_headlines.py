from __future__ import annotations

import pytest

from server.coverage.headlines import comparable_headline, is_title_case
from server.coverage.tokens import find_words


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        # The site's name at the end, after the marks that sites use.
        ("River bursts its banks in Orrin | Harbour Ledger", "River bursts its banks in Orrin"),
        ("River bursts its banks in Orrin - The Fenwick Post", "River bursts its banks in Orrin"),
        ("River bursts its banks -- Meduse", "River bursts its banks"),
        # Section and site.
        ("River bursts its banks in Orrin - World - Ledger", "River bursts its banks in Orrin"),
        # Aggregators cut with dots.
        ("Minister says she has no ...", "Minister says she has no"),
        ("  Minister\n resigns  ", "Minister resigns"),
        # Near misses: half of a sentence, a quotation, a number, a name that is all there is.
        ("Minister resigns - and the prime minister is silent", "Minister resigns - and the prime minister is silent"),
        ("River Tessel - Orrin", "River Tessel - Orrin"),
        ("Rovers win again at home - 3:1", "Rovers win again at home - 3:1"),
        ("Well-known mayor resigns", "Well-known mayor resigns"),
        ("", ""),
    ],
)
def test_it_drops_what_looks_like_the_name_of_a_site(title, expected):
    assert comparable_headline(title) == expected


@pytest.mark.parametrize(
    ("headline", "expected"),
    [
        ("River Bursts Its Banks After Storm", True),
        # Names alone do not make title case, and neither does a headline too short to tell.
        ("River Tessel bursts banks in Orrin after storm", False),
        ("Minister Resigns", False),
    ],
)
def test_it_knows_title_case(headline, expected):
    assert is_title_case(list(find_words(headline))) is expected
