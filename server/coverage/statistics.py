"""How common each word is just now: running document frequencies that forget.

A word's weight is its inverse document frequency within its language; a word never seen weighs most. When one event
floods the news its words become common within days and stop counting, and when it is over they recover: each article
counts half as much after `HALF_LIFE_DAYS`. Instead of shrinking all counts, later articles are counted for more
(forward decay, Cormode et al. 2009), so that adding an article touches only its own words.

Counts are kept in hashed cells, 2²⁰ for all languages together and as many for word and language; two rare words that
share a cell look a little less rare. Fitting, grouping and look-ups all count through this class.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import log
from zlib import crc32

import msgspec
import numpy as np
from numpy.typing import NDArray

from server.coverage.records import TEXT, MatchRecord

Terms = NDArray[np.int64]
Weights = NDArray[np.float64]

HALF_LIFE_DAYS = 30.0
_CELLS = 1 << 20
_CELL = _CELLS - 1  # the bits of a number that say which
# A language with few articles leans on all languages together, as if it had this many articles of their kind.
_PRIOR_ARTICLES = 20.0
# Counts are rescaled before they leave the range where single precision still adds ones.
_MOST_HALVINGS = 20.0


class Snapshot(msgspec.Struct, frozen=True, array_like=True):
    """Statistics as stored."""

    origin: int | None
    clock: int
    articles: float
    by_language: dict[str, float]
    cells: bytes
    language_cells: bytes


@dataclass(frozen=True, slots=True)
class Counts:
    """What `Statistics.weights` reads, as it is now, for those who weigh words in compiled code."""

    cells: NDArray[np.float32]
    language_cells: NDArray[np.float32]
    now: float  # what an article of this minute counts
    articles: float
    yardstick: float  # see `Statistics.rarest`
    mask: int = _CELL
    prior: float = _PRIOR_ARTICLES


class Statistics:
    """Document frequencies of the articles added so far, seen from the newest of them."""

    def __init__(self) -> None:
        self._origin: int | None = None
        self._clock = 0
        self._articles = 0.0
        self._by_language: dict[str, float] = {}
        self._cells = np.zeros(_CELLS, dtype=np.float32)
        self._language_cells = np.zeros(_CELLS, dtype=np.float32)

    def add(self, record: MatchRecord, *, at: int) -> None:
        """Count the words of one article, published or seen at minute `at`."""
        if self._origin is None:
            self._origin = self._clock = at
        self._clock = max(self._clock, at)
        if self._halvings(self._clock) > _MOST_HALVINGS:
            self._rescale()
        step = 2.0 ** self._halvings(at)
        terms = record.marked(TEXT)
        salt = _salt(record.language)
        self._cells[terms & _CELL] += step
        self._language_cells[(terms ^ salt) & _CELL] += step
        self._articles += step
        self._by_language[record.language] = self._by_language.get(record.language, 0.0) + step

    def weights(self, terms: Terms, salts: Terms, articles: Weights) -> Weights:
        """Return the idf of each term in its article's language (see `salt_and_articles`)."""
        now = self._now
        overall = (self._cells[terms & _CELL] / now + 0.5) / (self._articles / now + 1.0)
        here = self._language_cells[(terms ^ salts) & _CELL] / now
        share = (here + _PRIOR_ARTICLES * overall) / (articles + _PRIOR_ARTICLES)
        weights: Weights = -np.log(np.minimum(share, 1.0))
        return weights

    def salt_and_articles(self, language: str) -> tuple[int, float]:
        """Return what `weights` needs of a language: the salt of its cells and how many articles it has."""
        return _salt(language), self._by_language.get(language, 0.0) / self._now

    def weights_of(self, terms: Terms, language: str) -> Weights:
        """Return the idf of the terms of one article."""
        salt, articles = self.salt_and_articles(language)
        return self.weights(terms, np.array(salt), np.array(articles))

    @property
    def counts(self) -> Counts:
        """What `weights` is computed from; the arrays go on changing."""
        return Counts(self._cells, self._language_cells, self._now, self._articles, self.rarest)

    @property
    def rarest(self) -> float:
        """What a word never seen weighs, or nearly: the yardstick that makes weights comparable between collections."""
        return log(2.0 * self._articles / self._now + 2.0)

    @property
    def _now(self) -> float:
        return float(2.0 ** self._halvings(self._clock))

    def _halvings(self, at: int) -> float:
        """How often an article of the origin has been halved by the minute `at`."""
        return (at - self._origin) / (HALF_LIFE_DAYS * 1440) if self._origin is not None else 0.0

    def _rescale(self) -> None:
        factor = 2.0 ** -self._halvings(self._clock)
        self._origin = self._clock
        self._articles *= factor
        self._by_language = {language: count * factor for language, count in self._by_language.items()}
        self._cells *= np.float32(factor)
        self._language_cells *= np.float32(factor)

    def pack(self) -> bytes:
        """Return the statistics as bytes; `unpack` restores them."""
        return msgspec.msgpack.encode(
            Snapshot(
                origin=self._origin,
                clock=self._clock,
                articles=self._articles,
                by_language=self._by_language,
                cells=self._cells.tobytes(),
                language_cells=self._language_cells.tobytes(),
            )
        )

    @classmethod
    def unpack(cls, packed: bytes) -> Statistics:
        """Return the statistics that `pack` stored."""
        snapshot = msgspec.msgpack.decode(packed, type=Snapshot)
        statistics = cls()
        statistics._origin = snapshot.origin
        statistics._clock = snapshot.clock
        statistics._articles = snapshot.articles
        statistics._by_language = dict(snapshot.by_language)
        statistics._cells = np.frombuffer(snapshot.cells, dtype=np.float32).copy()
        statistics._language_cells = np.frombuffer(snapshot.language_cells, dtype=np.float32).copy()
        return statistics


def _salt(language: str) -> int:
    return crc32(language.encode()) if language else 0x5BD1E995
