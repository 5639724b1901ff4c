"""Exports: the table safe in a spreadsheet, citations that a reference manager reads, each with time and version."""

from __future__ import annotations

import csv
import json
import re
from datetime import UTC, datetime
from io import StringIO

import msgspec
import pytest

from server.services.answer_parts import CountsAnswer, EvidenceAnswer, LimitsAnswer, TextAnswer
from server.services.bibliography import write_bibtex, write_csl
from server.services.export_answers import ExportAnswer, ExportRow
from server.services.export_table import COLUMNS, write_csv

BASE = "https://context.example"
AT = datetime(2026, 10, 5, 6, 40, tzinfo=UTC)
SAID = EvidenceAnswer("a1", "body", 0, 22, "as the Ledger reported")


def row(**changes: object) -> ExportRow:
    plain = ExportRow(
        article_id="0123456789abcdef0123",
        title="Flood wall fails",
        authors=["Ada Bell", "Cal {Dot}"],
        url="https://ledger.example/flood?a=1&b=50%25",
        outlet_key="ledger.example/north",
        outlet="Ledger & Sons",
        country="GB",
        owner_family=None,
        lean=None,
        published_at=AT,
        published_precision="minute",
        first_seen_at=AT,
        language="en",
        is_opinion=False,
        is_paywalled=None,
        probability=0.9,
        origin="a1",
        joined_with="a1",
        join_reason="relay",
        join_detail="passes it on",
        join_evidence=SAID,
    )
    return msgspec.structs.replace(plain, **changes)


def export(*rows: ExportRow, version: int | None = 3) -> ExportAnswer:
    counts = CountsAnswer(len(rows), 1, 1, {}, {}, {})
    headline = TextAnswer("100% of {walls} fail", EvidenceAnswer("a1", "title", 0, 20, "100% of {walls} fail"))
    limits = LimitsAnswer("full", 1, 0, AT, [])
    return ExportAnswer("st-1", version, "/stories/st-1", headline, None, counts, AT, list(rows), limits)


def table(*rows: ExportRow) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(write_csv(export(*rows), base=BASE).decode("utf-8-sig"))))


def test_the_table_has_a_line_for_each_article_and_says_which_story_when() -> None:
    lines = table(row(), row(article_id="b"))

    assert list(lines[0]) == list(COLUMNS)
    assert [line["article_id"] for line in lines] == ["0123456789abcdef0123", "b"]
    assert lines[0]["authors"] == "Ada Bell; Cal {Dot}"
    assert (lines[0]["story_version"], lines[0]["story_origins"], lines[0]["accessed_at"]) == ("3", "1", AT.isoformat())
    assert lines[0]["join_evidence"] == "as the Ledger reported"


def test_what_is_not_known_is_empty_and_no_is_no() -> None:
    line = table(row(published_at=None))[0]

    assert (line["lean"], line["is_paywalled"], line["published_at"], line["is_opinion"]) == ("", "", "", "no")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "＝", "\t=", "\r\n=", "  ="])
def test_no_cell_is_computed_by_a_spreadsheet(start: str) -> None:
    line = table(row(title=f'{start}HYPERLINK("https://evil.example")', authors=[f"{start}cmd"], outlet=f"{start}1+1"))[
        0
    ]

    assert all(line[name].startswith("'") for name in ("title", "authors", "outlet"))


def test_a_sign_inside_a_cell_is_only_a_sign() -> None:
    assert table(row(title="Up 3% = a record"))[0]["title"] == "Up 3% = a record"


def test_a_headline_of_several_lines_stays_on_its_line() -> None:
    lines = table(row(title='One\r\n"two", three'), row())

    assert (len(lines), lines[0]["title"]) == (2, 'One "two", three')


def test_citations_name_outlet_authors_day_access_and_version() -> None:
    shown = write_bibtex(export(row()), base=BASE).decode()

    for part in (
        "@online{ledger-example-north-2026-01234567,",
        r"author = {{Ada Bell} and {Cal \textbraceleft{}Dot\textbraceright{}}},",
        r"organization = {{Ledger \& Sons}},",
        "date = {2026-10-05},",
        "url = {https://ledger.example/flood?a=1&b=50%25},",
        "urldate = {2026-10-05},",
        "version = {3},",
        r"title = {{100\% of \textbraceleft{}walls\textbraceright{} fail}},",
        "Accessed 2026-10-05 06:40 UTC. Version 3: 1 articles from 1 independent origins",
    ):
        assert part in shown


@pytest.mark.parametrize("title", ["{", "}}}", "a\\", "\\input{/etc/passwd}", "x}, url = {y", "\n@online{z,"])
def test_no_headline_breaks_out_of_its_field(title: str) -> None:
    shown = write_bibtex(
        export(row(title=title, outlet=title, authors=[title], url=f"https://x.example/{title}")), base=""
    )

    text = shown.decode()
    assert text.count("{") == text.count("}")
    assert len(re.findall(r"^@online", text, re.MULTILINE)) == 2
    assert not re.search(r"\\input", text)


def test_reference_managers_get_the_same_as_csl() -> None:
    story, article = json.loads(write_csl(export(row()), base=BASE))

    assert (story["type"], story["version"], story["URL"]) == ("webpage", "3", f"{BASE}/stories/st-1")
    assert article["issued"] == {"date-parts": [[2026, 10, 5]]}
    assert article["accessed"] == {"date-parts": [[2026, 10, 5]]}
    assert article["author"] == [{"literal": "Ada Bell"}, {"literal": "Cal {Dot}"}]


def test_what_is_not_known_is_left_out_of_citations() -> None:
    bare = row(published_at=None, authors=[], outlet=None, outlet_key=None, title=None, language=None, url=None)

    story, article = json.loads(write_csl(export(bare, version=None), base=""))

    assert article.keys() == {"id", "type", "title", "accessed", "note"}
    assert "version" not in story
    assert "author" not in write_bibtex(export(bare), base="").decode()
