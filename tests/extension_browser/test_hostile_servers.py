"""The server is broken, slow, or means harm: what does the reader get, and what does the server?"""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote
from urllib.request import urlopen

import pytest

from .pages import HELD, HELD_ADDRESS
from .proxy import Page, Proxy
from .reader import Reader, word
from .serving import Answer, HostileServer, drip, flood, json_answer, pass_on, send_elsewhere

pytestmark = pytest.mark.browser

COLLECTOR = "http://collector.example.net"
SCRIPT = f"<img src={COLLECTOR}/x onerror=document.documentElement.dataset.ran=1><script>document.title='ran'</script>"
# Fields that hold free text. All others have a shape of their own, and an answer whose fields have not is refused.
FREE_TEXT = {"title", "name", "text", "value", "label", "detail", "rater_name", "source", "owner", "authors", "notes"}
LINKS = {"url", "source_url"}


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        # What is not an answer of ours is not shown...
        (json_answer("<h1>Sign in to the network</h1>", kind="text/html"), "bad-answer"),
        (json_answer("<h1>It works</h1>"), "bad-answer"),
        (json_answer('{"coverage": {"matches": ['), "bad-answer"),
        (json_answer('{"status": "ok"}'), "bad-answer"),
        (json_answer("[1, 2, 3]"), "bad-answer"),
        (json_answer("null"), "bad-answer"),
        # ...nor is it waited for, or read, without end.
        (flood(10), "too-large"),
        # A server may not send us to another one.
        (send_elsewhere(f"{COLLECTOR}/api/v1/context"), "unreachable"),
        # It may refuse, and the words differ by what can be done.
        (json_answer("{}", status=503, Retry_After="30"), "busy"),
        (json_answer("{}", status=500), "server-error"),
    ],
)
@pytest.mark.parametrize("mode", ["private", "address"])
def test_a_server_that_fails_is_named_and_the_outlet_still_shown(
    reader: Reader, proxy: Proxy, hostile: HostileServer, answer: Answer, says: str, mode: str
) -> None:
    hostile.answer = answer
    reader.desk.set(server=hostile.url, mode=mode)

    reader.ask(HELD)
    reader.reads("The Harbour Ledger", word(f"panel_state_failed_{says.replace('-', '_')}_title"))

    assert not [asked for asked in proxy.log() if asked.origin == COLLECTOR]


def test_a_server_that_drips_is_given_up(reader: Reader, hostile: HostileServer) -> None:
    hostile.answer = drip
    reader.desk.set(server=hostile.url, mode="address")

    reader.ask(HELD)

    reader.reads("The Harbour Ledger", word("panel_state_failed_too_slow_title"), word("panel_retry"))


def test_a_server_that_asks_to_wait_is_not_asked_again_before(reader: Reader, hostile: HostileServer) -> None:
    hostile.answer = json_answer("{}", status=429, Retry_After="600")
    reader.desk.set(server=hostile.url, mode="address")

    reader.ask(HELD)
    reader.reads(word("panel_state_failed_rate_limited_title"), word("panel_retry_minutes_other", 10))

    assert not reader.can_press(word("panel_retry"))


def test_a_server_that_is_not_ready_says_why_and_answers_when_asked_again(
    reader: Reader, hostile: HostileServer, server_url: str
) -> None:
    problem = json.dumps({"title": "Not ready", "status": 503, "detail": "The index is being built."})
    busy = json_answer(problem, kind="application/problem+json", status=503, Retry_After="1")
    hostile.answer = pass_on(server_url, but=busy, on="/api/v1/buckets/")  # how many there are is known already
    reader.desk.set(server=hostile.url)
    reader.ask(HELD)
    reader.reads("The Harbour Ledger", word("panel_state_failed_busy_title"), "The index is being built.")

    hostile.answer = pass_on(server_url, but=busy, on="/nothing")

    reader.insist(word("panel_retry"), word("panel_elsewhere_title"))


# Scripts in the answer


def poisoned(value: Any, *, everywhere: bool, key: str = "") -> Any:  # Any: JSON
    """Return an answer with scripts in its texts and links."""
    if isinstance(value, dict):
        return {name: poisoned(inner, everywhere=everywhere, key=name) for name, inner in value.items()}
    if isinstance(value, list):
        return [poisoned(inner, everywhere=everywhere, key=key) for inner in value]
    if isinstance(value, str) and key in LINKS:
        return "javascript:document.documentElement.dataset.ran=1"
    return SCRIPT if isinstance(value, str) and (everywhere or key in FREE_TEXT) else value


@pytest.fixture
def answer(server_url: str) -> Any:  # Any: JSON
    with urlopen(f"{server_url}/api/v1/context?url={quote(HELD_ADDRESS, safe='')}", timeout=30) as answer:
        return json.load(answer)


def test_a_script_in_a_text_is_shown_as_text(reader: Reader, proxy: Proxy, hostile: HostileServer, answer: Any) -> None:
    hostile.answer = json_answer(json.dumps(poisoned(answer, everywhere=False)))
    proxy.pages[f"{COLLECTOR}/x"] = Page("")
    reader.desk.set(server=hostile.url, mode="address")

    reader.ask(HELD)
    reader.reads(SCRIPT, word("panel_elsewhere_title"))

    assert_nothing_ran(reader, proxy)


def test_scripts_in_every_field_do_nothing(reader: Reader, proxy: Proxy, hostile: HostileServer, answer: Any) -> None:
    hostile.answer = json_answer(json.dumps(poisoned(answer, everywhere=True)))
    reader.desk.set(server=hostile.url, mode="address")

    reader.ask(HELD)
    reader.settled()

    assert_nothing_ran(reader, proxy)


def assert_nothing_ran(reader: Reader, proxy: Proxy) -> None:
    links = reader.in_overlay("(root) => [...root.querySelectorAll('[href]')].map((link) => link.href)")
    assert reader.browser.evaluate("document.documentElement.dataset.ran ?? null") is None
    assert reader.browser.evaluate("document.title") != "ran"
    assert all(link.startswith(("http://", "https://")) for link in links), links
    assert reader.in_overlay("(root) => root.querySelectorAll('img, script, iframe, object, embed').length") == 0
    assert not [asked for asked in proxy.log() if asked.origin == COLLECTOR]
