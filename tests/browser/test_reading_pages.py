"""What the extension reads from a page: real documents in a real browser, hostile ones among them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any  # what comes back from a browser is whatever JSON allows
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Route

ROOT = Path(__file__).parents[2]
HERE = "http://www.harbour-ledger.example/2026/10/05/flood"
PARAGRAPH = "<p>The flood wall failed in the night while the siren of the town stayed silent for two hours.</p>"
ARTICLE = f"<article><h1>Flood wall fails</h1>{PARAGRAPH * 10}</article>"
READ = "const {readPage} = await import('/extension/content/page.js'); return readPage(document, location.href)"
TEXT = "const {articleText} = await import('/extension/content/page-text.js'); return articleText(document)"
# What the slowest of the hostile pages may take on a busy machine; an idle one needs a twentieth of it.
MOST_MILLISECONDS = 3_000

Read = Callable[..., Any]


@pytest.fixture(scope="module")
def read(browser: Browser) -> Iterator[Read]:
    """Show a document at an address, run a script in it, return what that returns."""
    with browser.new_context() as context:
        page = context.new_page()
        shown = {"body": ""}

        def serve(route: Route) -> None:
            path = urlsplit(route.request.url).path
            if path.startswith("/extension/"):
                route.fulfill(path=ROOT / path.lstrip("/"), content_type="text/javascript")
            else:
                route.fulfill(body=shown["body"], content_type="text/html; charset=utf-8")

        page.route("**/*", serve)

        def read_one(body: str, script: str = READ, *, url: str = HERE, before: str = "") -> Any:
            shown["body"] = f"<!doctype html>{body}"
            page.goto(url)
            return page.evaluate(f"async () => {{ {before}; {script} }}")

        yield read_one


def _json_ld(**fields: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", **fields})}</script>'


def test_it_reads_what_is_declared_before_what_is_written(read: Read) -> None:
    page = read(
        '<html lang="en-gb"><title>Flood | Ledger</title><link rel="canonical" href="/flood">'
        '<meta property="og:title" content="Flood (shared)"><meta property="og:type" content="website">'
        + _json_ld(headline="Wall &amp; siren", datePublished="2026-10-05T11:30:00Z", isAccessibleForFree=False)
        + ARTICLE
    )

    assert page == {
        "url": HERE,
        "canonicalUrl": "http://www.harbour-ledger.example/flood",
        "title": "Wall & siren",
        "publishedAt": "2026-10-05T11:30:00Z",
        "language": "en-GB",
        "isArticle": True,
        "isPaywalled": True,
        "hasPasswordField": False,
    }


def test_it_reads_a_page_that_declares_nothing(read: Read) -> None:
    page = read(
        f"<title>Ledger</title><main><article><h1>Flood\n wall</h1><time datetime='2026-10-05T09:00+01:00'></time>"
        f"{PARAGRAPH * 10}</article></main>"
    )

    assert (page["title"], page["publishedAt"]) == ("Flood wall", "2026-10-05T09:00:00+01:00")
    assert page["isArticle"]
    assert [page[name] for name in ("canonicalUrl", "language", "isPaywalled")] == [None, None, None]


@pytest.mark.parametrize(
    "body",
    [
        # A section page: many articles of equal weight.
        f"<h1>Politics</h1>{f'<article><h2>One</h2>{PARAGRAPH * 8}</article>' * 5}",
        # A front page of teasers: nothing but links.
        f"<h1>Ledger</h1><article>{'<p><a href=/x>A headline that leads to an article</a></p>' * 30}</article>",
        # A short note, and the article of a sidebar.
        f"<h1>About us</h1><article>{PARAGRAPH}</article><aside>{ARTICLE}</aside>",
        "",
    ],
)
def test_it_takes_no_other_page_for_an_article(read: Read, body: str) -> None:
    assert read(body)["isArticle"] is False


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ('<link rel="canonical" href="https://Other.example/a">', "https://other.example/a"),
        ('<LINK REL="Canonical" HREF="?a=1">', f"{HERE}?a=1"),
        (
            '<meta property="og:url" content="https://www.harbour-ledger.example/og">',
            "https://www.harbour-ledger.example/og",
        ),
        # Two that differ say nothing; the same twice is one.
        ('<link rel="canonical" href="/a"><link rel="canonical" href="/b">', None),
        ('<link rel="canonical" href="/a"><link rel="canonical" href="/a">', "http://www.harbour-ledger.example/a"),
        ('<link rel="canonical" href="http://[">', None),
        ('<link rel="alternate" href="/a">', None),
    ],
)
def test_it_reads_the_canonical_address(read: Read, head: str, expected: str | None) -> None:
    assert read(head + ARTICLE)["canonicalUrl"] == expected


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ('<form><input type="PASSWORD"></form>', True),
        # Most news sites carry a log-in dialog that nobody has opened.
        ('<dialog><input type="password"></dialog>', False),
        ('<div style="visibility:hidden"><input type="password"></div>', False),
        ('<input type="text" name="password">', False),
    ],
)
def test_it_sees_a_password_field_that_the_reader_sees(read: Read, form: str, *, expected: bool) -> None:
    assert read(ARTICLE + form)["hasPasswordField"] is expected


def test_it_reads_only_the_articles_own_visible_text(read: Read) -> None:
    foreign = (
        "<nav>menu</nav><aside>teaser</aside><figure><img><figcaption>caption</figcaption></figure>"
        "<form><p>newsletter</p><input value='typed'><textarea>typed too</textarea></form><p hidden>hidden</p>"
        "<p style='display:none'>behind the wall</p><div role='complementary'>ad</div><script>1</script>"
        "<article><p>a comment</p></article><div contenteditable='true'>draft</div>"
    )
    own = ("<h1>Flood</h1><p>The <b>wall</b>\n failed.</p>", "<p>The end.</p>")
    text = read(f"<p>outside</p><article>{foreign.join(own)}</article>", TEXT)

    assert text == "Flood\n\nThe wall failed.\n\nThe end."


def test_it_reads_an_article_whose_lines_are_only_broken(read: Read) -> None:
    assert (
        read("<nav>menu</nav><article>The wall failed.<br>The end.</article>", TEXT) == "The wall failed.\n\nThe end."
    )


def test_it_cuts_the_text_of_a_page_without_end(read: Read) -> None:
    assert len(read(f"<article>{PARAGRAPH * 2_000}</article>", TEXT)) == 60_000


def test_it_reads_a_page_that_has_put_its_own_elements_in_the_way(read: Read) -> None:
    names = (
        "querySelector",
        "querySelectorAll",
        "documentElement",
        "body",
        "title",
        "createTreeWalker",
        "activeElement",
    )
    traps = "".join(f"<form name={name}></form><img name={name}>" for name in names)
    form = f"<form id=page><input name=textContent><input name=getAttribute><input name=localName>{traps}</form>"
    page = read(f"<html lang=de>{form}{ARTICLE}")
    text = read(f"<html lang=de><article><form><input name=localName></form>{PARAGRAPH}</article>", TEXT)

    assert (page["title"], page["language"], page["isArticle"]) == ("Flood wall fails", "de", True)
    assert text.startswith("The flood wall failed")


@pytest.mark.parametrize(
    ("body", "before"),
    [
        ("<article><h1>x</h1>" + "<p><i></i></p>" * 100_000, ""),
        ("<article>" * 40_000 + PARAGRAPH, ""),
        (_json_ld(headline="x", articleBody="y" * 5_000_000), ""),
        ("".join(_json_ld(headline="x") for _ in range(3_000)), ""),
        (f"<h1>{' ' * 3_000_000}</h1><article><p>{'z' * 3_000_000}</p></article>", ""),
        ("<meta name=a content=b>" * 50_000 + "<link rel=canonical href=/a>" * 50_000, ""),
        # Deeper than any parser builds: by script only.
        (
            "<article id=a></article>",
            (
                "let e = document.getElementById('a'); for (let i = 0; i < 3000; i += 1) {"
                "  const s = document.createElement('span'); s.append('w'); e.append(s); e = s }"
            ),
        ),
    ],
    ids=["many", "articles", "long-json", "many-json", "long-text", "long-head", "deep"],
)
def test_it_is_done_with_a_hostile_page_in_bounded_time(read: Read, body: str, before: str) -> None:
    timed = "const begin = performance.now();"
    last = "const page = readPage(document, location.href); const text = articleText(document);"
    both = (
        "const {readPage} = await import('/extension/content/page.js');"
        "const {articleText} = await import('/extension/content/page-text.js');"
        f"{timed}{last} return [performance.now() - begin, text.length, page.url]"
    )
    milliseconds, length, url = read(body, both, before=before)

    assert url == HERE
    assert length <= 60_000
    assert milliseconds < MOST_MILLISECONDS
