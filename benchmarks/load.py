"""How many context look-ups a second does a real server answer, beside an empty Flask route on the same server?

`python -m benchmarks.load [--rounds N --seconds N --connections N]` loads the sample newsroom into a temporary folder,
starts both applications with the same server and settings on loopback ports, and drives them in turn with wrk, so that
whatever else the machine does touches both. What counts is the ratio; rates are of this machine only. The processor's
time that the server takes for an answer says the same without what other work takes away (Linux only).

At full load latency only says how long the queue is. What a reader waits when the server has room is measured in a row
of its own: at half of the rate that it has just shown, arrivals at random.
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
PAUSES = ROOT / "benchmarks" / "pauses.lua"
UNITS = {"us": 0.001, "ms": 1.0, "s": 1000.0}


@dataclass(frozen=True, slots=True)
class Server:
    """A server under load."""

    url: str
    process: int

    def seconds(self) -> float:
        """Return the processor's time that it has taken so far, with its workers."""
        workers = Path(f"/proc/{self.process}/task/{self.process}/children").read_text(encoding="ascii").split()
        return sum(_seconds_of(process) for process in (str(self.process), *workers))


@dataclass(frozen=True, slots=True)
class Round:
    """One run of wrk: answers a second, what each took of the server, milliseconds, answers that were not 2xx."""

    rate: float
    microseconds: float  # of the processor
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
        context = f"/api/v1/context?url={quote(WORKED_EXAMPLE, safe='')}"
        targets = {"empty route": (empty, "/"), "context, warm": (ours, context), "healthz": (ours, "/healthz")}
        size = len(_get(ours.url + context))
        rounds: dict[str, list[Round]] = {name: [] for name in targets}
        for number in range(options.rounds):
            for name, (server, path) in targets.items():
                rounds[name].append(_drive(server, path, options.connections, options.seconds))
            print(f"round {number + 1} of {options.rounds}", file=sys.stderr)
        rate = _median(rounds["context, warm"], "rate") / 2
        print(f"at half load: {rate:.0f} a second", file=sys.stderr)
        rounds["… half load"] = [
            _drive(ours, context, options.connections, options.seconds, rate=rate) for _ in range(options.rounds)
        ]
        _report(rounds, size)


def _report(rounds: dict[str, list[Round]], size: int) -> None:
    base = _median(rounds["empty route"], "rate")
    base_time = min(one.microseconds for one in rounds["empty route"])
    print(f"one answer: {size} bytes; median of {len(rounds['empty route'])} rounds, of the processor's time the least")
    head = ("per second", "of empty", "CPU us", "of empty", "p50 ms", "p99 ms", "not 2xx")
    print(f"{'':16}" + "".join(f"{title:>11}" for title in head))
    for name, found in rounds.items():
        rate, took = _median(found, "rate"), min(one.microseconds for one in found)
        print(
            f"{name:16}{rate:11.0f}{rate / base:11.2f}{took:11.0f}{base_time / took:11.2f}"
            f"{_median(found, 'p50'):11.2f}{_median(found, 'p99'):11.2f}{sum(one.errors for one in found):11d}"
        )


def _median(rounds: list[Round], what: str) -> float:
    return float(statistics.median(getattr(one, what) for one in rounds))


def _drive(server: Server, path: str, connections: int, seconds: int, *, rate: float | None = None) -> Round:
    """Ask again and again, as fast as answers come or about so many times a second."""
    command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--latency"]
    env = dict(os.environ)
    if rate is not None:
        command += ["-s", str(PAUSES)]
        env["PAUSE_MS"] = str(round(1000 * connections / rate))
    before = server.seconds()
    done = subprocess.run([*command, server.url + path], capture_output=True, text=True, check=True, env=env).stdout
    errors = re.search(r"Non-2xx or 3xx responses: (\d+)", done)
    return Round(
        float(_find(r"Requests/sec:\s+([\d.]+)", done)[0]),
        1e6 * (server.seconds() - before) / int(_find(r"(\d+) requests in", done)[0]),
        _milliseconds(_find(r"50%\s+([\d.]+)(us|ms|s)", done)),
        _milliseconds(_find(r"99%\s+([\d.]+)(us|ms|s)", done)),
        int(errors[1]) if errors else 0,
    )


def _seconds_of(process: str) -> float:
    """Return what a process has taken of the processor, in its own name and the system's."""
    fields = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(") ")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _find(pattern: str, text: str) -> tuple[str, ...]:
    found = re.search(pattern, text)
    if not found:
        raise SystemExit(f"wrk printed something else than expected:\n{text}")
    return found.groups()


def _milliseconds(found: tuple[str, ...]) -> float:
    return float(found[0]) * UNITS[found[1]]


@contextmanager
def _servers(folder: Path) -> Iterator[tuple[Server, Server]]:
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
        one, other = (
            Server(f"http://127.0.0.1:{port}", process.pid)
            for port, process in zip((ours, empty), processes, strict=True)
        )
        yield one, other
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
