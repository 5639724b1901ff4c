"""This article against the others of its story, and the outlets that it cites.

What each text says is read beforehand, and what the texts of a story have in common is worked out when the story is
touched (`prepare`). What is left for the moment of asking is to hold one article against that.
"""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache

import msgspec

from server.articles.models import Article
from server.comparison.differences import differences_for
from server.comparison.models import Silence, StoryClaims
from server.comparison.stories import MOST_TEXTS, compare_story
from server.figures.figures import differing_figures
from server.services.comparison_answers import CitedOutletAnswer, ComparisonAnswer
from server.services.folding import Fold
from server.services.outlets import OutletService
from server.services.ports import PreparedStore
from server.services.serialize_comparison import serialize_cited, serialize_claim, serialize_figure, serialize_wording
from server.wording.wording import compare_wording

log = logging.getLogger(__name__)

KIND = "story"  # as `server.store.prepared` knows it
STORY_FORMAT = 2  # another one whenever stories should be compared anew
STORIES_KEPT = 64  # in memory; reading one of forty texts takes ten milliseconds

WHY_SILENT = {
    Silence.NO_TEXT: "The text of this article is not held, or is too short to be compared with others.",
    Silence.SEVERAL_STORIES: "This page tells several stories, so it is not held against the texts of one.",
    Silence.UNKNOWN_LANGUAGE: "The language of this article is not known; texts are compared in one language only.",
    Silence.TOO_FEW_TEXTS: "Fewer than three independent texts in this language are held; what only one of them says "
    "would mean nothing.",
    Silence.CUT_SHORT: "Not all of this article is held, so nothing is said of what it leaves out.",
}


class ComparingService:
    """Compares, and remembers what stories have in common."""

    def __init__(self, prepared: PreparedStore, outlets: OutletService) -> None:
        self._prepared = prepared
        self._outlets = outlets
        self._texts_of = lru_cache(maxsize=STORIES_KEPT)(self._load)

    def prepare(self, story_id: str, revision: int, fold: Fold) -> None:
        """Work out and keep what the texts of a story have in common. :raises StoreFull: :raises StoreUnavailable:"""
        claims = _compare_texts(fold)
        self._prepared.save(KIND, [(story_id, _stamp(revision), msgspec.msgpack.encode(claims))])

    def compare(self, article: Article, fold: Fold, *, story: tuple[str, int] | None = None) -> ComparisonAnswer:
        """Return what differs between the article and the others.

        :param fold: of the article and the others
        :param story: id and revision of the story that the others make up, if they are one
        """
        claims = (self._find(*story) if story else None) or _compare_texts(fold)
        texts = _most_telling(article, fold.articles)
        readings = fold.readings
        differences = differences_for(readings[article.id].claims, claims, origins=fold.origins)
        figures = differing_figures([readings[text.id].figures for text in texts], here=article.id)
        others = [readings[text.id].words for text in texts if text.id != article.id]
        wording = compare_wording(readings[article.id].words, others, origins=fold.origins)
        by_id = {text.id: text for text in fold.articles}
        return ComparisonAnswer(
            independent_texts=differences.independent_texts,
            only_here=[serialize_claim(claim, by_id) for claim in differences.only_here],
            elsewhere=[serialize_claim(claim, by_id) for claim in differences.elsewhere],
            figures=[serialize_figure(row, by_id, here=article.id) for row in figures],
            wording=serialize_wording(wording, by_id, here=article.id),
            corrections=[],
            notes=list(_notes(differences.reason)),
        )

    def cited(
        self, article: Article, fold: Fold, *, reporting: Collection[str], is_compared: bool
    ) -> list[CitedOutletAnswer]:
        """Return the outlets that the article cites; `reporting` are those that report the same story."""
        citations = fold.readings[article.id].citations
        return serialize_cited(citations, self._outlets.ref, reporting=set(reporting), is_compared=is_compared)

    def _find(self, story_id: str, revision: int) -> StoryClaims | None:
        try:
            return self._texts_of(story_id, revision)
        except LookupError:  # not prepared yet; it may be the next time
            return None

    def _load(self, story_id: str, revision: int) -> StoryClaims:
        """:raises LookupError: if it was not prepared"""
        data = self._prepared.load(KIND, {story_id: _stamp(revision)})[story_id]
        try:
            return _unpack(data)
        except msgspec.DecodeError as error:
            log.warning("story %s is compared anew: what was kept of it cannot be read (%s)", story_id, error)
            raise LookupError(story_id) from error


def _compare_texts(fold: Fold) -> StoryClaims:
    return compare_story((reading.claims for reading in fold.readings.values()), origins=fold.origins)


def _most_telling(article: Article, others: Sequence[Article]) -> list[Article]:
    """Return the article and as many others as are compared, full texts first."""
    rest = [other for other in others if other.id != article.id]
    return [article, *sorted(rest, key=lambda other: not other.has_text)[: MOST_TEXTS - 1]]


def _notes(reason: Silence | None) -> Iterator[str]:
    if reason:
        yield WHY_SILENT[reason]


def _stamp(revision: int) -> bytes:
    return f"{STORY_FORMAT}:{revision}".encode()


_unpack = msgspec.msgpack.Decoder(StoryClaims).decode
