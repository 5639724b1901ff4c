"""Reading tables: layers, rows that cannot be used, facts with their sources."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from server.errors import InvalidConfiguration
from server.outlets.models import Fact, RowError
from server.outlets.table import load_tables

WriteTables = Callable[..., Path]

OUTLETS = """key,name,country,owner,sources
a.example,A,GB,Owner,name:register country:register owner:filings
b.example,B,,,name:register
"""
SOURCES = """source,name,url,licence,as_of
register,The Register,https://register.example/,CC0-1.0,2026-09
"""
RATERS = """rater,name,dimension,scale,url,licence,as_of
one,Rater One,lean,left|right,https://one.example/,CC0-1.0,2026
two,Rater Two,reliability,0 to 1,,CC0-1.0,
"""
LEANS = "key,dimension,value,label,url,as_of\na.example,lean,left,Left,https://one.example/a,2026-01\n"


def test_it_reads_an_outlet_with_facts_and_ratings(write_tables: WriteTables) -> None:
    folder = write_tables(
        "own",
        **{
            "outlets.csv": OUTLETS,
            "sources.csv": SOURCES,
            "raters.csv": RATERS,
            "ratings/two.csv": "key,dimension,value\na.example,reliability,0.9\n",
            "ratings/one.csv": LEANS,
            "feeds.csv": "key,url,kind,language\na.example,https://a.example/feed,rss,en\n",
        },
    )

    tables = load_tables([folder])

    a, b = tables.outlets.values()
    assert (a.key, a.name, a.country, a.language) == ("a.example", "A", "GB", None)
    assert list(a.facts) == [
        Fact("name", "A", "The Register", "https://register.example/", "CC0-1.0", "2026-09"),
        Fact("country", "GB", "The Register", "https://register.example/", "CC0-1.0", "2026-09"),
        Fact("owner", "Owner", "filings", "", "", None),  # an unknown list is named, never hidden
    ]
    assert [(rating.dimension, rating.rater, rating.label) for rating in a.ratings] == [
        ("lean", "one", "Left"),
        ("reliability", "two", "0.9"),
    ]
    assert b.ratings == ()
    assert [feed.outlet_key for feed in tables.feeds] == ["a.example"]
    assert tables.errors == ()


def test_a_later_folder_replaces_rows_adds_others_and_needs_no_table(write_tables: WriteTables, tmp_path: Path) -> None:
    own = write_tables("own", **{"outlets.csv": OUTLETS, "raters.csv": RATERS, "ratings/one.csv": LEANS})
    overlay = write_tables(
        "overlay",
        **{
            "outlets.csv": "key,name,alias_of\na.example,Better A,\nb.example,,a.example\nc.example,C,\n",
            "ratings/one.csv": LEANS.replace("left,Left", "right,Right"),
        },
    )
    empty = tmp_path / "no-such-folder"

    tables = load_tables([own, overlay, empty])

    assert {key: outlet.name for key, outlet in tables.outlets.items()} == {"a.example": "Better A", "c.example": "C"}
    assert tables.aliases == {"b.example": "a.example"}
    assert [rating.value for rating in tables.outlets["a.example"].ratings] == ["right"]


@pytest.mark.parametrize(
    ("table", "text", "line", "why"),
    [
        # A row that cannot be told apart or is not whole.
        ("outlets.csv", "key,name\na.example,A\na.example,B\n", 3, "stands twice"),
        ("outlets.csv", "key,name\na.example,A\n,B\n", 3, "no key"),
        ("outlets.csv", "key,name\na.example,A\nb.example\n", 3, "has 1 columns"),
        # What points nowhere, or says nothing that we can show.
        ("ratings/one.csv", LEANS + "z.example,lean,left,,,\n", 3, "no row 'z.example'"),
        ("ratings/one.csv", LEANS + "b.example,lean,leftish,,,\n", 3, "no lean"),
        ("ratings/nobody.csv", LEANS, 1, "no rater 'nobody'"),
        ("feeds.csv", "key,url\na.example,javascript:alert(1)\n", 2, "http"),
        ("feeds.csv", "key,url\nz.example,https://z.example/\n", 2, "no row 'z.example'"),
        # A table that is none.
        ("feeds.csv", "url\nhttps://a.example/\n", 1, "key among them"),
        ("sources.csv", "source,colour\nregister,red\n", 1, "no column 'colour'"),
        ("raters.csv", '"' + "x" * 200_000 + "\n", 1, "cannot be read"),
    ],
)
def test_a_bad_row_is_named_and_left_out(write_tables: WriteTables, table: str, text: str, line: int, why: str) -> None:
    folder = write_tables("own", **{"outlets.csv": OUTLETS, "raters.csv": RATERS, table: text})

    tables = load_tables([folder])

    (error,) = (error for error in tables.errors if error.table == f"own/{table}")
    assert error.line == line
    assert why in error.why
    assert "a.example" in tables.outlets


def test_a_line_that_is_not_utf_8_costs_that_line_only(tmp_path: Path) -> None:
    (tmp_path / "outlets.csv").write_bytes(b"key,name\na.example,A\nb.example,\xe9\nc.example,C\n")

    tables = load_tables([tmp_path])

    assert list(tables.outlets) == ["a.example", "c.example"]
    assert tables.errors == (RowError(f"{tmp_path.name}/outlets.csv", 3, "is not UTF-8"),)


@pytest.mark.parametrize("text", [None, "", "name\nA\n", "key,name\n"])
def test_it_will_not_start_without_a_table_of_outlets(tmp_path: Path, text: str | None) -> None:
    if text is not None:
        (tmp_path / "outlets.csv").write_text(text, encoding="utf-8")

    with pytest.raises(InvalidConfiguration, match=r"outlets\.csv"):
        load_tables([tmp_path])
