"""What is shown of a story: a headline and a first sentence, both an article's own.

Nothing is written here. Each is a span of a named article, word for word, so that anyone can check it against the page.
Which headline stands for all is decided in `server.stories.headlines`, which sentence in `server.stories.ledes`.
"""

from __future__ import annotations

from collections.abc import Sequence

from server.articles.models import Article, Evidence
from server.coverage.models import Counts
from server.stories.figures import find_corrections
from server.stories.headlines import is_neutral_report, rank_headlines
from server.stories.ledes import find_lede
from server.stories.models import StorySummary


def summarize(articles: Sequence[Article], *, counts: Counts) -> StorySummary:
    """Return what is shown of the story that these articles make up; there must be one at least."""
    corrections = find_corrections(articles)
    ranked = rank_headlines(articles, corrections)
    title = ranked[0].title
    ledes = (find_lede(article, corrections) for article in ranked if is_neutral_report(article))
    times = [article.published.at for article in articles if article.published]
    return StorySummary(
        headline=Evidence(ranked[0].id, 0, len(title), title, field="title"),
        lede=next(filter(None, ledes), None),
        counts=counts,
        first_published_at=min(times, default=None),
        newest_published_at=max(times, default=None),
    )
