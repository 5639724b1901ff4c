"""Take a labelled collection through the product, keep what came out in a folder, and read it again.

Beside `stories.jsonl` and `matches.jsonl` (`benchmarks.matching`) stands `candidates.jsonl`: the probability of every
candidate of some articles, also of those that are not reported. The product never sees a label; labels only choose
which articles are asked about, since nothing could be said of the others.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.corpora import Line, read_rows
from benchmarks.labelled import Collection
from benchmarks.matching import Product, ingest, open_product, write_candidates, write_matches, write_stories
from benchmarks.scores import Reported
from server.coverage.probability import Weights

_STORIES, _MATCHES, _CANDIDATES = "stories.jsonl", "matches.jsonl", "candidates.jsonl"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came out of a run: the story of each article, what was reported for the labelled ones, what considered."""

    story_of: Mapping[str, str]
    matches: Mapping[str, Sequence[Reported]]
    candidates: Mapping[str, Sequence[Reported]]


@contextmanager
def running(
    collection: Collection, folder: Path, *, considered: Sequence[Line] = ()
) -> Iterator[tuple[Product, Mapping[str, str]]]:
    """Run a collection and write to `folder`; yield the product that holds it, and the article id of each line.

    :param considered: the articles whose candidates are written, too
    """
    folder.mkdir(parents=True, exist_ok=True)
    labelled = [line for line in collection.lines if line.id in collection.gold]
    with TemporaryDirectory() as store, open_product(Path(store)) as product:
        known_as = ingest(product, collection.lines)
        write_stories(product, collection.lines, known_as, folder / _STORIES)
        write_candidates(product, considered, known_as, folder / _CANDIDATES)
        write_matches(product, labelled, known_as, folder / _MATCHES)  # last: it says that all is there
        yield product, known_as


def is_there(folder: Path) -> bool:
    """Whether an earlier run has finished in this folder."""
    return (folder / _MATCHES).exists()


def load_outcome(folder: Path) -> Outcome:
    """Return what a run has left in a folder."""
    return Outcome(
        {str(row["id"]): str(row["story"]) for row in read_rows(folder / _STORIES)},
        {
            str(row["id"]): [Reported(str(one["id"]), float(one["probability"])) for one in row["matches"]]
            for row in read_rows(folder / _MATCHES)
        },
        {
            str(row["id"]): [Reported(str(other), float(probability)) for other, probability in row["candidates"]]
            for row in read_rows(folder / _CANDIDATES)
        },
    )


def group_only(collection: Collection, weights: Weights) -> dict[str, str]:
    """Return the story of each article with other weights than those shipped."""
    with TemporaryDirectory() as store, open_product(Path(store), weights=weights) as product:
        known_as = ingest(product, collection.lines)
        story_of = product.stories.story_of(sorted(set(known_as.values())))
        return {line_id: story_of[article_id] for line_id, article_id in known_as.items()}
