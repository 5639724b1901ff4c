"""How does one talk to Chromium? The DevTools protocol over a pair of pipes: JSON, ended by a null byte.

Playwright would hide what these tests are about (closed shadow roots, the toolbar, the worker's sleep) and owns the
process's event loop; two pipes and this page do.
"""

from __future__ import annotations

import json
import os
import select
import shutil
import subprocess
import time
from pathlib import Path
from typing import Any

from .waiting import PATIENCE

CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
FEATURES = (
    "AutofillServerCommunication",
    "HttpsFirstBalancedMode",
    "HttpsUpgrades",
    "MediaRouter",
    "NetworkTimeServiceQuerying",
    "OptimizationHints",
    "PreconnectToSearch",
    "Translate",
)
# What Chromium does of its own accord, switched off: the log of the proxy holds nothing but what a test caused.
QUIET = (
    "--headless",
    "--no-sandbox",  # the tests may be run by root
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-client-side-phishing-detection",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-domain-reliability",
    f"--disable-features={','.join(FEATURES)}",
    "--allow-browser-signin=false",
    "--disable-quic",
    "--disable-search-engine-choice-screen",
    "--disable-sync",
    "--metrics-recording-only",
    "--no-default-browser-check",
    "--no-first-run",
    "--no-pings",
    "--password-store=basic",
    "--remote-debugging-pipe",
    "--enable-unsafe-extension-debugging",
)


class DevTools:
    """A Chromium of its own, and the connection to it."""

    def __init__(self, profile: Path, *switches: str) -> None:
        to_browser, self._out = os.pipe()
        self._in, from_browser = os.pipe()
        command = [CHROMIUM, *QUIET, *switches, f"--user-data-dir={profile}", "about:blank"]
        # Chromium reads its file descriptor 3 and writes to 4, and both must get there without being closed.
        script = f'exec "$@" 3<&{to_browser} 4>&{from_browser}'
        self._process = subprocess.Popen(
            ["/bin/bash", "-c", script, "chromium", *command],
            pass_fds=(to_browser, from_browser),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(to_browser)
        os.close(from_browser)
        self._number = 0
        self._unread = b""

    def call(self, command: str, session: str | None = None, **parameters: object) -> Any:  # Any: JSON of any shape
        """Return what Chromium answers to a command, in a target's session or in the browser's.

        :raises RuntimeError: if it answers with an error
        """
        self._number += 1
        message: dict[str, object] = {"id": self._number, "method": command, "params": parameters}
        if session:
            message["sessionId"] = session
        os.write(self._out, json.dumps(message).encode() + b"\0")
        while (answer := self._receive(PATIENCE * 2)).get("id") != self._number:
            pass  # an event; the tests look at what is there instead
        if "error" in answer:
            raise RuntimeError(f"{command}: {answer['error']['message']}")
        return answer["result"]

    def close(self) -> None:
        try:
            self.call("Browser.close")
            self._process.wait(PATIENCE)
        except (OSError, RuntimeError, subprocess.TimeoutExpired):
            self._process.kill()
            self._process.wait()
        os.close(self._out)
        os.close(self._in)

    def _receive(self, seconds: float) -> dict[str, Any]:
        deadline = time.monotonic() + seconds
        while b"\0" not in self._unread:
            ready, _, _ = select.select([self._in], [], [], max(0.0, deadline - time.monotonic()))
            part = os.read(self._in, 1 << 20) if ready else b""
            if not part:
                raise OSError("Chromium does not answer" if not ready else "Chromium has hung up")
            self._unread += part
        message, _, self._unread = self._unread.partition(b"\0")
        answer: dict[str, Any] = json.loads(message)
        return answer
