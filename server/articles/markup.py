"""Where on a page is the value asked for? The few questions that we put to its HTML tree, each in one linear pass.

One parse serves everything that reads the page, the text extractor included, so nothing here changes the tree.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from lxml.html import HtmlElement, HTMLParser, document_fromstring

from server.articles.cleaning import clean_line, clean_markup
from server.errors import UnreadableDocument

MAX_VALUES = 50  # of one meta name; a page of nothing but meta tags is nobody's article
MAX_ELEMENTS = 50  # of one kind that are looked at
MAX_TEXT = 500  # characters of one element's text

# Characters that XML has no place for. Browsers pass over them; the text extractor would give up on the whole page.
NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def parse_html(text: str) -> HtmlElement:
    """Return the page's tree, comments left out.

    :raises UnreadableDocument: if there is no markup in it at all
    """
    # The parser is given bytes because it refuses strings that declare an encoding of their own, as XHTML does.
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False, no_network=True)
    data = NOT_IN_XML.sub("", text).encode()
    if b"<" not in data:
        raise UnreadableDocument("this is not a web page: there is no HTML in it")
    return document_fromstring(data, parser=parser)


def read_meta(tree: HtmlElement) -> dict[str, list[str]]:
    """Return the page's meta tags: lower-case name, property or http-equiv → cleaned values in order."""
    meta: dict[str, list[str]] = {}
    for element in tree.iter("meta"):
        content = element.get("content")
        names = (element.get("property") or element.get("name") or element.get("http-equiv") or "").casefold().split()
        for name in names if content else ():
            values = meta.setdefault(name[:100], [])
            if len(values) < MAX_VALUES and (value := clean_markup(content)):
                values.append(value)
    return meta


def read_json_ld_blocks(tree: HtmlElement) -> Iterator[str]:
    """Yield the text of the page's JSON-LD scripts."""
    for script in tree.iter("script"):
        if "ld+json" in script.get("type", "").casefold():
            yield script.text or ""


def find_link(tree: HtmlElement, rel: str) -> str | None:
    """Return the address of the page's first `<link>` with this relation."""
    links = (link for link in tree.iter("link") if rel in link.get("rel", "").casefold().split())
    return next((href for link in links if (href := link.get("href", "").strip())), None)


def is_amp(tree: HtmlElement) -> bool:
    """Whether the page is the AMP form of an article."""
    return "amp" in tree.attrib or "⚡" in tree.attrib


def texts_of(elements: Iterable[HtmlElement]) -> Iterator[str]:
    """Yield what the elements show, cleaned and bounded; empty ones are passed over."""
    for element in islice(elements, MAX_ELEMENTS):
        pieces = (piece for piece in element.itertext() if piece.strip())
        if text := clean_line(" ".join(islice(pieces, MAX_ELEMENTS)), limit=MAX_TEXT):
            yield text


def find_property(tree: HtmlElement, name: str) -> Iterator[HtmlElement]:
    """Yield the elements that carry a microdata property."""
    return (element for element in tree.iterfind(".//*[@itemprop]") if name in element.get("itemprop", "").split())


def find_marked(tree: HtmlElement, word: str) -> Iterator[HtmlElement]:
    """Yield the elements of the page's body whose class or id holds `word`."""
    elements = tree.iter("div", "section", "aside", "p")
    return (element for element in elements if word in f"{element.get('class', '')} {element.get('id', '')}".casefold())
