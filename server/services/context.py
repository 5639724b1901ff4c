"""The one question of this house: what is the context of this article?

An article that we hold is answered from a prepared view, which is made again when its story is touched and at the
latest after a minute. One that we do not hold is compared by what the caller tells of it; its page is read only when
its outlet is listed or the caller may have it read, and never for longer than a look-up's budget. Nothing that a
caller sends is stored or logged, except that the page of a listed outlet may join the index like any other article.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Protocol

from msgspec import UNSET, structs

from server.articles.models import Article, StoredArticle
from server.errors import FetchError, InvalidInput, StoreUnavailable, UnreadableDocument
from server.outlets.models import MatchedBy, Outlet, Resolution, Rule
from server.services.answer_parts import ArticleAnswer
from server.services.answers import ContextAnswer, CoverageAnswer
from server.services.compare import CompareService
from server.services.comparing import ComparingService
from server.services.comparison_answers import CorrectionAnswer
from server.services.folding import Fold
from server.services.limits import LimitsService
from server.services.outlets import OutletService
from server.services.ports import ArticleStore, StoryStore, ViewKey
from server.services.question import SECTIONS, Question, read_address, read_question
from server.services.serialize import serialize_article, serialize_matched_by, serialize_unheld
from server.services.stories import StoryService
from server.services.story_answers import StoryRef
from server.services.view import View
from server.urls.unwrapping import amp_candidates

VIEW_SECONDS = 60  # a prepared view is made again after this time even if its story was not touched
VIEWS_KEPT = 4096


class PageLookup(Protocol):
    """Reads and keeps the page of a listed outlet while a reader waits; `IngestService` fits."""

    def look_up(self, url: str) -> StoredArticle:
        """:raises FetchError: :raises UnreadableDocument: :raises StoreUnavailable:"""
        ...


class Corrections(Protocol):
    """Knows what articles have taken back; `EditService` fits."""

    def corrections_of_article(self, article_id: str) -> list[CorrectionAnswer]:
        """Return the corrections that an article has made, or has not followed."""
        ...


class ContextService:
    """Answers the question, step by step."""

    def __init__(
        self,
        articles: ArticleStore,
        stories: StoryStore,
        *,
        outlets: OutletService,
        compare: CompareService,
        comparing: ComparingService,
        story_service: StoryService,
        limits: LimitsService,
        corrections: Corrections,
        pages: PageLookup | None,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        """:param pages: who reads pages for a look-up; None: no look-up ever reads one"""
        self._articles = articles
        self._stories = stories
        self._outlets = outlets
        self._compare = compare
        self._comparing = comparing
        self._story_service = story_service
        self._limits = limits
        self._corrections = corrections
        self._pages = pages
        self._monotonic = monotonic
        self._prepared = lru_cache(maxsize=VIEWS_KEPT)(self._prepare)

    def for_page(
        self,
        question: Question,
        *,
        is_authorised: bool = False,
        may_read: bool = True,
        as_of: date | None = None,
        sections: Collection[str] = SECTIONS,
    ) -> ContextAnswer:
        """Return the context of a page.

        :param may_read: whether the page may be read while the caller waits
        :param as_of: leave out ratings and articles that are younger than this day
        :raises InvalidInput: if neither an address nor a title is given, or one of them cannot be used
        :raises StoreUnavailable: if the store cannot be read
        """
        if not question.url and not question.title:
            raise InvalidInput(
                "give the article's address in `url`, or at least its headline in `title`", pointer="url"
            )
        resolution = self._outlets.resolve(question.url) if question.url else NO_ADDRESS
        address = read_address(question.url, is_listed=resolution.outlet is not None) if question.url else None
        notes: list[str] = []
        may_read = may_read and (resolution.outlet is not None or is_authorised)
        view = self._view(question, address, resolution.outlet, may_read=may_read, notes=notes)
        if as_of is not None:
            coverage = self._compare.as_of(view.source, view.coverage, as_of)
            view = replace(view, coverage=coverage, comparison=None)
            notes.append(
                f"Ratings and articles after {as_of.isoformat()} are left out, as asked; "
                "texts are compared only as they are now."
            )
        return self._answer(view, resolution, sections, as_of=as_of, notes=notes)

    def _view(
        self,
        question: Question,
        address: str | None,
        outlet: Outlet | None,
        *,
        may_read: bool,
        notes: list[str],
    ) -> View:
        held = self._find_held(address) if address else None
        if held is None and address and may_read and not question.title:
            held = self._read_page(address, notes)
        if held is not None:
            return self._prepared(*held, int(self._monotonic() / VIEW_SECONDS))
        return self._view_of_unheld(question, address, outlet, notes)

    def view_of_held(self, key: ViewKey) -> View:
        """Return what there is to say of an article that we hold, made anew: who reads many keeps what they make.

        :raises NotFound: :raises DamagedRecord:
        """
        return self._prepare(*key, 0)

    def _find_held(self, address: str) -> ViewKey | None:
        key = self._articles.find_view_key(address)
        if key is not None:
            return key
        keys = (self._articles.find_view_key(url) for url in amp_candidates(address))
        return next((key for key in keys if key is not None), None)

    def _read_page(self, address: str, notes: list[str]) -> ViewKey | None:
        if self._pages is None:
            return None
        try:
            stored = self._pages.look_up(address)
        except (FetchError, UnreadableDocument, StoreUnavailable) as error:
            notes.append(f"The page itself could not be read: {error}")
            return None
        return self._articles.find_view_key(stored.article.canonical_url)

    def _prepare(self, article_id: str, story_id: str | None, _number: int, _bucket: int) -> View:
        stored = self._articles.get(article_id)
        story = self._story_service.find_ref(story_id) if story_id else None
        return self._build(
            stored.article,
            serialize_article(stored),
            *self._compare.coverage_of(stored.article),
            story=story,
            story_reason=None if story else "This article is held, but has not been grouped into a story yet.",
            story_key=self._stories.revision_of(article_id),
        )

    def _build(
        self,
        article: Article,
        shown: ArticleAnswer,
        coverage: CoverageAnswer,
        fold: Fold,
        *,
        story: StoryRef | None,
        story_reason: str | None,
        story_key: tuple[str, int] | None = None,
    ) -> View:
        comparison = self._comparing.compare(article, fold, story=story_key) if coverage.matches else None
        if comparison and story_key:
            comparison = structs.replace(comparison, corrections=self._corrections.corrections_of_article(article.id))
        reporting = [match.outlet.key for match in coverage.matches if match.outlet]
        return View(
            article,
            shown,
            article.outlet_key,
            coverage,
            comparison,
            self._comparing.cited(article, fold, reporting=reporting, is_compared=bool(article.title)),
            story,
            story_reason,
        )

    def _view_of_unheld(self, question: Question, address: str | None, outlet: Outlet | None, notes: list[str]) -> View:
        article = read_question(question, address=address, outlet_key=outlet.key if outlet else None)
        shown = serialize_unheld(article, has_address=address is not None)
        if not article.title:
            return self._build(article, shown, *self._compare.nothing(article), story=None, story_reason=NOT_HELD)
        if not article.body:
            notes.append("Only the headline was compared; with the text, too, the answer would be surer.")
        coverage, fold = self._compare.coverage_of(article)
        story = self._story_of(coverage)
        return self._build(article, shown, coverage, fold, story=story, story_reason=None if story else NO_MATCH)

    def _story_of(self, coverage: CoverageAnswer) -> StoryRef | None:
        ids = [match.article.id for match in coverage.matches if match.article.id]
        story_of = self._stories.story_of(ids[:1])
        return self._story_service.find_ref(story_of[ids[0]]) if story_of else None

    def _answer(
        self,
        view: View,
        resolution: Resolution,
        sections: Collection[str],
        *,
        as_of: date | None,
        notes: list[str],
    ) -> ContextAnswer:
        outlet = resolution.outlet or self._outlets.find(view.outlet_key)
        has = sections.__contains__
        return ContextAnswer(
            article=view.article if has("article") else UNSET,
            outlet=(self._outlets.serialize(outlet, as_of=as_of) if outlet else None) if has("outlet") else UNSET,
            matched_by=serialize_matched_by(resolution.matched_by) if has("matched_by") else UNSET,
            coverage=view.coverage if has("coverage") else UNSET,
            comparison=view.comparison if has("comparison") else UNSET,
            cited_outlets=view.cited_outlets if has("cited_outlets") else UNSET,
            story=view.story if has("story") else UNSET,
            story_reason=view.story_reason if has("story") else UNSET,
            limits=self._limits.limits([*notes, *view.notes]) if has("limits") else UNSET,
        )


NO_ADDRESS = Resolution(None, MatchedBy(Rule.NONE, None))
NOT_HELD = (
    "No article is held at this address, and the address alone says too little to look for the story. "
    "With its headline, and better with its text, it can be compared."
)
NO_MATCH = "No article held is likely enough to report the same story."
