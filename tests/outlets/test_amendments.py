"""Facts as the operator has corrected them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from server.errors import InvalidInput
from server.outlets.amendments import amend, check_amendment
from server.outlets.models import Amendment, Fact, Outlet, Tables

LIST = Fact("country", "US", "A list", "https://list.example", "CC0", "2026-01")
OWNER = Fact("owner", "Acme", "A list", "https://list.example", "CC0", "2026-01")
LEDGER = Outlet("ledger.example", "The Ledger", country="US", owner="Acme", facts=(LIST, OWNER))
TABLES = Tables({"ledger.example": LEDGER}, {}, (), {}, {})
GB = Amendment("ledger.example", "country", "GB", "https://ledger.example/about", "2026-10-05", "US")


def test_it_puts_a_fact_in_the_place_of_the_tables_with_its_source_and_date() -> None:
    outlet = amend(TABLES, [GB]).outlets["ledger.example"]

    assert (outlet.country, outlet.owner) == ("GB", "Acme")
    assert list(outlet.facts) == [
        Fact("country", "GB", "operator", "https://ledger.example/about", "", "2026-10-05"),
        OWNER,
    ]


def test_it_can_say_that_a_fact_is_not_known() -> None:
    outlet = amend(TABLES, [replace(GB, value=None)]).outlets["ledger.example"]

    assert outlet.country is None
    assert list(outlet.facts) == [OWNER]


def test_the_later_of_two_counts() -> None:
    assert amend(TABLES, [GB, replace(GB, value="IE")]).outlets["ledger.example"].country == "IE"


@pytest.mark.parametrize("amendment", [replace(GB, outlet_key="gone.example"), replace(GB, field="colour")])
def test_what_no_longer_fits_changes_nothing(amendment: Amendment) -> None:
    assert amend(TABLES, [amendment]) == TABLES


@pytest.mark.parametrize(
    ("field", "value", "source", "told"),
    [
        ("colour", "red", "https://a.example", "there is no fact"),
        ("country", "XX", "https://a.example", "ISO 3166"),
        ("founded", "long ago", "https://a.example", "a year"),
        ("ownership", "aliens", "https://a.example", "not one of"),
        ("owner", " Acme", "https://a.example", "blanks"),
        ("owner", "x" * 400, "https://a.example", "characters"),
        ("owner", "Acme", "javascript:alert(1)", "checked"),
        ("owner", "Acme", "", "checked"),
    ],
)
def test_it_takes_only_what_a_table_could_hold(field: str, value: str, source: str, told: str) -> None:
    with pytest.raises(InvalidInput, match=told):
        check_amendment(field, value, source)


@pytest.mark.parametrize(("field", "value"), [("country", "GB"), ("country", ""), ("paywall", "no"), ("name", "Ñandú")])
def test_it_takes_what_a_table_could_hold(field: str, value: str) -> None:
    check_amendment(field, value, "https://a.example/about")
