"""What does a page say about itself, and whom do we believe where it contradicts itself?

A page states its headline, authors, time, section and language several times over, for search engines, for social
networks and for people. For each field the first of these that says anything wins: JSON-LD (written by the newsroom's
own system and the most exact), meta tags, then what is visible. The feed's word comes in between where it is known; see
`server.articles.merge`. The language is the exception: the root element's comes first, because browsers act on it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from lxml.html import HtmlElement

from server.articles.bylines import clean_authors
from server.articles.canonical import is_same_site, resolve_claim
from server.articles.headlines import clean_headline, names_in_host
from server.articles.json_ld import JsonLdArticle, main_article, read_json_ld
from server.articles.markup import (
    find_link,
    find_marked,
    find_property,
    is_amp,
    read_json_ld_blocks,
    read_meta,
    texts_of,
)
from server.articles.models import DateSource, Precision, Published
from server.articles.published import choose_published, parse_published, parse_time

Meta = Mapping[str, Sequence[str]]

# Names of meta tags by field, most trusted first. Open Graph and `article:` are what newsrooms check, because readers
# see them shared; parsely and sailthru are written by the newsroom's own system; Dublin Core by libraries and
# authorities; `twitter:` repeats Open Graph, often shortened. Not here: `twitter:creator` (an account), `date` and
# `last-modified` (often the time of delivery).
TITLE = ("og:title", "parsely-title", "sailthru.title", "dc.title", "dcterms.title", "twitter:title", "title")
DESCRIPTION = ("og:description", "description", "sailthru.description", "dc.description", "twitter:description")
AUTHOR = ("author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator", "byl")
PUBLISHED = (
    "article:published_time", "og:article:published_time", "og:published_time", "article:published", "parsely-pub-date",
    "sailthru.date", "dcterms.created", "dcterms.issued", "dc.date.issued", "dc.date", "pubdate", "publish-date",
    "publication_date", "datepublished",
)  # fmt: skip
MODIFIED = ("article:modified_time", "og:updated_time", "dcterms.modified", "datemodified")
SECTION = ("article:section", "parsely-section", "cxenseparse:section", "section")
SITE_NAME = ("og:site_name", "application-name")
LANGUAGE = ("content-language", "language", "dc.language", "og:locale")


@dataclass(frozen=True, slots=True)
class Metadata:
    """A page's own account of itself, each field settled; addresses are as stated."""

    title: str
    description: str
    authors: tuple[str, ...]
    published: Published | None
    modified_at: datetime | None
    sections: tuple[str, ...]
    site_name: str | None
    languages: tuple[str, ...]  # all that it declares, most trusted first
    types: frozenset[str]  # schema.org types: the article's, or the page's where no article node stands for it
    og_type: str
    declared_url: str | None
    og_url: str | None
    json_ld_url: str | None
    amp_url: str | None  # normalized
    is_free: bool | None
    has_article_node: bool
    meta: Meta
    paywall_texts: tuple[str, ...]


def read_metadata(tree: HtmlElement, url: str) -> Metadata:
    """Return what the page read from `url` (normalized) says about itself."""
    meta = read_meta(tree)
    json_ld = read_json_ld(read_json_ld_blocks(tree))
    declared_url = find_link(tree, "canonical")
    own = {url, resolve_claim(url, declared_url)}
    node = main_article(json_ld.articles, is_this_page=lambda stated: resolve_claim(url, stated) in own)
    article = node or JsonLdArticle(types=())
    site_names = [*filter(None, (article.publisher, *_values(meta, SITE_NAME))), *names_in_host(url)]
    return Metadata(
        title=_find_title(tree, meta, article, site_names),
        description=article.description or _first(meta, DESCRIPTION),
        authors=_find_authors(tree, meta, article, site_names),
        published=_find_published(tree, meta, article),
        modified_at=parse_time(article.date_modified or _first(meta, MODIFIED)),
        sections=article.sections or tuple(_values(meta, SECTION)),
        site_name=_first(meta, SITE_NAME) or article.publisher or None,
        languages=(tree.get("lang", ""), tree.get("xml:lang", ""), article.language, *_values(meta, LANGUAGE)),
        types=frozenset(article.types) or json_ld.types,
        og_type=_first(meta, ("og:type",)).casefold(),
        declared_url=declared_url,
        og_url=_first(meta, ("og:url",)) or None,
        json_ld_url=next(iter(article.urls), None),
        amp_url=url if is_amp(tree) else _find_amp_url(tree, url),
        is_free=article.is_accessible_for_free,
        has_article_node=node is not None,
        meta=meta,
        paywall_texts=tuple(texts_of(find_marked(tree, "paywall"))),
    )


def _find_title(tree: HtmlElement, meta: Meta, article: JsonLdArticle, site_names: Sequence[str]) -> str:
    shared = _first(meta, TITLE)
    stated = article.headline
    cut = stated.rstrip(".… ")
    if stated.endswith(("…", "...")) and shared.startswith(cut) and len(shared) > len(cut):
        stated = shared  # search engines once asked for 110 characters, and some systems still cut there
    visible = [*texts_of(tree.iter("h1"))]
    candidates = (stated, shared, visible[0] if len(visible) == 1 else "", *texts_of(tree.iter("title")), *visible)
    return next((title for raw in candidates if (title := clean_headline(raw, site_names))), "")


def _find_authors(tree: HtmlElement, meta: Meta, article: JsonLdArticle, site_names: Sequence[str]) -> tuple[str, ...]:
    links = (link for link in tree.iter("a") if "author" in link.get("rel", "").split())
    for stated in (article.authors, _values(meta, AUTHOR), texts_of(find_property(tree, "author")), texts_of(links)):
        if names := clean_authors(stated, site_names):
            return names
    return ()


def _find_published(tree: HtmlElement, meta: Meta, article: JsonLdArticle) -> Published | None:
    """Return the time that the page states in its markup; what only its text shows is `find_visible_date`."""
    properties = (e.get("content") or e.get("datetime") or "" for e in find_property(tree, "datePublished"))
    stated = (parse_published(text, source=DateSource.META) for text in (*_values(meta, PUBLISHED), *properties))
    return choose_published((parse_published(article.date_published, source=DateSource.JSON_LD), *stated))


def find_visible_date(tree: HtmlElement) -> Published | None:
    """Return when the page was published by what a reader sees, known to the day unless there is one `<time>` only."""
    times = {text for element in tree.iter("time") if (text := element.get("datetime", "").strip())}
    if len(times) == 1 and (published := parse_published(times.pop(), source=DateSource.TEXT)):
        return published
    # Imported late, and asked last: its patterns take a while to build, and it knows no time of day. Without
    # `extensive_search` it leaves the copyright year in the footer alone; with an empty `url` it cannot read the
    # address, whose date may be that of a folder. Its upper bound would be this machine's clock.
    from htmldate import find_date  # noqa: PLC0415

    found = find_date(tree, extensive_search=False, original_date=True, url="", max_date="2999-12-31")
    published = parse_published(found or "", source=DateSource.TEXT)
    return replace(published, precision=Precision.DAY) if published else None


def _find_amp_url(tree: HtmlElement, url: str) -> str | None:
    address = resolve_claim(url, find_link(tree, "amphtml"))
    return address if address and address != url and is_same_site(address, url) else None


def _values(meta: Meta, names: Sequence[str]) -> list[str]:
    return [value for name in names for value in meta.get(name, ())]


def _first(meta: Meta, names: Sequence[str]) -> str:
    return next(iter(_values(meta, names)), "")
