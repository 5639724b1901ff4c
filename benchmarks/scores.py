"""How well were labelled articles grouped and matched, and how sure is that figure?

Every figure is a sum over articles divided by another one, so each article is one row of sums, a story's row is the sum
of its articles', and resampling stories with replacement is one product of matrices. Intervals are of that resampling:
articles of one story are right or wrong together, and are drawn together.

What an article gives is always measured against all labelled articles, whichever stories are then looked at: of a few
stories alone, the wrong companions that they were given would not be seen.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

RESAMPLES = 1000
BINS = 10
_COVERED = (2.5, 97.5)  # per cent of the resamples that lie below the ends of an interval

SUMS = (
    "articles",
    "precision",  # share of the article's story that is of its gold story, itself included …
    "recall",  # … and of its gold story that is in its story
    "together",  # companions in its story that are of its gold story
    "grouped_with",  # companions in its story
    "companions",  # of its gold story
    "others",  # all other labelled articles
    "has_companions",
    "first_right",
    "found",  # share of its companions that were reported
    "reported",
    "right",
    "alone",
    "alarm",
    *(f"bin {at}" for at in range(BINS)),  # probability reported, less what was right
)
_PLACE = {name: place for place, name in enumerate(SUMS)}

# Figure: sums that are divided by which.
RATIOS = {
    "b3_p": ("precision", "articles"),
    "b3_r": ("recall", "articles"),
    "pair_p": ("together", "grouped_with"),
    "pair_r": ("together", "companions"),
    "base_rate": ("companions", "others"),  # of two labelled articles drawn at random, how often they are of one story
    "nn": ("first_right", "has_companions"),
    "match_p": ("right", "reported"),
    "match_r": ("found", "has_companions"),
    "false_alarm": ("alarm", "alone"),
}


@dataclass(frozen=True, slots=True)
class Reported:
    """One match of an article: which one, and with what probability."""

    id: str
    probability: float


@dataclass(frozen=True, slots=True)
class Tally:
    """The sums of each gold story, a row of `SUMS` for each."""

    stories: Sequence[str]
    sums: Array

    def only(self, stories: Iterable[str]) -> Tally:
        """Return the rows of some stories."""
        wanted = frozenset(stories)
        rows = [at for at, story in enumerate(self.stories) if story in wanted]
        return Tally([self.stories[at] for at in rows], self.sums[rows])


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure, and between what it lies in 95 of 100 resamplings; `nan` where there is nothing to divide by."""

    value: float
    low: float
    high: float


def tally(gold: Mapping[str, str], found: Mapping[str, str], matches: Mapping[str, Sequence[Reported]]) -> Tally:
    """Return the sums of each story of `gold`.

    :param found: the story that each article ended in; one that is missing is alone
    :param matches: the reported matches of each article, best first
    """
    stories = {story: at for at, story in enumerate(dict.fromkeys(gold.values()))}
    row_of = np.array([stories[story] for story in gold.values()], dtype=np.intp)
    sums = np.zeros((len(stories), len(SUMS)))
    per_article = np.hstack([_grouping_sums(gold, found), _match_sums(gold, matches)])
    np.add.at(sums, row_of, per_article)
    return Tally(list(stories), sums)


def _grouping_sums(gold: Mapping[str, str], found: Mapping[str, str]) -> Array:
    there = {article: found.get(article, f"alone {article}") for article in gold}
    both = Counter((gold[article], there[article]) for article in gold)
    of_gold, of_found = Counter(gold.values()), Counter(there.values())
    rows = []
    for article, story in gold.items():
        shared, ours, theirs = both[story, there[article]], of_gold[story], of_found[there[article]]
        rows.append((1, shared / theirs, shared / ours, shared - 1, theirs - 1, ours - 1, len(gold) - 1))
    return np.array(rows, dtype=np.float64)


def _match_sums(gold: Mapping[str, str], matches: Mapping[str, Sequence[Reported]]) -> Array:
    of_gold = Counter(gold.values())
    rows = []
    for article, story in gold.items():
        companions = of_gold[story] - 1
        judged = [match for match in matches.get(article, ()) if match.id in gold and match.id != article]
        is_right = [gold[match.id] == story for match in judged]
        right = sum(is_right)
        is_first_right = bool(is_right) and is_right[0]
        of_companions = (1, is_first_right, right / companions) if companions else (0, 0, 0)
        alone = (not companions, not companions and bool(judged))
        rows.append((*of_companions, len(judged), right, *alone, *_gaps(judged, is_right)))
    return np.array(rows, dtype=np.float64)


def _gaps(judged: Sequence[Reported], is_right: Sequence[bool]) -> list[float]:
    """Return what was claimed, less what was right, for each tenth of the probability."""
    gaps = [0.0] * BINS
    for match, right in zip(judged, is_right, strict=True):
        gaps[bin_of(match.probability)] += match.probability - right
    return gaps


def bin_of(probability: float) -> int:
    """Return which tenth a probability is in."""
    return min(BINS - 1, int(probability * BINS))


def figures(sums: Array) -> dict[str, Array]:
    """Return all figures of some sums, over the last axis."""
    column = {name: sums[..., place] for name, place in _PLACE.items()}
    made = {name: _divide(column[above], column[below]) for name, (above, below) in RATIOS.items()}
    for kind in ("b3", "pair"):
        precision, recall = made[f"{kind}_p"], made[f"{kind}_r"]
        made[f"{kind}_f1"] = _divide(2 * precision * recall, precision + recall)
    gaps = np.abs(sums[..., _PLACE["bin 0"] :]).sum(axis=-1)
    made["ece"] = _divide(gaps, column["reported"])
    return made


def _divide(above: Array, below: Array) -> Array:
    above, below = np.asarray(above, dtype=np.float64), np.asarray(below, dtype=np.float64)
    divided: Array = np.divide(above, below, out=np.full(above.shape, np.nan), where=below != 0)
    return divided


def measure(counted: Tally, *, resamples: int = RESAMPLES, seed: int = 1) -> dict[str, Figure]:
    """Return each figure of these stories with its interval."""
    once = figures(counted.sums.sum(axis=0))
    many = figures(_draw(len(counted.stories), resamples, seed) @ counted.sums)
    return {name: _figure(float(value), many[name]) for name, value in once.items()}


def _draw(stories: int, resamples: int, seed: int) -> Array:
    """Return how often each story is drawn in each resample."""
    rng = np.random.default_rng(seed)
    return rng.multinomial(stories, np.full(stories, 1 / stories), size=resamples).astype(np.float64)


def _figure(value: float, drawn: Array) -> Figure:
    known = drawn[~np.isnan(drawn)]
    low, high = np.percentile(known, _COVERED) if known.size else (np.nan, np.nan)
    return Figure(value, float(low), float(high))
