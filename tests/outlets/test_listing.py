"""Lists of outlets: filters, order, pages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.outlets.listing import list_outlets
from server.outlets.models import Outlet, Rating, Tables


def lean(value: str) -> Rating:
    return Rating("one", "One", "lean", value, value, "", None)


OUTLETS = (
    Outlet("a.example", "Alpha Post", country="GB", owner="Owner Ltd", owner_family="Owner", ratings=(lean("left"),)),
    Outlet("b.example", "Beta Times", country="FR", owner="Owner SA", owner_family="Owner"),
    Outlet("c.example", None, country="GB", ratings=(lean("left-center"),)),
    Outlet("d.example", "Delta", country=None, ratings=(lean("right"),)),
)
TABLES = Tables({outlet.key: outlet for outlet in OUTLETS}, {}, (), {}, {})


@pytest.mark.parametrize(
    ("filters", "keys"),
    [
        ({}, "abcd"),
        ({"country": "gb"}, "ac"),
        # The whole name of owner or family: "own" is no owner.
        ({"owner": "OWNER"}, "ab"),
        ({"owner": "owner ltd"}, "a"),
        ({"owner": "own"}, ""),
        # A side holds both of its leans; not rated is a group of its own, never the center.
        ({"lean": "left"}, "ac"),
        ({"lean": "left-center"}, "c"),
        ({"lean": "center"}, ""),
        ({"lean": "not_rated"}, "b"),
        # Part of a name or key.
        ({"query": "ta"}, "bd"),
        ({"query": "c.ex"}, "c"),
        ({"country": "GB", "lean": "left", "query": "alpha"}, "a"),
    ],
)
def test_it_keeps_what_passes_every_filter(filters: dict[str, str], keys: str) -> None:
    found = list_outlets(TABLES, lean_raters=("one",), **filters)  # type: ignore[arg-type]  # all values are strings

    assert "".join(outlet.key[0] for outlet in found) == keys


def test_a_lean_by_another_rater_does_not_count() -> None:
    assert list_outlets(TABLES, lean="left", lean_raters=("two",)) == []


@given(st.integers(min_value=1, max_value=5))
def test_pages_joined_are_the_whole_list(limit: int) -> None:
    seen: list[Outlet] = []

    while page := list_outlets(TABLES, after=seen[-1].key if seen else None, limit=limit):
        seen += page

    assert seen == list(OUTLETS)
