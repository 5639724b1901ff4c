"""How fast is the candidate index, how large, and how does it grow? `python -m benchmarks.index_speed`.

The product's own index, in a temporary folder, holding synthetic articles (`benchmarks.stream`), twice for every size:

- **equal window**: `PER_DAY` articles a day whatever the size, so that a larger index means more days and the window of
  a question always holds about the same number;
- **all in the window**: all articles within about five days, so that every question looks through (nearly) all.

Only the public surface is used, so that two versions of the index can be measured with the same command.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import msgspec

from benchmarks.probe import STORE_ID
from benchmarks.questions import Question, choose_questions, mean_recall
from benchmarks.streaming import STREAMED, Companions, Streaming, companions, measure_streaming
from benchmarks.synthetic import DEFAULT_CACHE, Row, load_rows, say
from benchmarks.timing import Quantiles, print_table, quantiles, time_calls
from server.coverage.candidates import CANDIDATES, IndexEntry
from server.coverage.matching import Matcher
from server.coverage.probability import load_weights
from server.store.candidate_index import SqliteCandidateIndex

SIZES = (10_000, 100_000, 1_000_000)
PER_DAY = 1_500  # 10,000 articles are then just more than one window of six days
DAYS_FOR_ALL = 5  # the last articles of a story come later: this fills about six
BATCH = 500  # as the product adds when it builds the index anew
VISIBLE_ROUNDS = 20
TURN = 20  # questions in a row


@dataclass(frozen=True, slots=True)
class Reader:
    """What a fresh process that only reads found."""

    seconds_to_answer: float
    own_bytes: int
    visible_after: Sequence[float]  # seconds


@dataclass(slots=True)
class Measured:
    """An index, what it is asked, and its figures as they come in."""

    size: int
    window: str
    index: SqliteCandidateIndex
    folder: Path
    questions: Sequence[Question]
    known: Companions
    later: Sequence[Row]  # what arrives next
    added_per_second: float
    bytes_on_disk: int
    reader: Reader
    empty_reader: Reader
    recall: tuple[float, float]
    seconds: list[float] = field(default_factory=list)  # of each question
    streaming: Streaming | None = None

    @property
    def times(self) -> Quantiles:
        """Of the questions with text."""
        return quantiles(self.seconds[::2])

    @property
    def bare_times(self) -> Quantiles:
        """Of the headlines alone."""
        return quantiles(self.seconds[1::2])


def main() -> None:
    """Measure as the command line says and print three tables."""
    chosen = _parse()
    measured = []
    with ExitStack() as stack:
        for size in [*chosen.sizes, *([10_000_000] if chosen.ten_million else [])]:
            for window, per_day in (("equal", PER_DAY), ("all", size // DAYS_FOR_ALL)):
                say(f"{size} articles, window {window}")
                rows = load_rows(
                    size + VISIBLE_ROUNDS + STREAMED, per_day=per_day, seed=chosen.seed, cache=chosen.cache
                )
                folder = Path(stack.enter_context(TemporaryDirectory(dir=chosen.cache)))
                measured.append(prepare(rows[:size], rows[size:], folder, window=window, seed=chosen.seed))
        take_turns(measured)
        for one in measured:
            if one.window == "all":  # where it is hardest
                say(f"streaming into {one.size} articles")
                one.streaming = measure_streaming(one.index, one.known, one.later, one.folder, seed=chosen.seed)
            one.index.close()
    report(measured)


def prepare(rows: Sequence[Row], later: Sequence[Row], folder: Path, *, window: str, seed: int) -> Measured:
    """Build an index of `rows` in `folder` and measure all but its speed; `later` are the articles that arrive next."""
    path = folder / "index.db"
    questions = choose_questions(rows, seed=seed)
    index = SqliteCandidateIndex(path, store_id=STORE_ID)
    seconds = build(index, rows)
    size_on_disk = bytes_on_disk(folder)
    say(f"built in {seconds:.0f} s, {size_on_disk / len(rows):.0f} bytes an article")
    records = [question.record for question in questions]
    found = [[one.article_id for one in index.find(record, around=record.minutes)] for record in records]
    return Measured(
        len(rows),
        window,
        index,
        folder,
        questions,
        companions(rows, later[VISIBLE_ROUNDS:]),
        later[VISIBLE_ROUNDS:],
        len(rows) / seconds,
        size_on_disk,
        _probe(path, questions, added=later[:VISIBLE_ROUNDS], index=index),
        _probe(folder / "empty.db", questions, added=()),
        mean_recall(questions, [answer[:CANDIDATES] for answer in found]),
    )


def build(index: SqliteCandidateIndex, rows: Sequence[Row]) -> float:
    """Add all rows to the index, in batches; return the seconds that it takes."""
    started = time.perf_counter()
    for start in range(0, len(rows), BATCH):
        batch = enumerate(rows[start : start + BATCH], start=start + 1)
        index.add([IndexEntry(change, row.minute, row.record) for change, row in batch])
        if start and start % (100 * BATCH) == 0:
            say(f"{start} of {len(rows)} added")
    return time.perf_counter() - started


def bytes_on_disk(folder: Path) -> int:
    """Return the size of the index in `folder`: its tables, and its segments in a folder beside them."""
    return sum(file.stat().st_size for path in folder.glob("index*") for file in (path, *path.glob("*")))


def take_turns(measured: Sequence[Measured]) -> None:
    """Ask every index its questions, a few at a time, so that a slow minute of the machine slows all of them."""
    matchers = [Matcher(one.index, load_weights()) for one in measured]
    for start in range(0, max(len(one.questions) for one in measured), TURN):
        for one, matcher in zip(measured, matchers, strict=True):
            records = [question.record for question in one.questions[start : start + TURN]]
            for record in records:
                matcher.candidates(record)  # warms
            one.seconds += time_calls(matcher.candidates, records)
        say(f"{start + TURN} questions to each")


def _probe(
    path: Path, questions: Sequence[Question], *, added: Sequence[Row], index: SqliteCandidateIndex | None = None
) -> Reader:
    """Start a reader of its own, and let it look for what is added here meanwhile."""
    queries = path.with_suffix(".queries")
    queries.write_bytes(msgspec.msgpack.encode([question.record for question in questions[:100]]))
    started = time.monotonic()
    with subprocess.Popen(
        [sys.executable, "-m", "benchmarks.probe", str(path), str(queries)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as reader:
        assert reader.stdin
        assert reader.stdout
        reader.stdout.readline()
        answered = time.monotonic() - started
        own = int(reader.stdout.readline())
        visible = []
        for row in added if index else ():
            assert index
            reader.stdin.write(msgspec.json.encode((row.record.article_id, _without_id(row))) + b"\n")
            reader.stdin.flush()
            reader.stdout.readline()
            begun = time.monotonic()
            index.add([IndexEntry(index.position() + 1, row.minute, row.record)])
            visible.append(float(reader.stdout.readline()) - begun)
        reader.stdin.close()
    return Reader(answered, own, visible)


def _without_id(row: Row) -> msgspec.Struct:
    """Return the record as another article's: the index never finds an article for itself."""
    return msgspec.structs.replace(row.record, article_id="the one who looks")


def report(measured: Sequence[Measured]) -> None:
    """Print what was measured."""
    print("\nBuilding and reading\n")
    print_table(
        ("articles, window", "added a second", "disk, B an article", "memory, B an article", "start, s", "visible, ms"),
        [
            (
                f"{one.size:,}, {one.window}",
                f"{one.added_per_second:,.0f}",
                f"{one.bytes_on_disk / one.size:,.0f}",
                f"{(one.reader.own_bytes - one.empty_reader.own_bytes) / one.size:,.0f}",
                f"{one.reader.seconds_to_answer:.2f} (empty {one.empty_reader.seconds_to_answer:.2f})",
                f"{1000 * median(one.reader.visible_after):.1f}, most {1000 * max(one.reader.visible_after):.1f}",
            )
            for one in measured
        ],
    )
    print("Look-ups: Matcher.candidates, warm, one thread, ms p50 / p90 / p99, growth of the p50, and recall at 50\n")
    print_table(
        ("articles, window", "with text", "×", "headline only", "×", "recall, text", "recall, headline"),
        [
            (
                f"{one.size:,}, {one.window}",
                str(one.times),
                _growth(measured, one, "times"),
                str(one.bare_times),
                _growth(measured, one, "bare_times"),
                f"{one.recall[0]:.3f}",
                f"{one.recall[1]:.3f}",
            )
            for one in measured
        ],
    )
    print("Streaming into an index of that size, all in the window\n")
    print_table(
        (
            *("articles", "stored a second", "indexed and grouped a second", "of", "CPU, ms: record / match / all"),
            *("grouped after, ms (most)", "B³ F1 of the streamed"),
        ),
        [
            (
                f"{one.size:,}",
                f"{one.streaming.stored_per_second:,.0f}",
                f"{one.streaming.grouped_per_second:,.0f}",
                f"{one.streaming.articles:,}",
                _stages(one.streaming),
                f"{1000 * median(one.streaming.grouped_after):.1f} ({1000 * max(one.streaming.grouped_after):.1f})",
                f"{one.streaming.b_cubed:.3f}",
            )
            for one in measured
            if one.streaming
        ],
    )


def _stages(streaming: Streaming) -> str:
    """Return what an article takes of the processor: its record, finding and scoring candidates, everything."""
    stages = (streaming.record_seconds, streaming.match_seconds, 1 / streaming.grouped_per_second)
    return " / ".join(f"{1000 * seconds:.2f}" for seconds in stages)


def _growth(measured: Sequence[Measured], one: Measured, which: str) -> str:
    """Return by how much the median exceeds that of the next smaller size."""
    smaller = [other for other in measured if other.window == one.window and other.size < one.size]
    if not smaller:
        return ""
    return f"{getattr(one, which).p50 / getattr(smaller[-1], which).p50:.2f}"


def _parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure the candidate index on synthetic articles.")
    parser.add_argument("--sizes", nargs="+", type=int, default=SIZES, help="articles in the index")
    parser.add_argument("--ten-million", action="store_true", help="measure that size as well; takes hours")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--cache", type=Path, default=DEFAULT_CACHE, help="folder for records and indexes")
    return parser.parse_args()


if __name__ == "__main__":
    main()
