"""Which mistakes was matching surest of? They are written to a file for somebody to read.

Three kinds: **match**, reported for an article of another story; **join**, an article in a story most of which is
another one; **miss**, an article that has companions and was told of none. Thirty of each, surest first, and of each
pair of stories (of each story, for what was missed) only the surest, with how many there are like it: otherwise one
confusion would fill the list. The file has texts of the articles in it and belongs where they are.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from benchmarks.corpora import Line
from benchmarks.labelled import Collection
from benchmarks.matching import Product, record_of
from benchmarks.matching_runs import Outcome

MATCH, JOIN, MISS = "match", "join", "miss"
MOST = 30
_OPENING = 300  # characters of the text
_FEATURES = 10


@dataclass(frozen=True, slots=True)
class Mistake:
    """Two articles that were wrongly told to be, or not to be, of one story."""

    kind: str
    one: str
    other: str
    probability: float  # of the pair; of a join, of the article with the story
    alike: int = 1  # mistakes of this kind between the same stories

    @property
    def sureness(self) -> float:
        """How sure matching was of it."""
        return 1 - self.probability if self.kind == MISS else self.probability


def write_errors(
    collection: Collection, product: Product, known_as: Mapping[str, str], outcome: Outcome, path: Path
) -> int:
    """Write the surest mistakes of a run, and return how many."""
    found = [
        *surest(wrong_matches(collection.gold, outcome), collection.gold),
        *surest(wrong_joins(collection.gold, outcome, product, known_as), collection.gold),
        *surest(_misses(collection.gold, outcome, product, known_as), collection.gold),
    ]
    line_of = {line.id: line for line in collection.lines}
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8") as file:
        for mistake in found:
            row = {
                "collection": collection.name,
                "kind": mistake.kind,
                "probability": round(mistake.probability, 4),
                "alike": mistake.alike,
                "one": _told(line_of[mistake.one], collection),
                "other": _told(line_of[mistake.other], collection),
                "log_odds": _log_odds(product, known_as[mistake.one], known_as[mistake.other]),
            }
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
    return len(found)


def surest(mistakes: Iterable[Mistake], gold: Mapping[str, str], *, most: int = MOST) -> list[Mistake]:
    """Return the surest mistake between any two stories, surest first, with how many there are between them."""
    between: dict[frozenset[str], list[Mistake]] = defaultdict(list)
    for mistake in mistakes:
        between[frozenset((gold[mistake.one], gold[mistake.other]))].append(mistake)
    best = [replace(max(alike, key=lambda one: one.sureness), alike=len(alike)) for alike in between.values()]
    return sorted(best, key=lambda one: -one.sureness)[:most]


def wrong_matches(gold: Mapping[str, str], outcome: Outcome) -> Iterator[Mistake]:
    """Yield the reported pairs that are of two stories."""
    for article, story in gold.items():
        for match in outcome.matches.get(article, ()):
            if gold.get(match.id, story) != story:
                yield Mistake(MATCH, article, match.id, match.probability)


def wrong_joins(
    gold: Mapping[str, str], outcome: Outcome, product: Product, known_as: Mapping[str, str]
) -> Iterator[Mistake]:
    """Yield the articles that are in a story most of which is another one, with its likeliest article of that one."""
    members = defaultdict(list)
    for article in gold:
        members[outcome.story_of[article]].append(article)
    for story, articles in members.items():
        (main, count), *_ = Counter(gold[article] for article in articles).most_common(1)
        strays = [article for article in articles if gold[article] != main]
        joined = {member.article_id: member.probability for member in product.stories.get(story).members}
        for article in strays if count > 1 else []:
            others = [other for other in articles if gold[other] == main]
            other, _ = _likeliest(product, known_as, article, others)
            probability = joined.get(known_as[article])
            if probability is not None:  # it did not open the story
                yield Mistake(JOIN, article, other, probability)


def _misses(
    gold: Mapping[str, str], outcome: Outcome, product: Product, known_as: Mapping[str, str]
) -> Iterator[Mistake]:
    companions = defaultdict(list)
    for article, story in gold.items():
        companions[story].append(article)
    for article, story in gold.items():
        reported = {match.id for match in outcome.matches.get(article, ())}
        others = [other for other in companions[story] if other != article]
        if others and reported.isdisjoint(others):
            yield Mistake(MISS, article, *_likeliest(product, known_as, article, others))


def _likeliest(product: Product, known_as: Mapping[str, str], article: str, others: Iterable[str]) -> tuple[str, float]:
    """Return which of some articles most probably reports the same, and the probability."""
    line_of = {known_as[other]: other for other in others}
    records = [record_of(product, article_id) for article_id in line_of]
    best = product.matcher.score_all(record_of(product, known_as[article]), records)[0]
    return line_of[best.match.article_id], best.match.probability


def _log_odds(product: Product, one: str, other: str) -> dict[str, float]:
    _, parts = product.matcher.score(record_of(product, one), record_of(product, other))
    loudest = sorted(parts.items(), key=lambda part: -abs(part[1]))[:_FEATURES]
    return {feature: round(value, 2) for feature, value in loudest}


def _told(line: Line, collection: Collection) -> dict[str, Any]:  # Any: for JSON
    article = line.article
    return {
        "id": line.id,
        "story": collection.gold[line.id],
        "title": article.title,
        "published": article.published.at.isoformat() if article.published else None,
        "outlet": article.outlet_key,
        "language": article.language,
        "text": article.body[:_OPENING],
    }
