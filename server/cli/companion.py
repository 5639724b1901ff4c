"""The process beside the web server that polls and groups: started with it, restarted when it dies, ended with it."""

from __future__ import annotations

import logging
import os
import signal
import sys
from collections.abc import Sequence
from threading import Event, Lock, Thread
from types import TracebackType
from typing import Self

log = logging.getLogger(__name__)

RESTART_SECONDS = 3.0  # so that a process that cannot start does not keep a core busy
NO_INPUT = [(os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0)]
STOP_SECONDS = 30.0  # for what it is at to be stored; everything acknowledged is safe even if it must be killed


class Companion:
    """Keeps `source-context poll <arguments>` running while the `with` block lasts.

    It is started by `posix_spawn`, not by `subprocess`: that one waits for the end of a pipe, which a worker that
    the web server forks at the same moment inherits and holds open, for ever.
    """

    def __init__(self, arguments: Sequence[str]) -> None:
        self._command = [sys.executable, "-m", "server.cli", "poll", *arguments, "--parent", str(os.getpid())]
        self._stop = Event()
        self._lock = Lock()
        self._pid: int | None = None
        self._thread = Thread(target=self._keep_running, name="companion", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop.set()
        self._signal(signal.SIGTERM)
        self._thread.join(STOP_SECONDS)
        self._signal(signal.SIGKILL)
        self._thread.join()

    def _signal(self, number: signal.Signals) -> None:
        with self._lock:
            if self._pid is not None:
                os.kill(self._pid, number)

    def _keep_running(self) -> None:
        while not self._stop.is_set():
            code = self._run()
            if not self._stop.is_set():
                log.warning("the polling process ended with code %d; starting it again", code)
                self._stop.wait(RESTART_SECONDS)

    def _run(self) -> int:
        with self._lock:
            if self._stop.is_set():
                return 0
            # In a process group of its own: Ctrl-C is for us, and we end it when nothing needs it any more.
            pid = self._pid = os.posix_spawn(
                self._command[0], self._command, os.environ, file_actions=NO_INPUT, setpgroup=0
            )
        # Left unreaped until the lock is ours, so that no signal can meet another process under this number.
        os.waitid(os.P_PID, pid, os.WEXITED | os.WNOWAIT)
        with self._lock:
            self._pid = None
            return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
