"""The options page: what is chosen there holds, and what cannot be is said at once."""

from __future__ import annotations

import pytest

from .pages import HELD
from .proxy import Proxy
from .reader import Reader, word
from .serving import HostileServer
from .waiting import until

pytestmark = pytest.mark.browser


def test_another_server_is_used_once_it_was_checked(
    reader: Reader, proxy: Proxy, server_url: str, hostile: HostileServer
) -> None:
    reader.desk.set(server=hostile.url)
    reader.open_options()

    reader.fill_on_page("#server", server_url)
    reader.press_on_page(word("options_server_check"))
    until(lambda: reader.desk.stored()["local"]["server"] == server_url, "it is stored")
    proxy.forget()
    reader.ask(HELD)

    reader.reads(word("panel_elsewhere_title"))
    assert proxy.sent_to(hostile.url) == []
    assert proxy.sent_to(server_url)


@pytest.mark.parametrize("address", ["news.example", "http://news.example.com", "https://news.example.com/api"])
def test_what_is_no_address_of_a_server_is_not_asked(
    reader: Reader, proxy: Proxy, server_url: str, address: str
) -> None:
    reader.open_options()

    reader.fill_on_page("#server", address)
    reader.press_on_page(word("options_server_check"))
    until(lambda: reader.browser.evaluate("!document.querySelector('#server-error').hidden"), "it says what is wrong")

    assert reader.browser.evaluate("document.querySelector('#server').value") == address
    assert reader.desk.stored()["local"]["server"] == server_url
    assert [asked.url for asked in proxy.log()] == []


def test_the_mode_is_chosen_by_keyboard_and_holds(reader: Reader, proxy: Proxy, server_url: str) -> None:
    reader.open_options()

    reader.browser.evaluate("document.querySelector('#mode-private').focus()")
    reader.browser.press("ArrowDown")
    until(lambda: reader.desk.stored()["local"].get("mode") == "address", "it is stored")
    reader.ask(HELD)
    reader.reads(word("panel_elsewhere_title"))

    assert [asked.path for asked in proxy.sent_to(server_url)] == ["/api/v1/context"]


def test_the_words_change_with_the_language(reader: Reader) -> None:
    reader.desk.set(language="ar")

    reader.ask(HELD)
    until(lambda: "The Harbour Ledger" in reader.text(), "the outlet is shown")

    assert reader.in_overlay("(root) => root.querySelector('[dir]').dir") == "rtl"
    assert any("\u0600" <= letter <= "\u06ff" for letter in reader.text())
