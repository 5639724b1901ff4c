"""What does this sitemap offer that is new?

News sites list the articles of their last two days in a news sitemap, with title and time: a feed in all but name. A
sitemap index lists further sitemaps. Both can be very long, so they are read as a stream, and only the newest entries
are kept. What has no title is left to the feeds: an address alone says too little.
"""

from __future__ import annotations

import heapq
import io
import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from lxml import etree

from server.articles.models import DateSource
from server.articles.published import parse_time
from server.errors import InvalidInput, UnreadableDocument
from server.fetching.entries import MAX_NOTES, ParsedFeed, collect_entries
from server.fetching.feed_items import MAX_ENTRIES, MAX_FIELD, Item, Text
from server.fetching.limits import KIB
from server.fetching.links import resolve_link

RECENT = timedelta(days=3)  # Google's news sitemaps hold two; one more for polls that were missed
MAX_URLS = 50_000  # the protocol's own limit
MAX_CHILDREN = 10

HEAD = 4 * KIB
COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
FIRST_TAG = re.compile(rb"<(?:[\w.-]{1,40}:)?([A-Za-z][\w.-]{0,40})")
KINDS = {b"urlset": "sitemap", b"sitemapindex": "sitemap_index"}
ROWS = {"url", "sitemap"}


def find_sitemap_kind(body: bytes) -> str | None:
    """Return what kind of sitemap the document is, or None if it is something else."""
    first = FIRST_TAG.search(COMMENT.sub(b"", body[:HEAD]))
    return KINDS.get(first[1]) if first else None


def parse_sitemap(
    body: bytes, *, url: str, now: datetime, max_age: timedelta = RECENT, allow: tuple[str, ...] = ()
) -> ParsedFeed:
    """Return the newest entries of a sitemap, or the newest children of an index.

    :raises UnreadableDocument: if nothing in it can be read
    """
    notes: list[str] = []
    rows = _read_rows(body, notes)
    if find_sitemap_kind(body) == "sitemap_index":
        feed = ParsedFeed("sitemap_index", children=_newest_children(rows, url, now - max_age, notes, allow))
    else:
        newest = _newest_items(rows, now - max_age)
        feed = collect_entries("sitemap", newest, url=url, now=now, source=DateSource.SITEMAP, allow=allow)
    feed.skipped.extend(notes)
    return feed


def _read_rows(body: bytes, notes: list[str]) -> Iterator[dict[str, str]]:
    """Yield the texts of each <url> or <sitemap> by the names of their elements; say in `notes` what was left out."""
    read = 0
    events = etree.iterparse(
        io.BytesIO(body),
        events=("start", "end"),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
    )
    try:
        for event, element in events:
            if event == "start":
                _refuse_entities(element)
            elif _name(element) in ROWS:
                yield _read_row(element)
                read += 1
                _free(element)
                if read >= MAX_URLS:
                    notes.append(f"everything after the first {MAX_URLS:,} addresses: we read no more of one sitemap")
                    return
    except etree.XMLSyntaxError as error:
        if not read:
            raise UnreadableDocument("The sitemap is damaged: it is not well-formed XML.") from error
        notes.append(f"everything after address {read}: the sitemap is damaged there")


def _read_row(row: Any) -> dict[str, str]:  # an lxml element
    """Return the texts below the row by name. A news title has a name of its own: images and videos have titles too."""
    texts: dict[str, str] = {}
    for element in row.iter():
        if element is row or not element.text:
            continue
        in_news = _name(element.getparent()) in {"news", "publication"}
        texts.setdefault(f"news:{_name(element)}" if in_news else _name(element), element.text.strip()[:MAX_FIELD])
    return texts


def _newest_items(rows: Iterator[dict[str, str]], since: datetime) -> list[Item]:
    """Return the items of `since` and later, newest first, as many as we take from one feed."""
    newest: list[tuple[datetime, int, Item]] = []
    for number, row in enumerate(rows):
        stated = row.get("news:publication_date", "") or row.get("lastmod", "")
        at = parse_time(stated)
        if at is None or at < since:
            continue
        item = Item(
            link=row.get("loc", ""),
            title=Text(row.get("news:title", ""), is_html=True),
            published=row.get("news:publication_date", ""),
            labels=tuple(row.get("news:genres", "").split(",")),
            language=row.get("news:language", ""),
        )
        keep = heapq.heappush if len(newest) < MAX_ENTRIES else heapq.heappushpop
        keep(newest, (at, -number, item))
    return [item for _, _, item in sorted(newest, key=lambda entry: entry[:2], reverse=True)]


def _newest_children(
    rows: Iterator[dict[str, str]], url: str, since: datetime, notes: list[str], allow: tuple[str, ...]
) -> list[str]:
    """Return the children that may hold something new; those that do not say when they changed come last, in order."""
    dated: list[tuple[datetime, str]] = []
    undated: list[str] = []
    for number, row in enumerate(rows, start=1):
        try:
            child = resolve_link(url, row.get("loc", ""), allow=allow)
        except InvalidInput as error:
            if len(notes) < MAX_NOTES:
                notes.append(f"sitemap {number}: {error}")
            continue
        changed = parse_time(row.get("lastmod", ""))
        if changed is None:
            undated.append(child)
        elif changed >= since:
            dated.append((changed, child))
    newest = [child for _, child in sorted(dated, key=lambda pair: pair[0], reverse=True)]
    return list(dict.fromkeys(newest + undated))[:MAX_CHILDREN]


def _refuse_entities(element: Any) -> None:  # an lxml element
    """Refuse a sitemap that declares entities of its own: none has them, bombs and file readers do."""
    if element.getparent() is None and element.getroottree().docinfo.internalDTD is not None:
        raise UnreadableDocument("The sitemap declares a document type of its own, which no sitemap needs.")


def _free(element: Any) -> None:  # an lxml element
    """Let go of what has been read, or the whole sitemap would be in memory at the end."""
    element.clear(keep_tail=False)
    while element.getprevious() is not None:
        del element.getparent()[0]


def _name(element: Any) -> str:  # an lxml element
    """Return the name without its namespace; comments have none."""
    return etree.QName(element).localname if element is not None and isinstance(element.tag, str) else ""
