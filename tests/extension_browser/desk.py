"""How do tests look into the extension from inside?

A copy of the extension gets one page more, the desk. What a test wants of the browser's API for extensions, or of one
of our own modules, it calls from there; it lies beside the settings, so that it may ask for what they may. Nothing else
of the copy differs from what is shipped, but for the table, which knows the invented outlets too.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.conftest import run_command

from .driving import DESK, Browser
from .waiting import until

PAGE = '<!doctype html><meta charset="utf-8"><title>Desk</title><script type="module" src="of-the-tests.js"></script>\n'
SCRIPT = """
const api = globalThis.browser ?? globalThis.chrome;
const root = document.documentElement;

root.addEventListener('call', async () => {
  const { number, module, path, arguments: values } = JSON.parse(root.dataset.call);
  const answer = { number };
  try {
    let owner = null, at = module ? await import(module) : api;
    for (const name of path.split('.')) [owner, at] = [at, at[name]];
    answer.value = (await at.apply(owner, values)) ?? null;
  } catch (error) {
    answer.error = String(error);
  }
  root.dataset.answer = JSON.stringify(answer);
});
root.dataset.ready = 'yes';
"""
CALL = """(call) => {
  document.documentElement.dataset.call = call;
  document.documentElement.dispatchEvent(new Event('call'));
}"""
ANSWER = "() => document.documentElement.dataset.answer ?? null"
READY = "() => document.documentElement?.dataset.ready ?? null"


def make_extension(folder: Path, data_dir: Path) -> Path:
    """Write the extension under test into a folder."""
    target = folder / "extension"
    done = run_command("extension", "tables", "--with-sample", str(target), data_dir=data_dir)
    assert done.returncode == 0, done.stderr
    for path, text in ((target / DESK, PAGE), ((target / DESK).with_suffix(".js"), SCRIPT)):
        assert not path.exists()  # it is shipped under this name
        path.write_text(text)
    return target


class Desk:
    """Calls functions inside the extension."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._number = 0
        until(lambda: browser.in_desk(READY), "the desk is set up")

    def call(self, path: str, *arguments: object, module: str | None = None) -> Any:
        """Return what a function of the extension API, or of one of our modules, answers; Any: JSON of any shape."""
        self._number += 1
        call = {"number": self._number, "module": module, "path": path, "arguments": arguments}
        self._browser.in_desk(CALL, json.dumps(call))
        answer = until(self._answer, f"{path} has answered")
        assert answer is not None
        assert "error" not in answer, answer["error"]
        return answer["value"]

    def set(self, **settings: object) -> None:
        """Change settings as the options page does."""
        self.call("updateSettings", settings, module="/shared/settings.js")

    def stored(self) -> dict[str, dict[str, Any]]:
        """Everything that the extension has stored."""
        return {area: self.call(f"storage.{area}.get") for area in ("local", "session")}

    def forget(self) -> None:
        """Put everything back to how it is after installation; what was still being asked is called off first."""
        self.call("runtime.sendMessage", {"type": "everything.forget"})
        for area in ("local", "session"):
            self.call(f"storage.{area}.clear")
        if origins := self.call("permissions.getAll")["origins"]:
            self.call("permissions.remove", {"origins": origins})

    def url(self, path: str) -> str:
        """The address of a page of the extension."""
        return str(self.call("runtime.getURL", path))

    def badge(self) -> str:
        return str(self.call("action.getBadgeText", {"tabId": self._tab()}))

    def title(self) -> str:
        """The words of the toolbar's button."""
        return str(self.call("action.getTitle", {"tabId": self._tab()}))

    def _tab(self) -> int:
        return int(self.call("tabs.query", {"active": True, "currentWindow": True})[0]["id"])

    def _answer(self) -> dict[str, Any] | None:
        text = self._browser.in_desk(ANSWER)
        answer: dict[str, Any] | None = json.loads(text) if text else None
        return answer if answer and answer["number"] == self._number else None
