"""Why a host looks like a known one; the known one itself, and chance neighbours, do not."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server.urls.lookalikes import imitated_names, looks_like, skeleton
from server.urls.parsing import ascii_host

CYRILLIC_ES = ascii_host("bbс.com")  # the third letter is Cyrillic


@pytest.mark.parametrize(
    ("host", "known", "why"),
    [
        ("bbc.com.evil.example", "bbc.com", "in front of another domain"),
        ("www.bbc.com.evil.example", "bbc.com", "in front of another domain"),
        ("abcnews.com.co", "abcnews.com", "in front of another domain"),
        ("bbc.com-news.example", "bbc.com", "in front of another domain"),
        ("bbc-com.example", "bbc.com", "with hyphens"),
        ("www-bbc-co-uk.evil.example", "bbc.co.uk", "with hyphens"),
        (CYRILLIC_ES, "bbc.com", "letters that look like"),
        (f"www.{CYRILLIC_ES}", "www.bbc.com", "letters that look like"),
        (ascii_host("ńews.example"), "news.example", "letters that look like"),
        ("rnirror.example", "mirror.example", "letters that look like"),
        ("g0ogle.example", "google.example", "letters that look like"),
    ],
)
def test_it_says_why_a_host_looks_like_a_known_one(host, known, why):
    assert why in (looks_like(host, known) or "")
    assert known.removeprefix("www.") in imitated_names(host)


@pytest.mark.parametrize(
    ("host", "known"),
    [
        # The known host, and what is below it.
        ("bbc.com", "bbc.com"),
        ("www.bbc.com", "bbc.com"),
        ("bbc.com", "www.bbc.com"),
        ("news.bbc.com", "bbc.com"),
        # Other names that only share letters.
        ("cnn.com", "bbc.com"),
        ("abbc.com", "bbc.com"),
        ("bbc.community", "bbc.com"),
        ("financial-times.com", "times.com"),
        ("sci-bbc-comedy.example", "bbc.com"),
        ("bbc.co.uk", "bbc.com"),
    ],
)
def test_it_sees_no_likeness_where_there_is_none(host, known):
    assert looks_like(host, known) is None


@pytest.mark.parametrize("host", ["news.example", "bbc.co.uk", "lemonde.fr"])
def test_most_names_look_like_themselves(host):
    assert skeleton(host) == host


@settings(deadline=None)
@given(st.text("abcxn-.0", max_size=253), st.text("abcxn-.0", max_size=30))
def test_it_is_afraid_of_no_host(host, known):
    assert len(imitated_names(host)) <= 6 * (len(host) + 2)
    assert looks_like(host, host) is None
    looks_like(host, known)
