import contextlib
import time

import pytest

from server.articles.models import FetchedPage, Page
from server.errors import UnreadableDocument
from server.fetching.children import ChildPool
from server.fetching.reader import MAX_TAGS, PageReaderInChild, check_html_limits
from server.fetching.tags import MAX_ATTRIBUTES

MANY = MAX_ATTRIBUTES + 1


def read_page(body: bytes, url: str, content_type: str) -> Page:
    """Stands for the real one, which is another room's: says what it was given."""
    return Page(
        url, url, None, None, body.decode(), content_type, "", (), None, None, None, None, None,
        is_news=True, is_opinion=None, is_paywalled=None,
    )  # fmt: skip


def test_it_reads_a_page_in_a_child(pool: ChildPool) -> None:
    page = PageReaderInChild(pool, read_page).read(FetchedPage("https://news.example/a", b"<p>text", "text/html"))

    assert (page.url, page.title, page.body) == ("https://news.example/a", "<p>text", "text/html")


@pytest.mark.parametrize(
    ("body", "limit"),
    [
        (b" " * (3 * 1024 * 1024 + 1), "3,072 KiB"),
        (b"<p>" * (MAX_TAGS + 1), "20,000 elements"),
        (b"<p></p>" * (MAX_TAGS + 1), "20,000 elements"),
        # End tags that end nothing make elements all the same.
        (b"</p>" * 60_001, "elements"),
        (b"<p" + b" a" * MANY + b">", "2,000 attributes"),
        (b"<p" + b"".join(b" a%d='x'" % n for n in range(MANY)) + b">", "attributes"),
        # Separated in the other ways that parsers accept; with a ">" inside a value; in a tag that never ends.
        (b"<p" + b"/a" * MANY + b">", "attributes"),
        (b"<p" + b"\n\t a=1" * MANY + b">", "attributes"),
        (b"<p" + b" a='>'" * MANY + b">", "attributes"),
        (b'<p x=">" ' + b' a = ">"' * MANY + b">", "attributes"),
        (b"<p" + b" a" * MANY, "attributes"),
    ],
)
def test_it_refuses_what_would_keep_a_parser_busy(body: bytes, limit: str) -> None:
    with pytest.raises(UnreadableDocument, match=limit):
        check_html_limits(body)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<p>" * MAX_TAGS,
        b"<p>text</p>" * MAX_TAGS,
        b"<p" + b" a" * (MAX_ATTRIBUTES - 1) + b">",
        # Long values are common (data for scripts); words in them are no attributes.
        b"<div data-props='" + b"word " * 50_000 + b"'>",
        b'<div data-props="' + b"a='b' > " * 50_000 + b'">',
        b"<p title=it's>" + b"don't " * 5_000,
        # Text with a stray "<", and scripts.
        b"1 < 2 " * 10_000,
        b"<script>" + b"if (a <b && c > d) { x = 'y'; } " * 5_000 + b"</script>",
    ],
)
def test_it_lets_pages_through(body: bytes) -> None:
    check_html_limits(body)


@pytest.mark.parametrize(
    "body",
    [
        b"<a b='" * 10_000 + b"x" * 2_900_000,
        b'<a b="' + b"x" * 2_900_000,
        b"<a " + b'="x' * 700_000,
        b"<a" + b" " * 2_900_000,
        b"<a ="[:3] + b"= " * 1_400_000,
        b"<a " + b"'" * 2_900_000,
        (b"<a =" + b" " * 150) * 19_000,
    ],
)
def test_it_decides_in_time(body: bytes) -> None:
    start = time.process_time()

    with contextlib.suppress(UnreadableDocument):
        check_html_limits(body)

    assert time.process_time() - start < 8.0
