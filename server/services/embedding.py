"""Have the operator's embedder make a vector of every article, and let nothing of it hold anything up.

What arrives is seen to before it is grouped, within a time; what could not be then, and what was held before there was
an embedder, is made up for by `fill`, which goes through the store in order of change and remembers how far it is. An
embedder that fails is left alone for a while, longer each time; matching goes on by words, and readers are told so.

It is sent headlines and beginnings of articles that are held, and the two probes; never what a reader looks at or
sends. What it answers is believed only if the probes come back as they should (`server.coverage.embeddings`).
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TypeVar

from server.articles.models import Article, StoredArticle
from server.coverage.embeddings import (
    PROBES,
    Embedder,
    Vector,
    VectorRow,
    Vectors,
    VectorStore,
    believe,
    check_probes,
    stamp_of,
    text_to_embed,
)
from server.coverage.records import build_record
from server.errors import EmbedderFailed, EmbedderRefused, StoreUnavailable
from server.services.ports import ArticleStore, Clock

log = logging.getLogger(__name__)

Item = TypeVar("Item")

AT_ONCE = 32  # texts in one question, besides the probes: with 1,500 characters each, some 16,000 tokens
PREPARE_SECONDS = 20.0  # how long grouping may be held up by vectors of what it is about to group
FIRST_PAUSE = 30.0  # seconds after a failure; twice as long after each further one …
LONGEST_PAUSE = 600.0  # … up to this
SHORTENED = 3  # a text that is refused is tried once more, a third as long: some models take 512 tokens
NOT_AVAILABLE = "the comparison by meaning is not available: newer articles are found by their words alone."
_A_DAY = 1440  # minutes; a publication time later than this after we saw the article is a mistake


@dataclass(frozen=True, slots=True)
class _Todo:
    """An article whose vector is to be made."""

    stored: StoredArticle
    text: str
    stamp: bytes

    @property
    def minute(self) -> int:
        """The minute that it is filed under: when it was published if that can be, else first seen."""
        seen = _minute_of(self.stored.first_seen_at)
        published = build_record(self.stored.article).minutes
        return seen if published is None or published > seen + _A_DAY else max(published, 0)


class EmbeddingService:
    """Asks the embedder, believes it only what can be checked, and keeps the vectors."""

    def __init__(
        self,
        embedder: Embedder,
        vectors: VectorStore,
        articles: ArticleStore,
        *,
        now: Clock,
        days: int,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        """:param days: articles older than this are not filled up: the candidate index has dropped them, too"""
        self._embedder = embedder
        self._vectors = vectors
        self._articles = articles
        self._now = now
        self._days = timedelta(days=days)
        self._monotonic = monotonic
        self._failures = 0
        self._pause_ends = -1.0

    @property
    def model(self) -> str:
        """Which model makes the vectors."""
        return self._embedder.model

    @property
    def is_pausing(self) -> bool:
        """Whether the embedder has failed so lately that it is left alone."""
        return self._failures > 0 and self._monotonic() < self._pause_ends

    def prepare(self, arrived: Sequence[StoredArticle]) -> None:
        """Make the vectors of articles that are about to be grouped, as far as there is time; never raises ours."""
        if arrived and not self.is_pausing:
            self._make(arrived, give_up_at=self._monotonic() + PREPARE_SECONDS)

    def fill(self, limit: int = 10 * AT_ONCE) -> int:
        """Make the vectors that are missing among the next changes; return how many changes were seen to.

        0 if there are none, or while the embedder is left alone; calling again later goes on from there.

        :raises StoreUnavailable:
        """
        if self.is_pausing:
            return 0
        position = self._vectors.state().position
        if position > self._articles.last_change():  # of a store that was since set back
            position = 0
        changes = self._articles.changes_after(position, limit=limit)
        oldest = self._now() - self._days
        if not changes or not self._make([stored for _, stored in changes if stored.when[0] >= oldest]):
            return 0
        self._vectors.move(changes[-1][0])
        return len(changes)

    def left(self) -> int:
        """Return how many changes `fill` has not seen to, at most."""
        return max(self._articles.last_change() - self._vectors.state().position, 0)

    def forget(self) -> None:
        """Forget all vectors; `fill` makes them anew. :raises StoreUnavailable:"""
        self._vectors.clear()

    def embed(self, articles: Sequence[Article]) -> dict[str, Vector]:
        """Return vectors by article id, made now and not kept, of those that can have one. :raises EmbedderFailed:"""
        texts = {article.id: text for article in articles if (text := text_to_embed(article))}
        found: dict[str, Vector] = {}
        for ids in _in_parts(list(texts)):
            made = zip(ids, self._ask_patiently([texts[one] for one in ids], float("inf")), strict=True)
            found.update((article_id, vector) for article_id, vector in made if vector is not None)
        return found

    def check(self) -> str:
        """Return how the embedder does, having asked it. :raises EmbedderFailed: :raises StoreUnavailable:"""
        self._ask([])
        dimension = self._vectors.state().dimension
        return f"{self.model}, {dimension} numbers to a vector; {self._vectors.count()} articles have one"

    def notes(self) -> list[str]:
        """Return what readers should know: whether the embedder has failed, as any process has found."""
        try:
            state = self._vectors.state()
        except StoreUnavailable:  # then the store has troubles of its own, and says so
            return []
        if state.trouble is None or state.since is None:
            return []
        since = datetime.fromtimestamp(60 * state.since, tz=UTC)
        return [f"Since {since:%Y-%m-%d %H:%M} UTC {NOT_AVAILABLE}"]

    def close(self) -> None:
        """Close what is open."""
        self._vectors.close()

    def _make(self, stored: Sequence[StoredArticle], *, give_up_at: float = float("inf")) -> bool:
        """Make vectors of those that have none yet; return whether the embedder did all that was asked of it."""
        try:
            for some in _in_parts(self._to_do(stored)):
                made = zip(some, self._ask_patiently([one.text for one in some], give_up_at), strict=True)
                self._vectors.save([_row(todo, vector) for todo, vector in made if vector is not None])
                self._recovered()
        except EmbedderFailed as error:
            self._pause(str(error))
            return False
        except StoreUnavailable as error:
            log.warning("%s", error)
            return False
        return True

    def _ask_patiently(self, texts: Sequence[str], give_up_at: float) -> list[Vector | None]:
        """Return a vector for each text but those that the embedder will not have, and those that there is no time for.

        :raises EmbedderFailed: if it is not for the texts: the probes are refused as well
        """
        if self._monotonic() >= give_up_at:
            log.warning("the embeddings service is slower than articles arrive; some are made up for later")
            return [None] * len(texts)
        try:
            return list(self._ask(texts))
        except EmbedderRefused:
            self._ask([])
        if len(texts) > 1:
            middle = len(texts) // 2
            return [part for some in (texts[:middle], texts[middle:]) for part in self._ask_patiently(some, give_up_at)]
        return self._ask_shorter(texts[0])

    def _ask_shorter(self, text: str) -> list[Vector | None]:
        try:
            return list(self._ask([text[: len(text) // SHORTENED]]))
        except EmbedderRefused as error:
            log.info("an article gets no vector: %s", error)
            return [None]

    def _to_do(self, stored: Sequence[StoredArticle]) -> list[_Todo]:
        newest = {one.article.id: one for one in stored}  # an article may have changed twice
        texts = {article_id: text_to_embed(one.article) for article_id, one in newest.items()}
        held = self._vectors.stamps(list(newest))
        found = (_Todo(newest[one], text, stamp_of(text)) for one, text in texts.items() if text)
        return [todo for todo in found if held.get(todo.stored.article.id) != todo.stamp]

    def _ask(self, texts: Sequence[str]) -> Vectors:
        """Return a unit vector for each text. :raises EmbedderFailed: :raises StoreUnavailable:"""
        asked = [*PROBES, *texts]
        state = self._vectors.state()
        found = believe(self._embedder.embed(asked), count=len(asked), dimension=state.dimension)
        check_probes(found[: len(PROBES)], state.probes)
        if state.probes is None:
            self._vectors.keep_probes(found[: len(PROBES)])
        return found[len(PROBES) :]

    def _pause(self, reason: str) -> None:
        """Leave the embedder alone for a while, and tell all processes."""
        pause = min(FIRST_PAUSE * 2**self._failures, LONGEST_PAUSE)
        self._failures = min(self._failures + 1, 10)
        self._pause_ends = self._monotonic() + pause
        log.warning("%s; articles are matched by their words alone, and it is tried again in %.0f s", reason, pause)
        self._tell(reason)

    def _recovered(self) -> None:
        if self._failures or self._vectors.state().trouble is not None:
            log.info("the embeddings service answers")
            self._failures = 0
            self._tell(None)

    def _tell(self, trouble: str | None) -> None:
        try:
            self._vectors.note_trouble(trouble, minute=_minute_of(self._now()))
        except StoreUnavailable as error:
            log.warning("%s", error)


def _row(todo: _Todo, vector: Vector) -> VectorRow:
    return VectorRow(todo.stored.article.id, todo.minute, todo.stamp, vector)


def _minute_of(moment: datetime) -> int:
    return int(moment.timestamp()) // 60


def _in_parts(items: Sequence[Item]) -> Iterator[Sequence[Item]]:
    return (items[start : start + AT_ONCE] for start in range(0, len(items), AT_ONCE))
