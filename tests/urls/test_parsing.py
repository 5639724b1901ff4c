"""Addresses are read as browsers read them, once, and what cannot be one is refused in words that help."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server.errors import InvalidURL
from server.urls.parsing import MAX_LENGTH, ascii_host, decode_ascii_escapes, is_ip_address, parse_url


def test_it_takes_an_address_apart():
    url = parse_url("http://News.example:8080/A/b?x=1&y=2#part")

    assert (url.scheme, url.host, url.port) == ("http", "news.example", 8080)
    assert (url.path, url.query, url.fragment) == ("/A/b", "x=1&y=2", "part")
    assert url.href == "http://news.example:8080/A/b?x=1&y=2#part"


def test_it_leaves_the_schemes_own_port_unsaid():
    assert parse_url("https://news.example:443/").port is None


@pytest.mark.parametrize(
    ("text", "has_credentials"),
    [
        ("https://user:secret@news.example/a", True),
        ("https://user@news.example/a", True),
        # Nothing before the @ is nothing, as in browsers.
        ("https://@news.example/a", False),
        ("https://news.example/@user", False),
    ],
)
def test_it_says_that_there_were_credentials_and_forgets_them(text, has_credentials):
    url = parse_url(text)

    assert url.has_credentials is has_credentials
    assert "secret" not in repr(url)
    assert url.host == "news.example"


@pytest.mark.parametrize("text", ["https://news.example./a", "https://news.example%2e/a"])
def test_it_knows_a_fully_qualified_host_as_the_same(text):
    assert parse_url(text).href == "https://news.example/a"


@pytest.mark.parametrize(
    ("text", "help_given"),
    [
        ("news.example/a", "starting with https://"),
        ("ftp://news.example/", "start with https:// or http://"),
        ("https://news..example/", "host name"),
        ("https://./", "host name"),
        (f"https://{'a.' * 127}example/", "host name"),
        (f"https://news.example/{'a' * MAX_LENGTH}", "longer than 4096"),
        # Each of these letters takes six characters in an address.
        (f"https://news.example/{'é' * 1000}", "longer than 4096"),
        # Half of a surrogate pair, which JSON can carry and UTF-8 cannot.
        ("https://news.example/\ud800", "starting with https://"),
    ],
)
def test_it_says_what_to_do_about_text_that_is_no_address(text, help_given):
    with pytest.raises(InvalidURL, match=help_given):
        parse_url(text)


@pytest.mark.parametrize("text", ["canary://news.example/canary", "canary", "https://canary..example/canary?canary"])
def test_it_never_repeats_what_it_was_given(text):
    with pytest.raises(InvalidURL) as refusal:
        parse_url(text)

    assert "canary" not in str(refusal.value)


@settings(deadline=None)
@given(
    st.text() | st.text().map("https://".__add__) | st.binary().map(lambda raw: raw.decode("utf-8", "surrogateescape"))
)
def test_it_raises_nothing_but_its_own_error(text):
    try:
        url = parse_url(text)
    except InvalidURL:
        return

    assert parse_url(url.href).href == url.href
    assert url.scheme in {"http", "https"}
    assert url.host


@pytest.mark.parametrize(
    ("text", "host"),
    [
        ("News.Example", "news.example"),
        ("news.example.", "news.example"),
        ("bücher.example", "xn--bcher-kva.example"),
        ("0x7f.1", "127.0.0.1"),
        ("[::1]", "[::1]"),
    ],
)
def test_it_writes_a_host_in_one_way(text, host):
    assert ascii_host(text) == host


@pytest.mark.parametrize(
    "text", ["", "news.example/a", "user@news.example", "news.example:80", "a\\b", "a?b", "a#b", "a b"]
)
def test_it_refuses_what_is_more_or_less_than_a_host(text):
    with pytest.raises(InvalidURL):
        ascii_host(text)


@pytest.mark.parametrize("host", ["127.0.0.1", "[::1]", "0x7f.1", "1", "news.0x", "1.2.3.4"])
def test_it_knows_an_ip_address_in_any_spelling(host):
    assert is_ip_address(host)


@pytest.mark.parametrize("host", ["news.example", "1.example", "1.2.3.4.example", "0x7f.example", "a1", "xn--p1ai"])
def test_it_knows_a_name_that_begins_like_a_number(host):
    assert not is_ip_address(host)


@pytest.mark.parametrize(
    ("text", "decoded"),
    [
        ("https%3A%2F%2Fnews.example%2f", "https://news.example/"),
        # Only once: an escaped percent sign is a percent sign.
        ("%2541", "%41"),
        # Other letters are written this way in addresses, and need not be UTF-8.
        ("%C3%A9%E9", "%C3%A9%E9"),
        ("100%, %zz, %4", "100%, %zz, %4"),
    ],
)
def test_it_decodes_ascii_once_and_nothing_else(text, decoded):
    assert decode_ascii_escapes(text) == decoded
