"""Which articles of a large story are read for its text?

What four hundred articles say, sixty of them say. Every origin comes before any origin's second article, and where
there are more origins than room they are taken evenly over time, first and last among them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from server.articles.models import Article
from server.coverage.models import Origin

MOST_READ = 60

_UNDATED = datetime.max.replace(tzinfo=UTC)


def sample(articles: Sequence[Article], origins: Sequence[Origin], *, most: int = MOST_READ) -> list[Article]:
    """Return the articles that are read, each once, earliest first, in the same order whatever the order given."""
    kept: list[Article] = []
    for row in _rows(articles, origins):
        kept.extend(_spread(row, most - len(kept)))
        if len(kept) >= most:
            break
    return sorted(kept, key=when)


def when(article: Article) -> tuple[datetime, str]:
    """Return what articles are put in order of time by; those without a time come last."""
    return (article.published.at if article.published else _UNDATED, article.id)


def _rows(articles: Sequence[Article], origins: Sequence[Origin]) -> Iterator[list[Article]]:
    """Yield the first article of each origin, then the second of each, and so on: texts before headlines."""
    by_id = {article.id: article for article in articles}
    origin_of = {article_id: origin.id for origin in origins for article_id in origin.article_ids}
    groups: dict[str, list[Article]] = {}
    for article in sorted(by_id.values(), key=lambda article: (not article.has_text, when(article))):
        groups.setdefault(origin_of.get(article.id, article.id), []).append(article)
    for place in range(max(map(len, groups.values()), default=0)):
        yield sorted((group[place] for group in groups.values() if len(group) > place), key=when)


def _spread(row: Sequence[Article], room: int) -> Iterator[Article]:
    """Yield at most `room` articles of a row, evenly, the first and the last of it among them."""
    if len(row) <= room:
        yield from row
        return
    step = (len(row) - 1) / max(room - 1, 1)
    yield from (row[round(place * step)] for place in range(room))
