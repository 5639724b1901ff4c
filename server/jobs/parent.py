"""Processes end when they are told to, and with the one that started them, even if it was killed and could not tell.

On Linux the kernel can send a signal then, but it means the thread that started the process, not the process, and
other systems have nothing like it; whose child we are can be asked everywhere.
"""

from __future__ import annotations

import os
import signal
import time
from threading import Thread

LOOK_SECONDS = 1.0
STOP_SECONDS = 10.0  # for what is being done to be finished


def end_with(parent: int) -> None:
    """Have this process told to stop, and then stopped, when the process `parent` is no longer its parent."""
    Thread(target=_watch, args=(parent,), name="parent", daemon=True).start()


def end_within(seconds: float) -> None:
    """Have this process gone after so many seconds, whatever still holds it up.

    Called when what was under way is stored or left: what is on disk is whole, and nothing in memory is of worth.
    """
    Thread(target=_leave, args=(seconds,), name="leaving", daemon=True).start()


def _leave(seconds: float) -> None:
    time.sleep(seconds)
    os._exit(0)


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(LOOK_SECONDS)
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(STOP_SECONDS)
    os._exit(1)
