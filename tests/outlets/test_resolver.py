"""Addresses and the outlets that publish there. Keys are real: which host is whose is the knowledge under test."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.errors import InvalidURL
from server.outlets.models import Outlet, Rule, Tables
from server.outlets.resolver import Resolver


def tables_of(*keys: str, aliases: dict[str, str] | None = None) -> Tables:
    outlets = {key: Outlet(key, key.upper()) for key in keys}
    return Tables(outlets, aliases or {}, (), {}, {})


@pytest.mark.parametrize(
    ("url", "key", "rule"),
    [
        # The host itself, with or without the labels that sites are served under.
        ("https://www.bbc.com/news/world-europe-1", "bbc.com", Rule.HOST),
        ("https://bbc.com", "bbc.com", Rule.HOST),
        ("https://m.dailymail.co.uk/news/article-1/A.html", "dailymail.co.uk", Rule.HOST),
        ("https://amp.abc.net.au/article/1", "abc.net.au", Rule.HOST),
        ("https://edition.cnn.com/2024/01/01/a", "cnn.com", Rule.HOST),
        ("HTTPS://WWW.Reuters.COM/world/", "reuters.com", Rule.HOST),
        # A host that is an outlet of its own beats the domain that it is on.
        ("https://timesofindia.indiatimes.com/city/a", "timesofindia.indiatimes.com", Rule.HOST),
        ("https://www.indiatimes.com/a", "indiatimes.com", Rule.HOST),
        ("https://oglobo.globo.com/a", "oglobo.globo.com", Rule.HOST),
        # Sub-domains without a row belong to the domain, under whatever suffix it is registered.
        ("https://blogs.telegraph.co.uk/a", "telegraph.co.uk", Rule.REGISTRABLE_DOMAIN),
        ("https://live.blogs.lemonde.fr/a", "lemonde.fr", Rule.REGISTRABLE_DOMAIN),
        ("https://sport.abcnews.go.com/a", "abcnews.go.com", Rule.PARENT_HOST),
        # Sections with a newsroom of their own, on segment borders.
        ("https://www.cbsnews.com/boston/news/a/", "cbsnews.com/boston", Rule.PATH_PREFIX),
        ("https://www.cbsnews.com/boston", "cbsnews.com/boston", Rule.PATH_PREFIX),
        ("https://m.cbsnews.com/boston?x=1", "cbsnews.com/boston", Rule.PATH_PREFIX),
        ("https://www.theguardian.com/observer/2019/a", "theguardian.com/observer", Rule.PATH_PREFIX),
        ("https://www.newyorker.com/humor/borowitz-report/a", "newyorker.com/humor/borowitz-report", Rule.PATH_PREFIX),
        # Near misses of those: other letters after the same beginning, a piece of the section's path only.
        ("https://www.cbsnews.com/bostonglobe/a", "cbsnews.com", Rule.HOST),
        ("https://www.cbsnews.com/news/boston/", "cbsnews.com", Rule.HOST),
        ("https://www.newyorker.com/humor/shouts-murmurs/a", "newyorker.com", Rule.HOST),
        # Old and second addresses.
        ("http://news.bbc.co.uk/2/hi/europe/1.stm", "bbc.co.uk", Rule.ALIAS),
        ("https://www.huffingtonpost.com/entry/a", "huffpost.com", Rule.ALIAS),
        ("https://boston.cbslocal.com/2021/01/01/a/", "cbsnews.com/boston", Rule.ALIAS),
    ],
)
def test_it_resolves(resolver: Resolver, url: str, key: str, rule: Rule) -> None:
    resolution = resolver.resolve(url)

    assert resolution.outlet is not None
    assert (resolution.outlet.key, resolution.matched_by.rule) == (key, rule)


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("https://web.archive.org/web/20200101000000/https://www.nytimes.com/2020/01/01/a.html", "nytimes.com"),
        ("https://www.google.com/amp/s/www.theguardian.com/world/a", "theguardian.com"),
        ("https://www-bbc-com.cdn.ampproject.org/c/s/www.bbc.com/news/amp/1", "bbc.com"),
        ("https://www-lemonde-fr.translate.goog/a?_x_tr_sl=fr&_x_tr_tl=en", "lemonde.fr"),
    ],
)
def test_it_sees_the_outlet_through_a_copy_and_names_the_copy(resolver: Resolver, url: str, key: str) -> None:
    resolution = resolver.resolve(url)

    assert resolution.outlet is not None
    assert resolution.outlet.key == key
    assert resolution.matched_by.via


@pytest.mark.parametrize(
    "url",
    [
        # A known name in front of somebody else's domain, or written into it.
        "https://bbc.com.evil.tld/news/1",
        "https://www.bbc.com.evil.tld/news/1",
        "https://bbc.com-news.net/1",
        "https://bbc-com.net/news/1",
        "https://notbbc.com/news/1",
        "https://bbc.com.co/news/1",
        # Cyrillic letters: "ьbс.соm" and "bbс.com" look the part.
        "https://bb\u0441.com/news/1",
        "https://xn--bb-plc.com/news/1",
        # What comes before the @ is a user name.
        "https://bbc.com@evil.tld/news/1",
        "https://www.bbc.com:443@evil.tld/news/1",
        "https://evil.tld\\@bbc.com/news/1",
        # A final dot, in the writings that browsers know.
        "https://bbc.com./news/1",
        "https://www.bbc.com.:443/news/1",
        "https://bbc.com%2e/news/1",
        "https://www.bbc.com\u3002/news/1",
        # The name in path, query or fragment.
        "https://evil.tld/https://bbc.com/news/1",
        "https://evil.tld/?u=bbc.com#bbc.com",
    ],
)
def test_it_is_never_the_bbc(resolver: Resolver, url: str) -> None:
    outlet = resolver.resolve(url).outlet

    assert outlet is None or outlet.name != "BBC"


@pytest.mark.parametrize(
    ("url", "key", "reason"),
    [
        ("https://bbc.com.evil.tld/news", "bbc.com", "in front of another domain"),
        ("https://bbc-com.net/news", "bbc.com", "hyphens"),
        ("https://bb\u0441.com/news", "bbc.com", "letters that look like"),
        ("https://bbc.com@evil.tld/", "bbc.com", "before the @"),
        ("https://bbc.com./news", "bbc.com.", "final dot"),
        ("https://www.cbsnews.com/bostonglobe/a", "cbsnews.com/boston", "only begins with the same letters"),
        ("https://name-nobody-has.substack.com/p/a", "name-nobody-has.substack.com", "hosted platform"),
        ("https://www.youtube.com/watch?v=1", "www.youtube.com", "hosted platform"),
        ("http://192.168.0.1/news", "192.168.0.1", "private name"),
        ("http://intranet/news", "intranet", "private name"),
    ],
)
def test_it_says_which_key_it_refused_and_why(resolver: Resolver, url: str, key: str, reason: str) -> None:
    refused = resolver.resolve(url).matched_by.refused

    assert [refusal.why for refusal in refused if refusal.key == key and reason in refusal.why]


def test_a_platform_never_answers_for_an_account() -> None:
    resolver = Resolver(tables_of("substack.com", "known.substack.com", "medium.com", "medium.com/@known"))

    assert resolver.key_of("https://known.substack.com/p/a") == "known.substack.com"
    assert resolver.key_of("https://medium.com/@known/a-1") == "medium.com/@known"
    assert resolver.key_of("https://other.substack.com/p/a") is None
    assert resolver.key_of("https://medium.com/@other/a-1") is None
    assert resolver.key_of("https://medium.com/@known-other/a-1") is None
    assert resolver.key_of("https://medium.com/") is None


def test_it_never_climbs_above_the_registrable_domain() -> None:
    resolver = Resolver(tables_of("co.uk", "github.io", "tld"))

    assert resolver.key_of("https://paper.co.uk/a") is None
    assert resolver.key_of("https://someone.github.io/a") is None
    assert resolver.key_of("https://paper.tld/a") is None


def test_the_longest_section_wins_whatever_the_case_of_the_path() -> None:
    resolver = Resolver(tables_of("n.example", "n.example/a", "n.example/a/b"))

    assert resolver.key_of("https://n.example/A/B/c") == "n.example/a/b"
    assert resolver.key_of("https://n.example/a/bc") == "n.example/a"
    assert resolver.key_of("https://n.example/") == "n.example"


def test_an_alias_is_followed_once_and_a_loop_ends() -> None:
    aliases = {"old.example": "new.example", "one.example": "two.example", "two.example": "one.example"}
    resolver = Resolver(tables_of("new.example", aliases=aliases))

    assert resolver.key_of("https://old.example/a") == "new.example"
    looped = resolver.resolve("https://one.example/a")
    assert looped.outlet is None
    assert looped.matched_by.refused[0].key == "one.example"


@pytest.mark.parametrize("url", ["", "bbc.com", "ftp://bbc.com/a", "https://", "javascript:alert(1)"])
def test_it_refuses_what_is_no_web_address(resolver: Resolver, url: str) -> None:
    with pytest.raises(InvalidURL):
        resolver.resolve(url)


HOSTILE = st.text(alphabet="abc.com/:@\\?#%2e\u3002-_ \t", max_size=60)


@given(HOSTILE)
def test_it_names_an_outlet_only_for_a_host_that_ends_in_its_own(text: str) -> None:
    resolver = Resolver(tables_of("bbc.com", "bbc.com/a"))

    try:
        resolution = resolver.resolve(f"https://{text}")
    except InvalidURL:
        return

    if resolution.outlet:
        assert resolution.matched_by.key in {"bbc.com", "bbc.com/a"}
        assert "bbc.com" in text.lower().replace("\t", "").replace("\u3002", ".").replace("%2e", ".").replace(
            "%2E", "."
        )
