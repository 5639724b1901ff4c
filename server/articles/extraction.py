"""What does a fetched page say, about itself and at all?

`read_page` turns bytes into a `Page`. It runs in a child process that can be killed: the parsers that it calls take
seconds on pages made to hurt, and no one can promise that they never crash. So it is an ordinary function of picklable
values, does no I/O, and raises one kind of error.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import cache
from itertools import dropwhile, islice
from typing import TYPE_CHECKING, cast

from lxml.html import HtmlElement

from server.articles.bylines import clean_authors
from server.articles.canonical import choose_canonical, resolve_claim
from server.articles.cleaning import clean_body, fold
from server.articles.decoding import decode_html
from server.articles.flags import asks_to_pay, find_genre, is_news, is_opinion, is_paywalled
from server.articles.languages import find_language
from server.articles.markup import parse_html
from server.articles.metadata import Metadata, find_visible_date, read_metadata
from server.articles.models import Page
from server.errors import UnreadableDocument
from server.urls.normalization import normalize_url
from server.urls.parsing import parse_url

if TYPE_CHECKING:
    from trafilatura.settings import Document

# Some servers send pages as plain text or with no type at all; what is no page is found out soon enough.
HTML_TYPES = frozenset({"", "text/html", "application/xhtml+xml", "application/xml", "text/xml", "text/plain"})

# Text extraction takes two seconds at this size and grows with its square: larger pages keep their headline only.
MAX_ELEMENTS = 20_000

# Marks that the extractor puts in front of list items and table rows; they are not the page's words.
LINE_MARKS = "-|• \t"
MAX_FURNITURE = 200  # characters of a byline or a call to subscribe


def read_page(body: bytes, url: str, content_type: str) -> Page:
    """Return what the page says.

    :param url: the address that it was finally read from
    :raises UnreadableDocument: if there is no page in these bytes
    :raises InvalidURL: if `url` is not an http(s) address
    """
    address = normalize_url(url)
    media_type = content_type.partition(";")[0].strip().casefold()
    if media_type not in HTML_TYPES:
        raise UnreadableDocument(
            f"this is not a web page but {media_type[:60]}: give the address of the article itself"
        )
    try:
        return _read(parse_html(decode_html(body, content_type)), address)
    except UnreadableDocument:
        raise
    except Exception as error:  # the libraries raise whatever a broken page makes of them; here is the edge
        raise UnreadableDocument(
            f"this page cannot be read ({type(error).__name__}): it is damaged or not HTML"
        ) from error


def _read(tree: HtmlElement, url: str) -> Page:
    said = read_metadata(tree, resolve_claim(url, url) or url)
    is_small = len(list(islice(tree.iter(), MAX_ELEMENTS + 1))) <= MAX_ELEMENTS
    body = _extract_text(tree, said) if is_small else ""
    published = said.published or (find_visible_date(tree) if is_small else None)
    canonical = choose_canonical(url, declared=said.declared_url, og_url=said.og_url, json_ld_url=said.json_ld_url)
    genre = find_genre(canonical.url, said.title, types=said.types, sections=said.sections)
    return Page(
        url=url,
        canonical_url=canonical.url,
        republished_from=canonical.republished_from,
        amp_url=said.amp_url,
        title=said.title,
        body=body,
        description=said.description,
        authors=said.authors,
        published=published,
        modified_at=said.modified_at,
        language=find_language(said.languages, body or f"{said.title}. {said.description}"),
        section=next(iter(said.sections), None),
        site_name=said.site_name,
        is_news=is_news(
            path=parse_url(canonical.url).path,
            has_article_node=said.has_article_node,
            types=said.types,
            og_type=said.og_type,
            has_published=said.published is not None,
            body=body,
        ),
        is_opinion=is_opinion(genre),
        is_paywalled=is_paywalled(is_free=said.is_free, meta=said.meta, paywall_texts=said.paywall_texts, body=body),
        genre=genre,
    )


def _extract_text(tree: HtmlElement, said: Metadata) -> str:
    """Return the article's paragraphs, without the headline on top; "" if there is no article text to be found."""
    found = _load_extractor()(tree, favor_precision=True, include_comments=False)
    lines = (line.strip(LINE_MARKS) for line in found.text.split("\n")) if found and found.text else ()
    headline = fold(said.title)
    text = dropwhile(lambda line: fold(line) in {headline, ""}, lines)
    return clean_body(line for line in text if not _is_furniture(line, said))


def _is_furniture(line: str, said: Metadata) -> bool:
    """Whether a line is nothing but the byline, or asks for payment where the text breaks off."""
    if len(line) > MAX_FURNITURE:
        return False
    if said.authors and (names := clean_authors([line], ())) and set(names) <= set(said.authors):
        return True
    return asks_to_pay(line) and any(line in text for text in said.paywall_texts)


@cache
def _load_extractor() -> Callable[..., Document | None]:
    """Return the text extractor. Imported late: the server names `read_page`, but only children run it."""
    from trafilatura import bare_extraction  # noqa: PLC0415

    for name in ("trafilatura", "htmldate"):
        logging.getLogger(name).setLevel(logging.CRITICAL)  # they report each odd page; we return what it had
    return cast("Callable[..., Document | None]", bare_extraction)
