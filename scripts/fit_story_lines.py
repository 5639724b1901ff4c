"""Fit what stories make of probabilities: the lines in `weights.json`.

    python -m scripts.fit_story_lines COLLECTION… [--pairs PAIRS.jsonl.gz] --weights server/coverage/weights.json

A collection is `NAME=FILE+FILE`, as in `benchmarks.matching_report`. Each goes through the product as it is, in time
order and grouped. Then each labelled article is compared with the labelled members of its story, for the line of
companions; and with what most of them report, for that of membership. The weights have to be fitted before
(`scripts.fit_matching`), and the thresholds of grouping set: it is what they bring together that is judged here.
Stories that are held back there are held back here; the figures printed are theirs alone.

Pairs that people have judged, as likely as those that are brought together, stand beside them for pairs of texts: their
labels are about the two articles, where those of a collection also say where its editors drew the line.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from math import log
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
import numpy as np
from numpy.typing import NDArray

from benchmarks.labelled import AS_IT_IS, NO_TIMES, Collection, read_collection
from benchmarks.matching import Product, ingest, open_product, record_of, say
from scripts.fit_matching import version_of
from scripts.labelled_pairs import HELD_BACK, VARIANTS, Flags, is_for_testing, is_held_back, read_judged
from scripts.logistic import Array, calibration_error, fit_head
from server.coverage.features import compute_features
from server.coverage.probability import (
    MOST_ARTICLES,
    HeadName,
    StoryLine,
    StoryLines,
    Weights,
    WeightsFile,
    parse_weights,
    to_logit,
    to_probability,
)
from server.services.coverage import MEMBER_FLOOR
from server.stories.grouping import JOIN_AT
from server.stories.models import Story
from server.stories.views import spaced

ASKED_MEMBERS = 60  # of each story; the largest would outnumber all others
COUNTS_FOR = 2_000.0  # cases, of each collection in the form that a line is for, whatever its size
COUNTS_FOR_LESS = 600.0  # in each other form
UNDATED = frozenset({HeadName.TEXT_UNDATED, HeadName.HEADLINE_UNDATED})
MEMBERSHIP = "membership"
BY_SIZE = frozenset({HeadName.HEADLINE, MEMBERSHIP})
"""Where the size of a story counts. Texts say enough themselves, and labels of theirs that stop at three outlets would
teach that large stories are wrong; undated headlines come out no better for it."""


@dataclass(frozen=True, slots=True)
class Case:
    """A probability that a story is to say something of."""

    line: str  # the head of a pair; or `MEMBERSHIP`
    probability: float  # of the pair by itself; or the mean with the members when the article joined
    articles: int  # of the story
    is_right: bool
    is_held_back: bool  # the story of the article
    is_fitted: bool  # nothing of what it is compared with is held back


@dataclass(frozen=True, slots=True)
class Judged:
    """The cases of one collection in one form, for one line."""

    name: str
    line: str
    counts_for: float
    design: Array  # a row for each: logit, ln of how many articles the story has
    right: Array
    is_held_back: Flags
    is_fitted: Flags
    false_stand_for: float = HELD_BACK  # of two wrong cases the split leaves one, as in fitting the heads


def main() -> None:
    """Fit the lines, write them into the weights, print the figures of what was held back."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("collections", nargs="+")
    parser.add_argument("--pairs", type=Path, help="judged pairs of texts")
    parser.add_argument("--weights", type=Path, required=True)
    chosen = parser.parse_args()
    weights = replace(parse_weights(chosen.weights.read_bytes()), lines=StoryLines())
    judged = [cases for given in chosen.collections for cases in judge_variants(read_collection(given), weights)]
    judged += judge_pairs(chosen.pairs, weights) if chosen.pairs else []
    lines = StoryLines({head: fit(head, judged) for head in HeadName}, fit(MEMBERSHIP, judged))
    write(lines, chosen.weights)
    for cases in judged:
        line = lines.membership if cases.line == MEMBERSHIP else lines.companions[HeadName(cases.line)]
        say(describe(cases, line))


def judge_variants(collection: Collection, weights: Weights) -> Iterator[Judged]:
    """Yield the cases of a collection, as it is and in each variant that makes a difference."""
    seen: list[object] = []
    for kind in VARIANTS:
        changed = collection.changed(kind)
        if changed.lines in seen:
            continue
        seen.append(changed.lines)
        cases = judge(changed, weights)
        for line in sorted({case.line for case in cases}):
            is_for_it = kind == (NO_TIMES if line in UNDATED else AS_IT_IS)
            counts_for = COUNTS_FOR if is_for_it else COUNTS_FOR_LESS
            yield _judged(f"{collection.name}, {kind}", line, counts_for, [one for one in cases if one.line == line])


def judge(collection: Collection, weights: Weights) -> list[Case]:
    """Take a collection through the product, and return what can be judged of it."""
    with TemporaryDirectory() as folder, open_product(Path(folder), weights=weights) as product:
        known_as = ingest(product, collection.lines)
        labels = {
            known_as[line.id]: collection.gold[line.id] for line in collection.lines if line.id in collection.gold
        }
        found = product.stories.story_of(sorted(labels))
        stories = [product.stories.get(story_id) for story_id in sorted(set(found.values()))]
        return [case for story in stories for case in (*_pairs(product, story, labels), *_places(story, labels))]


def judge_pairs(path: Path, weights: Weights) -> list[Judged]:
    """Return the judged pairs that are as likely as what is grouped, for both lines of texts."""
    rows, sides, statistics = read_judged(path)
    features = np.vstack([compute_features(one, [other], statistics) for one, other in sides])
    chances = weights.probabilities(features).tolist()
    cases = [
        Case("", chance, 2, bool(row["same_story"]), is_for_testing(row), not is_for_testing(row))
        for row, chance in zip(rows, chances, strict=True)
        if chance >= JOIN_AT
    ]
    lines = (HeadName.TEXT, HeadName.TEXT_UNDATED)
    return [replace(_judged("judged pairs", line, COUNTS_FOR, cases), false_stand_for=1.0) for line in lines]


def _pairs(product: Product, story: Story, labels: Mapping[str, str]) -> Iterator[Case]:
    """Yield each labelled member with labelled others."""
    members = [one.article_id for one in story.members]
    records = {one: record_of(product, one) for one in members if one in labels}
    asked = [one for one in spaced(members, ASKED_MEMBERS) if one in labels]
    for ours, record in records.items():
        for one in product.matcher.score_all(record, [records[other] for other in asked if other != ours]):
            theirs = labels[one.match.article_id]
            yield _case(one.head, one.match.probability, len(members), labels[ours], theirs)


def _places(story: Story, labels: Mapping[str, str]) -> Iterator[Case]:
    """Yield each labelled member that has joined, with what most of the others report."""
    counted = Counter(labels[one.article_id] for one in story.members if one.article_id in labels)
    for size, one in enumerate(story.members, start=1):  # as large as the story was then, or nearly
        if one.article_id not in labels or one.probability is None:
            continue
        ours = labels[one.article_id]
        others = counted - Counter([ours])
        if others:
            theirs = max(others, key=lambda label: (others[label], label == ours))
            yield _case(MEMBERSHIP, one.probability, size, ours, theirs)


def _case(line: str, probability: float, articles: int, ours: str, theirs: str) -> Case:
    ours_held, theirs_held = is_held_back(ours), is_held_back(theirs)
    return Case(line, probability, articles, ours == theirs, ours_held, not ours_held and not theirs_held)


def _judged(name: str, line: str, counts_for: float, cases: list[Case]) -> Judged:
    design = [(to_logit(one.probability), log(min(one.articles, MOST_ARTICLES))) for one in cases]
    right, held_back, fitted = zip(*((one.is_right, one.is_held_back, one.is_fitted) for one in cases), strict=True)
    flags = [np.array(values, dtype=np.bool_) for values in (held_back, fitted)]
    return Judged(name, line, counts_for, np.array(design), np.array(right, dtype=np.float64), flags[0], flags[1])


def fit(line: str, judged: list[Judged]) -> StoryLine:
    """Return the line through what is not held back; collections count alike."""
    fitted = [cases for cases in judged if cases.line == line and cases.is_fitted.any()]
    if not fitted:
        return StoryLine()
    design = np.vstack([cases.design[cases.is_fitted] for cases in fitted])
    design = design if line in BY_SIZE else design[:, :1]
    right = np.concatenate([cases.right[cases.is_fitted] for cases in fitted])
    weight = np.concatenate([_weight(cases) for cases in fitted])
    found = fit_head(design, right, weight, [1] * design.shape[1])
    factors = np.array(found.weights) / np.array(found.scale)
    bias = found.bias - float(factors @ np.array(found.mean))
    slope, size = [*factors.tolist(), 0.0][:2]
    return StoryLine(round(slope, 4), round(bias, 4), round(size, 4))


def _weight(cases: Judged) -> Array:
    """Return what each fitted case counts for."""
    each = np.where(cases.right[cases.is_fitted] > 0, 1.0, cases.false_stand_for)
    weights: Array = each * (cases.counts_for / float(each.sum()))
    return weights


def write(lines: StoryLines, path: Path) -> None:
    """Put the lines into the weights file."""
    file = msgspec.json.decode(path.read_bytes(), type=WeightsFile)
    made = msgspec.structs.replace(file, lines=lines, version=version_of(file.heads, lines))
    path.write_bytes(msgspec.json.format(msgspec.json.encode(made), indent=1) + b"\n")


def describe(cases: Judged, line: StoryLine) -> str:
    """Return a line of figures on the held-back part."""
    design, right = cases.design[cases.is_held_back], cases.right[cases.is_held_back]
    told = to_probability(design @ np.array([line.slope, line.size]) + line.bias)
    is_told = told >= (0.0 if cases.line == MEMBERSHIP else MEMBER_FLOOR)
    return (
        f"{cases.name:28} {cases.line:18} cases {len(right):6} right {_mean(right):.3f}  told of {_mean(is_told):.3f}"
        f"  ECE {calibration_error(to_probability(design[:, 0]), right):.3f}"
        f" → {calibration_error(told[is_told], right[is_told]):.3f}"
    )


def _mean(values: NDArray[np.generic]) -> float:
    return float(values.mean()) if len(values) else 0.0


if __name__ == "__main__":
    main()
