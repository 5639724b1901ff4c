"""Bytes of a page become what it says, whatever the bytes."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime
from multiprocessing import get_context

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from server.articles.extraction import read_page
from server.articles.models import DateSource, Genre, Page, Precision
from server.errors import UnreadableDocument

URL = "https://www.harbour-ledger.example/2026/10/05/council-closes-bridge"
PARAGRAPHS = [
    "The council of Orrin voted on Tuesday to close the bridge after engineers found cracks in two of its supports.",
    "Mayor Ada Quill told reporters that the city would pay for buses until the repairs are finished next spring.",
    "Opponents said the vote came too late and asked why a report from last year had been kept from the public.",
]
NAVIGATION = "".join(f'<li><a href="/section/{n}">Section number {n}</a></li>' for n in range(30))
CARDS = "".join(f'<div class="card"><h3><a href="/s/{n}">Another story, number {n}</a></h3></div>' for n in range(20))


def page(head: str = "", *, paragraphs: list[str] = PARAGRAPHS, attributes: str = 'lang="en"', end: str = "") -> bytes:
    text = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return f"""<!doctype html><html {attributes}><head><meta charset="utf-8">
      <title>Council closes bridge | Harbour Ledger</title>{head}</head><body>
      <nav><ul>{NAVIGATION}</ul></nav>
      <main><article><h1>Council closes bridge</h1>{text}{end}</article></main>
      <aside>{CARDS}</aside><footer>© 2026 Harbour Ledger. Cookie settings. Subscribe to our newsletter.</footer>
      </body></html>""".encode()


FULL = """<link rel="canonical" href="/2026/10/05/council-closes-bridge">
  <link rel="amphtml" href="/amp/2026/10/05/council-closes-bridge">
  <meta property="og:type" content="article"><meta property="og:site_name" content="Harbour Ledger">
  <script type="application/ld+json">{"@type": "NewsArticle", "headline": "Council closes bridge",
  "datePublished": "2026-10-05T10:30:00+02:00", "author": [{"@type": "Person", "name": "Jane Doe"}],
  "articleSection": "Local", "isAccessibleForFree": true}</script>"""


def read(body: bytes, content_type: str = "text/html; charset=utf-8") -> Page:
    return read_page(body, URL, content_type)


def test_it_reads_a_page_whole() -> None:
    found = read(page(FULL))

    assert found == Page(
        url=URL,
        canonical_url=URL,
        republished_from=None,
        amp_url="https://www.harbour-ledger.example/amp/2026/10/05/council-closes-bridge",
        title="Council closes bridge",
        body="\n\n".join(PARAGRAPHS),
        description="",
        authors=("Jane Doe",),
        published=found.published,
        modified_at=None,
        language="en",
        section="Local",
        site_name="Harbour Ledger",
        is_news=True,
        is_opinion=False,
        is_paywalled=False,
        genre=Genre.NEWS,
    )
    assert found.published is not None
    assert found.published.at == datetime(2026, 10, 5, 8, 30, tzinfo=UTC)
    assert (found.published.precision, found.published.source) == (Precision.SECOND, DateSource.JSON_LD)


def test_it_travels_between_processes() -> None:
    with ProcessPoolExecutor(max_workers=1, mp_context=get_context("spawn")) as child:
        found = child.submit(read_page, page(FULL), URL, "text/html").result(timeout=60)

    assert found == read(page(FULL))


def test_it_says_nothing_that_the_page_does_not() -> None:
    found = read(page(attributes=""))

    assert (found.title, found.authors, found.published) == ("Council closes bridge", (), None)
    assert (found.section, found.genre, found.is_opinion, found.is_paywalled) == (None, None, None, None)
    assert found.language == "en"


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        # Windows-1252, declared by the server, by the page, or by nobody.
        (page(paragraphs=["Größe – “jetzt”"]).decode().encode("cp1252"), "text/html; charset=windows-1252"),
        (page(paragraphs=["Größe – “jetzt”"]).replace(b"utf-8", b"latin1").decode().encode("cp1252"), "text/html"),
        (page(paragraphs=["Größe – “jetzt”"]).replace(b"utf-8", b"").decode().encode("cp1252"), ""),
        # UTF-16 with its mark.
        (page(paragraphs=["Größe – “jetzt”"]).decode().encode("utf-16"), "text/html; charset=utf-8"),
        # XHTML, which declares an encoding of its own.
        (b'<?xml version="1.0" encoding="utf-8"?>' + page(paragraphs=["Größe – “jetzt”"]), "application/xhtml+xml"),
    ],
)
def test_it_reads_every_encoding(body: bytes, content_type: str) -> None:
    assert read(body, content_type).body == "Größe – “jetzt”"


def test_it_does_not_repeat_the_headline() -> None:
    assert read(page(paragraphs=["COUNCIL CLOSES BRIDGE!", *PARAGRAPHS])).body.startswith(PARAGRAPHS[0])


def test_it_cleans_the_text() -> None:
    text = read(
        page(paragraphs=[PARAGRAPHS[0], "It read \u202etxet desrever\u202c and\u00a0more.\x07", PARAGRAPHS[1]])
    ).body

    assert "It read txet desrever and more." in text


def test_a_headline_without_text_is_a_headline() -> None:
    found = read(b"<title>Council closes bridge</title>")

    assert (found.title, found.body, found.is_news) == ("Council closes bridge", "", False)


def test_a_page_too_large_for_extraction_keeps_its_headline() -> None:
    found = read(page(FULL, end="<b></b>" * 21_000))

    assert (found.title, found.body) == ("Council closes bridge", "")
    assert found.is_news


def test_it_reads_a_locked_page() -> None:
    box = '<div class="c-paywall"><p>Subscribe to continue reading</p></div>'

    found = read(page(paragraphs=PARAGRAPHS[:2], end=box))

    assert found.is_paywalled is True
    assert "Subscribe" not in found.body


def test_a_byline_is_not_text() -> None:
    lines = ["By Jane Doe", *PARAGRAPHS, "Jane Doe is tired of bridges."]

    assert read(page(FULL, paragraphs=lines)).body == "\n\n".join(lines[1:])


def test_it_reads_an_amp_page() -> None:
    amp = "https://www.harbour-ledger.example/amp/2026/10/05/council-closes-bridge"

    found = read_page(page(FULL, attributes='⚡ lang="en"'), amp, "text/html")

    assert (found.url, found.canonical_url, found.amp_url) == (amp, URL, amp)


def test_it_reads_an_opinion_piece() -> None:
    url = "https://www.harbour-ledger.example/opinion/council-closes-bridge"

    assert read_page(page(), url, "text/html").is_opinion is True


def test_a_front_page_is_no_article() -> None:
    head = FULL.replace("/2026/10/05/council-closes-bridge", "/")

    assert not read_page(page(head), "https://www.harbour-ledger.example/", "text/html").is_news


def test_it_takes_a_date_that_only_readers_see() -> None:
    found = read(page(end='<p class="dateline">Published on <time>5 October 2026</time></p>'))

    assert found.published is not None
    assert (found.published.at.date().isoformat(), found.published.source) == ("2026-10-05", DateSource.TEXT)


def test_it_tells_a_foreign_language_from_the_templates() -> None:
    german = "Der Stadtrat hat am Dienstag beschlossen, die alte Brücke für den Verkehr zu sperren."

    assert read(page(paragraphs=[german + f" Das ist Satz {n}." for n in range(4)])).language == "de"


@pytest.mark.parametrize(
    ("body", "content_type", "message"),
    [
        (b"", "text/html", "no HTML"),
        (b"just words", "text/html", "no HTML"),
        (b"<!-- only a comment -->", "text/html", "cannot be read"),
        (b"%PDF-1.7", "application/pdf", "not a web page but application/pdf"),
        (b'{"a": 1}', "application/json; charset=utf-8", "not a web page"),
    ],
)
def test_it_refuses_what_is_no_page(body: bytes, content_type: str, message: str) -> None:
    with pytest.raises(UnreadableDocument, match=message):
        read(body, content_type)


@pytest.mark.parametrize(
    "body",
    [
        # Shapes that have hurt parsers: each must come back in a moment, with whatever there is.
        b"<div>" * 50_000,
        b"<p " + b" ".join(b"a%d=1" % n for n in range(2_000)) + b">",
        b"<" * 100_000,
        b"<title>" + b" - a" * 20_000,
        b"<script type=application/ld+json>" + b"[" * 100_000 + b"</script><p>x",
        b"<script type=application/ld+json>{" + b"," * 200_000 + b"</script><p>x",
        ("<title>a" + "\u0301\u0316" * 20_000).encode(),
        b"<meta name=author content='" + b"by a, " * 5_000 + b"'>",
        b"<html lang=" + b"en-" * 5_000 + b"><link rel=canonical href='" + b"../" * 5_000 + b"'><p>x",
        b"\x00<\x00p\x00>",
    ],
)
def test_it_survives_hostile_pages(body: bytes) -> None:
    assert len(read(body).title) <= 500


TOKENS = [
    b"<p>", b"</p>", b"<title>", b"<meta name=author content='", b"'>", b"<html amp lang=", b"<a rel=author>", b"<!--",
    b"<script type='application/ld+json'>", b"</script>", b'{"@type":"NewsArticle","headline":', b'"x"}', b"\xff\xfe",
    b"<svg><title>", b"<link rel=canonical href=", b"<time datetime=", b"2024-05-01", b"\x00", b"&#0;", b"&#xD800;",
    b"words of text ", b"\xe9",
]  # fmt: skip


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.binary(max_size=200) | st.lists(st.sampled_from(TOKENS), max_size=25).map(b"".join), st.text(max_size=20))
def test_it_raises_nothing_but_unreadable(body: bytes, charset: str) -> None:
    try:
        found = read_page(body, URL, f"text/html; charset={charset}")
    except UnreadableDocument:
        return

    assert found.url == URL
    assert "\x00" not in found.title + found.body
