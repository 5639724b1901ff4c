"""A host's registrable domain, from the list that comes with the package."""

import pytest

from server.urls.registrable import registrable_domain


@pytest.mark.parametrize(
    ("host", "domain"),
    [
        ("bbc.co.uk", "bbc.co.uk"),
        ("news.bbc.co.uk", "bbc.co.uk"),
        ("a.b.c.news.com.au", "news.com.au"),
        ("www.gov.uk", "www.gov.uk"),
        ("a.xn--p1ai", "a.xn--p1ai"),
        # On platforms every account is a domain of its own, in the list's private part and in our table.
        ("name.github.io", "name.github.io"),
        ("name.substack.com", "name.substack.com"),
        ("a.name.substack.com", "name.substack.com"),
        ("name.pressroom.example", "name.pressroom.example"),
        ("name.blogspot.co.uk", "name.blogspot.com"),
        # The bare domain is the platform company's.
        ("substack.com", "substack.com"),
        ("www.substack.com", "substack.com"),
        ("github.io", "github.io"),
        ("radio.fm", "radio.fm"),
        # Endings that the list does not know count as suffixes.
        ("news.example", "news.example"),
        ("a.news.example", "news.example"),
    ],
)
def test_it_finds_the_registrable_domain(host, domain):
    assert registrable_domain(host) == domain


@pytest.mark.parametrize(
    "host", ["", "localhost", "com", "co.uk", "xn--p1ai", "127.0.0.1", "[::1]", "1.2", "a..b.com", "."]
)
def test_it_finds_none_where_nothing_was_registered(host):
    assert registrable_domain(host) is None
