"""What does a story say, who says it, and which of it is central?

The sentences of all texts, each with its origin and side; the weight of each word, which is the share of origins that
use it, more where they use it in the headline or at the top; and for a sentence those of other origins that say it too.
"The same" is decided narrowly, since it is shown as a number of independent origins: sentences must share much of all
that they say, and neither figures nor a denial may differ. (`server.comparison.alignment` asks the same of
parts of sentences, one article against another, with bars that were fitted on labels of its own.)
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from server.articles.models import Article, Evidence
from server.summaries.names import last_name
from server.summaries.readings import Reading, Sentence

MOST_LINES = 30  # of one article
# What sentences that say the same share of the words of both, and of the shorter one's: read off 30 pairs of real news.
SAME_OF_BOTH, SAME_OF_SHORTER = 0.28, 0.45
FEWEST_SHARED = 4  # words beside names; with fewer, two sentences only speak of the same people

_NOT_FIRST = 0.85
_IN_TITLE, _AT_TOP, _BELOW = 1.0, 0.8, 0.4


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence in its story."""

    article: Article
    sentence: Sentence
    origin: str
    side: str

    @property
    def text(self) -> str:
        """The sentence itself."""
        return self.article.body[self.sentence.start : self.sentence.end]

    @property
    def evidence(self) -> Evidence:
        """Where it stands."""
        return Evidence(self.article.id, self.sentence.start, self.sentence.end, self.text)


@dataclass(frozen=True, slots=True)
class Material:
    """All that a story's text can be made of."""

    lines: tuple[Line, ...]
    weights: Mapping[str, float]  # by stem: the square of the share of origins that use it
    persons: frozenset[str]  # last names, folded, of people whom most origins name in full

    def weigh(self, stems: Iterable[str]) -> float:
        """Return how central these words are together."""
        return sum(self.weights.get(stem, 0.0) for stem in stems)

    def rank_opening(self, line: Line) -> float:
        """Return how well a sentence tells what the story is about, and nothing beside it."""
        worth = self.weigh(line.sentence.stems) / sqrt(max(len(line.sentence.stems), 1))
        return worth * (1.0 if line.sentence.place == 0 else _NOT_FIRST)


def gather(
    articles: Sequence[Article],
    readings: Mapping[str, Reading],
    *,
    origin_of: Mapping[str, str],
    side_of: Mapping[str, str],
) -> Material:
    """Return what these articles say; all of them are reports in one language."""
    lines = tuple(
        Line(article, sentence, origin_of[article.id], side_of[article.id])
        for article in articles
        for sentence in _telling(readings[article.id])
    )
    weights = _weigh_words([(origin_of[article.id], readings[article.id]) for article in articles])
    return Material(lines, weights, _find_persons(lines, readings))


def find_carriers(material: Material, candidates: Sequence[Line]) -> list[tuple[Line, ...]]:
    """Return for each candidate the lines of other origins that say the same: one of each, the nearest first."""
    if not candidates:
        return []
    shared = _count_shared(material, candidates)
    own = np.array([len(line.sentence.stems) for line in candidates])[:, None]
    others = np.array([len(line.sentence.stems) for line in material.lines])[None, :]
    of_both = shared / np.maximum(own + others - shared, 1)
    near = (of_both >= SAME_OF_BOTH) & (shared >= SAME_OF_SHORTER * np.minimum(own, others))
    found = []
    for row, candidate in enumerate(candidates):
        places = sorted(np.flatnonzero(near[row]).tolist(), key=lambda place: (-float(of_both[row, place]), place))
        found.append(_one_an_origin(candidate, (material.lines[place] for place in places)))
    return found


def differ(one: Sentence, other: Sentence) -> bool:
    """Whether two sentences that share words differ where it matters: in what they say of whom, figures, a denial."""
    if one.negates != other.negates or len((one.stems & other.stems) - one.name_stems) < FEWEST_SHARED:
        return True
    return bool(one.figures and other.figures) and one.figures.isdisjoint(other.figures)


def repeats(one: Sentence, other: Sentence) -> float:
    """Return which share of the shorter one's words the other has."""
    return len(one.stems & other.stems) / (min(len(one.stems), len(other.stems)) or 1)


def _telling(reading: Reading) -> list[Sentence]:
    return [sentence for sentence in reading.sentences if sentence.tells][:MOST_LINES]


def _find_persons(lines: Sequence[Line], readings: Mapping[str, Reading]) -> frozenset[str]:
    speakers = {name for line in lines for name in readings[line.article.id].speakers}
    named_by: dict[str, set[str]] = defaultdict(set)
    for line in lines:
        for name in line.sentence.names:
            named_by[last_name(name)].add(line.origin)
    enough = len({line.origin for line in lines}) / 2
    return frozenset(name for name, origins in named_by.items() if name in speakers and len(origins) >= enough)


def _weigh_words(readings: Sequence[tuple[str, Reading]]) -> dict[str, float]:
    """Return the squared share of origins that use each word, by where they do: what few use counts for little."""
    by_origin: dict[str, dict[str, float]] = defaultdict(dict)
    for origin, reading in readings:
        for stems, worth in ((reading.below, _BELOW), (reading.top, _AT_TOP), (reading.title, _IN_TITLE)):
            for stem in stems:
                by_origin[origin][stem] = max(worth, by_origin[origin].get(stem, 0.0))
    total: dict[str, float] = defaultdict(float)
    for used in by_origin.values():
        for stem, worth in used.items():
            total[stem] += worth / len(by_origin)
    return {stem: weight**2 for stem, weight in total.items()}


def _count_shared(material: Material, candidates: Sequence[Line]) -> NDArray[np.float32]:
    """Return for each candidate and line how many words they share."""
    # A word that only one sentence has is shared by none; leaving these out makes the matrices a third as wide.
    used = Counter(chain.from_iterable(line.sentence.stems for line in material.lines))
    columns = {stem: place for place, stem in enumerate(stem for stem, count in used.items() if count > 1)}

    def matrix(lines: Sequence[Line]) -> NDArray[np.float32]:
        cells = np.zeros((len(lines), len(columns)), dtype=np.float32)
        for row, line in enumerate(lines):
            cells[row, [columns[stem] for stem in line.sentence.stems if stem in columns]] = 1.0
        return cells

    shared: NDArray[np.float32] = matrix(candidates) @ matrix(material.lines).T
    return shared


def _one_an_origin(candidate: Line, lines: Iterable[Line]) -> tuple[Line, ...]:
    kept: dict[str, Line] = {}
    for line in lines:
        if line.origin != candidate.origin and not differ(candidate.sentence, line.sentence):
            kept.setdefault(line.origin, line)
    return tuple(kept.values())
