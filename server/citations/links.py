"""Which outlets does an article link to?

A link counts where it has words in the text; one to the article's own outlet cites nobody.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from server.articles.models import Article
from server.citations.models import Link
from server.citations.resolution import is_same_house
from server.errors import InvalidURL
from server.outlets.resolver import Resolver

_MOST_LINKS = 200


def outlets_of_links(links: Sequence[Link], resolver: Resolver, article: Article) -> Iterator[tuple[Link, str]]:
    """Give the links in the article's text that lead to another known outlet, with its key."""
    for link in links[:_MOST_LINKS]:
        if not 0 <= link.start < link.end <= len(article.body) or article.body[link.start : link.end].isspace():
            continue
        try:
            key = resolver.key_of(link.url)
        except InvalidURL:
            continue
        if key and not is_same_house(key, article.outlet_key):
            yield link, key
