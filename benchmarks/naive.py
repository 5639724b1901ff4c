"""How well does the obvious way of grouping do? `python -m benchmarks.naive ARTICLES.jsonl.gz… [--stories FILE]`.

A baseline that is given every advantage: one pass in time order, an article joins the story of the article of the last
day that shares the largest part of its headline's longer words, and how large that part must be is **tuned on the very
labels that it is then measured with**. `--stories` takes what `benchmarks.matching` wrote for the same files and
measures it beside. Unlike everything else here this reads the labels.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.agreement import Agreement, b_cubed
from benchmarks.corpora import Line, in_time_order, read_labels, read_lines, read_rows
from benchmarks.timing import print_table
from server.coverage.tokens import find_words, stem

DAY = 86_400.0
_SHORTEST_WORD = 4  # a list of stop words for all languages; .02 to .03 better than all words
BARS = tuple(step / 20 for step in range(2, 19))


@dataclass(frozen=True, slots=True)
class Nearest:
    """An article's likeliest companion among those before it, and how much of their headlines' words they share."""

    companion: str | None
    overlap: float


def main() -> None:
    """Print B-cubed figures of the baseline, and of ours if they are given."""
    parser = argparse.ArgumentParser(description="Group by the words that headlines share, tuned on the labels.")
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--stories", type=Path, help="stories.jsonl of benchmarks.matching, of the same files")
    chosen = parser.parse_args()
    lines = in_time_order([line for path in chosen.files for line in read_lines(path)])
    gold = {line_id: story for path in chosen.files for line_id, story in read_labels(path).items()}
    bar, naive = tune(find_nearest(lines), gold)
    rows = [(f"naive, joins from {bar:.2f} on (tuned on these labels)", str(naive))]
    if chosen.stories:
        found = {str(row["id"]): str(row["story"]) for row in read_rows(chosen.stories)}
        rows.append(("ours", str(b_cubed(gold, found))))
    print_table((f"{len(lines):,} articles, {len(gold):,} labelled", "B³ precision / recall / F1"), rows)


def find_nearest(lines: Sequence[Line]) -> dict[str, Nearest]:
    """Return the nearest earlier article of each, within a day where both state a time; lines in time order."""
    words = {line.id: _long_words(line.article.title) for line in lines}
    times = {line.id: line.article.published.at.timestamp() for line in lines if line.article.published}
    with_word: dict[str, list[str]] = defaultdict(list)
    nearest = {}
    for line in lines:
        own = words[line.id]
        shared: dict[str, int] = defaultdict(int)
        for word in own:
            for other in with_word[word]:
                if abs(times.get(line.id, 0.0) - times.get(other, times.get(line.id, 0.0))) <= DAY:
                    shared[other] += 1
            with_word[word].append(line.id)
        overlaps = {other: both / len(own | words[other]) for other, both in shared.items()}
        best = max(overlaps, key=lambda other: overlaps[other], default=None)
        nearest[line.id] = Nearest(best, overlaps[best] if best else 0.0)
    return nearest


def _long_words(headline: str) -> frozenset[str]:
    return frozenset(stem(word.form) for word in find_words(headline) if len(word.form) >= _SHORTEST_WORD)


def tune(nearest: Mapping[str, Nearest], gold: Mapping[str, str]) -> tuple[float, Agreement]:
    """Return the bar that does best by the labels, and how well it does."""
    by_bar = {bar: b_cubed(gold, group(nearest, bar)) for bar in BARS}
    best = max(BARS, key=lambda bar: by_bar[bar].f1)
    return best, by_bar[best]


def group(nearest: Mapping[str, Nearest], bar: float) -> dict[str, str]:
    """Return the story of each article, named after the one that opened it."""
    story_of: dict[str, str] = {}
    for article, one in nearest.items():
        joins = one.companion is not None and one.overlap >= bar
        story_of[article] = story_of[one.companion] if joins and one.companion else article
    return story_of


if __name__ == "__main__":
    main()
