"""What does one look-up cost in the process, step by step?

`python -m benchmarks.lookups` loads the sample newsroom into a temporary folder and times each step of a warm look-up,
the loading of the tables, and the memory that they take. Medians of many calls, in microseconds of this machine.
"""

from __future__ import annotations

import resource
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import msgspec

from server.app import create_app
from server.cli.sample import WORKED_EXAMPLE, load_sample
from server.config import load_configuration
from server.outlets.resolver import Resolver
from server.outlets.table import load_tables
from server.services.question import Question
from server.urls.normalization import normalize_url
from server.wiring.house import build_house

CALLS = 2000


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        settings = load_configuration({"SOURCE_CONTEXT_DATA_DIR": folder}).settings
        before = _megabytes()
        started = time.perf_counter()
        tables = load_tables((Path(settings.tables_dir),))
        took = time.perf_counter() - started
        print(
            f"tables: {len(tables.outlets)} outlets, {len(tables.feeds)} feeds in {1000 * took:.0f} ms, "
            f"{_megabytes() - before:.0f} MB"
        )
        load_sample(settings)
        house = build_house(settings)
        client = create_app(settings).test_client()
        resolver = Resolver(tables)
        held = normalize_url(WORKED_EXAMPLE)
        answer = house.context.for_page(Question(url=WORKED_EXAMPLE))
        steps: dict[str, Callable[[], object]] = {
            "normalize_url": lambda: normalize_url(WORKED_EXAMPLE),
            "resolve, by host": lambda: resolver.resolve("https://www.bbc.co.uk/news/world-1"),
            "resolve, unknown": lambda: resolver.resolve("https://www.unlisted-outlet.com/2026/a"),
            "find_view_key": lambda: house.store.find_view_key(held),
            "context, prepared": lambda: house.context.for_page(Question(url=WORKED_EXAMPLE)),
            "encode the answer": lambda: msgspec.json.encode(answer),
            "WSGI, context": lambda: client.get("/api/v1/context", query_string={"url": WORKED_EXAMPLE}),
            "WSGI, healthz": lambda: client.get("/healthz"),
        }
        for name, step in steps.items():
            print(f"{name:20} {_median(step):8.1f} µs")
        _time_unheld(house.context.for_page)
        house.close()


def _time_unheld(ask: Callable[..., object]) -> None:
    question = Question(
        title="River bursts its banks at Orrin, several missing", text="The river rose overnight. " * 40
    )
    print(f"{'context, unheld text':20} {_median(lambda: ask(question), calls=100):8.1f} µs")


def _median(step: Callable[[], object], calls: int = CALLS) -> float:
    for _ in range(10):
        step()
    times = []
    for _ in range(calls):
        started = time.perf_counter_ns()
        step()
        times.append(time.perf_counter_ns() - started)
    return statistics.median(times) / 1000


def _megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
