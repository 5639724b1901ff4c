"""What does each article say, unit by unit: its claims, its figures, its own words, the outlets that it cites?

An article is read once, when it is grouped, and what was read is kept with a stamp of the text that it was read from.
Whoever asks for an article that was not read yet, or that we do not hold, has it read while they wait, and nothing of
that is remembered: it may be what a reader has sent.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping, Sequence
from hashlib import blake2b
from itertools import islice

import msgspec
from msgspec import Struct

from server.articles.models import Article
from server.citations.finding import find_cited_outlets
from server.citations.models import CitedOutlet
from server.citations.names import OutletNames
from server.comparison.claims import analyse_article
from server.comparison.models import ArticleClaims
from server.figures.figures import analyse_figures
from server.figures.models import ArticleFigures
from server.services.ports import PreparedStore
from server.wording.models import ArticleWords
from server.wording.own_voice import analyse_words

log = logging.getLogger(__name__)

KIND = "article"  # as `server.store.prepared` knows it
READING_FORMAT = b"2"
"""Another one whenever articles should be read anew, because something else would be found in them."""

KEPT = 1024  # readings in memory, the ones asked for last: some kilobytes each


class Reading(Struct, frozen=True):
    """What one article says."""

    claims: ArticleClaims
    figures: ArticleFigures
    words: ArticleWords
    citations: tuple[CitedOutlet, ...]


class ReadingService:
    """Reads articles, and remembers."""

    def __init__(self, prepared: PreparedStore, names: OutletNames) -> None:
        self._prepared = prepared
        self._names = names
        self._held: dict[bytes, Reading] = {}  # by stamp: a story that is touched asks for all of its articles, often

    def of(self, articles: Iterable[Article]) -> dict[str, Reading]:
        """Return what each article says, by id. :raises StoreUnavailable:"""
        wanted = {article.id: article for article in articles}
        kept = self._load(wanted)
        return {article_id: kept.get(article_id) or self._read_anew(article) for article_id, article in wanted.items()}

    def keep(self, articles: Sequence[Article]) -> dict[str, Reading]:
        """Return the same, and keep what was not read before. :raises StoreFull: :raises StoreUnavailable:"""
        wanted = {article.id: article for article in articles}
        readings = self._load(wanted)
        missing = {its_id: self._read_anew(wanted[its_id]) for its_id in wanted.keys() - readings.keys()}
        if missing:
            stamps = {its_id: stamp_of(wanted[its_id]) for its_id in missing}
            self._prepared.save(KIND, ((its_id, stamps[its_id], _pack(reading)) for its_id, reading in missing.items()))
            self._hold({stamps[its_id]: reading for its_id, reading in missing.items()})
        return readings | missing

    def _load(self, articles: Mapping[str, Article]) -> dict[str, Reading]:
        stamps = {article_id: stamp_of(article) for article_id, article in articles.items()}
        held = self._held
        found = {article_id: held[stamp] for article_id, stamp in stamps.items() if stamp in held}
        missing = {article_id: stamp for article_id, stamp in stamps.items() if article_id not in found}
        for article_id, data in (self._prepared.load(KIND, missing) if missing else {}).items():
            try:
                found[article_id] = _unpack(data)
            except msgspec.DecodeError as error:
                log.warning("article %s is read anew: what was kept of it cannot be read (%s)", article_id, error)
        self._hold({stamps[article_id]: found[article_id] for article_id in missing.keys() & found.keys()})
        return found

    def _hold(self, readings: Mapping[bytes, Reading]) -> None:
        """Remember them; when there are too many, forget the others. Always another dict: readers need no lock."""
        if readings:
            held = {**self._held, **readings} if len(self._held) + len(readings) <= KEPT else dict(readings)
            self._held = dict(islice(held.items(), KEPT))

    def _read_anew(self, article: Article) -> Reading:
        return Reading(
            analyse_article(article),
            analyse_figures(article),
            analyse_words(article),
            tuple(find_cited_outlets(article, names=self._names)),
        )


def stamp_of(article: Article) -> bytes:
    """Return what tells this text, and this way of reading it, from any other."""
    when = article.published.at.isoformat() if article.published else ""
    told = (
        *(article.title, article.description, article.body, when),
        *(article.language or "", article.outlet_key or "", article.genre or "", *article.authors),
        *(str(article.is_opinion), str(article.is_paywalled)),
    )
    digest = blake2b(READING_FORMAT, digest_size=16)
    for part in told:
        digest.update(f"{len(part)}:{part}".encode("utf-8", "surrogatepass"))
    return digest.digest()


_pack = msgspec.msgpack.Encoder().encode
_unpack = msgspec.msgpack.Decoder(Reading).decode
