"""What matching asks of an embedder, if the operator has set one: how near two articles are, whatever their words.

An embedder turns a text into a direction, so that texts of one meaning point the same way, also in two languages. It
is a service of somebody else's making: what it answers is checked here and believed only then. Here is what is sent to
it, the seams to whoever asks it and to whoever keeps the answers, and the check. The asking is done in
`server.fetching.embedder`, the keeping in `server.store.vectors`, and what nearness is worth as evidence is the
operator's own measurement: `server.coverage.calibration`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from server.articles.models import Article
from server.coverage.candidates import WINDOW_DAYS
from server.coverage.headlines import comparable_headline
from server.errors import EmbedderFailed

Floats = NDArray[np.float64]
Vector = NDArray[np.float32]  # of length 1
Vectors = NDArray[np.float32]  # a row each

TEXT_FORM = 1
"""Raised whenever another part of an article is sent, so that vectors of the older form are made anew."""

LEAD_CHARACTERS = 1_200  # about the 200 words that matching reads of a text
NEAREST = 20  # candidates that are united with those found by their words
DIMENSIONS = range(2, 4_097)  # models in use have 256 to 4,096

PROBES = (
    "A ferry caught fire in the harbour of a small island; everybody on board was rescued.",
    "The central bank left its interest rate as it was and expects prices to rise more slowly.",
)
"""Sent along with every batch. Their two vectors must differ, and stay the same from one batch to the next: else it is
another model under the same name, or one that says the same of everything."""
MEND = (
    "if it is another model, give it another name in embedder_model; "
    "if it was wrong before, run `source-context index rebuild --vectors`"
)
_PROBES_APART = 0.97  # their cosine is below it; models in use have .0 to .8
_PROBES_KEPT = 0.98  # their cosine with themselves is above it; rounding and batching cost about .001


@dataclass(frozen=True, slots=True)
class VectorRow:
    """The vector of an article, the minute that it is filed under, and the stamp of the text that it was made of."""

    article_id: str
    minute: int
    stamp: bytes
    vector: Vector


@dataclass(frozen=True, slots=True)
class VectorState:
    """Where the vectors that are held stand."""

    position: int  # change number up to which the store's articles have been seen to
    dimension: int | None  # numbers to a vector; None before the first
    probes: Vectors | None  # as the model first answered them
    trouble: str | None  # why the embedder cannot be used …
    since: int | None  # … and since which minute


class Embedder(Protocol):
    """Turns texts into directions."""

    @property
    def model(self) -> str:
        """Which model answers: vectors of two models mean nothing to each other."""
        ...

    def embed(self, texts: Sequence[str]) -> Floats:
        """Return a row for each text, as it was answered. :raises EmbedderFailed:"""
        ...


class VectorIndex(Protocol):
    """The vectors of articles, as far as there are some. It answers less rather than fail."""

    def nearest(
        self, article_id: str, *, around: int | None, days: float = WINDOW_DAYS, limit: int = NEAREST
    ) -> list[str]:
        """Return the articles whose vectors point the same way, the nearest first; none if it has no vector itself.

        :param around: minute that the window lies around; None looks through the newest articles
        """
        ...

    def cosines(self, article_id: str, others: Sequence[str]) -> Floats:
        """Return the cosine with each of the others; NaN where one of the two has no vector."""
        ...


class VectorStore(Protocol):
    """Keeps vectors. Derived: all of them can be made again, and all methods but `close` raise `StoreUnavailable`."""

    def state(self) -> VectorState: ...
    def stamps(self, article_ids: Sequence[str]) -> dict[str, bytes]:
        """Return of which text the vector of each article was made, of those that have one."""
        ...

    def keep_probes(self, probes: Vectors) -> None:
        """Keep how the model answers the probes."""
        ...

    def save(self, rows: Sequence[VectorRow]) -> None:
        """Keep vectors, that of an article in the place of its earlier one."""
        ...

    def move(self, position: int) -> None:
        """All articles up to this change have been seen to."""
        ...

    def note_trouble(self, trouble: str | None, *, minute: int) -> None:
        """Tell all processes why the embedder cannot be used; None: it can again."""
        ...

    def clear(self) -> None:
        """Forget everything: position 0."""
        ...

    def close(self) -> None: ...
    def count(self) -> int: ...


def text_to_embed(article: Article) -> str:
    """Return what is sent of an article: headline and beginning, nothing else; "" if there is neither."""
    lead = (article.body or article.description)[:LEAD_CHARACTERS].strip()
    return "\n".join(filter(None, (comparable_headline(article.title), lead)))


def stamp_of(text: str) -> bytes:
    """Return what tells whether a vector was made of this text."""
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()


def believe(answer: Floats, *, count: int, dimension: int | None) -> Vectors:
    """Return an answer as unit vectors, if it can be one.

    :param dimension: numbers to a vector; None if none has been seen yet
    :raises EmbedderFailed: naming what is wrong with it
    """
    if answer.ndim != 2 or len(answer) != count:
        raise EmbedderFailed("the embeddings service did not send one vector for each text")
    found = answer.shape[1]
    if found not in DIMENSIONS:
        raise EmbedderFailed(f"the embeddings service sent vectors of {found} numbers, which is no usable length")
    if dimension is not None and found != dimension:
        raise EmbedderFailed(
            f"the embeddings service sent vectors of {found} numbers, where those held have {dimension}: {MEND}"
        )
    largest = np.abs(answer).max(axis=1, keepdims=True)
    if not np.isfinite(largest).all() or not (largest > 0).all():
        raise EmbedderFailed("the embeddings service sent vectors without a direction")
    scaled = answer / largest  # first: the square of a large number may be none that can be written
    unit: Vectors = (scaled / np.linalg.norm(scaled, axis=1, keepdims=True)).astype(np.float32)
    return unit


def check_probes(probes: Vectors, held: Vectors | None) -> None:
    """Hold the vectors of `PROBES` against each other and against those of the first batch.

    :raises EmbedderFailed: if the model tells nothing apart, or is not the one that it was
    """
    if float(probes[0] @ probes[1]) > _PROBES_APART:
        raise EmbedderFailed("the embeddings service says the same of texts that have nothing in common")
    if held is not None and float((probes * held).sum(axis=1).min()) < _PROBES_KEPT:
        raise EmbedderFailed(f"the embeddings service answers otherwise than before: {MEND}")
