"""Articles for tests of matching, in one line each."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from server.articles.identity import article_id
from server.articles.models import Article, DateSource, Precision, Published


def make_article(title: str, body: str = "", *, at: datetime | None = None, url: str = "", **fields: Any) -> Article:
    """Return an article; its address is made of its title unless it is given."""
    url = url or f"https://ledger.example/{abs(hash(title))}"
    published = Published(at, Precision.MINUTE, DateSource.FEED) if at else None
    defaults: dict[str, Any] = {"outlet_key": "ledger.example", "language": "en"}
    return Article(
        id=article_id(url), url=url, canonical_url=url, title=title, body=body, published=published, **(defaults | fields)
    )


def day(number: int, hour: int = 12) -> datetime:
    """Return a time in October 2026."""
    return datetime(2026, 10, number, hour, tzinfo=UTC)
