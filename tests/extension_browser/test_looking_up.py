"""A reader presses the button: what do they see, and what is sent for it?"""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote
from urllib.request import urlopen

import pytest

from tests.conftest import ROOT

from .pages import (
    FRONT_PAGE,
    HEADLINE,
    HELD,
    HELD_ADDRESS,
    NOT_HELD,
    NOT_HELD_ADDRESS,
    NOT_LISTED,
    NOTHING_AT_ADDRESS,
    STRICT,
    TEXT,
    article,
)
from .proxy import Proxy
from .reader import Reader, word
from .serving import HostileServer, stall
from .waiting import until

pytestmark = pytest.mark.browser

GOLDEN = json.loads((ROOT / "tests" / "vectors" / "extension_requests.json").read_text())
OUTLET = ("The Harbour Ledger", "United Kingdom", "Harbour Ledger Trust")


def expected_context(server_url: str, url: str) -> Any:  # Any: JSON
    with urlopen(f"{server_url}/api/v1/context?url={quote(url, safe='')}", timeout=30) as answer:
        return json.load(answer)


def sent(proxy: Proxy, server_url: str) -> list[dict[str, str]]:
    requests = proxy.sent_to(server_url)
    return [{"method": one.method, "path": one.path, "body": one.body.decode()} for one in requests]


def test_the_outlet_is_shown_before_anybody_has_answered(reader: Reader, hostile: HostileServer) -> None:
    hostile.answer = stall
    reader.desk.set(server=hostile.url)

    reader.ask(HELD)

    reader.reads(*OUTLET, word("panel_state_asking_title"))


def test_then_comes_who_else_reports_it(reader: Reader, server_url: str) -> None:
    expected = expected_context(server_url, HELD_ADDRESS)
    first = expected["coverage"]["matches"][0]

    reader.ask(HELD)

    reader.reads(*OUTLET, expected["article"]["title"], word("panel_elsewhere_title"), first["article"]["title"])


def test_the_badge_counts_the_other_outlets_and_says_so_in_words(reader: Reader, server_url: str) -> None:
    outlets = str(expected_context(server_url, HELD_ADDRESS)["coverage"]["counts"]["outlets"])

    reader.ask(HELD)

    reader.badge_becomes(outlets)
    assert outlets in reader.desk.title()


@pytest.mark.parametrize("mode", ["private", "address"])
def test_it_sends_these_bytes_and_no_others(reader: Reader, proxy: Proxy, server_url: str, mode: str) -> None:
    reader.desk.set(mode=mode)

    reader.ask(GOLDEN["page"])
    reader.reads(word("panel_elsewhere_title"))

    assert sent(proxy, server_url) == GOLDEN[mode]
    for request in proxy.sent_to(server_url):
        told = {name: value for name, value in request.headers.items() if name in GOLDEN["headers"]}
        assert told.items() <= GOLDEN["headers"].items()
        assert not set(GOLDEN["never"]) & set(request.headers)


def test_the_address_is_nowhere_in_a_private_look_up(reader: Reader, proxy: Proxy, server_url: str) -> None:
    reader.ask(HELD)
    reader.reads(word("panel_elsewhere_title"))

    everything = " ".join(f"{one.url} {one.headers} {one.body!r}" for one in proxy.sent_to(server_url))
    assert "harbour" not in everything
    assert "tessel" not in everything


def test_after_the_click_nobody_but_our_server_is_asked(reader: Reader, proxy: Proxy, server_url: str) -> None:
    reader.browser.open(HELD)
    proxy.forget()

    reader.press_toolbar()
    reader.reads(word("panel_elsewhere_title"))

    assert {asked.origin for asked in proxy.log()} == {server_url}


# An article that the server does not hold


def test_it_offers_to_ask_in_another_way_and_waits_to_be_told(reader: Reader, proxy: Proxy, server_url: str) -> None:
    proxy.pages[NOT_HELD] = article()

    reader.ask(NOT_HELD)
    reader.reads(word("panel_state_not_held_title"))

    assert reader.can_press(word("panel_ask_address"))
    assert reader.can_press(word("panel_ask_text"))
    assert [one["path"].rpartition("/")[0] for one in sent(proxy, server_url)] == ["/api/v1", "/api/v1/buckets"]
    reader.badge_becomes("–")


def test_it_asks_with_the_address_once_told(reader: Reader, proxy: Proxy, server_url: str) -> None:
    proxy.pages[NOT_HELD] = article()
    reader.ask(NOT_HELD)
    reader.reads(word("panel_state_not_held_title"))
    proxy.forget()

    reader.insist(word("panel_ask_address"), NOTHING_AT_ADDRESS)

    body = json.dumps({"url": NOT_HELD_ADDRESS}, separators=(",", ":"))
    assert sent(proxy, server_url) == [{"method": "POST", "path": "/api/v1/context", "body": body}]


def test_it_compares_the_text_once_told(reader: Reader, proxy: Proxy, server_url: str) -> None:
    proxy.pages[NOT_HELD] = article(body="<form><input value='typed by the reader'></form><aside>Most read</aside>")
    reader.ask(NOT_HELD)
    reader.reads(word("panel_state_not_held_title"))
    proxy.forget()

    reader.insist(word("panel_ask_text"), word("panel_state_alone_after_text_title"))

    (request,) = proxy.sent_to(server_url)
    body = json.loads(request.body)
    assert {name: body[name] for name in body if name != "text"} == {
        "url": NOT_HELD_ADDRESS,
        "title": HEADLINE,
        "published_at": "2026-11-20T08:00:00Z",
        "language": "en",
    }
    assert all(paragraph in body["text"] for paragraph in TEXT)
    assert "typed" not in body["text"]
    assert "Most read" not in body["text"]


# Other pages


def test_it_works_where_the_page_allows_no_script_and_no_style(reader: Reader) -> None:
    reader.ask(STRICT)

    reader.reads("Rift National Broadcasting", word("panel_elsewhere_title"))


def test_an_outlet_without_ratings_is_not_put_in_the_middle(reader: Reader) -> None:
    reader.ask("http://tessel-notes.pressroom.example/p/the-gauge-that-went-dark")

    assert word("panel_side_not_rated") in reader.reads("Tessel Notes", word("panel_ratings_title"))


def test_an_outlet_that_is_not_in_the_table_is_said_to_be_unknown(reader: Reader, proxy: Proxy) -> None:
    proxy.pages[NOT_LISTED] = article()

    reader.ask(NOT_LISTED)

    reader.reads(word("panel_outlet_not_in_table"), word("panel_state_not_held_title"))


def test_a_paywall_is_said_as_the_page_declares_it(reader: Reader, proxy: Proxy) -> None:
    proxy.pages[NOT_HELD] = article(schema={"isAccessibleForFree": False})

    reader.ask(NOT_HELD)

    reader.reads(word("panel_paywall"))


@pytest.mark.parametrize("url", ["http://news.example.com/", "http://news.example.com/search?q=heron"])
def test_what_is_no_article_of_a_listed_outlet_is_not_asked_about(
    reader: Reader, proxy: Proxy, server_url: str, url: str
) -> None:
    proxy.pages[url.partition("?")[0]] = FRONT_PAGE

    reader.ask(url)
    reader.reads(word("panel_state_not_news_title"))

    assert sent(proxy, server_url) == []
    reader.badge_becomes("")


# The server


def test_without_its_server_it_says_so_and_tries_again_when_told(reader: Reader, proxy: Proxy, server_url: str) -> None:
    host, _, port = server_url.removeprefix("http://").partition(":")
    with proxy.down((host, int(port))):
        reader.ask(HELD)
        reader.reads(*OUTLET, word("panel_state_failed_unreachable_title"), server_url.removeprefix("http://"))

    reader.insist(word("panel_retry"), word("panel_elsewhere_title"))


def test_only_the_server_that_was_chosen_is_asked(reader: Reader, proxy: Proxy, hostile: HostileServer) -> None:
    reader.desk.set(server=hostile.url)

    reader.ask(HELD)
    until(lambda: proxy.sent_to(hostile.url), "the chosen server is asked")
    reader.reads(word("panel_state_failed_bad_answer_title"))

    assert {asked.origin for asked in proxy.log() if "harbour-ledger" not in asked.origin} == {hostile.url}


def test_a_worker_that_fell_asleep_is_not_missed(reader: Reader, proxy: Proxy, server_url: str) -> None:
    proxy.pages[NOT_HELD] = article()
    reader.browser.open(NOT_HELD)
    reader.browser.put_worker_to_sleep()
    reader.press_toolbar()
    reader.reads(word("panel_state_not_held_title"))

    reader.browser.put_worker_to_sleep()
    reader.insist(word("panel_ask_address"), NOTHING_AT_ADDRESS)
