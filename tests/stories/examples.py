"""Articles of one invented story: a ferry that caught fire."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from server.articles.models import Article, DateSource, Precision, Published
from server.coverage.models import Counts

EVENING = datetime(2026, 3, 1, 18, 0, tzinfo=UTC)
COUNTS = Counts(1, 1, 1, {"left": 0, "center": 0, "right": 0, "not_rated": 1}, {"unknown": 1}, {"unknown": 1})


def article(title: str, body: str = "", *, hour: float | None = None, **fields: Any) -> Article:
    """Return an article with this headline, whose id is made of it; `hour` counts from `EVENING`."""
    name = "-".join(title.split()) or "untitled"
    published = None if hour is None else Published(EVENING + timedelta(hours=hour), Precision.MINUTE, DateSource.META)
    plain: dict[str, Any] = {"outlet_key": None, "body": body, "published": published, "language": "en"}
    return Article(name, f"https://{name}.example/", f"https://{name}.example/", title=title, **plain | fields)
