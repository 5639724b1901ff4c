"""Where a page contradicts itself, the more exact statement wins; where it is silent, nothing is made up."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from server.articles.markup import parse_html
from server.articles.metadata import Metadata, find_visible_date, read_metadata
from server.articles.models import DateSource, Precision
from server.errors import UnreadableDocument

URL = "https://www.ledger.example/2026/10/05/bridge-closes-today"
MAY = datetime(2024, 5, 1, 14, 30, tzinfo=UTC)

JSON_LD = """<script type="application/ld+json">{"@type": "NewsArticle", "headline": "From JSON-LD",
  "description": "JSON-LD describes.", "datePublished": "2024-05-01T14:30:00Z", "dateModified": "2024-05-01T16:00:00Z",
  "author": {"name": "Jane Json"}, "articleSection": "Json", "inLanguage": "fr", "publisher": {"name": "The Ledger"}}
  </script>"""
META = """<meta property="og:title" content="From meta | The Ledger"><meta name="author" content="Max Meta">
  <meta property="og:description" content="Meta describes."><meta property="og:site_name" content="The Ledger">
  <meta property="article:published_time" content="2024-05-02T10:00:00Z">
  <meta property="article:modified_time" content="2024-05-02T11:00:00Z">
  <meta property="article:section" content="Meta"><meta property="og:locale" content="es_ES">"""
VISIBLE = """<title>From the title | The Ledger</title></head><body><h1>From the page</h1>
  <a rel="author" href="/people/1">Vera Visible</a>"""


def read(html: str) -> Metadata:
    return read_metadata(parse_html(html), URL)


@pytest.mark.parametrize(
    ("html", "title", "authors", "section", "description"),
    [
        (JSON_LD + META + VISIBLE, "From JSON-LD", ("Jane Json",), ("Json",), "JSON-LD describes."),
        (META + VISIBLE, "From meta", ("Max Meta",), ("Meta",), "Meta describes."),
        (VISIBLE, "From the page", ("Vera Visible",), (), ""),
        ("<title>From the title | ledger.example</title>", "From the title", (), (), ""),
        # Several first headings are a list; the title names the page.
        ("<title>From the title</title><h1>One</h1><h1>Two</h1>", "From the title", (), (), ""),
        ("<p>Nothing at all</p>", "", (), (), ""),
    ],
)
def test_it_believes_json_ld_then_meta_then_the_page(
    html: str, title: str, authors: tuple[str, ...], section: tuple[str, ...], description: str
) -> None:
    said = read(html)

    assert (said.title, said.authors, said.sections, said.description) == (title, authors, section, description)


def test_it_completes_a_headline_that_was_cut_for_search_engines() -> None:
    cut = JSON_LD.replace("From JSON-LD", "Council closes the old bridge…")
    whole = '<meta property="og:title" content="Council closes the old bridge to all traffic">'

    assert read(cut + whole).title == "Council closes the old bridge to all traffic"


@pytest.mark.parametrize(
    ("html", "day", "source"),
    [
        (JSON_LD + META, 1, DateSource.JSON_LD),
        (META, 2, DateSource.META),
        # A JSON-LD date that is none, and one that knows only the day while meta knows the hour.
        (JSON_LD.replace("2024-05-01T14:30:00Z", "soon") + META, 2, DateSource.META),
        (JSON_LD.replace("2024-05-01T14:30:00Z", "2024-05-01") + META, 2, DateSource.META),
        # Microdata is markup, too.
        ('<time itemprop="datePublished" datetime="2024-05-01T14:30:00Z">today</time>', 1, DateSource.META),
        ('<meta itemprop="datePublished" content="2024-05-01T14:30:00Z">', 1, DateSource.META),
    ],
)
def test_it_believes_json_ld_about_the_time(html: str, day: int, source: DateSource) -> None:
    published = read(html).published

    assert published is not None
    assert (published.at.day, published.source, published.precision) == (day, source, Precision.SECOND)


@pytest.mark.parametrize(
    ("html", "precision"),
    [
        # One time on the page, machine-readable: as exact as it is.
        ('<p>Text</p><time datetime="2024-05-01T14:30:00Z">May 1</time>', Precision.SECOND),
        # Written out for people only: the day.
        ('<div class="byline">Published May 1, 2024</div><p>Text</p>', Precision.DAY),
        ("<p>Text</p><time>1 May 2024</time>", Precision.DAY),
    ],
)
def test_it_reads_a_visible_date_last(html: str, precision: Precision) -> None:
    published = find_visible_date(parse_html(f"<html><body>{html}</body></html>"))

    assert published is not None
    assert (published.at.date(), published.precision, published.source) == (MAY.date(), precision, DateSource.TEXT)


@pytest.mark.parametrize(
    "html",
    [
        # A copyright notice is not a date of publication, and neither is the address.
        "<p>Text</p><p>All rights reserved 2019–2024</p>",
        f'<link rel="canonical" href="{URL}"><p>Text without any date in it.</p>',
    ],
)
def test_it_does_not_guess_a_date(html: str) -> None:
    assert find_visible_date(parse_html(f"<html><body>{html}</body></html>")) is None


def test_it_lists_the_declared_languages_in_order_of_trust() -> None:
    said = read(f'<html lang="de">{JSON_LD}{META}')

    assert [tag for tag in said.languages if tag] == ["de", "fr", "es_ES"]


def test_it_reads_addresses() -> None:
    said = read(
        '<link rel="canonical" href="/a"><link rel="amphtml" href="/amp/2026/10/05/bridge-closes-today">'
        '<meta property="og:url" content="https://ledger.example/b">'
    )

    assert (said.declared_url, said.og_url) == ("/a", "https://ledger.example/b")
    assert said.amp_url == "https://www.ledger.example/amp/2026/10/05/bridge-closes-today"


@pytest.mark.parametrize(
    ("html", "amp_url"),
    [
        ("<html ⚡><title>x</title>", URL),
        ("<html amp><title>x</title>", URL),
        # Another site's page is not this article's AMP form.
        ('<link rel="amphtml" href="https://elsewhere.example/amp/x">', None),
        ('<link rel="amphtml" href="javascript:void(0)">', None),
        ("<title>x</title>", None),
    ],
)
def test_it_knows_amp(html: str, amp_url: str | None) -> None:
    assert read(html).amp_url == amp_url


def test_a_list_of_articles_is_none_of_them() -> None:
    said = read(JSON_LD + JSON_LD.replace("From JSON-LD", "Another one"))

    assert not said.has_article_node
    assert (said.title, said.published, said.authors) == ("", None, ())


def test_it_finds_its_own_article_among_related_ones() -> None:
    own = JSON_LD.replace('"headline"', f'"mainEntityOfPage": "{URL}?utm_source=x", "headline"')

    assert read(JSON_LD.replace("From JSON-LD", "Another one") + own).title == "From JSON-LD"


def test_it_refuses_what_holds_no_markup() -> None:
    with pytest.raises(UnreadableDocument, match="no HTML"):
        parse_html("plain words")
