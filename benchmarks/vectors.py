"""What comparing by meaning costs: `python -m benchmarks.vectors [ROWS …] [--dimension 384]`.

Vectors at random, which is the worst case for nothing but the eye: a search goes through every row of its window
whatever is in it. Times are of the processor, one thread; the look-up by words, which comes before it, is not in them.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from benchmarks.timing import print_table, quantiles
from server.coverage.embeddings import VectorRow, Vectors
from server.store.vectors import SqliteVectors

DAYS = 7  # all rows lie within one window
NOON = 20_000 * 1440 + 720
BATCH = 4_096
QUESTIONS = 60
OTHERS = 70  # candidates whose cosine is asked for


def main() -> None:
    """Print a table with a row for each size."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("rows", nargs="*", type=int, default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--dimension", type=int, default=384)
    chosen = parser.parse_args()
    head = (
        "vectors in the window",
        "nearest 20, ms p50 / p90 / p99",
        f"{OTHERS} cosines, ms",
        "ms to add one",
        "B each",
    )
    print(f"{chosen.dimension} numbers to a vector, processor time, one thread\n")
    print_table(head, (measure(rows, chosen.dimension) for rows in chosen.rows))


def measure(rows: int, dimension: int) -> Sequence[str]:
    """Return the figures of so many vectors."""
    random = np.random.default_rng(7)
    with TemporaryDirectory() as folder:
        vectors = SqliteVectors(Path(folder), source="benchmark")
        vectors.keep_probes(_unit(random, 2, dimension))
        added = 0.0
        for start in range(0, rows, BATCH):
            made = _unit(random, min(BATCH, rows - start), dimension)
            batch = [VectorRow(f"{at:020x}", NOON + at % DAYS * 1440, b"stamp", v) for at, v in enumerate(made, start)]
            added += _timed(lambda some=batch: vectors.save(some))  # type: ignore[misc]
        asked = [f"{at:020x}" for at in random.integers(0, rows, QUESTIONS).tolist()]
        middle = NOON + DAYS // 2 * 1440
        nearest = [_timed(lambda one=one: vectors.nearest(one, around=middle)) for one in asked]  # type: ignore[misc]
        others = [f"{at:020x}" for at in random.integers(0, rows, OTHERS).tolist()]
        cosines = [_timed(lambda one=one: vectors.cosines(one, others)) for one in asked]  # type: ignore[misc]
        size = sum(path.stat().st_size for path in Path(folder).iterdir())
        vectors.close()
    return (
        f"{rows:,}",
        str(quantiles(nearest[10:])),
        str(quantiles(cosines[10:])),
        f"{1000 * added / rows:.3f}",
        f"{size / rows:.0f}",
    )


def _unit(random: np.random.Generator, count: int, dimension: int) -> Vectors:
    made = random.standard_normal((count, dimension), dtype=np.float32)
    unit: Vectors = made / np.linalg.norm(made, axis=1, keepdims=True)
    return unit


def _timed(work: Callable[[], object]) -> float:
    started = time.thread_time()
    work()
    return time.thread_time() - started


if __name__ == "__main__":
    main()
