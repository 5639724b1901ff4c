"""A process that is told to stop does so, whichever of its threads the system hands the signal to."""

from __future__ import annotations

import subprocess
import sys

from tests.conftest import ROOT

TOLD_IN_ANOTHER_THREAD = """
import signal, threading
from server.cli.ingest import wait_for

stop, is_waiting = threading.Event(), threading.Event()
signal.signal(signal.SIGTERM, lambda *_: stop.set())

def tell():
    is_waiting.wait(1.0)  # nobody sets it: by then the main thread waits
    signal.pthread_kill(threading.get_ident(), signal.SIGTERM)  # here the system's part of it runs
    threading.Event().wait()

threading.Thread(target=tell, daemon=True).start()
wait_for(stop)
print("stopped")
"""


def test_a_signal_that_reaches_another_thread_stops_it_too():
    command = [sys.executable, "-c", TOLD_IN_ANOTHER_THREAD]

    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=30, check=False)

    assert (ended.returncode, ended.stdout) == (0, "stopped\n"), ended.stderr
