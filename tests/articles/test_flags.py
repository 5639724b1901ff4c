"""Pages are what their publishers mark them as; the wording of a text marks nothing."""

from __future__ import annotations

from typing import Any

import pytest

from server.articles.flags import find_genre, is_news, is_opinion, is_paywalled
from server.articles.models import Genre

PAGE = "https://ledger.example/the-bridge"
BODY = "Something happened in town on Monday. " * 10


@pytest.mark.parametrize(
    ("path", "genre"),
    [
        # Sections in paths, by language.
        ("/opinion/2026/10/the-bridge", Genre.OPINION),
        ("/uk/commentisfree/the-bridge", Genre.OPINION),
        ("/meinung/kommentare/die-bruecke", Genre.OPINION),
        ("/idees/article/le-pont", Genre.OPINION),
        ("/opiniao/a-ponte", Genre.OPINION),
        ("/columnas/el-puente", Genre.OPINION),
        ("/opinie/de-brug", Genre.OPINION),
        ("/satire/the-bridge", Genre.SATIRE),
        ("/news/live/world-123", Genre.LIVE),
        ("/newsletters/morning-7", Genre.NEWSLETTER),
        ("/pressemitteilungen/2026/bruecke", Genre.PRESS_RELEASE),
        ("/sponsored/the-bridge", Genre.SPONSORED),
        # An advertisement in the opinion section is an advertisement first.
        ("/opinion/advertorial/the-bridge", Genre.SPONSORED),
        # Near misses: the words in a slug, as part of a word, as the article itself.
        ("/politics/opinion-polls-tighten", None),
        ("/politics/live", None),
        ("/news/opinion", None),
        ("/columnist-dies/a", None),
        ("/analysis/the-bridge", None),
        ("/delivery/live-music-returns", None),
    ],
)
def test_it_reads_the_path(path: str, genre: Genre | None) -> None:
    assert find_genre("https://www.ledger.example" + path, "") is genre


@pytest.mark.parametrize(
    ("types", "sections", "title", "genre"),
    [
        # A type says it outright; the usual one says nothing.
        (["OpinionNewsArticle"], [], "", Genre.OPINION),
        (["NewsArticle", "LiveBlogPosting"], [], "", Genre.LIVE),
        (["SatiricalArticle"], ["News"], "", Genre.SATIRE),
        (["AdvertiserContentArticle"], ["Opinion"], "", Genre.SPONSORED),
        (["ReportageNewsArticle"], [], "", Genre.NEWS),
        (["NewsArticle"], [], "", None),
        # A section that is none of the words is a section for news; a marking beats "reportage".
        (["NewsArticle"], ["Politics"], "", Genre.NEWS),
        (["ReportageNewsArticle"], ["Opinion"], "", Genre.OPINION),
        ([], ["Opinión"], "", Genre.OPINION),
        ([], ["Op-Ed"], "", Genre.OPINION),
        ([], ["News | Editorials"], "", Genre.OPINION),
        ([], ["Gastbeiträge"], "", Genre.OPINION),
        # Labels before and after a headline, with a mark between.
        ([], [], "Opinion | The bridge must open", Genre.OPINION),
        ([], [], "Kommentar: Die Brücke muss auf", Genre.OPINION),
        ([], [], "The bridge must open – Opinion", Genre.OPINION),
        ([], [], "Live updates: bridge closes", Genre.LIVE),
        ([], [], "Anzeige: Brücken im Angebot", Genre.SPONSORED),
        # Near misses: the word without a mark, with more words, in the middle.
        ([], [], "Opinion poll: Labour ahead", None),
        ([], [], "Opinion divided on bridge", None),
        ([], [], "Court: editorial freedom matters - ruling", None),
        ([], [], "Self-editorial", None),
    ],
)
def test_it_reads_types_sections_and_labels(
    types: list[str], sections: list[str], title: str, genre: Genre | None
) -> None:
    assert find_genre(PAGE, title, types=types, sections=sections) is genre


def test_it_reads_the_label_before_the_sites_name_but_not_that() -> None:
    assert find_genre("https://opinion.ledger.example/the-bridge", "") is Genre.OPINION
    assert find_genre("https://www.tribune.example/the-bridge", "") is None
    assert find_genre("https://tribune.example/the-bridge", "") is None


@pytest.mark.parametrize(("genre", "expected"), [(Genre.OPINION, True), (Genre.SATIRE, False), (None, None)])
def test_it_calls_only_opinion_opinion(genre: Genre | None, expected: bool | None) -> None:
    assert is_opinion(genre) is expected


@pytest.mark.parametrize(
    ("is_free", "meta", "texts", "body", "expected"),
    [
        # JSON-LD before meta tags before what is shown.
        (False, {"article:content_tier": ["free"]}, [], BODY, True),
        (True, {"article:content_tier": ["locked"]}, ["Subscribe to read on"], BODY, False),
        (None, {"article:content_tier": ["Metered"]}, [], BODY, True),
        (None, {"article:content_tier": ["free"]}, ["Subscribe to read on"], BODY, False),
        (None, {"paywall": ["odd"], "is_paywalled": ["true"]}, [], BODY, True),
        # A box that asks for money where the text should go on, in several languages.
        (None, {}, ["Subscribe to continue reading"], BODY, True),
        (None, {}, ["Jetzt weiterlesen mit Plus"], BODY, True),
        (None, {}, ["Suscríbete para seguir leyendo"], BODY, True),
        # The same box, hidden, on a page that shows its whole text.
        (None, {}, ["Subscribe to continue reading"], BODY * 10, None),
        # An element that is only named so.
        (None, {}, ["Thank you for reading"], BODY, None),
        (None, {}, [], BODY, None),
    ],
)
def test_it_knows_a_paywall(
    is_free: bool | None, meta: dict[str, list[str]], texts: list[str], body: str, expected: bool | None
) -> None:
    assert is_paywalled(is_free=is_free, meta=meta, paywall_texts=texts, body=body) is expected


@pytest.mark.parametrize(
    ("signs", "expected"),
    [
        # Marked as an article, even with its text locked away.
        ({"has_article_node": True}, True),
        ({"og_type": "article", "has_published": True}, True),
        # Unmarked, but dated and with text: small papers with no search specialist.
        ({"has_published": True, "body": BODY}, True),
        ({"og_type": "article", "body": BODY}, True),
        # Text alone is an "about us"; a date alone is a teaser.
        ({"body": BODY}, False),
        ({"has_published": True, "body": "Short."}, False),
        # Home pages, lists and searches, however they are marked for social networks.
        ({"path": "/", "has_article_node": True}, False),
        ({"path": "/search", "og_type": "article", "has_published": True, "body": BODY}, False),
        ({"path": "/tag/bridges", "og_type": "article", "has_published": True, "body": BODY}, False),
        ({"types": ["CollectionPage"], "og_type": "article", "has_published": True, "body": BODY}, False),
    ],
)
def test_it_tells_an_article_from_a_front(signs: dict[str, Any], expected: bool) -> None:
    silent = {
        "path": "/a-b-c",
        "has_article_node": False,
        "types": [],
        "og_type": "",
        "has_published": False,
        "body": "",
    }

    assert is_news(**{**silent, **signs}) is expected
