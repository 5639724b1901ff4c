"""Turn one item of a feed or sitemap, as written, into an `Entry`: cleaned, bounded, believable; or say why not."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

import lxml.html
from lxml import etree

from server.articles.bylines import clean_authors
from server.articles.cleaning import clean_line
from server.articles.genre_words import find_genre_word
from server.articles.languages import primary_subtag
from server.articles.models import DateSource, Entry, Genre
from server.articles.published import is_plausible, parse_published
from server.errors import InvalidInput
from server.fetching.feed_items import MAX_ENTRIES, Item, Text
from server.fetching.links import resolve_link

MAX_TITLE = 500
MAX_SUMMARY = 2_000
MAX_LABELS = 50
MAX_NOTES = 50  # a feed that is broken throughout need not say so five hundred times

# Elements after which a reader sees a gap, so that words on both sides are two words.
BLOCKS = ("br", "p", "div", "li", "td", "tr", "h1", "h2", "h3", "h4", "blockquote", "hr", "figure", "figcaption")
UNSEEN = ("script", "style", "template", "noscript")
MAIL_AND_NAME = re.compile(r"\S+@\S+ \((.{1,80})\)")  # RSS wants an address there; the name is behind it


@dataclass(frozen=True, slots=True)
class ParsedFeed:
    """What a feed or sitemap holds, as far as we can use it."""

    kind: str  # rss · rdf · atom · json · sitemap · sitemap_index
    entries: list[Entry] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)  # what could not be used, each with its reason
    children: list[str] = field(default_factory=list)  # of a sitemap index: the sitemaps to read, newest first


def collect_entries(
    kind: str, items: Iterable[Item | None], *, url: str, now: datetime, source: DateSource, allow: tuple[str, ...] = ()
) -> ParsedFeed:
    """Return the usable ones of the first items, and why the others are not."""
    feed = ParsedFeed(kind)
    for number, item in enumerate(items, start=1):
        if number > MAX_ENTRIES:
            feed.skipped.append(f"everything after entry {MAX_ENTRIES}: we read no more of one feed")
            break
        try:
            feed.entries.append(_build_entry(item, url=url, now=now, source=source, allow=allow))
        except InvalidInput as error:
            if len(feed.skipped) < MAX_NOTES:
                feed.skipped.append(f"entry {number}: {error}")
    return feed


def _build_entry(item: Item | None, *, url: str, now: datetime, source: DateSource, allow: tuple[str, ...]) -> Entry:
    """:raises InvalidInput: with what is missing or wrong"""
    if item is None:
        raise InvalidInput("it is not an object")
    if not item.link.strip():
        raise InvalidInput("it has no link")
    link = resolve_link(resolve_link(url, item.base, allow=allow), item.link, allow=allow)
    title = plain_text(item.title, MAX_TITLE)
    if not title:
        raise InvalidInput("it has no title")
    published = parse_published(clean_line(item.published), source=source)
    return Entry(
        url=link,
        title=title,
        summary=plain_text(item.summary, MAX_SUMMARY),
        authors=clean_authors((MAIL_AND_NAME.sub(r"\1", author) for author in item.authors), ()),
        published=published if published and is_plausible(published, now) else None,
        language=primary_subtag(item.language),
        is_opinion=True if any(find_genre_word(label) is Genre.OPINION for label in item.labels[:MAX_LABELS]) else None,
    )


def plain_text(text: Text, limit: int) -> str:
    """Return the text on one line, without tags, its entities decoded once."""
    line = clean_line(text.value, limit=8 * limit)
    if text.is_html and ("<" in line or "&" in line):
        line = clean_line(_strip_tags(line), limit=limit)
    return line[:limit].rstrip()


def _strip_tags(markup: str) -> str:
    try:
        root = lxml.html.fragment_fromstring(markup, create_parent="div")
    except (etree.ParserError, ValueError):  # nothing but a comment, a character that XML has no place for
        return ""
    etree.strip_elements(root, *UNSEEN, etree.Comment, with_tail=False)
    for element in root.iter(*BLOCKS):
        element.tail = " " + (element.tail or "")
    return str(root.text_content())
