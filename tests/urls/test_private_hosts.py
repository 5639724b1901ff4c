"""Names that only mean something on somebody's own network are known before anything is resolved."""

import pytest

from server.urls.parsing import parse_url
from server.urls.private_hosts import PRIVATE_SUFFIXES, is_private_name


@pytest.mark.parametrize(
    "host",
    [
        # One label is a machine next door.
        *("localhost", "intranet", "router", "com", ""),
        # IP addresses of any kind, public ones too: news has names.
        *("127.0.0.1", "10.0.0.1", "8.8.8.8", "[::1]", "[2606:4700::1111]", "0x7f.1", "1"),
        # Below a private suffix, at any depth, in any spelling.
        *("printer.local", "a.b.c.internal", "nas.lan", "wiki.corp", "fritz.box", "a.fritz.box", "abc.onion"),
        *("news.localhost", "news.test", "news.invalid", "news.example", "1.168.192.in-addr.arpa", "a.home.arpa"),
        *("NAS.LAN", "nas.lan.", "127.0.0.1.nip.io", "machine.tailnet.ts.net"),
    ],
)
def test_it_knows_a_private_name(host):
    assert is_private_name(host)


@pytest.mark.parametrize(
    "host",
    [
        *("bbc.co.uk", "www.nytimes.com", "a.substack.com", "xn--p1ai.com", "local.com", "test.de", "example.com"),
        # Near misses: the suffix is a label, not an ending of letters.
        *("notlocal.com", "mylan.com", "test.news", "corp.news", "box.com", "nip.io.com", "1.2.3.4.com"),
    ],
)
def test_it_knows_a_public_name(host):
    assert not is_private_name(host)


def test_it_lets_the_callers_sample_newsroom_through_and_nothing_else():
    assert not is_private_name("news.example", allow=("example",))
    assert is_private_name("news.test", allow=("example",))
    assert is_private_name("example", allow=("example",))
    assert is_private_name("127.0.0.1", allow=("example", "1"))


@pytest.mark.parametrize(
    "url",
    [
        *("http://127.1/", "http://0x7f000001/", "http://2130706433/", "http://0177.0.0.1/", "http://127.0.0.1./"),
        *("http://１２７.0.0.1/", "http://①②⑦.1/", "http://%31%32%37.0.0.1/", "http://[::ffff:127.0.0.1]/"),
        *("http://LOCALHOST/", "http://localhost./", "http://news.example@127.0.0.1/"),
    ],
)
def test_it_sees_through_every_spelling_that_the_parser_does(url):
    assert is_private_name(parse_url(url).host)


def test_its_table_is_written_as_it_is_compared():
    assert [suffix for suffix in PRIVATE_SUFFIXES if suffix != suffix.lower().strip(".")] == []
