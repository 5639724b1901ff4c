"""What does this feed offer?

Decides what the bytes are, refuses what no feed needs, and reads the rest by `feed_items`, `sitemaps` and `entries`.
Runs in a child process: nothing here goes to the network or a file, and nothing here need be fast on hostile input.
"""

from __future__ import annotations

import codecs
import gzip
import io
import re
import zlib
from datetime import datetime, timedelta

from lxml import etree

from server.articles.models import DateSource
from server.errors import UnreadableDocument
from server.fetching.entries import ParsedFeed, collect_entries
from server.fetching.feed_items import read_json, read_tolerant, read_xml
from server.fetching.limits import KIB, MIB
from server.fetching.sitemaps import RECENT, find_sitemap_kind, parse_sitemap
from server.fetching.tags import refuse_crowded_tags

MAX_FEED = 5 * MIB
MAX_SITEMAP = 50 * MIB  # what the protocol allows, unpacked
HEAD = 4 * KIB  # in which a document must have begun

GZIP_MARK = b"\x1f\x8b"
# Longest first: the UTF-32 mark begins with that of UTF-16.
WIDE_MARKS = {
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
DECLARED_ENCODING = re.compile(rb"(<\?xml[^>]{0,200}?)\s+encoding\s*=\s*[\"'][^\"'>]*[\"']")
INTERNAL_SUBSET = re.compile(rb"<!DOCTYPE[^<>\[]*+\[", re.IGNORECASE)


def parse_feed(
    body: bytes, *, url: str, now: datetime, sitemap_age: timedelta = RECENT, allow: tuple[str, ...] = ()
) -> ParsedFeed:
    """Return the entries of a feed or sitemap of any kind, found at `url`.

    :param sitemap_age: how old an entry of a sitemap may be; a feed is as short as its publisher wants
    :param allow: reserved suffixes that links may name, because they are served by a `SampleRoute`
    :raises UnreadableDocument: if it is none, or one that is larger or stranger than feeds are
    """
    body = _unpack(body)
    if find_sitemap_kind(body):
        return parse_sitemap(body, url=url, now=now, max_age=sitemap_age, allow=allow)
    if len(body) > MAX_FEED:
        raise UnreadableDocument(f"The feed is larger than the {MAX_FEED // KIB:,} KiB that we read.")
    body = _from_first_character(body)
    if body.startswith(b"{"):
        return collect_entries("json", read_json(body), url=url, now=now, source=DateSource.FEED, allow=allow)
    refuse_crowded_tags(body)
    if INTERNAL_SUBSET.search(body):
        raise UnreadableDocument("The feed declares entities of its own, which no feed needs.")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        kind, items = read_xml(etree.fromstring(body, parser))
    except etree.XMLSyntaxError:
        kind, items = read_tolerant(body)
    return collect_entries(kind, items, url=url, now=now, source=DateSource.FEED, allow=allow)


def _unpack(body: bytes) -> bytes:
    """Return the document out of a gzip file, which sitemaps often are."""
    if not body.startswith(GZIP_MARK):
        return body
    try:
        unpacked = gzip.GzipFile(fileobj=io.BytesIO(body)).read(MAX_SITEMAP + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise UnreadableDocument("The document is a damaged gzip file.") from error
    if len(unpacked) > MAX_SITEMAP:
        raise UnreadableDocument(f"The sitemap is larger than the {MAX_SITEMAP // MIB} MiB that we read.")
    return unpacked


def _from_first_character(body: bytes) -> bytes:
    """Return the document from its first character on, in UTF-8 if it was in a wide encoding.

    :raises UnreadableDocument: if it does not begin as a feed can begin
    """
    for mark, encoding in WIDE_MARKS.items():
        if body.startswith(mark):
            # Checks that look at bytes would otherwise see every second one.
            body = DECLARED_ENCODING.sub(rb"\1", body.decode(encoding, errors="replace").encode(), count=1)
            break
    body = body.removeprefix(codecs.BOM_UTF8).lstrip()
    start = 0 if body.startswith(b"{") else body.find(b"<", 0, HEAD)
    if start < 0:
        raise UnreadableDocument("This is not a feed: it does not begin like XML or JSON.")
    return body[start:]
