"""The shipped table of aliases, and how a broken one is read."""

from __future__ import annotations

from pathlib import Path

import pytest

from server.citations.aliases import ALIAS_COLUMNS, ALIAS_TABLE, Needs, load_aliases
from server.outlets.countries import COUNTRY_CODES
from server.outlets.models import RowError
from server.outlets.rows import read_rows
from server.outlets.table import load_tables

DATA = Path(__file__).parents[2] / "data"


@pytest.fixture(scope="module")
def rows() -> list[tuple[str, ...]]:
    errors: list[RowError] = []
    found = [tuple(row) for _, row in read_rows(DATA / ALIAS_TABLE, ALIAS_COLUMNS, errors)]
    assert not errors
    return found


def test_rows_stand_in_order_and_once(rows: list[tuple[str, ...]]) -> None:
    ordered = sorted(set(rows), key=lambda row: [cell.encode() for cell in row])

    assert rows == ordered
    assert all(cell == cell.strip() for row in rows for cell in row)


def test_every_row_names_an_outlet_countries_and_its_source(rows: list[tuple[str, ...]]) -> None:
    tables = load_tables([DATA])

    assert [row for row in rows if row[1] not in tables.outlets] == []
    assert [row for row in rows if not set(row[2].split()) <= COUNTRY_CODES] == []
    assert [row for row in rows if row[4] not in tables.sources] == []


def test_a_name_without_countries_means_one_outlet(rows: list[tuple[str, ...]]) -> None:
    everywhere = [name for name, _, countries, _, _ in rows if not countries]

    assert len(everywhere) == len(set(everywhere))


def test_all_of_it_can_be_read() -> None:
    errors: list[RowError] = []

    aliases = load_aliases([DATA], errors)

    assert errors == []
    assert {alias.needs for alias in aliases} == set(Needs)


def test_a_row_that_cannot_be_used_is_reported_and_left_out(tmp_path: Path) -> None:
    lines = [
        "name,key,countries,needs,source",
        "A,a.example,GB IE,the,editors",
        "B,b.example,,luck,editors",
        ",c.example,,,e",
    ]
    (tmp_path / ALIAS_TABLE).write_text("\n".join(lines), encoding="utf-8")
    errors: list[RowError] = []

    (alias,) = load_aliases([tmp_path], errors)

    assert (alias.key, alias.countries, alias.needs) == ("a.example", {"GB", "IE"}, Needs.ARTICLE)
    assert [error.line for error in errors] == [3, 4]


def test_a_folder_without_the_table_adds_nothing(tmp_path: Path) -> None:
    assert load_aliases([tmp_path]) == []
