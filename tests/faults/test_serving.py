"""The real server's processes: what becomes of them, and of those who ask, when one of them is killed or stopped."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import quote

import pytest

from tests.conftest import ROOT, run_command

FLOOD = "https://www.harbour-ledger.example/2026/10/05/tessel-flood-orrin"
START_SECONDS = 90.0  # it takes three, and much longer on a starved machine
STOP_SECONDS = 15.0

pytestmark = pytest.mark.faults


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


@contextmanager
def serving(data_dir: Path) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    """Run `source-context serve` on a port of its own, in a process group of its own."""
    port = free_port()
    command = [sys.executable, "-m", "server.cli", "serve", "--port", str(port)]
    env = {**os.environ, "SOURCE_CONTEXT_DATA_DIR": str(data_dir), "SOURCE_CONTEXT_LOG_LEVEL": "warning"}
    server = subprocess.Popen(command, env=env, cwd=ROOT, stdout=subprocess.DEVNULL, process_group=0)
    try:
        assert wait_until(lambda: server.poll() is not None or answers(port), START_SECONDS)
        yield server, port
    finally:
        server.kill()
        server.wait()


def answers(port: int, path: str = "/readyz") -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=30) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return False


def wait_until(is_so: Callable[[], bool], seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while not (so := is_so()) and time.monotonic() < deadline:
        time.sleep(0.1)
    return so


def children_of(pid: int) -> list[int]:
    found = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    threads = [path.read_text().split() for path in Path(f"/proc/{pid}/task").glob("*/children")]
    return sorted({int(child) for child in [*found, *(child for some in threads for child in some)]})


def are_gone(pids: list[int]) -> bool:
    return not [pid for pid in pids if is_running(pid)]


def is_running(pid: int) -> bool:
    with suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    return False


def test_another_start_on_the_same_port_says_so(sample_dir: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        done = run_command("serve", "--port", str(taken.getsockname()[1]), data_dir=sample_dir)

    assert done.returncode == 6
    assert "--port" in done.stderr
    assert "in use" in done.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="looks at processes in /proc")
def test_who_has_asked_is_answered_before_it_stops(sample_dir: Path) -> None:
    context = f"/api/v1/context?url={quote(FLOOD, safe='')}"
    with serving(sample_dir) as (server, port), ThreadPoolExecutor(8) as clients:
        started = [server.pid, *children_of(server.pid)]
        asked = [clients.submit(answers, port, context) for _ in range(8)]
        assert wait_until(lambda: any(one.done() for one in asked), 30)  # the others have been sent, too

        server.send_signal(signal.SIGTERM)

        assert [one.result() for one in asked] == [True] * 8
        assert wait_until(lambda: server.poll() is not None, STOP_SECONDS)
        assert server.returncode == 0
        assert len(started) == 4  # itself, two that serve, one that groups
        assert are_gone(started)


@pytest.mark.skipif(sys.platform != "linux", reason="looks at processes in /proc")
def test_what_is_killed_is_started_again_and_nothing_is_left_behind(sample_dir: Path) -> None:
    with serving(sample_dir) as (server, port):
        before = children_of(server.pid)
        os.kill(before[-1], signal.SIGKILL)
        os.kill(before[0], signal.SIGKILL)

        assert wait_until(lambda: len(set(children_of(server.pid)) - set(before)) == 2, STOP_SECONDS)
        assert wait_until(lambda: answers(port), START_SECONDS)

        after = children_of(server.pid)
        server.kill()
        server.wait()
        assert wait_until(lambda: are_gone(after), STOP_SECONDS)
