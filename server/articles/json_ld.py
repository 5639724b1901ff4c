"""What do a page's JSON-LD blocks say about its article?

Publishers write these blocks by hand, by plugin and by string concatenation, so we read leniently (comment wrappers,
line breaks inside strings, trailing commas, text after the value) and bounded (size, depth, number of nodes). Only
nodes that stand for the page are followed: `@graph`, `mainEntity` and `mainEntityOfPage`, but not lists of items, parts
or live updates, which describe other pages.

Which of several article nodes the page is about is decided in `main_article`; which field wins over the page's meta
tags is decided in `server.articles.metadata`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, fields, replace
from functools import reduce
from itertools import islice

from server.articles.cleaning import clean_markup, fold

MAX_BLOCKS = 50
MAX_BLOCK_CHARS = 1_000_000
MAX_DEPTH = 6
MAX_NODES = 2_000
MAX_ARTICLES = 100
MAX_VALUES = 200  # of one field
MAX_ADDRESSES = 5  # of one article

WRAPPER = re.compile(r"\s*(?:<!--|(?://|/\*)?\s*<!\[CDATA\[\s*(?:\*/)?)?\s*")
TRAILING_COMMA = re.compile(r",\s*(?=[}\]])")

# Types of schema.org that stand for one news page. A page that calls itself only "WebPage" says nothing.
ARTICLE_TYPES = frozenset(
    {
        "Article",
        "NewsArticle",
        "AnalysisNewsArticle",
        "AskPublicNewsArticle",
        "BackgroundNewsArticle",
        "OpinionNewsArticle",
        "ReportageNewsArticle",
        "ReviewNewsArticle",
        "AdvertiserContentArticle",
        "SatiricalArticle",
        "LiveBlogPosting",
        "BlogPosting",
        "Report",
        "ScholarlyArticle",
        "TechArticle",
    }
)

Node = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class JsonLdArticle:
    """One article node, with the text of its fields cleaned; what it does not say is empty or None."""

    types: tuple[str, ...]
    urls: tuple[str, ...] = ()  # its own address as stated: url, @id, mainEntityOfPage
    headline: str = ""
    description: str = ""
    date_published: str = ""
    date_modified: str = ""
    authors: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    publisher: str = ""
    language: str = ""
    is_accessible_for_free: bool | None = None


@dataclass(frozen=True, slots=True)
class JsonLd:
    """What a page's blocks say: its article nodes in order, and the types of all nodes that stand for the page."""

    articles: tuple[JsonLdArticle, ...] = ()
    types: frozenset[str] = frozenset()


def read_json_ld(blocks: Iterable[str]) -> JsonLd:
    """Return what the blocks say; one that cannot be read is passed over."""
    found = (node for block in islice(blocks, MAX_BLOCKS) for node in _page_nodes(_load(block)))
    nodes = list(islice(found, MAX_NODES))
    by_id = {node_id: node for node in nodes if isinstance(node_id := node.get("@id"), str) and len(node) > 1}
    articles = (_read_article(node, by_id) for node in nodes if ARTICLE_TYPES.intersection(_types(node)))
    return JsonLd(tuple(islice(articles, MAX_ARTICLES)), frozenset(name for node in nodes for name in _types(node)))


def main_article(articles: Iterable[JsonLdArticle], *, is_this_page: Callable[[str], bool]) -> JsonLdArticle | None:
    """Return the node that the page is about, or None where that cannot be told.

    Several nodes for one article (two plugins, two types) are put together, the first to say something winning. Nodes
    with different headlines are a list of other pages, unless one of them names this page's address.
    """
    known = list(articles)
    chosen = [article for article in known if any(map(is_this_page, article.urls))]
    if not chosen and len({fold(article.headline) for article in known if article.headline}) <= 1:
        chosen = known
    return reduce(_fill_gaps, chosen) if chosen else None


def _fill_gaps(article: JsonLdArticle, other: JsonLdArticle) -> JsonLdArticle:
    gaps = {
        field.name: getattr(other, field.name)
        for field in fields(article)
        if getattr(article, field.name) in ((), "", None)
    }
    return replace(article, **gaps, types=tuple(dict.fromkeys((*article.types, *other.types))))


def _load(block: str) -> object:
    """Return the block's first JSON value, or None."""
    start = WRAPPER.match(block)
    text = block[start.end() if start else 0 :][:MAX_BLOCK_CHARS]
    decoder = json.JSONDecoder(strict=False)
    with suppress(ValueError, RecursionError):
        return decoder.raw_decode(text)[0]
    with suppress(ValueError, RecursionError):
        return decoder.raw_decode(TRAILING_COMMA.sub("", text))[0]
    return None


def _page_nodes(value: object, depth: int = 0) -> Iterator[Node]:
    """Yield the nodes that stand for the page, outermost first."""
    if depth > MAX_DEPTH:
        return
    for node in _many(value):
        if not isinstance(node, dict):
            continue
        yield node
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _page_nodes(node.get(key), depth + 1)


def _read_article(node: Node, by_id: Mapping[str, Node]) -> JsonLdArticle:
    def resolved(key: str) -> list[object]:
        """The values of a field, a reference by `@id` replaced by the node that it names."""
        values = _many(node.get(key))
        return [by_id.get(str(v.get("@id")), v) if isinstance(v, dict) and len(v) == 1 else v for v in values]

    return JsonLdArticle(
        types=tuple(_types(node)),
        urls=tuple(islice(_urls(node), MAX_ADDRESSES)),
        headline=_first_text(node.get("headline"), limit=500) or _first_text(node.get("name"), limit=500),
        description=_first_text(node.get("description")),
        date_published=_first_text(node.get("datePublished"), limit=100),
        date_modified=_first_text(node.get("dateModified"), limit=100),
        authors=tuple(_names(resolved("author") or resolved("creator"))),
        sections=tuple(_names(_many(node.get("articleSection")))),
        publisher=next(iter(_names(resolved("publisher"))), ""),
        language=next(iter(_names(_many(node.get("inLanguage")), key="alternateName")), ""),
        is_accessible_for_free=_is_free(node),
    )


def _is_free(node: Node) -> bool | None:
    """Return what the node says of itself; a locked part locks the article, too."""
    parts = [part.get("isAccessibleForFree") for part in _many(node.get("hasPart")) if isinstance(part, dict)]
    stated = [_as_bool(value) for value in (node.get("isAccessibleForFree"), *parts)]
    return False if False in stated else stated[0]


def _as_bool(value: object) -> bool | None:
    """Read true and false as publishers write them: "False", "http://schema.org/False", 0."""
    word = str(value).rpartition("/")[2].strip().casefold()
    return {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}.get(word)


def _types(node: Node) -> Iterator[str]:
    """Yield the node's types without the vocabulary's address."""
    for name in _many(node.get("@type")):
        if isinstance(name, str):
            yield name.rpartition("/")[2].rpartition(":")[2].strip()


def _urls(node: Node) -> Iterator[str]:
    for value in (*_many(node.get("url")), *_many(node.get("mainEntityOfPage")), node.get("@id")):
        address = value.get("@id") or value.get("url") if isinstance(value, dict) else value
        if isinstance(address, str) and address.strip():
            yield address.strip()


def _names(values: Iterable[object], *, key: str = "name") -> Iterator[str]:
    """Yield the text of plain values and the names of nodes."""
    for value in values:
        named = value.get(key) or value.get("name") if isinstance(value, dict) else value
        for text in _many(named):
            if isinstance(text, str) and (cleaned := clean_markup(text, limit=200)):
                yield cleaned


def _first_text(value: object, *, limit: int = 2_000) -> str:
    values = (str(v.get("@value", "")) if isinstance(v, dict) else v for v in _many(value))
    return next((clean_markup(text, limit=limit) for text in values if isinstance(text, str) and text.strip()), "")


def _many(value: object) -> list[object]:
    """Return a field's values as a list: JSON-LD allows one value to stand without brackets."""
    if value is None:
        return []
    return value[:MAX_VALUES] if isinstance(value, list) else [value]
