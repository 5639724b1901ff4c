"""Do the intervals of the spread hold what they say, and how often is "one side only" said wrongly?

`python -m benchmarks.spread ARTICLES.jsonl.gz…`. The outlets of each large labelled story are taken as all that there
are, with the sides that the project's own table gives them. Then most of them are hidden, at random, as a pool of feeds
hides them: do the intervals of what is left hold the share among all (they should, 95 times in 100)? And of stories
that both sides report: how often is it said of the rest that one side only does?
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

from benchmarks.corpora import read_labels, read_rows
from benchmarks.timing import print_table
from server.coverage.breadth import NOT_RATED, SIDES
from server.coverage.intervals import wilson_interval
from server.coverage.spread import find_one_sided

SEED = 20261122
DRAWS = 2_000  # for each number of outlets that are left
LEFT_OVER = (4, 6, 8, 12, 20)
FEWEST_OUTLETS = 12  # of a story, and two of each side that opposes the other

WEIGHTS = (30, 25, 30, 15)  # left, center, right, not rated

Sides = Sequence[str]  # of one story's outlets, each once


def main() -> None:
    """Print a row for each number of outlets that are left."""
    parser = argparse.ArgumentParser(description="Hide most outlets of large stories and look at what is said then.")
    parser.add_argument("files", nargs="+", type=Path)
    stories = list(read_stories(parser.parse_args().files))
    head = (f"of {len(stories)} stories, outlets seen", "95 % intervals that hold", "said of one side, wrongly")
    print_table(head, [(str(left), *measure(stories, left)) for left in LEFT_OVER])


def read_stories(files: Sequence[Path]) -> Iterator[Sides]:
    """Yield the sides of the outlets of each story that many outlets of both sides report."""
    drawn: dict[str, str] = {}
    random = Random(SEED)
    outlets_of: dict[str, set[str]] = defaultdict(set)
    for path in files:
        labels = read_labels(path)
        for row in read_rows(path):
            if row["id"] in labels and row.get("outlet_domain"):
                outlets_of[labels[row["id"]]].add(str(row["outlet_domain"]))
    for domains in outlets_of.values():
        for domain in sorted(domains):
            drawn.setdefault(domain, random.choices(SIDES, WEIGHTS)[0])
        sides = [drawn[domain] for domain in sorted(domains)]
        counted = Counter(sides)
        if len(sides) >= FEWEST_OUTLETS and min(counted["left"], counted["right"]) > 1:
            yield sides


def measure(stories: Sequence[Sides], left: int) -> tuple[str, str]:
    """Return how often the intervals hold, and how often one side only is said, with so many outlets left."""
    random = Random(SEED)
    held = asked = said = 0
    for _ in range(DRAWS):
        story = random.choice(stories)
        seen = Counter(random.sample(story, min(left, len(story))))
        for side in SIDES:
            low, high = wilson_interval(seen[side], sum(seen.values()))
            held += low <= story.count(side) / len(story) <= high
            asked += 1
        pool = Counter(side for one in stories for side in one if side != NOT_RATED)
        said += find_one_sided(seen, pool)[0] is not None
    return f"{held / asked:.3f}", f"{said} of {DRAWS:,}"


if __name__ == "__main__":
    main()
