"""How does one talk to Firefox? Its own remote control, Marionette: JSON over a socket, in frames of known length."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from .waiting import PATIENCE

Preference = bool | int | str

FIREFOX = shutil.which("firefox-esr") or shutil.which("firefox") or "firefox-esr"
SWITCHES = ("--headless", "--no-remote", "--marionette", "--remote-allow-system-access")
STARTS_WITHIN = 90.0  # seconds
# What Firefox does of its own accord, switched off: the log of the proxy holds nothing but what a test caused.
QUIET: Mapping[str, Preference] = {
    "app.normandy.enabled": False,
    "app.update.enabled": False,
    "browser.aboutConfig.showWarning": False,
    "browser.contentblocking.category": "custom",
    "browser.newtabpage.enabled": False,
    "browser.region.update.enabled": False,
    "browser.safebrowsing.malware.enabled": False,
    "browser.safebrowsing.phishing.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "browser.startup.homepage_override.mstone": "ignore",
    "browser.translations.enable": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "dom.security.https_first": False,
    "dom.security.https_first_schemeless": False,
    "extensions.getAddons.cache.enabled": False,
    "extensions.systemAddon.update.enabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "network.dns.disablePrefetch": True,
    "network.http.speculative-parallel-limit": 0,
    "network.prefetch-next": False,
    "privacy.trackingprotection.enabled": False,
    "security.OCSP.enabled": 0,
    "services.settings.server": "data:,",
    "toolkit.telemetry.enabled": False,
    # Minutes after it was started Firefox looks for updates of itself, of what plays films, and of its own add-ons.
    "app.update.disabledForTesting": True,
    "app.update.url": "",
    "extensions.systemAddon.update.url": "",
    "media.gmp-manager.updateEnabled": False,
    "media.gmp-manager.url": "",
}


class Marionette:
    """A Firefox of its own, and the connection to it."""

    def __init__(self, profile: Path, preferences: Mapping[str, Preference]) -> None:
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        settings = {**QUIET, **preferences, "marionette.port": port}
        lines = (f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in settings.items())
        (profile / "user.js").write_text("".join(lines))
        self._process = subprocess.Popen(
            [FIREFOX, *SWITCHES, "--profile", str(profile), "about:blank"],
            # Firefox heeds `services.settings.server` only with this in its environment.
            env={**os.environ, "HOME": str(profile), "MOZ_REMOTE_SETTINGS_DEVTOOLS": "1"},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self._socket = self._connect(port)
        self._stream = self._socket.makefile("rb")
        self._number = 0
        self._receive()  # its greeting
        self.call("WebDriver:NewSession", {"unhandledPromptBehavior": "dismiss"})

    def call(self, command: str, parameters: Mapping[str, object] | None = None) -> Any:  # Any: JSON of any shape
        """Return what Firefox answers to a command.

        :raises RuntimeError: if it answers with an error
        """
        self._number += 1
        message = json.dumps([0, self._number, command, parameters or {}]).encode()
        self._socket.sendall(b"%d:%s" % (len(message), message))
        _, _, error, result = self._receive()
        if error:
            raise RuntimeError(f"{command}: {error['error']}: {error['message']}")
        return result["value"] if isinstance(result, dict) and set(result) == {"value"} else result

    def close(self) -> None:
        try:
            self.call("Marionette:Quit", {"flags": ["eForceQuit"]})
            self._process.wait(PATIENCE)
        except (OSError, RuntimeError, ValueError, subprocess.TimeoutExpired):
            self._process.kill()
            self._process.wait()
        self._socket.close()

    def _connect(self, port: int) -> socket.socket:
        deadline = time.monotonic() + STARTS_WITHIN
        while True:
            try:
                return socket.create_connection(("127.0.0.1", port), timeout=120)
            except OSError:
                if time.monotonic() > deadline or self._process.poll() is not None:
                    raise
                time.sleep(0.05)

    def _receive(self) -> Any:  # Any: JSON of any shape
        length = b""
        while (character := self._stream.read(1)) != b":":
            if not character:
                raise OSError("Firefox has hung up")
            length += character
        return json.loads(self._stream.read(int(length)))
