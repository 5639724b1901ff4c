"""Author fields hold names of people, and much else."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server.articles.bylines import MAX_AUTHORS, clean_authors

OUTLET = ["The Harbour Ledger"]


@pytest.mark.parametrize(
    ("field", "names"),
    [
        # Introductions go, in the languages that have them.
        ("By Jane Doe", ["Jane Doe"]),
        ("Von Max Müller", ["Max Müller"]),
        ("Por: Ana Ruiz", ["Ana Ruiz"]),
        ("Di Luigi Rossi", ["Luigi Rossi"]),
        # … but these are surnames.
        ("De Vries", ["De Vries"]),
        ("Byron Lee", ["Byron Lee"]),
        # Several names in one line.
        ("Jane Doe, John Roe, and Mary Poe", ["Jane Doe", "John Roe", "Mary Poe"]),
        ("Eva Klein und Max Müller", ["Eva Klein", "Max Müller"]),
        ("Ana Ruiz y Luis Gil", ["Ana Ruiz", "Luis Gil"]),
        # One name with a conjunction inside.
        ("José Ortega y Gasset", ["José Ortega y Gasset"]),
        # Library order.
        ("Doe, Jane", ["Jane Doe"]),
        # Agencies sign, too.
        ("Jane Doe and Reuters", ["Jane Doe", "Reuters"]),
        ("Reuters, AFP", ["Reuters", "AFP"]),
        # Roles, addresses and accounts are nobody.
        ("Jane Doe, Political Editor", ["Jane Doe"]),
        ("Jane Doe jane.doe@ledger.example", ["Jane Doe"]),
        ("https://www.ledger.example/people/jane-doe", []),
        ("@janedoe", []),
        ("admin", []),
        ("Redaktion", []),
        ("user1234", []),
        # Nor is the outlet itself.
        ("The Harbour Ledger", []),
        ("Harbour Ledger Reporters", []),
        # A sentence is no name.
        ("This article was put together from several dispatches of the day", []),
    ],
)
def test_it_keeps_names(field: str, names: list[str]) -> None:
    assert list(clean_authors([field], OUTLET)) == names


def test_it_lists_each_name_once_and_not_too_many() -> None:
    assert clean_authors(["Jane Doe", "JANE DOE"], ()) == ("Jane Doe",)
    assert len(clean_authors([f"Jane {letter}oe" for letter in "ABCDEFGHIJKLMN"], ())) == MAX_AUTHORS


@settings(deadline=None)  # the machine may be busy
@given(st.lists(st.text(max_size=80), max_size=5))
def test_it_never_fails(stated: list[str]) -> None:
    assert all(name == name.strip() and name for name in clean_authors(stated, OUTLET))
