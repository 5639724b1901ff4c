"""Drives Firefox."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final, Literal

from .driving import DESK, OVERLAY, Key
from .marionette import Marionette, Preference
from .waiting import until

KEYS: Mapping[str, str] = {
    "Tab": "\ue004",
    "Escape": "\ue00c",
    "Enter": "\ue007",
    "Space": " ",
    "ArrowDown": "\ue015",
    "Shift": "\ue008",
}
# Scripts of the browser's own window. `extension` is what it knows of ours.
CHROME = """
const { ExtensionParent } = ChromeUtils.importESModule('resource://gre/modules/ExtensionParent.sys.mjs');
const extension = WebExtensionPolicy.getByID('%s').extension;
"""
PRESS_TOOLBAR = "ExtensionParent.apiManager.global.browserActionFor(extension).triggerAction(window);"
UUID = "return extension.uuid;"
# It may be woken again at once, by what was still under way; so it is told until it was seen asleep.
SLEEP = """
return extension.terminateBackground({ ignoreDevToolsAttached: true, disableResetIdleForTest: true })
  .then(() => extension.backgroundState === 'stopped');
"""
# A real right click has opened the menu; its entries of extensions are there once it is shown.
CHOOSE = """
const menu = document.getElementById('contentAreaContextMenu');
const entry = [...menu.querySelectorAll('menuitem')].find((item) => item.id.endsWith(arguments[0]) && !item.hidden);
if (menu.state !== 'open' || !entry) return false;
menu.activateItem(entry);
return true;
"""


class Firefox:
    """See `driving.Browser`."""

    name: Final[Literal["firefox"]] = "firefox"

    def __init__(self, extension: Path, profile: Path, proxy_port: int) -> None:
        proxy: dict[str, Preference] = {
            "network.proxy.type": 1,
            "network.proxy.http": "127.0.0.1",
            "network.proxy.http_port": proxy_port,
            "network.proxy.ssl": "127.0.0.1",
            "network.proxy.ssl_port": proxy_port,
            "network.proxy.allow_hijacking_localhost": True,
            "network.proxy.no_proxies_on": "",
            # What the extension asks for in a click is granted; the question itself is the browser's, not ours.
            "extensions.webextOptionalPermissionPrompts": False,
        }
        self._browser = Marionette(profile, proxy)
        installed = self._call("Addon:Install", path=str(extension), temporary=True)
        self._chrome = CHROME % installed
        self._tab = self._call("WebDriver:GetWindowHandle")
        self._desk = self._new_tab()
        self.go(f"moz-extension://{self.in_window(UUID)}/{DESK}")
        self._switch(self._tab)

    def open(self, url: str) -> None:
        before, self._tab = self._tab, self._new_tab()
        self._switch(before)
        self._call("WebDriver:CloseWindow")
        self._switch(self._tab)
        self.go(url)

    def go(self, url: str) -> None:
        self._call("WebDriver:Navigate", url=url)

    def back(self) -> None:
        self._call("WebDriver:Back")

    def forward(self) -> None:
        self._call("WebDriver:Forward")

    def evaluate(self, expression: str) -> Any:
        return self._call("WebDriver:ExecuteScript", script=f"return {expression};", args=[])

    def in_overlay(self, function: str, *arguments: object) -> Any:
        script = f"const root = document.querySelector('{OVERLAY}')?.openOrClosedShadowRoot;"
        script += f"return root ? ({function})(root, ...arguments) : null;"
        return self._call("WebDriver:ExecuteScript", script=script, args=list(arguments), sandbox="system")

    def in_system(self, function: str) -> Any:
        """Return what a function says that may do in the page's process whatever the browser itself may."""
        return self._call("WebDriver:ExecuteScript", script=f"return ({function})();", args=[], sandbox="system")

    def in_desk(self, function: str, *arguments: object) -> Any:
        self._switch(self._desk, focus=False)
        try:
            script = f"return ({function})(...arguments);"
            return self._call("WebDriver:ExecuteScript", script=script, args=list(arguments))
        finally:
            self._switch(self._tab, focus=False)

    def press_toolbar(self) -> None:
        self.in_window(PRESS_TOOLBAR)

    def choose_link_menu(self, item: str, selector: str) -> None:
        box = self.evaluate(f"document.querySelector({json.dumps(selector)}).getBoundingClientRect().toJSON()")
        self._click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2, button=2)
        until(lambda: self.in_window(CHOOSE, item), f"the menu offers {item}")

    def click_at(self, x: float, y: float) -> None:
        self._click(x, y, button=0)

    def press(self, *keys: Key) -> None:
        for key in keys:
            parts = [KEYS[part] for part in key.split("+")]
            down = [{"type": "keyDown", "value": value} for value in parts]
            self._act("key", [*down, *({"type": "keyUp", "value": value} for value in reversed(parts))])

    def type(self, text: str) -> None:
        self._act("key", [{"type": kind, "value": letter} for letter in text for kind in ("keyDown", "keyUp")])

    def will_allow(self, *patterns: str) -> None:
        """Nothing to do: see the preferences that it was started with."""

    def put_worker_to_sleep(self) -> None:
        until(lambda: self.in_window(SLEEP), "the background sleeps")

    def emulate(self, *, dark: bool = False, width: int = 1280, height: int = 800) -> None:
        self.set_preference("layout.css.prefers-color-scheme.content-override", 0 if dark else 1)
        frame = self.evaluate("[outerWidth - innerWidth, outerHeight - innerHeight]")
        self._call("WebDriver:SetWindowRect", width=width + frame[0], height=height + frame[1])

    def screenshot(self, path: Path) -> None:
        path.write_bytes(base64.b64decode(self._call("WebDriver:TakeScreenshot", full=False)))

    def close(self) -> None:
        self._browser.close()

    def set_preference(self, name: str, value: int) -> None:
        self.in_window(f"Services.prefs.setIntPref({json.dumps(name)}, {value});")

    def in_window(self, script: str, *arguments: object) -> Any:
        """Return what a script says in the browser's own window."""
        self._call("Marionette:SetContext", value="chrome")
        try:
            return self._call("WebDriver:ExecuteScript", script=self._chrome + script, args=list(arguments))
        finally:
            self._call("Marionette:SetContext", value="content")

    def _new_tab(self) -> str:
        handle: str = self._call("WebDriver:NewWindow", type="tab", focus=True)["handle"]
        self._switch(handle)
        return handle

    def _switch(self, handle: str, *, focus: bool = True) -> None:
        self._call("WebDriver:SwitchToWindow", handle=handle, focus=focus)

    def _click(self, x: float, y: float, *, button: int) -> None:
        pressed = [{"type": kind, "button": button} for kind in ("pointerDown", "pointerUp")]
        self._act("pointer", [{"type": "pointerMove", "x": round(x), "y": round(y)}, *pressed])

    def _act(self, kind: str, steps: list[dict[str, Any]]) -> None:
        self._call("WebDriver:PerformActions", actions=[{"type": kind, "id": kind, "actions": steps}])

    def _call(self, command: str, **parameters: object) -> Any:
        return self._browser.call(command, parameters)
