"""Measure matching and grouping on labelled articles: `python -m benchmarks.matching ARTICLES.jsonl.gz… --out DIR`.

The articles of all files go in time order through the product's own store, index and grouping, in a folder of their
own; then each is asked for its coverage. Written are `DIR/stories.jsonl` ({id, story}) and `DIR/matches.jsonl`
({id, matches: [{id, probability}]}); whoever has the labels can score them, as `benchmarks.matching_report` does. The
labels are not read here.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from benchmarks.corpora import Line, in_time_order, read_lines
from server.coverage.matching import Matcher
from server.coverage.probability import Weights, load_weights
from server.coverage.records import MatchRecord, build_record
from server.services.coverage import CoverageService
from server.services.grouping import GroupingService
from server.store.articles import SqlArticleStore
from server.store.candidate_index import SqliteCandidateIndex
from server.store.engine import open_engine
from server.store.migrating import migrate
from server.store.stories import SqlStoryStore

BATCH = 200
PROGRESS_EVERY = 1000


@dataclass(frozen=True, slots=True)
class Product:
    """The parts of the product that are measured."""

    articles: SqlArticleStore
    stories: SqlStoryStore
    grouping: GroupingService
    coverage: CoverageService
    index_path: Path
    matcher: Matcher


def main() -> None:
    """Run the benchmark as the command line says."""
    parser = argparse.ArgumentParser(description="Group labelled articles and ask for the coverage of each.")
    parser.add_argument("files", nargs="+", type=Path, help="JSON lines, packed or not; see benchmarks/README.md")
    parser.add_argument("--out", type=Path, required=True, help="folder for stories.jsonl and matches.jsonl")
    chosen = parser.parse_args()
    lines = in_time_order([line for path in chosen.files for line in read_lines(path)])
    chosen.out.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as folder, open_product(Path(folder)) as product:
        known_as = ingest(product, lines)
        write_stories(product, lines, known_as, chosen.out / "stories.jsonl")
        write_matches(product, lines, known_as, chosen.out / "matches.jsonl")


@contextmanager
def open_product(folder: Path, *, weights: Weights | None = None) -> Iterator[Product]:
    """Yield the product on an empty store in `folder`, with the weights that are shipped unless others are given."""
    engine = open_engine(f"sqlite:///{folder / 'store.db'}")
    migrate(engine)
    articles, stories = SqlArticleStore(engine), SqlStoryStore(engine)
    index_path = folder / "index.db"
    index = SqliteCandidateIndex(index_path, store_id=articles.store_id())
    matcher = Matcher(index, weights or load_weights())
    grouping = GroupingService(articles, stories, index, matcher)
    yield Product(articles, stories, grouping, CoverageService(stories, index, matcher), index_path, matcher)
    index.close()
    engine.dispose()


def ingest(product: Product, lines: Sequence[Line]) -> dict[str, str]:
    """Store, index and group all articles; return the article id that each line is known by."""
    started = perf_counter()
    known_as: dict[str, str] = {}
    clock = lines[0].article.published.at if lines and lines[0].article.published else datetime.now(UTC)
    for start in range(0, len(lines), BATCH):
        batch = lines[start : start + BATCH]
        # An article is first seen when the newest one before it was published; one without a time, then as well.
        clock = max([clock, *(line.article.published.at for line in batch if line.article.published)])
        saved = product.articles.save([line.article for line in batch], now=clock)
        known_as |= {line.id: one.article_id for line, one in zip(batch, saved, strict=True)}
        while product.grouping.catch_up(limit=BATCH):
            pass
        if (start + BATCH) % PROGRESS_EVERY == 0:
            say(f"{start + len(batch)} of {len(lines)} articles in")
    seconds = perf_counter() - started
    files = product.index_path.parent.glob(f"{product.index_path.name}*/**/*")  # the segments have a folder
    beside = product.index_path.parent.glob(f"{product.index_path.name}*")
    size = sum(file.stat().st_size for file in {*files, *beside} if file.is_file())
    say(f"{len(lines)} articles in {seconds:.1f} s: {len(lines) / seconds:.0f} a second")
    say(f"candidate index {size / 1e6:.1f} MB, {size / max(len(lines), 1):.0f} bytes an article")
    return known_as


def write_stories(product: Product, lines: Sequence[Line], known_as: Mapping[str, str], path: Path) -> None:
    """Write the story that each line ended in."""
    story_of = product.stories.story_of(sorted(set(known_as.values())))
    with path.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps({"id": line.id, "story": story_of[known_as[line.id]]}) + "\n" for line in lines)
    sizes = Counter(story_of[article_id] for article_id in known_as.values())
    say(f"{len(sizes)} stories, the largest of {max(sizes.values(), default=0)} articles")


def write_matches(product: Product, lines: Sequence[Line], known_as: Mapping[str, str], path: Path) -> None:
    """Write the coverage of each line, asked for after all articles are in."""
    lines_of = defaultdict(list)
    for line_id, article_id in known_as.items():
        lines_of[article_id].append(line_id)
    times = []
    with path.open("w", encoding="utf-8") as file:
        for number, line in enumerate(lines, start=1):
            article = product.articles.get(known_as[line.id]).article
            started = perf_counter()
            found = [(match.article_id, match.probability) for match in product.coverage.coverage_of(article)]
            times.append(perf_counter() - started)
            # Two lines with one address are one article: each is the other's surest match.
            copies = [(article.id, 1.0)]
            matches = [
                {"id": other, "probability": round(probability, 6)}
                for article_id, probability in copies + found
                for other in lines_of[article_id]
                if other != line.id
            ]
            file.write(json.dumps({"id": line.id, "matches": matches}) + "\n")
            if number % PROGRESS_EVERY == 0:
                say(f"coverage of {number} of {len(lines)}")
    times.sort()
    if times:
        say(f"coverage p50 {1e3 * times[len(times) // 2]:.1f} ms, p95 {1e3 * times[len(times) * 95 // 100]:.1f} ms")


def write_candidates(product: Product, lines: Sequence[Line], known_as: Mapping[str, str], path: Path) -> None:
    """Write the probability of each candidate among these lines, whether or not it would be reported."""
    line_of = {known_as[line.id]: line.id for line in lines}
    with path.open("w", encoding="utf-8") as file:
        for line in lines:
            scored = product.matcher.candidates(record_of(product, known_as[line.id]))
            candidates = [
                (line_of[one.match.article_id], round(one.match.probability, 6))
                for one in scored
                if line_of.get(one.match.article_id, line.id) != line.id
            ]
            file.write(json.dumps({"id": line.id, "candidates": candidates}) + "\n")


def record_of(product: Product, article_id: str) -> MatchRecord:
    """Return the record of an article that is held."""
    return build_record(product.articles.get(article_id).article)


def say(text: str) -> None:
    """Print progress where it does not mix with results."""
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
