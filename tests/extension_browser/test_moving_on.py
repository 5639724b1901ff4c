"""The reader goes on: back, forward, to another article by script, or to a link on the page."""

from __future__ import annotations

import json
from urllib.parse import quote
from urllib.request import urlopen

import pytest

from .pages import HELD, HELD_ADDRESS, NOT_HELD, NOT_LISTED, NOTHING_AT_ADDRESS, article
from .proxy import Proxy
from .reader import Reader, word
from .waiting import until

pytestmark = pytest.mark.browser

MOVE = "void history.pushState({}, '', '/2026/11/21/the-heron-has-left')"
AUTOMATIC = "laurentide-report.example"


def outlets_of(server_url: str) -> str:
    with urlopen(f"{server_url}/api/v1/context?url={quote(HELD_ADDRESS, safe='')}", timeout=30) as answer:
        return str(json.load(answer)["coverage"]["counts"]["outlets"])


def test_what_was_said_of_one_article_is_not_shown_beside_the_next(reader: Reader, proxy: Proxy) -> None:
    proxy.pages[NOT_HELD] = article()
    reader.ask(NOT_HELD)
    reader.reads(word("panel_state_not_held_title"))

    reader.browser.evaluate(MOVE)

    text = reader.reads(word("panel_state_moved_title"))
    assert word("panel_state_not_held_title") not in text


def test_the_next_article_is_asked_about_when_told(reader: Reader, proxy: Proxy, server_url: str) -> None:
    proxy.pages[NOT_HELD] = article()
    reader.ask(NOT_HELD)
    reader.reads(word("panel_state_not_held_title"))
    reader.browser.evaluate(MOVE)
    reader.reads(word("panel_state_moved_title"))
    proxy.forget()

    reader.insist(word("panel_ask_usual"), word("panel_state_not_held_title"))
    reader.insist(word("panel_ask_address"), NOTHING_AT_ADDRESS)

    assert proxy.sent_to(server_url)[-1].body == (
        b'{"url":"https://www.harbour-ledger.example/2026/11/21/the-heron-has-left"}'
    )


def test_a_jump_within_the_article_changes_nothing(reader: Reader, proxy: Proxy) -> None:
    proxy.pages[NOT_HELD] = article()
    reader.ask(NOT_HELD)
    reader.reads(word("panel_state_not_held_title"))

    reader.browser.evaluate("void (location.hash = '#comments')")
    reader.browser.evaluate("void history.replaceState({}, '', '?utm_source=letter')")
    reader.press(word("panel_menu"))

    assert word("panel_state_not_held_title") in reader.reads(word("panel_menu_options"))


def test_the_badge_is_there_again_after_going_back(reader: Reader, server_url: str) -> None:
    outlets = outlets_of(server_url)
    reader.ask(HELD)
    reader.badge_becomes(outlets)

    reader.browser.go("http://www.norwire.example/")
    reader.badge_becomes("")
    reader.browser.back()

    reader.badge_becomes(outlets)


def test_a_link_is_asked_about_without_going_there(reader: Reader, proxy: Proxy, server_url: str) -> None:
    proxy.pages[NOT_LISTED] = article(body=f'<a id="link" href="{HELD_ADDRESS}?utm_source=x">The flood</a>')
    reader.ask(NOT_LISTED)
    reader.reads(word("panel_state_not_held_title"))
    reader.browser.press_toolbar()  # closed again
    proxy.forget()

    reader.browser.choose_link_menu("context-of-link", "#link")

    reader.reads("The Harbour Ledger", word("panel_elsewhere_title"))
    assert {asked.origin for asked in proxy.log()} <= {server_url}  # none, if what it holds was kept from before


@pytest.mark.parametrize("link", ["http://reader:secret@news.example.com/heron", "http://192.168.1.1/heron"])
def test_a_link_that_is_nobodys_business_is_not_asked_about(
    reader: Reader, proxy: Proxy, server_url: str, link: str
) -> None:
    proxy.pages[NOT_LISTED] = article(body=f'<a id="link" href="{link}">A link</a>')
    reader.ask(NOT_LISTED)
    reader.reads(word("panel_state_not_held_title"))
    reader.browser.press_toolbar()  # closed again
    proxy.forget()

    reader.browser.choose_link_menu("context-of-link", "#link")
    reader.reads("Nothing is ever sent from here.")

    assert proxy.sent_to(server_url) == []


def test_automatic_mode_shows_a_line_where_it_is_on_and_only_there(
    reader: Reader, proxy: Proxy, server_url: str
) -> None:
    reader.browser.will_allow(f"http://*.{AUTOMATIC}/*", f"https://*.{AUTOMATIC}/*")
    reader.open_options()
    reader.fill_on_page("#automatic-sites input", AUTOMATIC)
    reader.press_on_page(word("options_automatic_add"))
    until(lambda: reader.desk.stored()["local"].get("automatic", {}).get("sites") == [AUTOMATIC], "it is stored")
    proxy.forget()

    reader.browser.open(f"http://{AUTOMATIC}/stories/tarnwater-bonds-appeal-court-permits")
    until(reader.chip, "the chip is there")
    assert not reader.sees_panel()

    reader.browser.go(HELD)
    reader.browser.go(f"http://{AUTOMATIC}/")
    reader.browser.go(f"http://{AUTOMATIC}/stories/tarnwater-bonds-appeal-court-permits")  # before it has come there
    until(reader.chip, "the chip is there")
    assert all("/buckets" in one.path for one in proxy.sent_to(server_url))
