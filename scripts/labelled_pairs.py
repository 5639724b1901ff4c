"""Pairs of labelled articles to fit on and to judge by, and which of them nothing may be fitted on.

A collection is streamed through the product's own index, so that each pair is what the product would have compared,
with the words counted as they were at that moment. Half of the stories, by the hash of their label, and the last tenth
of a collection's time are held back (`is_held_back`); judged pairs bring their own division.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from numpy.typing import NDArray

from benchmarks.corpora import Line, Row, build_article, in_time_order, read_labels, read_lines, read_rows
from scripts.logistic import Array
from server.articles.models import Article
from server.coverage.candidates import WINDOW_DAYS, IndexEntry
from server.coverage.features import FEATURES, compute_features
from server.coverage.records import MatchRecord, build_record
from server.coverage.statistics import Statistics
from server.store.candidate_index import SqliteCandidateIndex

HELD_BACK = 2  # one story in two
LAST_PART = 0.1
BATCH = 20
STRANGERS = 8  # for each judged pair, as many that are not the same
STANDING_IN = 30  # strangers that stand for all of an article's

Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Pairs:
    """Features and labels of pairs; `part` is 0 for fitting, 1 held back, 2 for neither.

    `stands_for` is how many pairs each is one of: 1 for a candidate, more for a stranger.

    A pair of one story is fitted if that story is, a pair of two stories only if both are. Unless the others that are
    left are made to stand for those left out (`false_stand_for`), too many pairs seem to be the same, and every
    probability comes out too high.
    """

    name: str
    features: Array
    same: Array
    part: Array
    stands_for: Array
    false_stand_for: float = 1.0  # judged pairs are held back one by one: nothing is lost

    @property
    def is_candidate(self) -> Flags:
        """Which pairs the product would look at."""
        candidates: Flags = self.stands_for == 1.0
        return candidates


def _shorten(article: Article) -> Article:
    """Cut the text to nothing, a sentence or a paragraph, by the article's id."""
    return replace(article, body=article.body[: (0, 200, 500)[int(article.id, 16) % 3]])


VARIANTS: dict[str, Callable[[Article], Article]] = {
    "as it is": lambda article: article,
    "headlines": lambda article: replace(article, body=""),
    "short texts": _shorten,
    "no times": lambda article: replace(
        article, published=None, outlet_key=None, url=f"https://unknown.example/{article.id}"
    ),
}


def collect_variants(path: Path) -> Iterator[Pairs]:
    """Yield the pairs of a corpus as it is and in each variant that makes a difference."""
    lines, labels = in_time_order(read_lines(path)), read_labels(path)
    seen: list[list[Line]] = []
    for kind, change in VARIANTS.items():
        changed = [replace(line, article=change(line.article)) for line in lines]
        if changed not in seen:
            seen.append(changed)
            yield collect(f"{path.name.partition('.')[0]}, {kind}", changed, labels)


def collect(name: str, lines: list[Line], labels: dict[str, str]) -> Pairs:
    """Stream a corpus and return the judged pairs that the product would have looked at, and pairs of strangers."""
    story_of = {line.article.id: labels[line.id] for line in lines if line.id in labels}
    late = _late_articles(lines)
    rows, same, part, stands_for = [np.zeros((0, len(FEATURES)))], list[float](), list[float](), list[float]()
    with TemporaryDirectory() as folder:
        index = SqliteCandidateIndex(Path(folder) / "index.db", store_id="fit")
        earlier = _Earlier()
        for record, statistics, candidates in _stream(index, [build_record(line.article) for line in lines]):
            if record.article_id not in story_of:
                continue
            judged = [other for other in candidates if other.article_id in story_of]
            strangers, each = earlier.strangers_to(record, judged)
            earlier.add(record)
            if not judged and not strangers:
                continue
            ours = story_of[record.article_id]
            theirs = [story_of[other.article_id] for other in [*judged, *strangers]]
            rows.append(compute_features(record, [*judged, *strangers], statistics))
            same += [float(ours == story) for story in theirs]
            part += [_part(ours, story, is_late=record.article_id in late) for story in theirs]
            stands_for += [1.0] * len(judged) + [each] * len(strangers)
        index.close()
    return Pairs(name, np.vstack(rows), np.array(same), np.array(part), np.array(stands_for), float(HELD_BACK))


class _Earlier:
    """The labelled articles so far, for pairs that are no candidates."""

    def __init__(self) -> None:
        self._records: list[MatchRecord] = []
        self._chance = np.random.default_rng(1)

    def add(self, record: MatchRecord) -> None:
        self._records.append(record)

    def strangers_to(self, record: MatchRecord, candidates: list[MatchRecord]) -> tuple[list[MatchRecord], float]:
        """Return some articles of the same days that are no candidates, and how many each of them stands for."""
        known = {candidate.article_id for candidate in candidates}
        near = [other for other in self._records if other.article_id not in known and _are_near(record, other)]
        count = min(STANDING_IN, len(near))
        if not count:
            return [], 1.0
        chosen: list[int] = self._chance.choice(len(near), count, replace=False).tolist()
        return [near[at] for at in chosen], max(len(near) / count, 1.0 + 1e-9)


def _are_near(one: MatchRecord, other: MatchRecord) -> bool:
    if one.minutes is None or other.minutes is None:
        return True
    return abs(one.minutes - other.minutes) <= WINDOW_DAYS * 24 * 60


def _stream(
    index: SqliteCandidateIndex, records: list[MatchRecord]
) -> Iterator[tuple[MatchRecord, Statistics, list[MatchRecord]]]:
    """Yield each record with its candidates, as they are when it has just arrived."""
    clock = min((record.minutes for record in records if record.minutes is not None), default=0)
    for start in range(0, len(records), BATCH):
        batch = records[start : start + BATCH]
        entries = []
        for at, record in enumerate(batch, start=start + 1):
            clock = max(clock, record.minutes or 0)
            entries.append(IndexEntry(at, clock, record))
        index.add(entries)
        for record in batch:
            found = index.find(record, around=record.minutes)
            yield record, index.statistics, [candidate.record for candidate in found]


def collect_judged(path: Path) -> Pairs:
    """Return pairs that people have compared; the file says which are for testing.

    People were shown likely pairs only, so each article is also paired with some that it was not compared with.
    """
    rows, sides, statistics = read_judged(path)
    features, same, part = [], [], []
    for at, row in enumerate(rows):
        others = [(at + shift) % len(rows) for shift in range(STRANGERS + 1)]
        others = [other for other in others if rows[other]["split"] == row["split"]]
        features.append(compute_features(sides[at][0], [sides[other][1] for other in others], statistics))
        same += [float(row["same_story"]), *[0.0] * (len(others) - 1)]
        part += [float(is_for_testing(row))] * len(others)
    return Pairs("judged pairs", np.vstack(features), np.array(same), np.array(part), np.ones(len(same)))


def read_judged(path: Path) -> tuple[list[Row], list[list[MatchRecord]], Statistics]:
    """Return the rows of a file of judged pairs, the records of both sides, and the words of all of them counted."""
    rows = list(read_rows(path))
    sides = [[build_record(_judged_article(row, side)) for side in ("a", "b")] for row in rows]
    statistics = Statistics()
    for record in (record for pair in sides for record in pair):
        statistics.add(record, at=0)
    return rows, sides, statistics


def is_for_testing(row: Row) -> bool:
    """Whether nothing of this judged pair may be fitted."""
    return bool(row["split"] != "training_set")


def _judged_article(row: Row, side: str) -> Article:
    title, _, text = str(row[side]["text"]).strip().partition("\n")
    return build_article({**row[side], "id": f"{row['id']}-{side}", "title": title[:200], "text": text or title[200:]})


def _late_articles(lines: list[Line]) -> set[str]:
    dated = [line.article.id for line in lines if line.article.published]
    return set(dated[int(len(dated) * (1 - LAST_PART)) :])


def is_held_back(story: str) -> bool:
    """Whether nothing of this story may be fitted."""
    return int(sha256(f"held back {story}".encode()).hexdigest(), 16) % HELD_BACK == 0


def _part(ours: str, theirs: str, *, is_late: bool) -> float:
    """Return which part a pair is in: held back with the story that was asked for, fitted only if neither is."""
    if is_held_back(ours):
        return 1.0
    return 2.0 if is_held_back(theirs) or is_late else 0.0
