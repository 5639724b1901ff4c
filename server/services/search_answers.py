"""The shape of what a search finds."""

from __future__ import annotations

from msgspec import Struct

from server.services.answer_parts import ArticleAnswer, LimitsAnswer, OutletRef
from server.services.story_answers import StoryItem


class FoundAnswer(Struct, frozen=True):
    """An article that has every word that was asked for."""

    article: ArticleAnswer
    outlet: OutletRef | None
    story: StoryItem | None  # None: not grouped or not prepared yet


class SearchAnswer(Struct, frozen=True):
    """A page of what was found, newest first; outlets with such a name come with the first page."""

    articles: list[FoundAnswer]
    outlets: list[OutletRef]
    next: str | None
    limits: LimitsAnswer
