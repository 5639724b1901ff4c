"""Are the tables well kept? What `source-context outlets check` reports, row by row, and what our own must pass.

Reading forgives (`server.outlets.table`): it leaves out what cannot be used. This does not: rows stand in order, every
fact says which list it is from, keys are written as the resolver asks for them, and what points somewhere finds it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from server.errors import InvalidURL
from server.outlets.columns import (
    FACT_COLUMNS,
    FEED_COLUMNS,
    OUTLET_COLUMNS,
    RATER_COLUMNS,
    RATING_COLUMNS,
    SOURCE_COLUMNS,
)
from server.outlets.countries import COUNTRY_CODES
from server.outlets.models import RowError, Tables
from server.outlets.resolver import SERVING_LABEL
from server.outlets.rows import read_rows, table_name
from server.outlets.table import load_tables
from server.urls.hosted_platforms import is_platform_host
from server.urls.parsing import ascii_host
from server.urls.registrable import registrable_domain

OWNERSHIPS = frozenset({"state", "public", "private", "non-profit", "cooperative", "trust", "party", "religious"})
FEED_KINDS = frozenset({"", "rss", "atom", "json", "sitemap"})
LONGEST_CELL = 300

# What a column has to look like, and how to say so.
_FORMS = {
    "language": (re.compile(r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|\d{3}))?"), "a language tag such as pt-BR"),
    "founded": (re.compile(r"1[5-9]\d\d|20\d\d"), "a year"),
    "paywall": (re.compile(r"yes|no"), "yes or no"),
    "wikidata": (re.compile(r"Q[1-9]\d*"), "a Wikidata item such as Q5107"),
    "as_of": (re.compile(r"\d{4}(?:-\d\d){0,2}"), "a date, month or year such as 2026-08"),
    "url": (re.compile(r"https?://\S+"), "an address with https:// or http://"),
}


def check_tables(folders: Sequence[Path]) -> list[RowError]:
    """Return every row of these folders that reading left out, or that is not as it should be.

    :raises InvalidConfiguration: if the first folder has no usable `outlets.csv`
    """
    tables = load_tables(folders)
    findings = list(tables.errors)
    for folder in folders:
        for name, columns in (
            ("sources.csv", SOURCE_COLUMNS),
            ("raters.csv", RATER_COLUMNS),
            ("outlets.csv", OUTLET_COLUMNS),
            ("feeds.csv", FEED_COLUMNS),
        ):
            findings += _check(folder / name, columns, tables)
        for path in sorted((folder / "ratings").glob("*.csv")):
            findings += _check(path, RATING_COLUMNS, tables)
    return sorted(findings, key=lambda finding: (finding.table, finding.line))


def _check(path: Path, columns: Sequence[str], tables: Tables) -> Iterator[RowError]:
    name = table_name(path)
    before: tuple[bytes, ...] = ()
    for line, cells in read_rows(path, columns, []):
        row = dict(zip(columns, cells, strict=True))
        order = tuple(cell.encode() for cell in cells)
        if order[:2] == before[:2]:
            yield RowError(name, line, "stands twice")
        elif order < before:
            yield RowError(name, line, "is out of order: rows are sorted by their first columns, byte by byte")
        before = order
        for why in _findings(row, tables):
            yield RowError(name, line, why)


def find_value_faults(column: str, cell: str) -> Iterator[str]:
    """Yield what is wrong with a single value, whatever row it is to stand in."""
    if cell != cell.strip() or "\n" in cell or (len(cell) > LONGEST_CELL and column != "sources"):
        yield f"{column} has blanks around it, a line break, or more than {LONGEST_CELL} characters"
    form, example = _FORMS.get(column, (None, ""))
    if form and cell and not form.fullmatch(cell):
        yield f"{column} is {cell[:40]!r}, not {example}"
    if column == "country" and cell and cell not in COUNTRY_CODES:
        yield f"country is {cell[:40]!r}, not a code of ISO 3166-1 such as GB"
    if column == "ownership" and cell and cell not in OWNERSHIPS:
        yield f"ownership is {cell[:40]!r}, not one of {', '.join(sorted(OWNERSHIPS))}"


def _findings(row: dict[str, str], tables: Tables) -> Iterator[str]:
    for column, cell in row.items():
        yield from find_value_faults(column, cell)
    if "alias_of" in row:
        yield from _outlet_findings(row, tables)
    if "kind" in row and "url" in row and row["kind"] not in FEED_KINDS:
        yield f"kind is {row['kind'][:40]!r}, not one of {', '.join(sorted(FEED_KINDS - {''}))}"
    if "dimension" in row and "value" in row and not row["value"]:
        yield "has no value; an outlet that is not rated has no row"


def _outlet_findings(row: dict[str, str], tables: Tables) -> Iterator[str]:
    yield from _key_findings(row["key"])
    yield from _source_findings(row, tables)
    target = row["alias_of"]
    if not target:
        return
    if any(row[column] for column in FACT_COLUMNS):
        yield "an alias has no facts of its own; they stand in the row that it is an alias of"
    if target in tables.aliases:
        yield f"alias of {target}, which is an alias itself: name the outlet's own key"
    elif target not in tables.outlets:
        yield f"alias of {target}, which has no row"


def _source_findings(row: dict[str, str], tables: Tables) -> Iterator[str]:
    said_by = dict(pair.partition(":")[::2] for pair in row["sources"].split())
    for column in FACT_COLUMNS:
        if row[column] and column not in said_by:
            yield f"{column} does not say which list it is from: add {column}:source to sources"
    for column, source in said_by.items():
        if not row.get(column):
            yield f"sources speaks of {column[:40]!r}, which is empty or no column"
        if source not in tables.sources:
            yield f"sources.csv has no source {source[:40]!r}"


def _key_findings(key: str) -> Iterator[str]:
    host, slash, path = key.partition("/")
    try:
        is_plain = ascii_host(host) == host
    except InvalidURL:
        is_plain = False
    if not is_plain:
        yield f"the key's host has to be lower case and punycode, as in an address: {host[:100]!r}"
        return
    if SERVING_LABEL.match(host):
        yield "the key begins with www., m. or the like: leave it out, it is looked for without"
    if registrable_domain(host) is None:
        yield "the key is no domain that anyone can register"
    elif is_platform_host(host) and not slash:
        yield "the key is a hosted platform's own domain: only its accounts are outlets"
    if slash and (path != path.lower() or path.endswith("/") or "//" in key or not path):
        yield "the key's path has to be lower case, without a slash at the end"
