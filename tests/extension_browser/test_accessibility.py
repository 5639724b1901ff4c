"""What does axe-core, which knows the rules of WCAG, find in the panel and on the options page? Nothing."""

from __future__ import annotations

import json
from collections.abc import Mapping

import pytest

from tests.conftest import ROOT

from .reader import Reader, word
from .waiting import until

pytestmark = pytest.mark.browser

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
EVERYTHING = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
CONTRAST = {"type": "rule", "values": ["color-contrast"]}
RUN = """(() => {
  %s
  const axe = globalThis.axe ?? window.axe;
  return axe.run(document, { runOnly: %s, resultTypes: ['violations'] }).then(({ violations, passes }) => ({
    found: violations.map(({ id, nodes }) => [id, ...nodes.slice(0, 3).map((node) => node.target.flat().join(' '))]),
    passed: passes.length,
  }));
})()"""


def violations(reader: Reader, rules: Mapping[str, object] = EVERYTHING) -> list[list[str]]:
    seen = reader.browser.evaluate(RUN % (AXE.read_text(), json.dumps(rules)))
    assert seen["passed"], "axe has looked at something"
    return list(seen["found"])


# One browser is enough here: what axe asks for does not differ between them, and there are more than fifty states.
@pytest.mark.parametrize("reader", ["chromium"], indirect=True)
@pytest.mark.parametrize(("theme", "rules"), [("light", EVERYTHING), ("dark", CONTRAST)], ids=["light", "dark"])
def test_the_panel_has_no_faults_in_any_state(
    reader: Reader, preview: str, theme: str, rules: Mapping[str, object]
) -> None:
    reader.browser.emulate(dark=theme == "dark")
    reader.browser.go(preview)
    links = "[...document.querySelectorAll('li a')].map((link) => link.href)"
    states = until(lambda: reader.browser.evaluate(links), "the states are listed")

    found = {}
    for state in states:
        reader.browser.go(f"{state}&theme={theme}")
        until(reader.sees_preview, "the state is drawn")
        found[state.rpartition("=")[2]] = violations(reader, rules)

    assert len(found) > 20
    assert {state: faults for state, faults in found.items() if faults} == {}


@pytest.mark.parametrize(("dark", "width"), [(False, 1280), (True, 1280), (False, 480)])
def test_the_options_have_no_faults(reader: Reader, dark: bool, width: int) -> None:
    reader.browser.emulate(dark=dark, width=width)

    reader.open_options()

    assert word("options_heading") in reader.page_text()
    assert violations(reader) == []
