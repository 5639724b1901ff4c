"""The process beside the web server that polls and groups: started with it, restarted when it dies, ended with it."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from collections.abc import Sequence
from threading import Event, Thread
from types import TracebackType
from typing import Self

log = logging.getLogger(__name__)

RESTART_SECONDS = 3.0  # so that a process that cannot start does not keep a core busy
STOP_SECONDS = 30.0  # for what it is at to be stored; everything acknowledged is safe even if it must be killed


class Companion:
    """Keeps `source-context poll <arguments>` running while the `with` block lasts."""

    def __init__(self, arguments: Sequence[str]) -> None:
        self._command = [sys.executable, "-m", "server.cli", "poll", *arguments, "--parent", str(os.getpid())]
        self._stop = Event()
        self._process: subprocess.Popen[bytes] | None = None
        self._thread = Thread(target=self._keep_running, name="companion", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop.set()
        process = self._process
        if process and process.poll() is None:
            process.terminate()
            try:
                process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
        self._thread.join(STOP_SECONDS)

    def _keep_running(self) -> None:
        while not self._stop.is_set():
            # Our own command with our own arguments; nothing in it comes from outside.
            # In a process group of its own: Ctrl-C is for us, and we end it when nothing needs it any more.
            self._process = subprocess.Popen(self._command, stdin=subprocess.DEVNULL, process_group=0)  # noqa: S603
            code = self._process.wait()
            if not self._stop.is_set():
                log.warning("the polling process ended with code %d; starting it again", code)
                self._stop.wait(RESTART_SECONDS)
