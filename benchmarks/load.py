"""How many context look-ups a second does a real server answer, beside an empty Flask route on the same server?

`python -m benchmarks.load [--rounds N --seconds N --connections N]` loads the sample newsroom into a temporary folder,
starts both applications with the same server and settings on loopback ports, and drives them in turn with wrk, so that
whatever else the machine does touches both. What counts is the ratio; rates are of this machine only.
"""

from __future__ import annotations

import argparse
import os
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from server.cli.sample import WORKED_EXAMPLE

ROOT = Path(__file__).parents[1]
UNITS = {"us": 0.001, "ms": 1.0, "s": 1000.0}


@dataclass(frozen=True, slots=True)
class Round:
    """One run of wrk: answers a second, milliseconds at two percentiles, answers that were not 2xx."""

    rate: float
    p50: float
    p99: float
    errors: int


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=int, default=4)
    parser.add_argument("--connections", type=int, default=32)
    options = parser.parse_args()
    subprocess.run([ROOT / "scripts" / "ensure-wrk"], check=True)
    with tempfile.TemporaryDirectory() as folder, _servers(Path(folder)) as (ours, empty):
        context = f"{ours}/api/v1/context?url={quote(WORKED_EXAMPLE, safe='')}"
        targets = {"empty route": f"{empty}/", "context, warm": context, "healthz": f"{ours}/healthz"}
        rounds: dict[str, list[Round]] = {name: [] for name in targets}
        for number in range(options.rounds):
            for name, url in targets.items():
                rounds[name].append(_drive(url, options.connections, options.seconds))
            print(f"round {number + 1} of {options.rounds}", file=sys.stderr)
        _report(rounds, len(_get(context)))


def _report(rounds: dict[str, list[Round]], size: int) -> None:
    base = statistics.median(r.rate for r in rounds["empty route"])
    print(f"one answer: {size} bytes; median of {len(rounds['empty route'])} rounds")
    print(f"{'':16}{'per second':>12}{'of empty':>10}{'p50 ms':>9}{'p99 ms':>9}{'not 2xx':>9}")
    for name, found in rounds.items():
        rate = statistics.median(r.rate for r in found)
        p50, p99 = statistics.median(r.p50 for r in found), statistics.median(r.p99 for r in found)
        print(f"{name:16}{rate:12.0f}{rate / base:10.2f}{p50:9.2f}{p99:9.2f}{sum(r.errors for r in found):9d}")


def _drive(url: str, connections: int, seconds: int) -> Round:
    done = subprocess.run(
        ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--latency", url],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    errors = re.search(r"Non-2xx or 3xx responses: (\d+)", done)
    return Round(
        float(_find(r"Requests/sec:\s+([\d.]+)", done)[0]),
        _milliseconds(_find(r"50%\s+([\d.]+)(us|ms|s)", done)),
        _milliseconds(_find(r"99%\s+([\d.]+)(us|ms|s)", done)),
        int(errors[1]) if errors else 0,
    )


def _find(pattern: str, text: str) -> tuple[str, ...]:
    found = re.search(pattern, text)
    if not found:
        raise SystemExit(f"wrk printed something else than expected:\n{text}")
    return found.groups()


def _milliseconds(found: tuple[str, ...]) -> float:
    return float(found[0]) * UNITS[found[1]]


@contextmanager
def _servers(folder: Path) -> Iterator[tuple[str, str]]:
    env = {**os.environ, "SOURCE_CONTEXT_DATA_DIR": str(folder), "SOURCE_CONTEXT_LOG_LEVEL": "warning"}
    subprocess.run([sys.executable, "-m", "server.cli", "sample"], env=env, check=True, cwd=ROOT)
    ours, empty = _free_port(), _free_port()
    processes = [
        subprocess.Popen([sys.executable, "-m", "server.cli", "serve", "--port", str(ours)], env=env, cwd=ROOT),
        subprocess.Popen([sys.executable, "-m", "benchmarks.serve_empty", str(empty)], env=env, cwd=ROOT),
    ]
    try:
        for port in (ours, empty):
            _wait_for(port)
        yield f"http://127.0.0.1:{ours}", f"http://127.0.0.1:{empty}"
    finally:
        for process in processes:
            process.terminate()
        for process in processes:
            process.wait(30)


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def _wait_for(port: int, seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=1):
                return
        except OSError:
            time.sleep(0.1)
    raise SystemExit(f"no server answered on port {port} within {seconds:.0f} s")


def _get(url: str) -> bytes:
    try:
        with urllib.request.urlopen(url, timeout=10) as answer:  # noqa: S310 - our own loopback address
            return bytes(answer.read())
    except urllib.error.HTTPError as error:
        raise SystemExit(f"the look-up that is to be measured fails: {error}") from error


if __name__ == "__main__":
    main()
