"""Drives Chromium."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final, Literal

from .devtools import DevTools
from .driving import DESK, OVERLAY, Key
from .waiting import until

# What the DevTools protocol wants to know of a key: its name, its place, its number, and the text that it types.
KEYS: Mapping[str, tuple[str, str, int, str]] = {
    "Tab": ("Tab", "Tab", 9, ""),
    "Escape": ("Escape", "Escape", 27, ""),
    "Enter": ("Enter", "Enter", 13, "\r"),
    "Space": (" ", "Space", 32, " "),
    "ArrowDown": ("ArrowDown", "ArrowDown", 40, ""),
}
SHIFT = 8
TABS = {"filter": [{"type": "tab"}]}
WORKERS = {"filter": [{"type": "service_worker"}]}


class Chromium:
    """See `driving.Browser`."""

    name: Final[Literal["chromium"]] = "chromium"

    def __init__(self, extension: Path, profile: Path, proxy_port: int) -> None:
        self._browser = DevTools(
            profile,
            f"--proxy-server=http://127.0.0.1:{proxy_port}",
            # Even loopback addresses go through the proxy. Only what Chromium asks its maker of its own accord does
            # not: those names do not exist for it.
            "--proxy-bypass-list=<-loopback>;*.google.com",
            "--host-resolver-rules=MAP *.google.com ~NOTFOUND",
            "--window-size=1280,900",
        )
        self._id = self._call("Extensions.loadUnpacked", path=str(extension))["id"]
        _, _, self._desk = self._new_tab(f"chrome-extension://{self._id}/{DESK}")
        self._tab, self._page, self._session = self._new_tab("about:blank")
        self.emulate()

    def open(self, url: str) -> None:
        before = self._page
        self._tab, self._page, self._session = self._new_tab("about:blank")
        self._call("Target.closeTarget", targetId=before)
        self._emulate()
        self.go(url)

    def go(self, url: str) -> None:
        done = self._in_page("Page.navigate", url=url)
        assert "errorText" not in done or done["errorText"] == "net::ERR_HTTP_RESPONSE_CODE_FAILURE", done
        self._wait_until_loaded()

    def back(self) -> None:
        self._move(-1)

    def forward(self) -> None:
        self._move(+1)

    def evaluate(self, expression: str) -> Any:
        return self._evaluate(self._session, expression)

    def in_overlay(self, function: str, *arguments: object) -> Any:
        host = self._in_page("Runtime.evaluate", expression=f"document.querySelector('{OVERLAY}')")["result"]
        if "objectId" not in host:
            return None
        node = self._in_page("DOM.describeNode", objectId=host["objectId"], depth=1, pierce=True)["node"]
        if not node.get("shadowRoots"):
            return None
        root = self._in_page("DOM.resolveNode", backendNodeId=node["shadowRoots"][0]["backendNodeId"])["object"]
        values = [{"objectId": root["objectId"]}, *({"value": value} for value in arguments)]
        return self._result(
            self._in_page(
                "Runtime.callFunctionOn",
                objectId=root["objectId"],
                functionDeclaration=function,
                arguments=values,
                returnByValue=True,
                awaitPromise=True,
            )
        )

    def in_desk(self, function: str, *arguments: object) -> Any:
        return self._evaluate(self._desk, f"({function})({', '.join(map(json.dumps, arguments))})")

    def press_toolbar(self) -> None:
        self._call("Extensions.triggerAction", id=self._id, targetId=self._tab)

    def choose_link_menu(self, item: str, selector: str) -> None:
        """Tell the worker that it was chosen: the menus of Chromium are out of reach of its remote control.

        A real choice also lends the extension the tab; that must have been done by a press of the toolbar before.
        """
        link = self.evaluate(f"document.querySelector({json.dumps(selector)}).getAttribute('href')")
        info = {"menuItemId": item, "linkUrl": link, "pageUrl": self.evaluate("location.href"), "frameId": 0}
        choose = "chrome.tabs.query({active: true, currentWindow: true})"
        choose += f".then(([tab]) => chrome.contextMenus.onClicked.dispatch({json.dumps(info)}, tab))"
        self.in_desk("() => void chrome.runtime.sendMessage({}).catch(() => {})")  # wakes the worker
        worker = until(self._worker, "the worker is awake")
        session = self._attach(str(worker))
        self._evaluate(session, choose)
        self._call("Target.detachFromTarget", sessionId=session)

    def click_at(self, x: float, y: float) -> None:
        at = {"x": x, "y": y}
        self._in_page("Input.dispatchMouseEvent", type="mouseMoved", **at)
        for kind in ("mousePressed", "mouseReleased"):
            self._in_page("Input.dispatchMouseEvent", type=kind, button="left", clickCount=1, **at)

    def press(self, *keys: Key) -> None:
        for key in keys:
            name, code, number, text = KEYS[key.removeprefix("Shift+")]
            event: dict[str, object] = {"key": name, "code": code, "windowsVirtualKeyCode": number}
            event["modifiers"] = SHIFT if key.startswith("Shift+") else 0
            self._in_page("Input.dispatchKeyEvent", type="keyDown", text=text, **event)
            self._in_page("Input.dispatchKeyEvent", type="keyUp", **event)

    def type(self, text: str) -> None:
        for letter in text:
            # The numbers of other keys are those of other characters: that of Delete is that of the full stop.
            event = {"key": letter, "windowsVirtualKeyCode": ord(letter.upper()) if letter.isalnum() else 0}
            self._in_page("Input.dispatchKeyEvent", type="keyDown", text=letter, **event)
            self._in_page("Input.dispatchKeyEvent", type="keyUp", **event)

    def will_allow(self, *patterns: str) -> None:
        """Allow them on the browser's own page of extensions; without that, nobody could answer its question."""
        _, page, session = self._new_tab("chrome://extensions/")
        for pattern in patterns:
            allow = f"chrome.developerPrivate.addHostPermission({json.dumps(self._id)}, {json.dumps(pattern)})"
            until(lambda: self._evaluate(session, "typeof chrome.developerPrivate") == "object", "the page is there")
            self._evaluate(session, allow)
        self._call("Target.closeTarget", targetId=page)

    def put_worker_to_sleep(self) -> None:
        if worker := self._worker():
            self._call("Target.closeTarget", targetId=worker)
        until(lambda: not self._worker(), "the worker sleeps")

    def emulate(self, *, dark: bool = False, width: int = 1280, height: int = 800) -> None:
        self._scheme = "dark" if dark else "light"
        self._size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        self._emulate()

    def screenshot(self, path: Path) -> None:
        path.write_bytes(base64.b64decode(self._in_page("Page.captureScreenshot")["data"]))

    def close(self) -> None:
        self._browser.close()

    def metrics(self) -> dict[str, float]:
        """What the page's process counts, among it the size of its heap."""
        self._in_page("Performance.enable")
        self._in_page("HeapProfiler.collectGarbage")
        return {one["name"]: one["value"] for one in self._in_page("Performance.getMetrics")["metrics"]}

    # Targets, sessions

    def _new_tab(self, url: str) -> tuple[str, str, str]:
        """Return the tab, the page in it, and a session with the page."""
        before = self._targets(TABS)
        page = self._call("Target.createTarget", url=url)["targetId"]
        (tab,) = self._targets(TABS) - before
        return tab, page, self._attach(page)

    def _targets(self, which: Mapping[str, object]) -> set[str]:
        return {info["targetId"] for info in self._call("Target.getTargets", **which)["targetInfos"]}

    def _worker(self) -> str | None:
        infos = self._call("Target.getTargets", **WORKERS)["targetInfos"]
        return next((info["targetId"] for info in infos if self._id in info["url"]), None)

    def _attach(self, target: str) -> str:
        return str(self._call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"])

    def _call(self, command: str, **parameters: object) -> Any:
        return self._browser.call(command, None, **parameters)

    def _in_page(self, command: str, **parameters: object) -> Any:
        return self._browser.call(command, self._session, **parameters)

    def _evaluate(self, session: str, expression: str) -> Any:
        return self._result(
            self._browser.call(
                "Runtime.evaluate", session, expression=expression, returnByValue=True, awaitPromise=True
            )
        )

    def _result(self, answer: Mapping[str, Any]) -> Any:
        assert "exceptionDetails" not in answer, answer["exceptionDetails"]
        return answer["result"].get("value")

    def _emulate(self) -> None:
        """Let the tab look as all tabs shall: Chromium forgets it with each."""
        features = [{"name": "prefers-color-scheme", "value": self._scheme}]
        self._in_page("Emulation.setEmulatedMedia", features=features)
        self._in_page("Emulation.setDeviceMetricsOverride", **self._size)

    def _move(self, steps: int) -> None:
        history = self._in_page("Page.getNavigationHistory")
        entry = history["entries"][history["currentIndex"] + steps]
        self._in_page("Page.navigateToHistoryEntry", entryId=entry["id"])
        until(lambda: self.evaluate("location.href") == entry["url"], f"the tab shows {entry['url']}")
        self._wait_until_loaded()

    def _wait_until_loaded(self) -> None:
        until(lambda: self.evaluate("document.readyState") == "complete", "the page has loaded")
