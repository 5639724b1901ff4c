"""Which stories of a day does one read in five minutes, and which headline speaks for each side?

Stories are ranked by how many independent origins reported them that day, then by how broadly. Nothing is chosen for
what it says. Each side's headline is one in the language of the story's own, where there is one; then one of an origin
that no other side shows, so that one agency text is not shown as three views; then the one surest to be of the story.

How a day's stories are found, and how they are written down, is left to others.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import product

from server.coverage.breadth import NOT_RATED, UNKNOWN
from server.coverage.models import Counts

WORDS_A_MINUTE = 238
"""Silent reading of English non-fiction, mean of 190 studies (Brysbaert 2019, Journal of Memory and Language 109)."""

MINUTES = 5
SIDES = ("left", "center", "right")
MOST_CHOICES = 8  # origins of each side; of three sides there are 512 ways to choose


@dataclass(frozen=True, slots=True)
class DayArticle:
    """An article of the day as the digest looks at it."""

    article_id: str
    side: str  # left · center · right · not_rated
    origin: str
    probability: float | None  # None: it opened the story
    is_report: bool  # not opinion, satire, an advertisement and the like
    at: datetime
    has_title: bool
    is_in_language: bool  # of the story's own headline


@dataclass(frozen=True, slots=True)
class DayStory:
    """A story with what was reported of it on the day."""

    story_id: str
    counts: Counts
    articles: tuple[DayArticle, ...]


def rank_stories(stories: Iterable[DayStory]) -> list[DayStory]:
    """Return the stories, those with the most independent origins first, then those on more sides and in more lands."""
    return sorted(stories, key=lambda story: (*(-number for number in _breadth(story.counts)), story.story_id))


def pick_sides(articles: Sequence[DayArticle]) -> dict[str, DayArticle]:
    """Return the article whose headline stands for each side; a side without a report has none."""
    choices = {side: _choices(articles, side) for side in SIDES}
    sides = [side for side in SIDES if choices[side]]
    # The sides choose together: else the first would take the only origin that another one has.
    together = min(product(*(choices[side] for side in sides)), key=_together)
    return dict(zip(sides, together, strict=True))


def fit_into(words_of: Mapping[str, int], ranked: Sequence[DayStory], *, minutes: float = MINUTES) -> list[DayStory]:
    """Return the first stories that can be read in so many minutes together; never fewer than one, if there is one.

    :param words_of: how many words are shown of each story
    """
    left = minutes * WORDS_A_MINUTE
    kept: list[DayStory] = []
    for story in ranked:
        left -= words_of[story.story_id]
        if kept and left < 0:
            break
        kept.append(story)
    return kept


def reading_minutes(words: int) -> float:
    """Return how long so many words take to read, to a tenth of a minute."""
    return round(words / WORDS_A_MINUTE, 1)


def _breadth(counts: Counts) -> tuple[int, int, int, int]:
    sides = sum(1 for side, count in counts.by_lean.items() if count and side != NOT_RATED)
    countries = sum(1 for country in counts.by_country if country != UNKNOWN)
    return counts.origins, sides, countries, counts.outlets


def _choices(articles: Sequence[DayArticle], side: str) -> list[DayArticle]:
    """Return the surest report of each origin on a side, in the story's language where there is one."""
    reports = [one for one in articles if one.side == side and one.has_title and one.is_report]
    understood = [one for one in reports if one.is_in_language] or reports
    best: dict[str, DayArticle] = {}
    for one in sorted(understood, key=_sureness):
        best.setdefault(one.origin, one)
    return list(best.values())[:MOST_CHOICES]


def _together(picked: Sequence[DayArticle]) -> tuple[int, list[tuple[float, datetime, str]]]:
    return -len({one.origin for one in picked}), [_sureness(one) for one in picked]


def _sureness(article: DayArticle) -> tuple[float, datetime, str]:
    return -(1.0 if article.probability is None else article.probability), article.at, article.article_id
