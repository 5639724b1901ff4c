"""The records of the synthetic stream in order of arrival, made once by all processors and kept in files.

Making a record costs several times what indexing it will, and changes only with the generator or with what a record
is: files are named after both, so that a stale one is never read. A file holds the stories of one stretch, with times
counted from the beginning of each story; how densely they follow each other is decided when they are read.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache, partial
from hashlib import sha256
from heapq import nsmallest
from operator import attrgetter
from pathlib import Path

import msgspec

import benchmarks
import server
from benchmarks.stream import START, begin_minute, tell
from server.articles.models import Article
from server.coverage.records import MatchRecord, build_record

STRETCH = 1000  # stories in one file: about 6,000 articles
DEFAULT_CACHE = Path(benchmarks.__file__).parents[1] / "build" / "benchmarks"

_MADE_BY = (
    Path(benchmarks.__file__).parent / "stream.py",
    Path(benchmarks.__file__).parent / "vocabulary.py",
    *(
        Path(server.__file__).parent / "coverage" / name
        for name in ("records.py", "tokens.py", "headlines.py", "sketches.py", "addresses.py", "reports.py")
    ),
)


class _Kept(msgspec.Struct, frozen=True, array_like=True):
    """An article's record as it stands in a file."""

    story: int
    at: int  # place in its story
    arrives_after: int
    record: MatchRecord


@dataclass(frozen=True, slots=True)
class Row:
    """An article of the stream: its record, the story that it was planted in, and when it arrives."""

    story: int
    at: int  # place in its story
    minute: int
    record: MatchRecord


def load_rows(number: int, *, per_day: int, seed: int = 1, cache: Path = DEFAULT_CACHE) -> list[Row]:
    """Return the first `number` articles that arrive when `per_day` are published in a day."""
    rows: list[Row] = []
    for stretch, kept in _stretches(seed, cache):
        for one in kept:
            begins = begin_minute(one.story, per_day=per_day)
            rows.append(Row(one.story, one.at, begins + one.arrives_after, _begun_at(one.record, begins)))
        # Only what arrives before the next story begins cannot be overtaken any more.
        settled = begin_minute((stretch + 1) * STRETCH, per_day=per_day)
        if len(rows) >= number and sum(row.minute < settled for row in rows) >= number:
            break
    return nsmallest(number, rows, key=attrgetter("minute", "story", "at"))


def article_of(row: Row, *, seed: int = 1) -> Article:
    """Return the article that a record was made of, with its published time as if its story began at the start."""
    return tell(row.story, seed=seed)[row.at].article


def _begun_at(record: MatchRecord, begins: int) -> MatchRecord:
    if record.minutes is None:
        return record
    return msgspec.structs.replace(record, minutes=record.minutes - int(START.timestamp()) // 60 + begins)


def _stretches(seed: int, cache: Path) -> Iterator[tuple[int, list[_Kept]]]:
    """Yield the stretches in order; missing ones are made ahead, by all processors."""
    cache.mkdir(parents=True, exist_ok=True)
    decode = msgspec.msgpack.Decoder(list[_Kept]).decode
    workers = os.cpu_count() or 1
    with ProcessPoolExecutor(workers) as pool:
        first = 0
        while True:
            ahead = range(first, first + 2 * workers)
            for stretch, path in zip(ahead, pool.map(partial(_keep, seed=seed, cache=cache), ahead), strict=True):
                yield stretch, decode(path.read_bytes())
            first += 2 * workers


def _keep(stretch: int, *, seed: int, cache: Path) -> Path:
    """Make the file of a stretch, unless it is there."""
    path = cache / f"records-{_maker()}-{seed}-{stretch:05}.msgpack"
    if path.exists():
        return path
    kept = [
        _Kept(number, at, planted.arrives_after, build_record(planted.article))
        for number in range(stretch * STRETCH, (stretch + 1) * STRETCH)
        for at, planted in enumerate(tell(number, seed=seed))
    ]
    unfinished = path.with_suffix(f".{os.getpid()}")
    unfinished.write_bytes(msgspec.msgpack.encode(kept))
    unfinished.replace(path)
    say(f"records of stories up to {(stretch + 1) * STRETCH} made")
    return path


@cache
def _maker() -> str:
    """Return what stands for the code that a record comes from."""
    return sha256(b"".join(path.read_bytes() for path in _MADE_BY)).hexdigest()[:12]


def say(text: str) -> None:
    """Print progress where it does not mix with results."""
    print(text, file=sys.stderr, flush=True)
