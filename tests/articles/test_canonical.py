"""A page's claim about its address is believed where it can be true and cannot merge strangers."""

from __future__ import annotations

import pytest

from server.articles.canonical import Canonical, choose_canonical, is_same_site, resolve_claim

PAGE = "https://www.ledger.example/2026/10/05/bridge-closes-today"


@pytest.mark.parametrize(
    ("page", "declared", "expected"),
    [
        # Itself, absolute or relative, normalized.
        (PAGE, PAGE + "?utm_source=feed#top", PAGE),
        (PAGE + "?ref=home", "/2026/10/05/bridge-closes-today", PAGE),
        (PAGE, "//www.ledger.example/2026/10/05/bridge-closes-today", PAGE),
        # Another address of the same site.
        (PAGE, "https://ledger.example/news/bridge-closes-today", "https://ledger.example/news/bridge-closes-today"),
        ("https://amp.ledger.example/bridge-closes-today", PAGE, PAGE),
        # Its AMP form, also below a path that says little.
        (PAGE + "/amp", PAGE, PAGE),
        (
            "https://ledger.example/news/earthquake/amp",
            "https://ledger.example/news/earthquake",
            "https://ledger.example/news/earthquake",
        ),
        # An unknown parameter goes with the page's blessing…
        ("https://ledger.example/quake?ref=feed", "https://ledger.example/quake", "https://ledger.example/quake"),
        # … but not the one that picks the article.
        (
            "https://ledger.example/article?id=8812",
            "https://ledger.example/article",
            "https://ledger.example/article?id=8812",
        ),
        (
            "https://ledger.example/article?id=8812&x=1",
            "https://ledger.example/article?id=8812",
            "https://ledger.example/article?id=8812",
        ),
        # Home pages, fronts, error and login pages name no article.
        (PAGE, "https://www.ledger.example/", PAGE),
        (PAGE, "https://www.ledger.example/politics", PAGE),
        (
            "https://ledger.example/news/politics/quake",
            "https://ledger.example/news/politics",
            "https://ledger.example/news/politics/quake",
        ),
        (PAGE, "https://www.ledger.example/errors/404", PAGE),
        (PAGE, "https://www.ledger.example/login", PAGE),
        # Not addresses.
        (PAGE, "javascript:alert(1)", PAGE),
        (PAGE, "mailto:desk@ledger.example", PAGE),
        (PAGE, "http://[", PAGE),
        (PAGE, "https://ledger.example/" + "a" * 5000, PAGE),
        (PAGE, "", PAGE),
        (PAGE, None, PAGE),
    ],
)
def test_it_believes_its_own_site(page: str, declared: str | None, expected: str) -> None:
    assert choose_canonical(page, declared=declared) == Canonical(expected)


@pytest.mark.parametrize(
    ("declared", "republished_from"),
    [
        # Another site's article: the customary mark of a republished text.
        ("https://norwire.example/w/bridge-closes-today-1", "https://norwire.example/w/bridge-closes-today-1"),
        # Through an AMP cache: it is the original that is meant.
        (
            "https://norwire-example.cdn.ampproject.org/c/s/norwire.example/w/bridge-closes-today-1",
            "https://norwire.example/w/bridge-closes-today-1",
        ),
        # Another site's front says nothing about this text.
        ("https://norwire.example/", None),
        ("https://norwire.example/wire", None),
    ],
)
def test_it_keeps_its_address_when_it_names_another_site(declared: str, republished_from: str | None) -> None:
    assert choose_canonical(PAGE, declared=declared) == Canonical(PAGE, republished_from)


@pytest.mark.parametrize(
    "declared",
    [
        # Hosts inside some network.
        "http://127.0.0.1/a-b-c-d",
        "http://localhost/a-b-c-d",
        "https://router.local/a-b-c-d",
        # A host dressed up as this one.
        "https://www.bbc.com.evil-site.net/a-b-c-d",
    ],
)
def test_it_ignores_a_hostile_claim(declared: str) -> None:
    page = "https://www.bbc.com/news/bridge-closes-1234"

    assert choose_canonical(page, declared=declared) == Canonical(page)


def test_it_asks_the_next_when_one_says_nothing_useful() -> None:
    own = "https://www.ledger.example/bridge-closes-2"

    assert choose_canonical(PAGE, declared="/", og_url=own).url == own
    assert choose_canonical(PAGE, og_url="https://other.example/a-b-c", json_ld_url=own).url == own
    assert choose_canonical(PAGE, declared="https://norwire.example/w-1", og_url=own) == Canonical(
        own, "https://norwire.example/w-1"
    )


def test_only_a_canonical_link_makes_a_republished_page() -> None:
    assert choose_canonical(PAGE, og_url="https://other.example/a-b-c").republished_from is None


def test_it_takes_a_copy_for_its_original() -> None:
    copy = "https://web.archive.org/web/20261006120000/" + PAGE

    assert choose_canonical(copy, declared=PAGE) == Canonical(PAGE)
    assert choose_canonical(copy) == Canonical(PAGE)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("https://www.ledger.example/a", "https://ledger.example/b", True),
        ("https://news.bbc.co.uk/a", "https://www.bbc.co.uk/b", True),
        ("https://bbc.co.uk/", "https://itv.co.uk/", False),
        # Accounts of one hosted platform are strangers.
        ("https://one.substack.com/p/a", "https://two.substack.com/p/a", False),
        ("http://10.0.0.1/a", "http://10.0.0.1/b", True),
    ],
)
def test_it_knows_one_site(one: str, other: str, expected: bool) -> None:
    assert is_same_site(one, other) is expected


def test_it_resolves_against_the_page() -> None:
    assert resolve_claim(PAGE, "../06/x?utm_medium=y") == "https://www.ledger.example/2026/10/06/x"
