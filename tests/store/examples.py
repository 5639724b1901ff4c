"""Articles to store, and a way to let another process do it."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from server.articles.identity import article_id
from server.articles.models import Article, DateSource, Genre, Precision, Published

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


def article(number: int, **fields: Any) -> Article:
    """Return one of many different articles; `fields` replace what it says."""
    url = f"https://news.example/{number}"
    url = fields.pop("url", url)
    canonical_url = fields.pop("canonical_url", url)
    plain: dict[str, Any] = {"outlet_key": "news.example", "title": f"Headline {number}", "body": f"Text {number}."}
    return Article(article_id(canonical_url), url, canonical_url, **plain | fields)


def full_article() -> Article:
    """Return an article in which every field is known."""
    return article(
        1,
        description="Two lines about it.",
        authors=("Ada Beck", "Cy Dorn"),
        published=Published(datetime(2026, 2, 28, 6, 30, 1, 5, UTC), Precision.SECOND, DateSource.JSON_LD),
        modified_at=datetime(2026, 2, 28, 7, 0, tzinfo=UTC),
        language="en",
        section="world",
        is_opinion=False,
        is_paywalled=True,
        republished_from="https://wire.example/1",
        genre=Genre.NEWS,
    )


def in_child(work: Callable[[], None]) -> int:
    """Run `work` in a child process; return its id at once. The child ends without cleaning up, as if killed."""
    child = os.fork()
    if child:
        return child
    try:
        work()
        os._exit(0)
    except BaseException:  # noqa: BLE001 -- the child must never return into the tests; the parent sees the status
        os._exit(1)
