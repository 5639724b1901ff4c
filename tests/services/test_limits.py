from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from server.articles.ingest_models import FeedHealth
from server.services.limits import FRESH_SECONDS, LimitsService


def test_it_says_what_others_know_of_limits_and_asks_them_no_more_than_once_a_second() -> None:
    articles: Any = SimpleNamespace(feed_health=lambda: FeedHealth(2, 0, None))
    asked: list[float] = []
    now = [0.0]

    def trouble() -> list[str]:
        asked.append(now[0])
        return ["the embedder has failed"]

    limits = LimitsService(articles, also=trouble, monotonic=lambda: now[0])

    for now[0] in (0.0, 0.5 * FRESH_SECONDS, FRESH_SECONDS):
        assert limits.limits(["a note"]).notes == ["a note", "the embedder has failed"]
    assert asked == [0.0, FRESH_SECONDS]
