from __future__ import annotations

import json
from collections.abc import Mapping

import pytest

from server.articles.models import Article
from server.errors import InvalidInput
from server.services.judgements import JudgedPair, pairs_of, read_judgements

HELD = {name: Article(name, "", "", None, f"About {name}") for name in ("a1", "a2", "a3")}


def lines(*rows: object) -> list[bytes]:
    return [json.dumps(row).encode() for row in rows]


def pairs(*rows: object, held: Mapping[str, Article] = HELD) -> list[JudgedPair]:
    return pairs_of(
        read_judgements(lines(*rows)), held, outlet_of=lambda url: "ledger.example" if "ledger" in url else None
    )


def test_it_reads_ids_and_articles_and_leaves_alone_what_else_a_line_holds() -> None:
    told = {"title": "Wall fails", "text": "It gave way.", "url": "https://ledger.example/a", "language": "en"}

    (pair,) = pairs({"a": "a1", "b": told, "same": True, "a_title": "for people", "note": "easy"})

    assert (pair.a, pair.same) == (HELD["a1"], True)
    assert (pair.b.title, pair.b.body, pair.b.outlet_key) == ("Wall fails", "It gave way.", "ledger.example")


@pytest.mark.parametrize(
    "row",
    [
        {"a": "a1", "b": "a2", "same": None},  # as it was printed
        {"a": "a1", "b": "a2"},
        {"a": "a1", "b": "gone", "same": True},
    ],
)
def test_what_is_not_judged_or_not_held_is_no_pair(row: object) -> None:
    assert pairs(row) == []


def test_a_pair_that_is_judged_twice_counts_once_whichever_comes_first() -> None:
    found = pairs({"a": "a1", "b": "a2", "same": True}, {"a": "a2", "b": "a1", "same": True})

    assert [(pair.a.id, pair.b.id) for pair in found] == [("a1", "a2")]


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([{"a": "a1", "b": "a2", "same": True}, {"a": "a2", "b": "a1", "same": False}], "lines 1 and 2 judge"),
        ([{"a": "a1", "b": "a1", "same": True}], "line 1 compares an article with itself"),
        ([{"a": "a1", "b": {"title": "x", "url": "ftp://x"}, "same": True}], "line 1: "),
        ([{"a": "a1", "b": "a2", "same": True}, {"a": "a1", "b": "a3", "same": "yes"}], "line 2 is not a judged pair"),
        ([{"a": "a1", "same": True}], "line 1 is not a judged pair"),
        ([{"a": "a1", "b": {"text": "no title"}, "same": True}], "line 1 is not a judged pair"),
        ([["a1", "a2", True]], "line 1 is not a judged pair"),
    ],
)
def test_it_names_the_line_at_fault(rows: list[object], message: str) -> None:
    with pytest.raises(InvalidInput, match=message):
        pairs(*rows)


@pytest.mark.parametrize("line", [b"{", b"\xff\xfe", b"[" * 2_000_000, b'"' + b"a" * 2_000_000])
def test_it_refuses_what_is_no_json_at_all(line: bytes) -> None:
    with pytest.raises(InvalidInput, match="line 2 is not a judged pair"):
        read_judgements([b"\n", line])
