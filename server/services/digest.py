"""A day's stories, to be read in five minutes: gathers them, and writes each down with the headlines of its sides."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

from msgspec import structs

from server.articles.models import StoredArticle
from server.coverage.breadth import NOT_RATED
from server.coverage.reports import is_report
from server.coverage.tokens import find_words
from server.errors import DamagedRecord, InvalidInput, NotFound
from server.services.answer_parts import MatchAnswer
from server.services.folding import FoldingService
from server.services.limits import LimitsService
from server.services.outlets import OutletService
from server.services.ports import ArticleStore, Days, StoryStore
from server.services.serialize import serialize_article, serialize_counts, serialize_text
from server.services.story_answers import DigestAnswer, DigestStoryAnswer
from server.stories.digest import DayArticle, DayStory, fit_into, pick_sides, rank_stories, reading_minutes
from server.stories.models import Story

MIN_OUTLETS = 2  # what one outlet alone reports is no story of the day
CANDIDATES = 24  # stories that are looked at closely; five minutes hold about fifteen
ENOUGH = 5  # stories; a day that has just begun has fewer, and the day before is shown
KEPT_SECONDS = 60.0
KEPT_DAYS = 32
EARLIEST, LATEST = date(1990, 1, 1), date(9000, 1, 1)  # within what every database and calendar can count


@dataclass(frozen=True, slots=True)
class LookedAt:
    """A story of the day with its record and the day's articles."""

    day: DayStory
    story: Story
    held: dict[str, StoredArticle]


class DigestService:
    """Chooses and keeps the digests of days; each is made again after a minute at the latest."""

    def __init__(
        self,
        articles: ArticleStore,
        stories: StoryStore,
        days: Days,
        *,
        folding: FoldingService,
        outlets: OutletService,
        limits: LimitsService,
        now: Callable[[], datetime],
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._articles = articles
        self._stories = stories
        self._days = days
        self._folding = folding
        self._outlets = outlets
        self._limits = limits
        self._now = now
        self._monotonic = monotonic
        self._kept = lru_cache(maxsize=KEPT_DAYS)(self._make)

    def of(self, day: date | None = None) -> DigestAnswer:
        """Return the digest of a day; without one, of the newest day that has a few stories.

        :raises InvalidInput: if no article can be of that day
        """
        if day is not None and not EARLIEST <= day <= LATEST:
            raise InvalidInput("give a day from 1990 on, such as 2026-10-05", pointer="date")
        bucket = int(self._monotonic() / KEPT_SECONDS)
        made = self._kept(day or self._newest_day(bucket), bucket)
        # What is particular to it was put in front; what feeds and store have to say may be new.
        return structs.replace(made, limits=self._limits.limits(made.limits.notes[:1]))

    def _newest_day(self, bucket: int) -> date:
        newest = self._stories.page(since=None, min_outlets=MIN_OUTLETS, before=None, limit=1)
        at = newest[0].newest_published_at if newest else None
        if at is None:
            return self._now().date()
        day, before = at.date(), at.date() - timedelta(days=1)
        is_young = len(self._kept(day, bucket).stories) < ENOUGH
        return before if is_young and len(self._kept(before, bucket).stories) >= ENOUGH else day

    def _make(self, day: date, _bucket: int) -> DigestAnswer:
        first = datetime(day.year, day.month, day.day, tzinfo=UTC)
        reported = self._days.reported_between(
            first, first + timedelta(days=1), min_outlets=MIN_OUTLETS, limit=CANDIDATES
        )
        looked_at = [self._look_at(story_id, ids) for story_id, ids in reported.items()]
        found = {one.day.story_id: one for one in looked_at if one}
        shown = {story_id: self._write(one) for story_id, one in found.items()}
        words_of = {story_id: count_words(texts_of(story)) for story_id, story in shown.items()}
        chosen = fit_into(words_of, rank_stories(one.day for one in found.values()))
        words = sum(words_of[story.story_id] for story in chosen)
        return DigestAnswer(
            day=day,
            stories=[shown[story.story_id] for story in chosen],
            words=words,
            reading_minutes=reading_minutes(words),
            limits=self._limits.limits([_note(len(chosen), len(found))]),
        )

    def _look_at(self, story_id: str, article_ids: list[str]) -> LookedAt | None:
        """Return the story with its articles of the day; None if it cannot be shown, or is no longer there."""
        try:
            story = self._stories.get(story_id)
        except (DamagedRecord, NotFound):
            return None
        held = self._articles.get_many(article_ids)
        reporting = {s.article.outlet_key for s in held.values() if is_report(s.article)}
        if story.summary is None or len(reporting) < MIN_OUTLETS:
            return None
        fold = self._folding.fold([stored.article for stored in held.values()])
        sides, origin_of = self._folding.sides(fold), fold.origin_of
        headline = held.get(story.summary.headline.article_id)
        spoken = _language(headline) if headline else (story.summary.language or "")
        sure = {member.article_id: member.probability for member in story.members}
        day_articles = [
            DayArticle(
                article_id=its_id,
                side=sides[its_id] or NOT_RATED,
                origin=origin_of[its_id],
                probability=sure.get(its_id),
                is_report=is_report(stored.article),
                at=stored.when[0],
                has_title=bool(stored.article.title),
                is_in_language=_language(stored) == spoken,
            )
            for its_id, stored in held.items()
        ]
        return LookedAt(DayStory(story.id, self._folding.count(fold), tuple(day_articles)), story, held)

    def _write(self, one: LookedAt) -> DigestStoryAnswer:
        summary = one.story.summary
        assert summary is not None  # noqa: S101 - `_look_at` leaves those out; this tells the type checker
        picked = {side: self._match(article, one) for side, article in pick_sides(one.day.articles).items()}
        return DigestStoryAnswer(
            id=one.story.id,
            headline=serialize_text(summary.headline),
            lede=serialize_text(summary.lede) if summary.lede else None,
            counts=serialize_counts(one.day.counts),
            first_reported_at=min(article.at for article in one.day.articles),
            left=picked.get("left"),
            center=picked.get("center"),
            right=picked.get("right"),
            url=f"/stories/{one.story.id}",
        )

    def _match(self, article: DayArticle, one: LookedAt) -> MatchAnswer:
        stored = one.held[article.article_id]
        return MatchAnswer(
            serialize_article(stored),
            self._outlets.ref(stored.article.outlet_key),
            article.probability,
            article.origin,
        )


def _language(stored: StoredArticle) -> str:
    return (stored.article.language or "").partition("-")[0].lower()


def texts_of(story: DigestStoryAnswer) -> list[str]:
    """Return all that is read of a story in a digest: its headline and lede, and who says what on each side."""
    texts = [story.headline.text, *([story.lede.text] if story.lede else [])]
    for match in (story.left, story.center, story.right):
        if match:
            texts.append(match.article.title or "")
            texts.append((match.outlet.name or match.outlet.key) if match.outlet else "")
    return texts


def count_words(texts: Iterable[str]) -> int:
    """Return how many words these are; of scripts without spaces, a pair of characters counts as one."""
    return sum(1 for text in texts for _ in find_words(text))


def _note(chosen: int, found: int) -> str:
    counted = "Only what was published on the day itself is counted, in UTC."
    if not found:
        return f"No story of this day was reported by {MIN_OUTLETS} outlets that we hold. {counted}"
    if chosen == found < CANDIDATES:
        return f"These are all stories of this day that {MIN_OUTLETS} outlets or more reported. {counted}"
    return f"More stories were reported on this day than can be read in five minutes. {counted}"
