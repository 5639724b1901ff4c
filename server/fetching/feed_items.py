"""What do the feed formats call the few things that we take from them?

RSS (0.9x to 2.0), RDF (RSS 1.0), Atom and JSON Feed are read here into one plain shape, as written there; what is made
of it is `server.fetching.entries`' business. Namespaces are ignored where the plain name is clear enough, because
publishers forget to declare them, misspell them, and use the 0.3 and 1.0 addresses of Atom alike.

Well-formed XML is read from its tree. The rest, one feed in thirty, goes to feedparser, which mends almost anything.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from lxml import etree

from server.errors import UnreadableDocument
from server.fetching.limits import KIB

MAX_ENTRIES = 500
MAX_FIELD = 32 * KIB  # some feeds carry whole articles in their summaries; a teaser is at the beginning

# Mending takes 3 s for so many tags, and damaged feeds are as small as others: a hundred entries have a few thousand.
MAX_MENDED_TAGS = 50_000

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
XML_BASE = "{http://www.w3.org/XML/1998/namespace}base"
KINDS = {"rss": "rss", "RDF": "rdf", "feed": "atom"}
ITEM_NAMES = {"rss": "item", "rdf": "item", "atom": "entry"}
DATES = ("pubDate", "published", "issued", "date", "created", "updated", "modified")
SUMMARIES = ("description", "summary", "encoded", "content")


class Text(NamedTuple):
    """A text as the feed has it, and whether it is HTML."""

    value: str = ""
    is_html: bool = False


NOTHING = Text()


@dataclass(frozen=True, slots=True)
class Item:
    """One entry as written: nothing checked, nothing cleaned."""

    link: str
    title: Text
    summary: Text = NOTHING
    published: str = ""
    authors: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()  # sections, categories, genres
    language: str = ""
    base: str = ""  # what the link is relative to, where that is not the feed


def read_xml(root: Any) -> tuple[str, Iterator[Item]]:  # an lxml element, for which there are no types
    """Return the kind of the feed and its items.

    :raises UnreadableDocument: if it is XML of another sort
    """
    kind = KINDS.get(_name(root))
    if kind is None:
        raise UnreadableDocument(f"This is not a feed but a <{_name(root)[:40]}> document.")
    channel = next((child for child in root if _name(child) == "channel"), root)
    language = root.get(XML_LANG, "") or _text(channel, "language")
    base = root.get(XML_BASE, "")
    items = (node for node in root.iter() if _name(node) == ITEM_NAMES[kind])
    return kind, (_read_node(node, language, base) for node in items)


def read_json(body: bytes) -> Iterator[Item | None]:
    """Return the items of a JSON Feed; none for one that is no object.

    :raises UnreadableDocument: if it is not a JSON Feed
    """
    try:
        document = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise UnreadableDocument("The feed is damaged: it begins like JSON, but is not.") from error
    if not isinstance(document, dict) or not isinstance(document.get("items"), list):
        raise UnreadableDocument("This is JSON, but not a JSON Feed: it has no list of items.")
    language = _string(document.get("language"))
    return (_read_object(item, language) if isinstance(item, dict) else None for item in document["items"])


def read_tolerant(body: bytes) -> tuple[str, Iterator[Item]]:
    """Return the kind and items of a feed that is not well-formed, mended.

    :raises UnreadableDocument: if nothing in it looks like a feed
    """
    if body.count(b"<") > MAX_MENDED_TAGS:
        raise UnreadableDocument("The feed is not well-formed XML, and too large to be mended.")
    # Imported where it is needed, which is in few feeds and always in a child process.
    import feedparser  # noqa: PLC0415

    # Always a file object: given bytes that happen to be a path or an address, feedparser would open it.
    parsed = feedparser.parse(io.BytesIO(body), sanitize_html=False, resolve_relative_uris=False)
    if not parsed.version and not parsed.entries:
        raise UnreadableDocument("This is not a feed: neither RSS nor Atom, JSON Feed or a sitemap.")
    language = _string(parsed.feed.get("language"))
    kind = "atom" if parsed.version.startswith("atom") else "rss"
    return kind, (_read_mended(entry, language) for entry in parsed.entries)


def _read_node(node: Any, language: str, base: str) -> Item:  # an lxml element
    return Item(
        link=_link(node),
        title=_rich_text(node, ("title",)),
        summary=_rich_text(node, SUMMARIES),
        published=next(filter(None, (_text(node, name) for name in DATES)), ""),
        authors=tuple(_authors(node)),
        labels=tuple(_labels(node)),
        language=node.get(XML_LANG, "") or _text(node, "language") or language,
        base=node.get(XML_BASE, base),
    )


def _link(node: Any) -> str:  # an lxml element
    """Return the article's address: RSS puts it into the text, Atom into an attribute, some only into the guid."""
    for link in _children(node, "link"):
        if link.get("href") and link.get("rel", "alternate") == "alternate":
            return str(link.get("href"))
        if link.text and link.text.strip():
            return str(link.text)
    for guid in _children(node, "guid"):
        if guid.get("isPermaLink", "true").strip().lower() == "true":
            return guid.text or ""
    return ""


def _rich_text(node: Any, names: Iterable[str]) -> Text:  # an lxml element
    """Return the first of the named children that holds something."""
    for name in names:
        for child in _children(node, name):
            value = "".join(child.itertext())[:MAX_FIELD]
            if value.strip():
                # Atom says what it is, and "xhtml" has no markup left once only its text is taken. RSS never says; what
                # stands there is HTML often enough that a bare "&lt;b&gt;" is a tag and not a text about tags.
                is_atom = "Atom" in _namespace(child) or "purl.org/atom" in _namespace(child)
                return Text(value, child.get("type", "") in {"html", "text/html"} if is_atom else True)
    return NOTHING


def _authors(node: Any) -> Iterator[str]:  # an lxml element
    for child in _children(node, "creator", "author"):
        yield _text(child, "name") or "".join(child.itertext())[:MAX_FIELD]


def _labels(node: Any) -> Iterator[str]:  # an lxml element
    for child in _children(node, "category", "subject", "section"):
        yield child.get("label") or child.get("term") or child.text or ""


def _read_object(item: dict[str, Any], language: str) -> Item:  # JSON from a stranger
    authors = item.get("authors") if isinstance(item.get("authors"), list) else [item.get("author")]
    tags = item.get("tags") if isinstance(item.get("tags"), list) else []
    plain = _string(item.get("summary")) or _string(item.get("content_text"))
    return Item(
        link=_string(item.get("url")) or _string(item.get("id")),
        title=Text(_string(item.get("title"))),
        summary=Text(plain) if plain else Text(_string(item.get("content_html")), is_html=True),
        published=_string(item.get("date_published")) or _string(item.get("date_modified")),
        authors=tuple(_string(author.get("name")) for author in authors or () if isinstance(author, dict)),
        labels=tuple(map(_string, tags or ())),
        language=_string(item.get("language")) or language,
    )


def _read_mended(entry: Any, language: str) -> Item:  # feedparser's dictionary
    return Item(
        link=_string(entry.get("link")),
        title=Text(_string(entry.get("title")), is_html=True),
        summary=Text(_string(entry.get("summary")), is_html=True),
        published=_string(entry.get("published")) or _string(entry.get("updated")),
        authors=tuple(_string(author.get("name")) for author in entry.get("authors", ())),
        labels=tuple(_string(tag.get("term")) for tag in entry.get("tags", ())),
        language=_string(entry.get("language")) or language,
    )


def _children(node: Any, *names: str) -> Iterator[Any]:  # lxml elements
    return (child for child in node if _name(child) in names)


def _text(node: Any, name: str) -> str:  # an lxml element
    return next((child.text.strip()[:MAX_FIELD] for child in _children(node, name) if child.text), "")


def _name(node: Any) -> str:  # an lxml element
    """Return the name without its namespace; comments and the like have none."""
    return etree.QName(node).localname if isinstance(node.tag, str) else ""


def _namespace(node: Any) -> str:  # an lxml element
    return etree.QName(node).namespace or ""


def _string(value: object) -> str:
    """Return what should be a string, or "" where a stranger put something else."""
    return value[:MAX_FIELD] if isinstance(value, str) else ""
