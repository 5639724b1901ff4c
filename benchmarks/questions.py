"""What the synthetic index is asked, and which articles would be right answers.

A question is an article of the index that has companions: once as it is, with its text, and once by its headline alone.
All are dated and lie where the index holds the whole window around them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from random import Random

import msgspec

from benchmarks.synthetic import Row, article_of
from server.articles.models import Article
from server.coverage.candidates import CANDIDATES, WINDOW_DAYS
from server.coverage.records import MatchRecord, build_record

PAIRS = 300  # questions of each form
_MOST_OF_A_STORY = 3  # else the few huge stories would be most of the questions
_WINDOW = int(WINDOW_DAYS * 1440)


@dataclass(frozen=True, slots=True)
class Question:
    """An article to find companions for, and the ids of those that lie in its window."""

    article: Article  # with text, or without
    record: MatchRecord
    companions: frozenset[str]

    @property
    def has_text(self) -> bool:
        """Whether more than the headline is asked with."""
        return bool(self.article.body or self.article.description)


def choose_questions(rows: Sequence[Row], *, seed: int, pairs: int = PAIRS) -> list[Question]:
    """Return `pairs` articles with their texts, each followed by itself without."""
    stories: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        stories[row.story].append(row)
    rng = Random(f"{seed}/questions")
    middle = _middle_minute(rows)
    near = [row for row in rows if row.record.minutes and abs(row.record.minutes - middle) < _WINDOW // 6]
    rng.shuffle(near)
    chosen: list[Question] = []
    asked: Counter[int] = Counter()
    for row in near:
        companions = _companions(row, stories[row.story])
        if not companions or asked[row.story] == _MOST_OF_A_STORY:
            continue
        article = article_of(row, seed=seed)
        if not (article.body or article.description):
            continue
        asked[row.story] += 1
        bare = replace(article, body="", description="")
        bare_record = msgspec.structs.replace(build_record(bare), minutes=row.record.minutes)
        chosen += [Question(article, row.record, companions), Question(bare, bare_record, companions)]
        if asked.total() == pairs:
            break
    return chosen


def recall(question: Question, found: Collection[str]) -> float:
    """Return the share of companions that are among the first fifty, of as many as there could be."""
    return len(question.companions.intersection(found)) / min(CANDIDATES, len(question.companions))


def mean_recall(questions: Sequence[Question], answers: Sequence[Collection[str]]) -> tuple[float, float]:
    """Return the mean recall of the questions with text, and of those without."""
    shares: dict[bool, list[float]] = {True: [], False: []}
    for question, found in zip(questions, answers, strict=True):
        shares[question.has_text].append(recall(question, found))
    return sum(shares[True]) / len(shares[True]), sum(shares[False]) / len(shares[False])


def _middle_minute(rows: Sequence[Row]) -> int:
    """Return the middle of the newest window that is full: today's look-ups are about the newest news."""
    first, last = rows[0].minute, rows[-1].minute
    return max((first + last) // 2, last - _WINDOW)


def _companions(row: Row, story: Sequence[Row]) -> frozenset[str]:
    """Return the others of the story that are filed within the window, as seen where they state no time."""
    around = row.record.minutes or row.minute
    return frozenset(
        other.record.article_id
        for other in story
        if other.record.article_id != row.record.article_id
        and abs((other.record.minutes or other.minute) - around) <= _WINDOW
    )
