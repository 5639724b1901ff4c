"""Read a fetched page in a child process, after refusing what no news page looks like."""

from __future__ import annotations

from collections.abc import Callable

from server.articles.models import FetchedPage, Page
from server.errors import UnreadableDocument
from server.fetching.children import ChildPool
from server.fetching.limits import KIB, MIB
from server.fetching.tags import refuse_crowded_tags

MAX_HTML = 3 * MIB
# Extraction takes 2 s for 20,000 elements and 10 s for 40,000. Long reads and live blogs have up to 10,000.
MAX_TAGS = 20_000
MAX_END_TAGS = 60_000  # most make no element, but `</p>` does, even alone
ReadPage = Callable[[bytes, str, str], Page]


class PageReaderInChild:
    """Turns a page's bytes into a `Page` by `read_page`, a function of another room that children can import."""

    def __init__(self, pool: ChildPool, read_page: ReadPage) -> None:
        self._pool = pool
        self._read_page = read_page

    def read(self, page: FetchedPage) -> Page:
        """Return what the page says about itself.

        :raises UnreadableDocument: if it cannot be parsed within time and memory
        """
        check_html_limits(page.body)
        return self._pool.run(self._read_page, page.body, page.url, page.content_type)


def check_html_limits(body: bytes) -> None:
    """Refuse, in time that grows with the length only, what would keep a parser busy for long.

    :raises UnreadableDocument: with the limit that the page exceeds
    """
    if len(body) > MAX_HTML:
        raise UnreadableDocument(f"The page is larger than the {MAX_HTML // KIB:,} KiB that we read.")
    end_tags = body.count(b"</")
    if body.count(b"<") - end_tags > MAX_TAGS or end_tags > MAX_END_TAGS:
        raise UnreadableDocument(f"The page has more than the {MAX_TAGS:,} elements that we read.")
    refuse_crowded_tags(body)
