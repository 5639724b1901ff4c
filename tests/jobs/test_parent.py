"""A process ends when it is told to, whatever holds it up, and does not outlive the one that started it."""

from __future__ import annotations

import signal
import subprocess
import sys

import pytest

from tests.conftest import ROOT

PATIENT = 60.0  # seconds: a starved machine is no failure
LATER = 6 * PATIENT  # far beyond what any of these processes is given

HANGS = """
from threading import Event, Thread
from server.jobs.parent import end_within
Thread(target=Event().wait).start()  # Python waits for it when it leaves, and it never ends
end_within(0.1)
"""

LEAVES_IN_TIME = f"""
import atexit
from server.jobs.parent import end_within
end_within({LATER})
atexit.register(print, "all was put away")
raise SystemExit(7)
"""

# A parent that is killed can tell its child nothing. Both write to the same pipe: it ends when both are gone.
IS_KILLED = """
import os, signal, subprocess, sys
subprocess.Popen([sys.executable, "-c", sys.argv[1], str(os.getpid())])
os.kill(os.getpid(), signal.SIGKILL)
"""

LISTENS = """
import signal, sys
from threading import Event
from server.jobs.parent import end_with
told = Event()
signal.signal(signal.SIGTERM, lambda *_: told.set())
end_with(int(sys.argv[1]))
told.wait()
print("told to stop", flush=True)
"""

DOES_NOT_LISTEN = LISTENS + "Event().wait()\n"


def run(program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", program, *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=PATIENT, check=False)


def test_one_that_hangs_on_leaving_is_ended() -> None:
    done = run(HANGS)

    assert (done.returncode, done.stderr) == (0, "")


def test_one_that_leaves_in_time_is_left_alone() -> None:
    done = run(LEAVES_IN_TIME)

    # Its own way out, with what it puts away at the end and the status that it gives.
    assert (done.returncode, done.stdout) == (7, "all was put away\n")


@pytest.mark.parametrize("child", [LISTENS, DOES_NOT_LISTEN])
def test_a_child_is_told_to_stop_and_then_stopped_when_its_parent_is_gone(child: str) -> None:
    done = run(IS_KILLED, child)

    assert (done.returncode, done.stdout) == (-signal.SIGKILL, "told to stop\n")
