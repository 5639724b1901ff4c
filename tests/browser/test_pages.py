"""The pages in a real browser: by keyboard, on a phone, in the dark, without scripts, and telling nobody."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.conftest import ROOT

from .conftest import Open
from .looking import CONTRASTS, FOCUS, SMALL_TARGETS, STICKS_OUT

pytestmark = pytest.mark.browser

FLOOD = "https://www.harbour-ledger.example/2026/10/05/tessel-flood-orrin"
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"  # knows the rules of WCAG
PRIVATE = "http://192.168.0.1/news"
SECTIONS = ["Outlet", "The same story elsewhere", "This article against the others", "Outlets that this article cites"]
SECTIONS += ["The story", "What we could not see", "Another article"]
PAGES = [
    "home",
    "about",
    "stories",
    "digest",
    "outlets",
    "search",
    "story",
    "versions",
    "version",
    "answer",
    "edits",
    "outlet",
    "unrated outlet",
    "error",
]


@pytest.fixture(scope="module")
def addresses(server_url: str) -> dict[str, str]:
    """Every kind of page, by name."""
    with urlopen(f"{server_url}/api/v1/stories?min_outlets=5", timeout=30) as answer:
        story = json.load(answer)["stories"][0]["url"]
    with urlopen(f"{server_url}/api/v1{story}", timeout=30) as answer:
        article = json.load(answer)["articles"][0]["article"]["id"]
    fixed = {"home": "/", "about": "/about", "stories": "/stories", "outlets": "/outlets", "error": "/nothing"}
    fixed |= {"digest": "/digest?date=2026-10-05", "search": "/search?q=flood"}
    outlets = {"outlet": "/outlets/harbour-ledger.example", "unrated outlet": "/outlets/bbc.com"}
    of_story = {"story": story, "versions": f"{story}/versions", "version": f"{story}/versions/1"}
    of_article = {"answer": f"/articles/{article}", "edits": f"/articles/{article}/edits"}
    return {**fixed, **outlets, **of_story, **of_article}


def ask(context: BrowserContext, url: str) -> Page:
    """Paste an address on the home page and send it."""
    page = context.new_page()
    page.goto("/")
    page.get_by_label("Address of a news article").fill(url)
    page.get_by_role("button", name="Show its context").click()
    page.wait_for_url("**/context")
    return page


# Journeys


def test_it_answers_by_keyboard_alone(open_context: Open) -> None:
    page = open_context().new_page()
    page.goto("/")

    passed = []
    for _ in range(8):
        page.keyboard.press("Tab")
        passed.append(page.evaluate(FOCUS))
    page.keyboard.type(FLOOD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/context")

    menu = ["Stories", "Digest", "Outlets", "Search", "About"]
    assert [at["name"] for at in passed] == ["Skip to content", "Source Context", *menu, "url"]
    assert all(at["outline"] >= 2 and at["seen"] for at in passed), passed
    expect(page.get_by_role("heading", level=1)).to_contain_text("Nine missing in Orrin")


def test_the_skip_link_goes_past_the_menu(open_context: Open) -> None:
    page = open_context().new_page()
    page.goto("/outlets")

    for key in ("Tab", "Enter", "Tab"):
        page.keyboard.press(key)

    assert page.evaluate(FOCUS)["name"] == "q"


def test_the_answer_has_all_its_parts_in_order(open_context: Open) -> None:
    page = ask(open_context(), FLOOD)

    assert page.get_by_role("heading", level=2).all_inner_texts() == SECTIONS


def test_the_menu_of_the_answer_leads_to_its_parts(open_context: Open) -> None:
    page = ask(open_context(), FLOOD)

    for link in page.get_by_role("navigation", name="On this page").get_by_role("link").all():
        link.click()
        expect(page.locator(":target")).to_be_in_viewport()


def test_how_it_was_matched_opens_by_keyboard(open_context: Open) -> None:
    page = ask(open_context(), FLOOD)
    explained = page.get_by_text("the host itself is in the table")
    expect(explained).to_be_hidden()

    page.get_by_text("How was this matched?").focus()
    page.keyboard.press("Enter")

    expect(explained).to_be_visible()


def test_the_story_is_one_step_from_the_answer(open_context: Open) -> None:
    page = ask(open_context(), FLOOD)

    page.get_by_role("link", name="All its articles, in order of time").click()

    expect(page).to_have_url(re.compile("/stories/st-"))
    expect(page.get_by_role("heading", name="Who reported when")).to_be_visible()


def test_an_outlet_is_one_step_from_its_match(open_context: Open) -> None:
    page = ask(open_context(), FLOOD)
    outlet = page.locator(".match .meta a").first
    name = outlet.inner_text()

    outlet.click()

    expect(page.get_by_role("heading", level=1)).to_have_text(name)


def test_a_refused_address_gets_advice_and_another_try(open_context: Open) -> None:
    page = ask(open_context(), PRIVATE)
    expect(page.get_by_role("main")).to_contain_text("give the address of a public news page")
    expect(page.get_by_role("link", name="latest stories")).to_be_visible()

    page.get_by_label("Address of a news article").fill(FLOOD)
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_contain_text("Nine missing in Orrin")


def test_what_is_no_address_is_not_even_sent(open_context: Open) -> None:
    page = open_context().new_page()
    page.goto("/")

    page.get_by_label("Address of a news article").fill("not an address")
    page.keyboard.press("Enter")

    expect(page.locator("input:invalid")).to_be_focused()
    assert page.url.endswith("/")


def test_nothing_is_different_without_scripts(open_context: Open) -> None:
    with_scripts = ask(open_context(), FLOOD).get_by_role("main").inner_text()

    without = ask(open_context(java_script_enabled=False), FLOOD).get_by_role("main").inner_text()

    assert without == with_scripts


def test_a_look_up_leaves_no_trace_in_the_browser(open_context: Open) -> None:
    context = open_context()
    page = ask(context, FLOOD)

    assert "harbour-ledger" not in page.url
    assert context.cookies() == []
    assert page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]


# Every page. Each is opened once; the tests then change the window or the medium, and put them back.


@dataclass(frozen=True)
class Opened:
    page: Page
    asked: list[str]  # every address that the browser asked for
    told: list[str]  # every line on its console


@pytest.fixture(scope="module", params=PAGES)
def opened(
    browser: Browser, server_url: str, addresses: dict[str, str], request: pytest.FixtureRequest
) -> Iterator[Opened]:
    context = browser.new_context(base_url=server_url, reduced_motion="reduce")
    seen = Opened(context.new_page(), [], [])
    seen.page.on("request", lambda request: seen.asked.append(request.url))
    seen.page.on("console", lambda message: seen.told.append(message.text))
    seen.page.on("pageerror", lambda error: seen.told.append(str(error)))
    seen.page.goto(addresses[request.param])
    yield seen
    context.close()


def test_every_page_has_its_landmarks(opened: Opened) -> None:
    page = opened.page

    assert page.title()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.get_by_role("banner")).to_have_count(1)
    expect(page.get_by_role("navigation", name="Main")).to_have_count(1)
    expect(page.get_by_role("main")).to_have_count(1)
    expect(page.get_by_role("contentinfo")).to_have_count(1)
    expect(page.get_by_role("heading", level=1)).to_have_count(1)


def test_no_page_asks_anyone_else_or_complains(opened: Opened, server_url: str) -> None:
    assert len(opened.asked) >= 2
    assert all(url.startswith(server_url) for url in opened.asked)
    # What the Content-Security-Policy refuses is told here as well. That the page itself is a 404 is no fault.
    assert [line for line in opened.told if "status of 404" not in line] == []


def test_axe_finds_nothing_on_any_page(opened: Opened) -> None:
    opened.page.evaluate(AXE.read_text(encoding="utf-8"))

    found = opened.page.evaluate(
        "axe.run(document).then(found => ({wrong: found.violations.map(one => one.id), right: found.passes.length}))"
    )

    assert found["wrong"] == []
    assert found["right"] > 5


def test_every_page_fits_a_small_phone(opened: Opened) -> None:
    opened.page.set_viewport_size({"width": 320, "height": 640})

    sticks_out, small = opened.page.evaluate(STICKS_OUT), opened.page.evaluate(SMALL_TARGETS)
    opened.page.set_viewport_size({"width": 1280, "height": 720})

    assert sticks_out == []
    assert small == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_is_legible_by_day_and_night(opened: Opened, scheme: Literal["light", "dark"]) -> None:
    opened.page.emulate_media(color_scheme=scheme)

    seen = opened.page.evaluate(CONTRASTS)
    opened.page.emulate_media(color_scheme="null")

    assert seen["texts"] > 10
    assert seen["weak"] == []
    assert (seen["ground"] < 0.1) == (scheme == "dark")


def test_every_page_keeps_its_text_in_forced_colours(opened: Opened) -> None:
    opened.page.emulate_media(forced_colors="active")

    is_forced = opened.page.evaluate("matchMedia('(forced-colors: active)').matches")
    is_shown = opened.page.get_by_role("heading", level=1).is_visible()
    opened.page.emulate_media(forced_colors="null")

    assert is_forced
    assert is_shown


def test_every_page_prints_its_text_without_its_menu(opened: Opened) -> None:
    opened.page.emulate_media(media="print")

    is_shown = opened.page.get_by_role("heading", level=1).is_visible()
    has_menu = opened.page.locator("header nav").is_visible()
    opened.page.emulate_media(media="null")

    assert is_shown
    assert not has_menu
