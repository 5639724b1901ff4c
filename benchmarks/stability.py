"""Do stories come out the same when articles come in another order? `python -m benchmarks.stability [ARTICLES…]`.

The same articles go through the product again with their arrivals moved: every one by up to a tenth of a day either
way, one in twenty up to two days late, and both. Published times stay. Compared are the stories of the first run and of
each other one: adjusted Rand index, articles whose story has another id, those for which the id of the first run leads
to a story without them (the id of a story that is not there leads to the one of the article that it is named after),
merges, splits, and what the labels say of both.
Without files the synthetic stream is taken. Whatever is taken is cut to `--articles`, for the product groups slowly.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from benchmarks.agreement import adjusted_rand, b_cubed
from benchmarks.corpora import in_time_order, read_labels, read_lines
from benchmarks.matching import open_product
from benchmarks.stream import stream
from benchmarks.synthetic import say
from benchmarks.timing import print_table
from server.articles.models import Article
from server.stories.models import OpKind
from server.stories.views import story_id_of

ARTICLES = 1500
JITTER = 144.0  # minutes: a tenth of a day
LATE_SHARE = 0.05
LATEST = 2880.0  # minutes
HEADINGS = ("arrivals", "ARI with the first run", "other id", "id leads astray", "merges", "splits", "B³ P / R / F1")
_BATCH = 50


@dataclass(frozen=True, slots=True)
class Incoming:
    """An article and the minute that it arrives in."""

    minute: float
    article: Article


@dataclass(frozen=True, slots=True)
class Outcome:
    """The story of each article after a run, where the id that each would give leads, how many merges and splits."""

    story_of: Mapping[str, str]
    led_to: Mapping[str, str]
    merges: int
    splits: int


Move = Callable[[Random], float]
MOVES: dict[str, Move] = {
    "the same again": lambda rng: 0.0,
    "each up to 2.4 hours off": lambda rng: rng.uniform(-JITTER, JITTER),
    "5 % late, up to 2 days": lambda rng: rng.uniform(0, LATEST) if rng.random() < LATE_SHARE else 0.0,
    "both": lambda rng: rng.uniform(-JITTER, JITTER) + (rng.uniform(0, LATEST) if rng.random() < LATE_SHARE else 0.0),
}


def main() -> None:
    """Run as the command line says and print a table."""
    parser = argparse.ArgumentParser(description="Group the same articles in several orders of arrival.")
    parser.add_argument("files", nargs="*", type=Path, help="labelled articles; without any, the synthetic stream")
    parser.add_argument("--articles", type=int, default=ARTICLES)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    take = _labelled(chosen.files) if chosen.files else _synthetic(chosen.seed, chosen.articles)
    incoming, gold = take[0][: chosen.articles], take[1]
    first = run(incoming)
    rows = []
    for name, move in MOVES.items():
        say(name)
        rng = Random(f"{chosen.seed}/{name}")
        moved = sorted((Incoming(one.minute + move(rng), one.article) for one in incoming), key=lambda one: one.minute)
        rows.append((name, *_compare(first, run(moved), gold)))
    print(f"\n{len(incoming):,} articles; first run: {first.merges} merges, B³ {_judge(gold, first)}\n")
    print_table(
        ("arrivals", "ARI with the first run", "other id", "id leads astray", "merges", "splits", "B³ P / R / F1"), rows
    )


def run(incoming: Sequence[Incoming]) -> Outcome:
    """Return the stories that articles end in when they arrive in this order."""
    with TemporaryDirectory() as folder, open_product(Path(folder)) as product:
        for start in range(0, len(incoming), _BATCH):
            batch = incoming[start : start + _BATCH]
            now = datetime.fromtimestamp(60 * batch[-1].minute, tz=UTC)
            product.articles.save([one.article for one in batch], now=now)
            while product.grouping.catch_up(limit=_BATCH):
                pass
        story_of = product.stories.story_of([one.article.id for one in incoming])
        ops = [op for story in set(story_of.values()) for _, op in product.stories.ops(story)]
        kinds = Counter(op.kind for op in ops)
        led_to = {name: product.stories.get(name).id for name in map(story_id_of, story_of)}
        return Outcome(story_of, led_to, kinds[OpKind.MERGE], kinds[OpKind.SPLIT])


def _compare(first: Outcome, other: Outcome, gold: Mapping[str, str]) -> tuple[str, ...]:
    moved = sum(other.story_of[article] != story for article, story in first.story_of.items())
    astray = sum(other.story_of[article] != other.led_to.get(story, story) for article, story in first.story_of.items())
    return (
        f"{adjusted_rand(first.story_of, other.story_of):.3f}",
        f"{moved / len(first.story_of):.3f}",
        f"{astray / len(first.story_of):.3f}",
        str(other.merges),
        str(other.splits),
        _judge(gold, other),
    )


def _judge(gold: Mapping[str, str], outcome: Outcome) -> str:
    return str(b_cubed({article: gold[article] for article in outcome.story_of if article in gold}, outcome.story_of))


def _synthetic(seed: int, number: int) -> tuple[list[Incoming], dict[str, str]]:
    arrivals = list(islice(stream(seed=seed), number))
    gold = {arrival.article.id: str(arrival.story) for arrival in arrivals}
    return [Incoming(arrival.minute, arrival.article) for arrival in arrivals], gold


def _labelled(files: Sequence[Path]) -> tuple[list[Incoming], dict[str, str]]:
    """Return the dated articles in time order, and the labels by article."""
    lines = in_time_order([line for path in files for line in read_lines(path)])
    labels = {line_id: story for path in files for line_id, story in read_labels(path).items()}
    dated = [(line, line.article.published.at.timestamp() / 60) for line in lines if line.article.published]
    gold = {line.article.id: labels[line.id] for line, _ in dated if line.id in labels}
    return [Incoming(minute, line.article) for line, minute in dated], gold


if __name__ == "__main__":
    main()
