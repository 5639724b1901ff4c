"""What does an invented outlet's feed say? RSS, Atom, JSON Feed and news sitemaps, newest entry first."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from email.utils import format_datetime
from itertools import groupby
from xml.etree.ElementTree import Element, SubElement, indent, tostring  # builds only; nothing foreign is parsed here

from server.sample.models import Kind, SampleArticle, SampleFeed, SampleOutlet
from server.sample.sites import SITEMAP_INDEX, TAGGED_FEED, Sites

DUBLIN_CORE = "http://purl.org/dc/elements/1.1/"
ATOM = "http://www.w3.org/2005/Atom"
SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
NEWS = "http://www.google.com/schemas/sitemap-news/0.9"

CONTENT_TYPES = {
    "rss": "application/rss+xml; charset=utf-8",
    "atom": "application/atom+xml; charset=utf-8",
    "json": "application/feed+json; charset=utf-8",
    "sitemap": "application/xml; charset=utf-8",
}
# Words of the news sitemap format for what is not plain news.
NEWS_GENRES = {Kind.OPINION: "Opinion", Kind.SATIRE: "Satire", Kind.NEWSLETTER: "Blog"}
# One day of a sitemap index: `…/news.xml` → `…/news-2026-10-05.xml`.
DAY_OF_INDEX = re.compile(r"(?P<stem>/.*)-(?P<day>\d{4}-\d\d-\d\d)\.xml")


@dataclass(frozen=True, slots=True)
class Listing:
    """What a feed has to say at one moment."""

    feed: SampleFeed
    outlet: SampleOutlet
    home: str
    entries: Sequence[SampleArticle]  # newest first
    as_of: datetime | None
    day: str = ""  # ISO date: only this day's part of a sitemap index

    def of_day(self, day: str) -> Listing:
        return replace(self, day=day, entries=[entry for entry in self.entries if _day(entry) == day])


def list_entries(sites: Sites, feed: SampleFeed, *, as_of: datetime | None) -> Listing:
    """What the feed lists by then."""
    outlet = sites.newsroom.outlets[feed.key]
    entries = sites.published(outlet=feed.key, as_of=as_of)
    return Listing(feed, outlet, sites.home_url(outlet), entries, as_of)


def render_feed(listing: Listing) -> bytes:
    """The feed as its address serves it; for a site with a sitemap index, that index."""
    if listing.feed.kind == "sitemap" and listing.feed.key in SITEMAP_INDEX and not listing.day:
        return _sitemap_index(listing)
    return RENDERERS[listing.feed.kind](listing)


def _rss(listing: Listing) -> bytes:
    root = Element("rss", {"version": "2.0", "xmlns:dc": DUBLIN_CORE, "xmlns:atom": ATOM})
    channel = SubElement(root, "channel")
    _texts(
        channel,
        {
            "title": listing.outlet.name,
            "link": listing.home,
            "description": listing.outlet.name,
            "language": listing.outlet.language,
        },
    )
    SubElement(channel, "atom:link", {"rel": "self", "type": "application/rss+xml", "href": listing.feed.url})
    for entry in listing.entries:
        item = SubElement(channel, "item")
        _texts(
            item,
            {
                "title": entry.headline_at(listing.as_of),
                "link": _tagged(listing.feed, entry),
                "description": entry.description,
            },
        )
        SubElement(item, "guid", {"isPermaLink": "false"}).text = entry.url
        _texts(item, {"pubDate": format_datetime(entry.published), "category": entry.section})
        for author in entry.authors:
            SubElement(item, "dc:creator").text = author
    return _document(root)


def _atom(listing: Listing) -> bytes:
    root = Element("feed", {"xmlns": ATOM, "xml:lang": listing.outlet.language})
    updated = max((_changed(entry, listing.as_of) for entry in listing.entries), default=listing.as_of)
    _texts(
        root,
        {"title": listing.outlet.name, "id": listing.feed.url} | ({"updated": updated.isoformat()} if updated else {}),
    )
    SubElement(root, "link", {"rel": "self", "href": listing.feed.url})
    SubElement(root, "link", {"rel": "alternate", "href": listing.home})
    for entry in listing.entries:
        item = SubElement(root, "entry")
        _texts(item, {"title": entry.headline_at(listing.as_of), "id": entry.url, "summary": entry.description})
        _texts(item, {"published": entry.published.isoformat(), "updated": _changed(entry, listing.as_of).isoformat()})
        SubElement(item, "link", {"rel": "alternate", "type": "text/html", "href": _tagged(listing.feed, entry)})
        SubElement(item, "category", {"term": entry.section})
        for author in entry.authors:
            SubElement(SubElement(item, "author"), "name").text = author
    return _document(root)


def _json_feed(listing: Listing) -> bytes:
    document = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": listing.outlet.name,
        "home_page_url": listing.home,
        "feed_url": listing.feed.url,
        "language": listing.outlet.language,
        "items": [
            {
                "id": entry.url,
                "url": _tagged(listing.feed, entry),
                "title": entry.headline_at(listing.as_of),
                "content_text": entry.description,
                "summary": entry.description,
                "date_published": entry.published.isoformat(),
                "date_modified": _changed(entry, listing.as_of).isoformat(),
                "authors": [{"name": name} for name in entry.authors],
                "tags": [entry.section],
                "language": entry.language,
            }
            for entry in listing.entries
        ],
    }
    return json.dumps(document, ensure_ascii=False, indent=1).encode()


def _sitemap(listing: Listing) -> bytes:
    root = Element("urlset", {"xmlns": SITEMAP, "xmlns:news": NEWS})
    for entry in listing.entries:
        item = SubElement(root, "url")
        _texts(item, {"loc": _tagged(listing.feed, entry)})
        news = SubElement(item, "news:news")
        _texts(
            SubElement(news, "news:publication"), {"news:name": listing.outlet.name, "news:language": entry.language}
        )
        _texts(
            news, {"news:publication_date": entry.published.isoformat(), "news:title": entry.headline_at(listing.as_of)}
        )
        if entry.kind in NEWS_GENRES:
            _texts(news, {"news:genres": NEWS_GENRES[entry.kind]})
    return _document(root)


def _sitemap_index(listing: Listing) -> bytes:
    root = Element("sitemapindex", {"xmlns": SITEMAP})
    for day, of_day in groupby(listing.entries, key=_day):
        newest = next(of_day)  # entries come newest first
        address = f"{listing.feed.url.removesuffix('.xml')}-{day}.xml"
        _texts(SubElement(root, "sitemap"), {"loc": address, "lastmod": newest.published.isoformat()})
    return _document(root)


RENDERERS: Mapping[str, Callable[[Listing], bytes]] = {
    "rss": _rss,
    "atom": _atom,
    "json": _json_feed,
    "sitemap": _sitemap,
}


def _texts(parent: Element, texts: Mapping[str, str]) -> None:
    for tag, text in texts.items():
        SubElement(parent, tag).text = text


def _document(root: Element) -> bytes:
    indent(root)
    document: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return document


def _changed(entry: SampleArticle, as_of: datetime | None) -> datetime:
    return entry.modified_by(as_of) or entry.published


def _day(entry: SampleArticle) -> str:
    return entry.published.date().isoformat()


def _tagged(feed: SampleFeed, entry: SampleArticle) -> str:
    tag = TAGGED_FEED.get(feed.key)
    return f"{entry.url}{'&' if '?' in entry.url else '?'}{tag}" if tag else entry.url
