"""The extension's table of outlets: its columns, and what it refuses to hold."""

from __future__ import annotations

import gzip

import pytest

from server.errors import InvalidConfiguration
from server.outlets.models import Fact, Outlet, Rating, Tables
from server.packaging.outlet_table import build_outlet_table, write_table
from tests.conftest import ROOT

LARGEST = 400_000  # bytes, compressed: what a reader downloads with every version


def tables_of(*outlets: Outlet, aliases: dict[str, str] | None = None) -> Tables:
    return Tables({outlet.key: outlet for outlet in outlets}, aliases or {}, (), {}, {})


def rated(key: str, value: str, label: str) -> Outlet:
    return Outlet(key, None, ratings=(Rating("one", "One", "reliability", value, label, "https://one.example/", None),))


def built(*outlets: Outlet, aliases: dict[str, str] | None = None) -> dict[str, object]:
    return build_outlet_table(tables_of(*outlets, aliases=aliases), lean_raters=("one",), made="2026-01-31")


def test_it_puts_like_beside_like() -> None:
    fact = Fact("country", "GB", "A list", "https://list.example/", "CC0-1.0", "2026")
    bare, british = Outlet("a.example", None), Outlet("c.example", None, country="GB", facts=(fact,))
    table = built(bare, british, Outlet("b.example", None, country="GB", facts=(fact,)))

    assert table["keys"] == "b.example\nc.example\na.example"
    assert table["facts"] == [{"of": "country:0", "outlets": 2}, {"of": "", "outlets": 1}]


@pytest.mark.parametrize(
    ("name", "cell"),
    [
        # The key's first label, cut into words, or in capitals throughout.
        ("Harbour Ledger", "=gf"),
        ("HARBOURLEDGER", "="),
        ("Harbourledger", "=m"),
        # Not quite: other letters, other capitals, something between the words.
        ("The Harbour Ledger", "The Harbour Ledger"),
        ("Harbour ledger", "Harbour ledger"),
        ("Harbour-Ledger", "Harbour-Ledger"),
        ("Harbour  Ledger", "Harbour  Ledger"),
    ],
)
def test_it_writes_a_name_or_how_to_read_it_off_the_key(name: str, cell: str) -> None:
    table = built(Outlet("harbourledger.example", name))

    assert table["columns"]["name"] == cell  # type: ignore[index]


@pytest.mark.parametrize(
    ("value", "label", "form"),
    [
        ("0.261", "0.26 of 1", "{plain} of 1"),
        ("-0.5", "left (-0.50)", "left ({signed})"),
        ("0.856", "right (+0.86 on -1 to +1)", "right ({signed} on -1 to +1)"),
        # The label was rounded from more digits than the value has, or not as JavaScript rounds: it stands as it is.
        ("0.265", "0.26 of 1", "0.26 of 1"),
        ("0.125", "0.12 of 1", "0.12 of 1"),
        # The number stands there twice, or is none.
        ("0.5", "0.50 or 0.50", "0.50 or 0.50"),
        ("mixed", "Mixed", "Mixed"),
        ("nan", "Not a number", "Not a number"),
        ("inf", "Endless", "Endless"),
    ],
)
def test_it_leaves_numbers_out_of_labels_where_they_can_be_put_back(value: str, label: str, form: str) -> None:
    table = built(rated("a.example", value, label))

    assert table["ratings"][0]["label"] == {"of": form, "at": ""}  # type: ignore[index]


@pytest.mark.parametrize(
    ("key", "suffix"),
    [
        ("co.uk", "co.uk"),  # is one
        ("amazonaws.com", "amazonaws.com"),  # has some below it
    ],
)
def test_it_refuses_a_key_below_which_anyone_can_register(key: str, suffix: str) -> None:
    with pytest.raises(InvalidConfiguration, match=suffix):
        built(Outlet(key, "Name"))


def test_it_takes_a_platforms_own_key_which_the_extension_never_climbs_to() -> None:
    assert built(Outlet("substack.com", "Substack"))["keys"] == "substack.com"


@pytest.mark.parametrize("name", ["Two\nlines", "=Name"])
def test_it_refuses_a_name_that_it_could_not_give_back(name: str) -> None:
    with pytest.raises(InvalidConfiguration, match=r"Two|=Name"):
        built(Outlet("a.example", name))


def test_the_shipped_table_is_small_enough(shipped_tables: Tables) -> None:
    text = write_table(build_outlet_table(shipped_tables, lean_raters=("wikidata",), made="2026-01-31"))

    assert len(gzip.compress(text.encode())) < LARGEST
    assert (ROOT / "extension" / "data" / "outlets.json").stat().st_size < LARGEST * 8
