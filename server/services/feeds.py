"""A digest as a feed: JSON Feed 1.1 (jsonfeed.org/version/1.1) and Atom (RFC 4287), one entry for each story.

An entry's id stands for the story on that day, whatever name the server is reached by.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree as Xml

import msgspec
from msgspec import Struct

from server.services.answer_parts import LimitsAnswer
from server.services.letters import reading_time, story_html, story_text, title_of
from server.services.story_answers import DigestAnswer, DigestStoryAnswer

ATOM = "http://www.w3.org/2005/Atom"
FEED_PATH, ATOM_PATH, PAGE_PATH = "/api/v1/digest", "/digest.atom", "/digest"
MAKER = "Source Context"
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0, section 2.2


class FeedItem(Struct, frozen=True):
    """One story."""

    id: str
    url: str
    title: str
    content_html: str
    content_text: str
    date_published: datetime
    source_context: DigestStoryAnswer = msgspec.field(name="_source_context")


class FeedAbout(Struct, frozen=True):
    """What a feed has no name for."""

    day: str
    words: int
    reading_minutes: float
    limits: LimitsAnswer


class JsonFeed(Struct, frozen=True):
    """A digest as JSON Feed; what is ours alone is under `_source_context`, as the standard has it."""

    version: str
    title: str
    description: str
    home_page_url: str
    feed_url: str
    language: str
    items: list[FeedItem]
    source_context: FeedAbout = msgspec.field(name="_source_context")


def build_json_feed(digest: DigestAnswer, *, base: str, is_dated: bool) -> JsonFeed:
    """Return the digest as JSON Feed. :param is_dated: whether its address names the day, or stays with the newest"""
    query = f"?date={digest.day}" if is_dated else ""
    return JsonFeed(
        version="https://jsonfeed.org/version/1.1",
        title=title_of(digest),
        description=reading_time(digest),
        home_page_url=f"{base}{PAGE_PATH}{query}",
        feed_url=f"{base}{FEED_PATH}{query}",
        language="en",
        items=[
            FeedItem(
                id=_id(digest, story),
                url=f"{base}{story.url}",
                title=story.headline.text,
                content_html=str(story_html(story)),
                content_text=story_text(story),
                date_published=story.first_reported_at,
                source_context=story,
            )
            for story in digest.stories
        ],
        source_context=FeedAbout(digest.day.isoformat(), digest.words, digest.reading_minutes, digest.limits),
    )


def build_atom(digest: DigestAnswer, *, base: str, is_dated: bool) -> bytes:
    """Return the digest as an Atom feed."""
    query = f"?date={digest.day}" if is_dated else ""
    feed = Xml.Element("feed", {"xmlns": ATOM, "xml:lang": "en"})
    start = datetime(digest.day.year, digest.day.month, digest.day.day, tzinfo=UTC)
    updated = max([start, *(story.first_reported_at for story in digest.stories)])
    _add(feed, "id", "urn:uuid:" + str(uuid5(NAMESPACE_URL, f"{base}{PAGE_PATH}{query}")))
    _add(feed, "title", title_of(digest))
    _add(feed, "subtitle", reading_time(digest))
    _add(feed, "updated", updated.isoformat())
    _add(_add(feed, "author"), "name", MAKER)
    _add(feed, "link", rel="self", type="application/atom+xml", href=f"{base}{ATOM_PATH}{query}")
    _add(feed, "link", rel="alternate", type="text/html", href=f"{base}{PAGE_PATH}{query}")
    for story in digest.stories:
        entry = _add(feed, "entry")
        _add(entry, "id", _id(digest, story))
        _add(entry, "title", story.headline.text)
        _add(entry, "updated", story.first_reported_at.isoformat())
        _add(entry, "link", rel="alternate", type="text/html", href=f"{base}{story.url}")
        _add(entry, "content", str(story_html(story)), type="html")
    document: bytes = Xml.tostring(feed, encoding="utf-8", xml_declaration=True)
    return document


def _add(parent: Xml.Element, name: str, text: str | None = None, **attributes: str) -> Xml.Element:
    element = Xml.SubElement(parent, name, attributes)
    element.text = _NOT_XML.sub("\ufffd", text) if text is not None else None
    return element


def _id(digest: DigestAnswer, story: DigestStoryAnswer) -> str:
    return "urn:uuid:" + str(uuid5(NAMESPACE_URL, f"source-context:{story.id}:{digest.day}"))
