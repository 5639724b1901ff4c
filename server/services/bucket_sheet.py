"""How are many views told without telling anything twice?

They are taken apart into lists of what they share; what points to a part is its place in the list of its kind.
"""

from __future__ import annotations

from collections.abc import Hashable
from typing import Generic, TypeVar

from msgspec import structs

from server.articles.prefixes import length_of
from server.services.answer_parts import ArticleAnswer, LimitsAnswer, OriginAnswer, OutletRef
from server.services.answers import CoverageAnswer
from server.services.bucket_answers import BucketAnswer, BucketArticle, MatchRow, RecordAnswer
from server.services.outlets import OutletService
from server.services.story_answers import StoryRef
from server.services.view import View

Item = TypeVar("Item")


class _Pool(Generic[Item]):
    """Things that are told once, each with its place."""

    def __init__(self) -> None:
        self.items: list[Item] = []
        self._places: dict[Hashable, int] = {}

    def place(self, item: Item, *, key: Hashable) -> int:
        """Return the place of what goes by this key, at the end if it is new."""
        if key not in self._places:
            self._places[key] = len(self.items)
            self.items.append(item)
        return self._places[key]


class BucketSheet:
    """The lists of one bucket while they are written."""

    def __init__(self, outlets: OutletService) -> None:
        self._articles: list[BucketArticle] = []
        self._records = _Pool[RecordAnswer]()
        self._outlets = _Pool[OutletRef]()
        self._stories = _Pool[StoryRef]()
        self._origins = _Pool[OriginAnswer]()
        self._outlet_of = outlets.ref

    def enter(self, view: View, hashes: list[str]) -> None:
        """Write down an article with all that there is to say of it."""
        coverage = view.coverage
        origins = {origin.id: self._origin(origin) for origin in coverage.origins}
        article = BucketArticle(
            hashes=hashes,
            record=self._record(view.article, self._outlet_of(view.outlet_key)),
            story=self._stories.place(view.story, key=view.story.id) if view.story else None,
            story_reason=view.story_reason,
            matches=self._matches(coverage, origins),
            counts=coverage.counts,
            origins=list(origins.values()),
            credits=coverage.credits,
            spread=coverage.spread,
            comparison=view.comparison,
            cited_outlets=view.cited_outlets,
            notes=view.notes,
        )
        self._articles.append(article)

    def answer(self, prefix: str, limits: LimitsAnswer) -> BucketAnswer:
        """Return all that was written, without padding."""
        return BucketAnswer(
            prefix=prefix,
            bits=length_of(prefix),
            articles=self._articles,
            records=self._records.items,
            outlets=self._outlets.items,
            stories=self._stories.items,
            origins=self._origins.items,
            limits=limits,
            padding="",
        )

    def _matches(self, coverage: CoverageAnswer, origins: dict[str, int]) -> list[MatchRow]:
        return [
            MatchRow(self._record(match.article, match.outlet), match.probability, origins[match.origin])
            for match in coverage.matches
        ]

    def _record(self, article: ArticleAnswer, outlet: OutletRef | None) -> int:
        told = structs.asdict(article)
        if article.canonical_url == article.url:
            del told["canonical_url"]
        place = self._outlets.place(outlet, key=outlet.key) if outlet else None
        return self._records.place(RecordAnswer(outlet=place, **told), key=article.id)

    def _origin(self, origin: OriginAnswer) -> int:
        # The same articles make the same origin, whichever of them is asked about; one more or less may make another.
        return self._origins.place(origin, key=(tuple(origin.article_ids), tuple(origin.joins)))
