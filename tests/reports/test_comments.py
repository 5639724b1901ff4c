"""What identifies people is masked; what a comment about news is for stays."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.reports.comments import MAX_COMMENT, clean_comment


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Ask ada.beck@mail.example.", "Ask [e-mail address removed]"),
        ("Ask <ada@mail.example>, please", "Ask <[e-mail address removed]>, please"),
        ("ada (at) mail.example knows", "[e-mail address removed] knows"),
        ("ada＠mail.example", "[e-mail address removed]"),
        # An invisible character inside does not hide it.
        ("ada@ma\u200bil.example", "[e-mail address removed]"),
        ("@ada@social.example said", "@[e-mail address removed] said"),
        ("call +44 20 7946 0018 now", "call [number removed] now"),
        ("call 0049-30-1234567.", "call [number removed]."),
        ("call (030) 901820", "call [number removed]"),
        ("call 555-867-5309!", "call [number removed]!"),
        ("call 01.23.45.67.89", "call [number removed]"),
        ("call 01632 960 001", "call [number removed]"),
        ("id 123456789012", "id [number removed]"),
        ("seen from 192.0.2.7", "seen from [link removed]"),
        ("see http://192.168.0.1/admin", "see [link removed]"),
        ("see (192.168.0.1:8080/x)", "see ([link removed])"),
        ("see 2001:db8::7.", "see [link removed]."),
        ("see http://[::1]:8000/", "see [link removed]"),
        ("see http://intranet/wiki", "see [link removed]"),
        ("see wiki.corp/page and nas.local:5000", "see [link removed] and [link removed]"),
        ("see localhost:8000", "see [link removed]"),
        ("see https://ada:secret@bbc.co.uk/news", "see [link removed]"),
        ("see https://bbc.co.uk/?to=ada@mail.example", "see https://bbc.co.uk/?to=[e-mail address removed]"),
        ("see file:///home/ada/notes.txt", "see [link removed]"),
        ("see javascript:void", "see [link removed]"),
    ],
)
def test_it_masks(text: str, kept: str) -> None:
    assert clean_comment(text).rstrip(".") == kept.rstrip(".")


@pytest.mark.parametrize(
    "text",
    [
        # Days, times, years and spans of years.
        "It was on 2026-10-05 at 06:40:12, not on 05.10.2026 or 5/10/2026.",
        "The war of 1939-1945, and 2019-2020.",
        # Figures and shares.
        "1,200,000 people, 12.000.000 in German, 10 000 000 in French, 3.5 % of 48,000.50",
        "The score was 3-1, the vote 314-117.",
        # Links to public pages, also with long numbers in them.
        "The same as https://www.bbc.co.uk/news/world-123456789012 and https://www.spiegel.de/a-0123456789.html",
        "bbc.co.uk/news/articles/c123456789 says so",
        # Handles and shares of words with the sign.
        "They posted as @newsroom; 5 @ 3 each",
        # A sentence that ends without a space, a version, a ratio.
        "They went.home then. Version 3.5/10",
        "AT&T said: 24/7",
    ],
)
def test_it_keeps(text: str) -> None:
    assert clean_comment(text) == text


def test_it_keeps_one_line_in_one_form() -> None:
    assert clean_comment(" Cafe\u0301\r\n\x1b[31mred\u202e\u200f\x00 \u2066x") == "Café [31mred x"


@given(st.text(max_size=1500))
def test_it_is_bounded_and_shows_no_control(text: str) -> None:
    kept = clean_comment(text)

    assert len(kept) <= MAX_COMMENT
    assert not re.search("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200e\u200f]", kept)


@pytest.mark.parametrize("piece", ["a@", "1 ", "0", "x.", "+1-", "(", ":", "a (at) ", "/:", "05.10.", "[at]", "0 0-"])
def test_it_reads_what_is_meant_to_take_long(piece: str) -> None:
    assert len(clean_comment(piece * (1000 // len(piece)))) <= MAX_COMMENT
