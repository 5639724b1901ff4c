"""The digest as JSON Feed and Atom: read back by a reader of feeds that is not ours."""

from __future__ import annotations

from io import BytesIO

import feedparser
import msgspec
from lxml import etree

from server.services.feeds import build_atom, build_json_feed

from .digest_examples import HOSTILE, digest

BASE = "https://context.example"


def test_a_feed_reader_reads_the_atom_feed() -> None:
    feed = feedparser.parse(BytesIO(build_atom(digest(), base=BASE, is_dated=False)))

    assert not feed.bozo
    assert feed.feed.title == "Both sides in five minutes, 5 October 2026"
    assert [(entry.title, entry.link) for entry in feed.entries] == [("Flood wall fails", f"{BASE}/stories/st-1")]
    assert feed.entries[0].updated_parsed[:5] == (2026, 10, 5, 6, 40)


def test_hostile_text_is_text_in_the_feed() -> None:
    document = etree.fromstring(build_atom(digest(HOSTILE), base=BASE, is_dated=True))

    names = {"a": "http://www.w3.org/2005/Atom"}
    assert document.findtext("a:entry/a:title", namespaces=names).startswith('<script>alert("1")</script> & “more”')
    assert "<script" not in document.findtext("a:entry/a:content", namespaces=names)


def test_the_json_feed_says_what_the_standard_asks_for() -> None:
    feed = msgspec.to_builtins(build_json_feed(digest(), base=BASE, is_dated=True))

    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["feed_url"] == f"{BASE}/api/v1/digest?date=2026-10-05"
    assert {"id", "url", "title", "content_html", "content_text", "date_published"} <= feed["items"][0].keys()
    assert feed["items"][0]["_source_context"]["center"] is None
    assert feed["_source_context"]["words"] == 20


def test_an_entry_keeps_its_id_whatever_the_server_is_called() -> None:
    here, there = (build_json_feed(digest(), base=base, is_dated=False) for base in (BASE, "http://127.0.0.1:8000"))

    assert here.items[0].id == there.items[0].id


def test_the_same_story_is_another_entry_on_another_day() -> None:
    today = digest()
    tomorrow = msgspec.structs.replace(today, day=today.day.replace(day=6))

    ids = {build_json_feed(one, base=BASE, is_dated=False).items[0].id for one in (today, tomorrow)}

    assert len(ids) == 2
