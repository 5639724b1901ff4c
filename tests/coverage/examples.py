"""Articles and outlets of invented papers, for folding and counting."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from server.articles.models import Article, DateSource, Precision, Published
from server.outlets.models import Outlet

MORNING = datetime(2026, 3, 1, 6, 0, tzinfo=UTC)


def article(name: str, *, hour: float | None = None, **fields: Any) -> Article:
    """Return an article whose id is `name`, at a site of its own; `hour` counts from `MORNING`."""
    url = f"https://{name}.example/a"
    published = None if hour is None else _published(MORNING + timedelta(hours=hour))
    plain: dict[str, Any] = {"outlet_key": None, "title": f"Headline of {name}", "published": published}
    return Article(name, url, fields.pop("canonical_url", url), **plain | fields)


def outlet(key: str, **fields: Any) -> Outlet:
    """Return an outlet called like its key."""
    return Outlet(key, fields.pop("name", key.partition(".")[0].title()), **fields)


def prose(seed: int, *, words: int = 60) -> str:
    """Return one paragraph; those of two seeds share no run of words."""
    random = Random(seed)
    vocabulary = [f"{letter}{number}" for letter in "abcdefgh" for number in range(200)]
    return " ".join(random.choices(vocabulary, k=words)) + "."


def _published(at: datetime) -> Published:
    return Published(at, Precision.MINUTE, DateSource.META)
