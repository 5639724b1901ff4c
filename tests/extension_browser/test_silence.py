"""When does nothing leave the browser? The log of the proxy is the proof."""

from __future__ import annotations

from typing import Any

import pytest

from .pages import HELD, NOT_LISTED, article
from .proxy import Proxy
from .reader import Reader, word
from .waiting import until

pytestmark = pytest.mark.browser

SITES = (
    "www.harbour-ledger",
    "www.norwire",
    "www.daily-flare",
    "common-thread",
    "localline",
    "prairie-standard",
    "www.lecluse",
    "laurentide-report",
    "www.eastmarch-post",
)
PAGES = [f"http://{site}.example/{path}" for site in SITES for path in ("", "about")] + [HELD, NOT_LISTED]
PERSONAL = "panel_state_refused_personal_text"
PRIVATE = "panel_state_refused_private_address_text"


def test_nothing_is_sent_before_the_click(reader: Reader, proxy: Proxy, server_url: str) -> None:
    proxy.pages[NOT_LISTED] = article()

    for page in PAGES:
        reader.browser.go(page)

    hosts = {asked.origin.removeprefix("http://") for asked in proxy.log()}
    assert hosts == {*(f"{site}.example" for site in SITES), "news.example.com"}
    assert proxy.sent_to(server_url) == []
    assert reader.browser.in_overlay("() => true") is None


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        # This machine, and the network that it stands in, however it is written.
        ("http://localhost/story", PRIVATE),
        ("http://127.0.0.1/story", PRIVATE),
        ("http://10.0.0.1/story", PRIVATE),
        ("http://[fd00::1]/story", PRIVATE),
        ("http://intranet/story", PRIVATE),
        ("http://printer.local/story", PRIVATE),
        # Pages that are about one person.
        ("http://mail.example.com/story", PERSONAL),
        ("http://login.example.com/story", PERSONAL),
    ],
)
def test_it_never_asks_about_a_personal_page_even_when_clicked(
    reader: Reader, proxy: Proxy, server_url: str, url: str, reason: str
) -> None:
    proxy.pages[url] = article()

    reader.ask(url)
    reader.reads(word(reason))

    assert proxy.sent_to(server_url) == []
    assert not reader.can_press(word("panel_ask_address"))
    assert not reader.can_press(word("panel_report_page"))


def test_a_page_of_the_same_kind_that_is_public_is_asked_about(reader: Reader, proxy: Proxy, server_url: str) -> None:
    proxy.pages[NOT_LISTED] = article()

    reader.ask(NOT_LISTED)
    reader.reads(word("panel_state_not_held_title"))

    assert len(proxy.sent_to(server_url)) == 2


def test_a_page_that_asks_for_a_password_is_never_asked_about(reader: Reader, proxy: Proxy, server_url: str) -> None:
    proxy.pages[NOT_LISTED] = article(body="<form><input type=password></form>")

    reader.ask(NOT_LISTED)
    reader.reads(word("panel_state_refused_password_field_text"))

    assert proxy.sent_to(server_url) == []


def test_a_site_that_was_excluded_stays_excluded(reader: Reader, proxy: Proxy, server_url: str) -> None:
    reader.ask(HELD)
    reader.reads(word("panel_elsewhere_title"))
    reader.press(word("panel_menu"))
    reader.press(word("panel_menu_not_on_site"))
    until(lambda: reader.desk.stored()["local"].get("excludedSites") == ["harbour-ledger.example"], "it is stored")
    proxy.forget()

    reader.ask("http://www.harbour-ledger.example/2026/10/06/tessel-flood-orrin")
    reader.reads("The Harbour Ledger", word("panel_state_refused_excluded_title"))

    assert proxy.sent_to(server_url) == []


def test_a_page_that_was_dismissed_is_left_as_it_was(reader: Reader) -> None:
    reader.browser.open(HELD)
    before = reader.browser.evaluate("document.documentElement.outerHTML")
    reader.press_toolbar()
    reader.reads(word("panel_elsewhere_title"))

    reader.press(word("panel_menu"))
    reader.press(word("panel_menu_not_on_page"))
    until(lambda: reader.browser.in_overlay("() => true") is None, "the overlay is gone")

    assert reader.browser.evaluate("document.documentElement.outerHTML") == before


def test_a_story_that_was_put_to_rest_is_kept_quiet(reader: Reader) -> None:
    reader.ask(HELD)
    reader.reads(word("panel_elsewhere_title"))
    reader.press(word("panel_menu"))
    reader.press(word("panel_menu_snooze"))
    until(lambda: reader.desk.stored()["local"].get("snoozed"), "it is stored")

    reader.ask(HELD)

    reader.reads(word("panel_note_snoozed"))


def test_forgetting_leaves_nothing(reader: Reader, proxy: Proxy) -> None:
    proxy.pages[NOT_LISTED] = article()
    reader.desk.set(excludedSites=["crier.example"], mode="address")
    reader.ask(HELD)
    reader.reads(word("panel_elsewhere_title"))
    held = reader.desk.stored()

    reader.open_options()
    reader.press_on_page(word("options_forget"))
    reader.press_on_page(word("options_forget_yes"))
    until(lambda: word("options_forgotten") in reader.page_text(), "the page says what was removed")

    assert held["local"]
    assert held["session"]
    assert emptied(reader.desk.stored())


def emptied(stored: dict[str, dict[str, Any]]) -> bool:
    return stored == {"local": {}, "session": {}}
