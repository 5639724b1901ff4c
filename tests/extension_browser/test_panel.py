"""The panel by keyboard, for screen readers, and as the way to report a mistake."""

from __future__ import annotations

import json
from urllib.request import urlopen

import pytest

from .pages import HELD, NOT_HELD, NOTHING_AT_ADDRESS, article
from .proxy import Proxy
from .reader import Reader, word
from .waiting import until

pytestmark = pytest.mark.browser

FOCUSED_IN_PAGE = "document.activeElement.id || document.activeElement.localName"


def test_it_opens_with_the_focus_in_it_and_gives_it_back(reader: Reader, proxy: Proxy) -> None:
    proxy.pages[NOT_HELD] = article()
    reader.browser.open(NOT_HELD)
    reader.browser.evaluate("document.querySelector('#first').focus()")

    reader.press_toolbar()
    until(lambda: reader.focus() is not None, "the focus is in the panel")
    reader.browser.press("Escape")
    until(lambda: not reader.sees_panel(), "the panel is closed")

    assert reader.browser.evaluate(FOCUSED_IN_PAGE) == "first"


def test_tab_reaches_everything_and_stays_inside(reader: Reader, proxy: Proxy) -> None:
    proxy.pages[NOT_HELD] = article()
    reader.ask(NOT_HELD)
    reader.reads(word("panel_state_not_held_title"))
    targets = reader.targets()

    reached = []
    for _ in range(2 * len(targets)):
        reader.browser.press("Tab")
        reached.append(reader.focus())

    assert set(reached) == set(targets)


def test_it_asks_by_keyboard_alone(reader: Reader, proxy: Proxy, server_url: str) -> None:
    proxy.pages[NOT_HELD] = article()
    reader.ask(NOT_HELD)
    reader.reads(word("panel_state_not_held_title"))

    reader.tab_to(word("panel_ask_address"))
    reader.insist(word("panel_ask_address"), NOTHING_AT_ADDRESS, by="Enter")


def test_arrival_is_said_to_those_who_do_not_see_it(reader: Reader) -> None:
    reader.ask(HELD)
    reader.reads(word("panel_elsewhere_title"))

    said = "(root) => [...root.querySelectorAll('[role=status]')].map((one) => one.textContent).join(' ')"
    start = word("panel_arrival").partition("$1")[0]
    until(lambda: start in reader.in_overlay(said), "the arrival is announced")


def test_closed_it_is_one_line_that_opens_it_again(reader: Reader) -> None:
    reader.ask(HELD)
    reader.reads(word("panel_elsewhere_title"))

    reader.press(word("panel_close"))
    until(lambda: not reader.sees_panel(), "the panel is closed")
    line = reader.chip()
    reader.press(line)

    assert "other outlets" in line
    until(reader.sees_panel, "the panel is open again")


def test_a_second_press_of_the_button_closes_it(reader: Reader) -> None:
    reader.ask(HELD)
    reader.reads(word("panel_elsewhere_title"))

    reader.browser.press_toolbar()

    until(lambda: not reader.sees_panel(), "the panel is closed")


def test_a_mistake_can_be_reported_and_arrives(reader: Reader, proxy: Proxy, server_url: str) -> None:
    reader.ask(HELD)
    reader.reads(word("panel_elsewhere_title"))
    proxy.forget()

    reader.press(word("panel_report_page"))
    reader.press(word("panel_reason_wrong_text"))
    reader.press(word("panel_comment", "1,000"))
    reader.browser.type("a heron is no crane")
    reader.insist(word("panel_report_send"), word("panel_report_sent"))

    (request,) = proxy.sent_to(server_url)
    body = json.loads(request.body)
    assert request.path == "/api/v1/reports"
    assert body == {
        "about": {"kind": "article", "id": body["about"]["id"]},
        "reason": "wrong_text",
        "comment": "a heron is no crane",
    }
    with urlopen(f"{server_url}/api/v1/reports", timeout=30) as answer:
        assert body["about"]["id"] in [report["about"]["id"] for report in json.load(answer)["reports"]]


# Firefox makes no window narrower than 450 pixels.
@pytest.mark.parametrize(("dark", "width"), [(False, 1280), (True, 1280), (False, 480), (False, 320)])
def test_it_fits_the_window(reader: Reader, dark: bool, width: int) -> None:
    reader.browser.emulate(dark=dark, width=width)
    reader.ask(HELD)
    reader.reads(word("panel_elsewhere_title"))
    until(lambda: reader.in_overlay(STANDS_STILL), "it has come up")

    box = reader.in_overlay("(root) => root.querySelector('[role=dialog]').getBoundingClientRect().toJSON()")
    inner = reader.browser.evaluate("[innerWidth, innerHeight]")
    sticks_out = reader.in_overlay(STICKS_OUT)

    assert box["left"] >= 0
    assert box["right"] <= inner[0]
    assert box["top"] >= 0
    assert box["bottom"] <= inner[1]
    assert sticks_out == []


def test_it_keeps_the_headline_in_sight_when_it_has_grown(reader: Reader) -> None:
    reader.browser.emulate(width=1280, height=1000)
    reader.ask(HELD)
    reader.reads(word("panel_elsewhere_title"))
    until(lambda: reader.in_overlay(STANDS_STILL), "it has come up")

    panel = reader.in_overlay("(root) => root.querySelector('[role=dialog]').getBoundingClientRect().toJSON()")
    headline = reader.browser.evaluate("document.querySelector('h1').getBoundingClientRect().toJSON()")

    assert panel["left"] < headline["right"]  # it stands below, not beside
    assert headline["bottom"] <= panel["top"]
    assert panel["height"] >= 400


STANDS_STILL = "(root) => root.querySelector('[role=dialog]').getAnimations().length === 0"
STICKS_OUT = """(root) => {
  const panel = root.querySelector('[role=dialog]').getBoundingClientRect();
  return [...root.querySelectorAll('[role=dialog] *')].filter((element) => element.checkVisibility())
    .filter((element) => element.getBoundingClientRect().width > 1)
    .filter((element) => element.getBoundingClientRect().right > panel.right + 1)
    .map((element) => element.outerHTML.slice(0, 80));
}"""
