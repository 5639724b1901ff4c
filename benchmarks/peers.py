"""How do other engines fare at finding candidates? `python -m benchmarks.peers`, after `scripts/setup-bench`.

The same questions over the same texts in the same run: our index in this process, each other engine in a process of its
own and an environment of its own (`.venv-bench`). All are asked in turns, a few questions at a time, so that a slow
minute of the machine slows all of them; ratios are what counts. What each is given: `benchmarks.peer_engines`.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Protocol

from benchmarks.index_speed import DAYS_FOR_ALL, PER_DAY, build, bytes_on_disk
from benchmarks.peer_engines import ENGINES, WORD, Asked
from benchmarks.probe import STORE_ID
from benchmarks.questions import Question, choose_questions, mean_recall
from benchmarks.stream import tell
from benchmarks.synthetic import DEFAULT_CACHE, Row, load_rows, say
from benchmarks.timing import print_table, quantiles
from server.coverage.candidates import CANDIDATES, WINDOW_DAYS
from server.coverage.matching import Matcher
from server.coverage.probability import load_weights
from server.store.candidate_index import SqliteCandidateIndex

ROOT = Path(__file__).parents[1]
PYTHON = ROOT / ".venv-bench" / "bin" / "python"
TURN = 20  # questions in a row
LEAD_WORDS = 24  # as many as our index asks with
SLOW = {"rapidfuzz brute force": 100}  # questions at most: it takes a second for each where others take milliseconds


# What the other half of this benchmark has written as JSON.
Answer = dict[str, Any]


class Contestant(Protocol):
    """Something that can be asked."""

    build_seconds: float
    bytes_on_disk: int

    def ask(self, question: Question) -> tuple[float, list[str]]:
        """Return the seconds that the answer took, and the ids of articles, best first."""
        ...


@dataclass(slots=True)
class Tally:
    """What one contestant has answered so far."""

    seconds: list[float] = field(default_factory=list)
    answers: list[list[str]] = field(default_factory=list)


def main() -> None:
    """Measure as the command line says and print a table."""
    chosen = _parse()
    if not PYTHON.exists():
        raise SystemExit("the other engines are not installed: run scripts/setup-bench")
    per_day = chosen.size // DAYS_FOR_ALL if chosen.window == "all" else PER_DAY
    rows = load_rows(chosen.size, per_day=per_day, seed=chosen.seed, cache=chosen.cache)
    questions = choose_questions(rows, seed=chosen.seed, pairs=chosen.pairs)
    with TemporaryDirectory(dir=chosen.cache) as name, ExitStack() as stack:
        folder = Path(name)
        texts = Texts(rows, folder, seed=chosen.seed)
        ours = Ours(rows, folder)
        contestants: dict[str, Contestant] = {"ours, with probabilities": ours, "ours, candidates only": Finder(ours)}
        for engine in ENGINES:
            say(f"building {engine}")
            contestants[engine] = stack.enter_context(Peer(engine, folder, texts))
        tallies = _take_turns(contestants, questions)
        report(contestants, tallies, questions, size=len(rows), window=chosen.window)
        ours.close()


class Texts:
    """The articles as the other engines are given them, oldest first, and how common each word is."""

    def __init__(self, rows: Sequence[Row], folder: Path, *, seed: int) -> None:
        ordered = sorted(rows, key=_filed)
        self.ids = [row.record.article_id for row in ordered]
        self._frequency: Counter[str] = Counter()
        with (folder / "texts.jsonl").open("w", encoding="utf-8") as file:
            for row, title, text in _with_texts(ordered, seed):
                self._frequency.update(set(WORD.findall(f"{title} {text}".lower())))
                file.write(json.dumps([_filed(row), title, text]) + "\n")

    def asked(self, question: Question) -> Asked:
        """Return the question in words: all of the headline and the rarest of the text, as our index chooses them."""
        article, around = question.article, question.record.minutes or 0
        title = dict.fromkeys(WORD.findall(article.title.lower()))
        text = dict.fromkeys(WORD.findall((article.body or article.description).lower()))
        rarest = sorted((word for word in text if word not in title), key=lambda word: self._frequency[word])
        window = int(WINDOW_DAYS * 1440)
        return Asked(article.title, [*title, *rarest[:LEAD_WORDS]], around - window, around + window)


class Ours:
    """The product's index and the probabilities of its candidates."""

    def __init__(self, rows: Sequence[Row], folder: Path) -> None:
        say("building ours")
        self.index = SqliteCandidateIndex(folder / "index.db", store_id=STORE_ID)
        self.build_seconds = build(self.index, rows)
        self.bytes_on_disk = bytes_on_disk(folder)
        self._matcher = Matcher(self.index, load_weights())

    def ask(self, question: Question) -> tuple[float, list[str]]:
        """See `Contestant`."""
        started = time.perf_counter()
        found = self._matcher.candidates(question.record)
        seconds = time.perf_counter() - started
        return seconds, [scored.match.article_id for scored in found]

    def close(self) -> None:
        """Close the index."""
        self.index.close()


class Finder:
    """The product's index alone, which is what the other engines do."""

    def __init__(self, ours: Ours) -> None:
        self._index = ours.index
        self.build_seconds, self.bytes_on_disk = ours.build_seconds, ours.bytes_on_disk

    def ask(self, question: Question) -> tuple[float, list[str]]:
        """See `Contestant`."""
        started = time.perf_counter()
        found = self._index.find(question.record, around=question.record.minutes)
        return time.perf_counter() - started, [one.article_id for one in found]


class Peer:
    """Another engine, in a process of its own."""

    def __init__(self, name: str, folder: Path, texts: Texts) -> None:
        self._texts = texts
        self._process = subprocess.Popen(
            [PYTHON, "-m", "benchmarks.peer_engines", name, str(folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
        )
        built = self._read()
        self.build_seconds, self.bytes_on_disk = float(built["build_seconds"]), int(built["bytes_on_disk"])

    def __enter__(self) -> Peer:
        return self

    def __exit__(self, *_: object) -> None:
        assert self._process.stdin
        self._process.stdin.close()
        self._process.wait(30)

    def ask(self, question: Question) -> tuple[float, list[str]]:
        """See `Contestant`."""
        assert self._process.stdin
        asked = asdict(self._texts.asked(question))
        self._process.stdin.write(json.dumps(list(asked.values())) + "\n")
        self._process.stdin.flush()
        answer = self._read()
        ids = [self._texts.ids[number] for number in answer["found"]]
        return float(answer["seconds"]), [one for one in ids if one != question.record.article_id][:CANDIDATES]

    def _read(self) -> Answer:
        assert self._process.stdout
        line = self._process.stdout.readline()
        if not line:
            raise SystemExit("an engine ended before it answered; see above")
        answer: Answer = json.loads(line)
        return answer


def _take_turns(contestants: dict[str, Contestant], questions: Sequence[Question]) -> dict[str, Tally]:
    tallies = {name: Tally() for name in contestants}
    for contestant in contestants.values():
        for question in questions[:TURN]:
            contestant.ask(question)  # warms
    for start in range(0, len(questions), TURN):
        for name, contestant in contestants.items():
            tally = tallies[name]
            for question in questions[start : start + TURN]:
                if len(tally.seconds) < SLOW.get(name, len(questions)):
                    seconds, found = contestant.ask(question)
                    tally.seconds.append(seconds)
                    tally.answers.append(found)
        say(f"{min(start + TURN, len(questions))} of {len(questions)} questions")
    return tallies


def report(
    contestants: dict[str, Contestant],
    tallies: dict[str, Tally],
    questions: Sequence[Question],
    *,
    size: int,
    window: str,
) -> None:
    """Print a row for each; the ratio is of the medians of all questions that it was asked."""
    print(f"\n{size:,} articles, window {window}: ms p50 / p90 / p99, and recall at 50\n")
    rows = []
    for name, tally in tallies.items():
        asked = len(tally.seconds)
        ours = quantiles(tallies["ours, with probabilities"].seconds[:asked]).p50
        with_text, bare = quantiles(tally.seconds[::2]), quantiles(tally.seconds[1::2])
        recall = mean_recall(questions[:asked], tally.answers)
        rows.append(
            (
                name,
                str(with_text),
                str(bare),
                f"{quantiles(tally.seconds).p50 / ours:.2f}",
                f"{recall[0]:.3f}",
                f"{recall[1]:.3f}",
                f"{contestants[name].build_seconds:.1f}",
                f"{contestants[name].bytes_on_disk / size:,.0f}",
                str(asked),
            )
        )
    head = ("engine", "with text", "headline only", "× ours", "recall, text", "recall, headline")
    print_table((*head, "build, s", "disk, B an article", "questions"), rows)


def _with_texts(rows: Iterable[Row], seed: int) -> Iterator[tuple[Row, str, str]]:
    """Yield each row with its article's headline and text; a story is told once for all of its rows."""
    told: dict[int, list[tuple[str, str]]] = {}
    for row in rows:
        if row.story not in told:
            articles = [planted.article for planted in tell(row.story, seed=seed)]
            told[row.story] = [(article.title, article.body or article.description) for article in articles]
        yield row, *told[row.story][row.at]


def _filed(row: Row) -> int:
    """Return the minute that an article is looked for at: published, else seen."""
    return row.record.minutes or row.minute


def _parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Ask other engines what our index is asked.")
    parser.add_argument("--size", type=int, default=100_000, help="articles in each index")
    parser.add_argument("--window", choices=("all", "equal"), default="all", help="as in benchmarks.index_speed")
    parser.add_argument("--pairs", type=int, default=250, help="questions of each form")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--cache", type=Path, default=DEFAULT_CACHE)
    return parser.parse_args()


if __name__ == "__main__":
    main()
