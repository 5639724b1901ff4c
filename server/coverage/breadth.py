"""How far has a story spread: how many articles, from how many independent origins and outlets, and where are these?

Articles alone would mislead: forty prints of one agency text are forty articles and one origin. So the two are always
counted together. What is not known of an outlet is counted as such and never guessed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from urllib.parse import urlsplit

from server.articles.models import Article
from server.coverage.models import Counts, Origin
from server.outlets.models import Outlet

NOT_RATED = "not_rated"
SIDES = ("left", "center", "right", NOT_RATED)
UNKNOWN = "unknown"


def count_coverage(
    articles: Sequence[Article],
    origins: Sequence[Origin],
    outlets: Mapping[str, Outlet | None],
    side_of: Callable[[Outlet | None], str | None],
) -> Counts:
    """Return how many articles, origins and outlets these are, and how the articles spread.

    Lean, country and owner are those of each article's outlet; each of the three sums up to the number of articles.

    :param origins: of these articles and perhaps others; those that none of the articles belongs to are not counted
    :param outlets: by article id
    :param side_of: says on which of `SIDES` an outlet's articles are shown; None for "not rated"
    """
    ids = {article.id for article in articles}
    publishers = [outlets.get(article.id) for article in articles]
    sides = Counter(side_of(outlet) or NOT_RATED for outlet in publishers)
    return Counts(
        articles=len(articles),
        origins=sum(not ids.isdisjoint(origin.article_ids) for origin in origins),
        outlets=len({_publisher(*pair) for pair in zip(articles, publishers, strict=True)}),
        by_lean={side: sides[side] for side in SIDES},
        by_country=_most_first(outlet.country if outlet else None for outlet in publishers),
        by_owner=_most_first((outlet.owner_family or outlet.owner) if outlet else None for outlet in publishers),
    )


def _publisher(article: Article, outlet: Outlet | None) -> tuple[str, str]:
    """Return what tells publishers apart: the outlet, or the host where the outlet is unknown."""
    return ("outlet", outlet.key) if outlet else ("host", urlsplit(article.canonical_url).hostname or "")


def _most_first(names: Iterable[str | None]) -> dict[str, int]:
    """Return how often each name occurs, by falling count, then by name."""
    counted = Counter(name or UNKNOWN for name in names)
    return dict(sorted(counted.items(), key=lambda item: (-item[1], item[0])))
