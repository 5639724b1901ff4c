"""Outlets by letters of their name or key."""

from __future__ import annotations

import pytest

from server.outlets.models import Outlet
from server.outlets.names import build_name_index

INDEX = build_name_index(
    [
        Outlet("alpha.example", "Daily  Herald"),
        Outlet("beta.example", "Herald of Orrin"),
        Outlet("gamma.example", None),
        Outlet("herald.example", "Straße und Land"),
    ]
)


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        # Those whose name begins so come first, whatever their keys.
        ("herald", ["beta.example", "alpha.example", "herald.example"]),
        ("HERALD of", ["beta.example"]),
        ("daily herald", ["alpha.example"]),
        ("STRASSE", ["herald.example"]),
        ("gamma", ["gamma.example"]),
        (".example", ["alpha.example", "beta.example", "gamma.example", "herald.example"]),
        # Letters of two neighbours are no name, and nothing is no question.
        ("exampleherald", []),
        ("herald\tbeta", []),
        ("\n", []),
        ("", []),
    ],
)
def test_it_finds_names_and_keys(wanted: str, expected: list[str]) -> None:
    assert INDEX.find(wanted, limit=10) == expected


def test_it_stops_at_its_limit() -> None:
    assert INDEX.find("herald", limit=2) == ["beta.example", "alpha.example"]


def test_an_empty_table_has_no_names() -> None:
    assert build_name_index([]).find("herald", limit=10) == []
