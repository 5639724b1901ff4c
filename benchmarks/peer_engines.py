"""Other engines asked the same questions: `python -m benchmarks.peer_engines NAME FOLDER`, in an environment of theirs.

Each is used as its documentation advises for this work, on one thread, and is given what it could not know: documents
in order of time, so that a window is a range of numbers; no copies of the texts, nor positions where it can do
without; and the words of a question chosen as ours are. Only packages of requirements-bench.lock are imported here,
and each only where it is used.

`FOLDER/texts.jsonl` has `[minute, headline, text]` a line, oldest first. Then every line of input is a question as
`Asked` has it, and every line of output its answer; the first line says what building took.
"""

from __future__ import annotations

import json
import re
import sqlite3
import sys
import time
from abc import ABC, abstractmethod
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np

LIMIT = 51  # fifty, and the article that asks
WORD = re.compile(r"\w\w+")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question: its headline, the words to look for, and the window in minutes."""

    headline: str
    words: Sequence[str]
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Text:
    """An article as the engines are given it."""

    minute: int
    headline: str
    text: str

    @property
    def whole(self) -> str:
        """Headline and text."""
        return f"{self.headline}\n{self.text}"


class Engine(ABC):
    """Something that finds the numbers of the documents that share most with a question."""

    def __init__(self, texts: Sequence[Text], folder: Path) -> None:
        self._minutes = [text.minute for text in texts]
        self.build(texts, folder)

    @abstractmethod
    def build(self, texts: Sequence[Text], folder: Path) -> None:
        """Index the texts, on disk if it can."""

    @abstractmethod
    def ask(self, asked: Asked) -> list[int]:
        """Return up to `LIMIT` numbers, best first."""

    def window(self, asked: Asked) -> tuple[int, int]:
        """Return the numbers from and before which documents lie in the window."""
        return bisect_left(self._minutes, asked.first), bisect_right(self._minutes, asked.last)


class Fts5(Engine):
    """SQLite's full-text search: contentless, and the window as a range of row numbers."""

    def build(self, texts: Sequence[Text], folder: Path) -> None:
        self._connection = sqlite3.connect(folder / "fts5.db")
        self._connection.execute(
            "CREATE VIRTUAL TABLE texts USING fts5(whole, content='', tokenize='unicode61 remove_diacritics 2')"
        )
        with self._connection:
            rows = ((number, text.whole) for number, text in enumerate(texts))
            self._connection.executemany("INSERT INTO texts (rowid, whole) VALUES (?, ?)", rows)
            self._connection.execute("INSERT INTO texts (texts) VALUES ('optimize')")

    def ask(self, asked: Asked) -> list[int]:
        """See `Engine`."""
        first, end = self.window(asked)
        rows = self._connection.execute(
            "SELECT rowid FROM texts WHERE texts MATCH ? AND rowid BETWEEN ? AND ? ORDER BY rank LIMIT ?",
            (" OR ".join(f'"{word}"' for word in asked.words), first, end - 1, LIMIT),
        )
        return [row[0] for row in rows]


class Tantivy(Engine):
    """Tantivy, with the window as a filter on a fast field that does not count for the score."""

    def build(self, texts: Sequence[Text], folder: Path) -> None:
        self._library = library = import_module("tantivy")
        schema = library.SchemaBuilder()
        schema.add_text_field("whole", index_option="freq")
        schema.add_integer_field("number", indexed=True, fast=True)
        self._schema = schema.build()
        path = folder / "tantivy"
        path.mkdir()
        index = library.Index(self._schema, path=str(path))
        writer = index.writer(heap_size=256_000_000, num_threads=1)
        for number, text in enumerate(texts):
            writer.add_document(library.Document(whole=text.whole, number=number))
        writer.commit()
        writer.wait_merging_threads()
        index.reload()
        self._searcher = index.searcher()

    def ask(self, asked: Asked) -> list[int]:
        """See `Engine`."""
        query, occur = self._library.Query, self._library.Occur
        first, end = self.window(asked)
        words = [(occur.Should, query.term_query(self._schema, "whole", word, "freq")) for word in asked.words]
        within = query.range_query(
            self._schema, "number", self._library.FieldType.Integer, lower_bound=first, upper_bound=end - 1
        )
        both = [(occur.Must, query.boolean_query(words)), (occur.Must, query.const_score_query(within, 0.0))]
        hits = self._searcher.search(query.boolean_query(both), LIMIT, count=False).hits
        return list(self._searcher.fast_field_values("number", [address for _, address in hits]))


class Bm25s(Engine):
    """bm25s: all in memory, built at once, with the window as a mask."""

    def build(self, texts: Sequence[Text], folder: Path) -> None:
        library = import_module("bm25s")
        self._model: Any = library.BM25()  # a package without types
        self._model.index([WORD.findall(text.whole.lower()) for text in texts], show_progress=False)
        self._model.save(folder / "bm25s", show_progress=False)

    def ask(self, asked: Asked) -> list[int]:
        """See `Engine`."""
        first, end = self.window(asked)
        mask = np.zeros(len(self._minutes), dtype=np.float32)
        mask[first:end] = 1.0
        known = [word for word in asked.words if word in self._model.vocab_dict]
        numbers, scores = self._model.retrieve(
            [known], k=min(LIMIT, len(mask)), show_progress=False, n_threads=0, weight_mask=mask
        )
        return [int(number) for number, score in zip(numbers[0], scores[0], strict=True) if score > 0]


class RapidFuzz(Engine):
    """rapidfuzz: the headline against every headline in the window."""

    def build(self, texts: Sequence[Text], folder: Path) -> None:
        self._process, self._fuzz = import_module("rapidfuzz.process"), import_module("rapidfuzz.fuzz")
        self._headlines = [text.headline.lower() for text in texts]

    def ask(self, asked: Asked) -> list[int]:
        """See `Engine`."""
        first, end = self.window(asked)
        scores = self._process.cdist(
            [asked.headline.lower()],
            self._headlines[first:end],
            scorer=self._fuzz.token_set_ratio,
            dtype=np.uint8,
            workers=1,
        )[0]
        best = np.argsort(-scores.astype(np.int16), kind="stable")[:LIMIT]
        return [int(place) + first for place in best]


ENGINES: dict[str, type[Engine]] = {
    "SQLite FTS5": Fts5,
    "tantivy": Tantivy,
    "bm25s": Bm25s,
    "rapidfuzz brute force": RapidFuzz,
}


def main() -> None:
    """Build the engine that the command line names, then answer line by line until the input ends."""
    engine_class, folder = ENGINES[sys.argv[1]], Path(sys.argv[2])
    with (folder / "texts.jsonl").open(encoding="utf-8") as file:
        texts = [Text(*json.loads(line)) for line in file]
    own = folder / sys.argv[1].replace(" ", "-")
    own.mkdir()
    started = time.perf_counter()
    engine = engine_class(texts, own)
    built = time.perf_counter() - started
    size = sum(file.stat().st_size for file in own.rglob("*") if file.is_file())
    print(json.dumps({"build_seconds": built, "bytes_on_disk": size}), flush=True)
    for line in sys.stdin:
        asked = Asked(*json.loads(line))
        started = time.perf_counter()
        found = engine.ask(asked)
        print(json.dumps({"seconds": time.perf_counter() - started, "found": found}), flush=True)


if __name__ == "__main__":
    main()
