"""What we could not see, said in every answer."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from threading import Lock

from server.articles.ingest_models import FeedHealth
from server.errors import StoreUnavailable
from server.services.answer_parts import LimitsAnswer
from server.services.ports import ArticleStore

FRESH_SECONDS = 1.0  # the counts change with every poll; a look-up need not count the feeds each time


class LimitsService:
    """Keeps the feeds' state at hand for `limits`."""

    def __init__(
        self,
        articles: ArticleStore,
        *,
        also: Callable[[], Sequence[str]] = list,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        """:param also: what else readers should know just now"""
        self._articles = articles
        self._also = also
        self._also_now: Sequence[str] = ()
        self._monotonic = monotonic
        self._lock = Lock()
        self._read_at = -FRESH_SECONDS
        self._health = FeedHealth(0, 0, None)
        self._failing = False

    def limits(self, notes: Sequence[str] = (), *, degraded: bool = False) -> LimitsAnswer:
        """Return the limits of an answer, with what is particular to it in `notes`."""
        health = self._current()
        all_notes = [*notes, *_health_notes(health), *self._also_now]
        if self._failing:
            all_notes.append("The store did not answer: counts of feeds may be out of date.")
        is_degraded = degraded or self._failing or health.failed > 0
        return LimitsAnswer(
            "degraded" if is_degraded else "full",
            health.polled,
            health.failed,
            health.newest_article_at,
            all_notes,
        )

    def _current(self) -> FeedHealth:
        now = self._monotonic()
        with self._lock:
            if now - self._read_at < FRESH_SECONDS:
                return self._health
            self._read_at = now
        try:
            self._health = self._articles.feed_health()
            self._also_now = self._also()
            self._failing = False
        except StoreUnavailable:
            self._failing = True
        return self._health


def _health_notes(health: FeedHealth) -> list[str]:
    if health.polled == 0:
        return ["No feed has been polled yet: coverage is limited to articles that were added by hand."]
    if health.failed:
        return [f"{health.failed} of {health.polled} feeds could not be read at their last poll."]
    return []
