"""What kind of page is this: an article or a front, a report or something else, open or locked?

Only what the publisher itself marks counts: schema.org types, section names, path segments, labels before a headline,
access tiers. We never judge from the wording of the text. No marking at all is `None`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from server.articles.genre_words import TYPES, WORDS, find_genre_word, words
from server.articles.models import Genre
from server.urls.parsing import parse_url
from server.urls.registrable import registrable_domain

# "Opinion | A headline", "Kommentar: Eine Überschrift", "A headline – Opinion". A bare hyphen needs spaces around it.
LABEL = re.compile(r"\s*(?:[|:•»]|\s[-–—])\s+")
BETWEEN_SECTIONS = re.compile(r"\s*[|/>›»,;]\s*")

# Access tiers in meta tags: name → value → is it paywalled.
ACCESS_META: Mapping[str, Mapping[str, bool]] = {
    # Facebook's article tier, which most paywalled papers state. "metered" shows a few pages a month: paywalled.
    "article:content_tier": {"free": False, "metered": True, "locked": True},
    # Names of paywall vendors and large publishing systems; values as they write them.
    "paywall": {"true": True, "hard": True, "metered": True, "false": False, "free": False},
    "is_paywalled": {"true": True, "false": False},
    "ispaidcontent": {"true": True, "false": False},
    "isaccessibleforfree": {"true": False, "false": True},
    "access": {"subscriber": True, "subscribers": True, "premium": True, "free": False},
}

# What stands in the box that replaces the rest of a locked text; matched only inside an element named "paywall".
ASKS_TO_PAY = re.compile(
    r"subscri|sign in|log in|register|unlock"  # English
    r"|abonn|anmelden|weiterlesen|freischalten"  # German, French (abonnez), Dutch (abonneren), Danish, Norwegian
    r"|suscr[ií]b|suscripci|assine|assinante|abbona|prenumer",  # Spanish, Portuguese, Italian, Swedish
    re.IGNORECASE,
)

# Many sites carry the box hidden on every page; on a locked page there is little text besides it.
MAX_TEASER = 2_000

# Types of schema.org for pages that list, search or describe others.
LISTING_TYPES = frozenset(
    {"CollectionPage", "SearchResultsPage", "ItemList", "ProfilePage", "ContactPage", "AboutPage"}
)
LISTING_SEGMENTS = words("""
    search suche recherche buscar busca cerca zoeken tag tags topic topics thema themen author authors autor autoren
    auteur category categories kategorie rubrik archive archives
""")
MIN_NEWS_BODY = 250  # characters: two or three sentences; a teaser page or a video page has less


def find_genre(url: str, title: str, *, types: Iterable[str] = (), sections: Iterable[str] = ()) -> Genre | None:
    """Return what kind of piece the page is marked as.

    :param types: its schema.org types
    :param sections: names of the sections that it says it is in
    """
    names = [name for section in sections for name in BETWEEN_SECTIONS.split(section)]
    markings = (*names, *_markings_in(url), *_labels(title))
    found = {*map(TYPES.get, types), *map(find_genre_word, markings)}
    marked = next((genre for genre, _ in WORDS if genre in found), None)
    return marked or (Genre.NEWS if names or Genre.NEWS in found else None)


def is_opinion(genre: Genre | None) -> bool | None:
    """Whether the piece is marked as opinion; None when it is not marked as anything."""
    return None if genre is None else genre is Genre.OPINION


def is_paywalled(
    *, is_free: bool | None, meta: Mapping[str, Sequence[str]], paywall_texts: Iterable[str], body: str
) -> bool | None:
    """Whether a reader must pay or sign in, by what the page states in JSON-LD, then in meta tags, then shows.

    :param paywall_texts: text of the elements whose class or id says "paywall"
    """
    if is_free is not None:
        return not is_free
    for name, meanings in ACCESS_META.items():
        for value in meta.get(name, ()):
            if (stated := meanings.get(value.casefold())) is not None:
                return stated
    if len(body) > MAX_TEASER:
        return None
    return True if any(map(asks_to_pay, paywall_texts)) else None


def asks_to_pay(text: str) -> bool:
    """Whether a text speaks of subscribing or signing in. Much else does: ask only about what is called a paywall."""
    return ASKS_TO_PAY.search(text) is not None


def is_news(
    *, path: str, has_article_node: bool, types: Iterable[str], og_type: str, has_published: bool, body: str
) -> bool:
    """Whether the page is one article: not a home page, a section front, a search or a person's page."""
    if path in {"", "/"}:
        return False
    if has_article_node:
        return True
    segments = [segment.casefold() for segment in path.split("/") if segment]
    if LISTING_TYPES.intersection(types) or LISTING_SEGMENTS.intersection(segments):
        return False
    if len(body) < MIN_NEWS_BODY:
        return og_type == "article" and has_published
    return og_type == "article" or has_published


def _markings_in(url: str) -> list[str]:
    """Return the labels before the site's own name, and the path's segments but for the last: that is the slug."""
    address = parse_url(url)
    front = address.host.removesuffix(registrable_domain(address.host) or address.host)
    return [*front.split("."), *address.path.split("/")[:-1]]


def _labels(title: str) -> list[str]:
    """Return the short parts before the first and after the last separator of a headline."""
    parts = LABEL.split(title)
    return [parts[0], parts[-1]] if len(parts) > 1 else []
