"""How does the table of outlets fit into the extension's package?

Column by column, each a text with one line an outlet: read by one `JSON.parse`, after which the extension splits only
the columns that it is asked for (`extension/shared/outlet-table.js`). Outlets whose facts come from the same lists
stand together, which makes the compressed file a fifth smaller than the order of keys does. Nothing is left out but
the feeds: every fact keeps its source, every rating its rater, link and date.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from itertools import groupby
from operator import attrgetter
from typing import Any

from tldextract import TLDExtract

from server.errors import InvalidConfiguration
from server.outlets.columns import FACT_COLUMNS
from server.outlets.models import Outlet, Rating, Tables
from server.urls.hosted_platforms import subdomain_platform
from server.urls.registrable import registrable_domain

FORMAT = 1
SAME_AS_OWNER = "="  # an owner that is its own family, as most are
FROM_KEY = "="  # a name that is the key's first label, cut into words: a third of them are
_LONGEST_WORD = 26  # the length of a word is written as a letter
# What stands in a label for the rating's value with two decimals, with and without its sign.
SIGNED, PLAIN = "{signed}", "{plain}"

Json = dict[str, Any]  # Any: whatever JSON can hold


def build_outlet_table(tables: Tables, *, lean_raters: Sequence[str], made: str) -> Json:
    """Return the table as the extension reads it.

    :param made: the day that it is made on, which the extension shows
    :raises InvalidConfiguration: if a cell or a key cannot be written in this form
    """
    _check_keys([*tables.outlets, *tables.aliases])
    sources = _Sources()
    outlets = _in_order(tables.outlets.values(), sources)
    patterns = [(pattern, len(list(run))) for pattern, run in groupby(map(sources.pattern, outlets))]
    return {
        "format": FORMAT,
        "made": made,
        "lean_raters": list(lean_raters),
        "keys": _lines(outlet.key for outlet in outlets),
        "aliases": tables.aliases,
        "below_domains": {
            "outlets": _lines(_steps(row for row, outlet in enumerate(outlets) if _is_below_domain(outlet.key))),
            "aliases": [alias for alias in tables.aliases if _is_below_domain(alias)],
        },
        "columns": {column: _column(column, outlets) for column in FACT_COLUMNS},
        "sources": sources.listed(),
        "facts": [{"of": pattern, "outlets": count} for pattern, count in patterns],
        "ratings": list(_ratings(outlets)),
    }


def write_table(table: Json) -> str:
    """Return the table as a file's text."""
    return json.dumps(table, ensure_ascii=False, separators=(",", ":")) + "\n"


def _check_keys(keys: Iterable[str]) -> None:
    """Make sure that the extension, which has no public suffix list, may climb from a host to any key above it."""
    hosts = {key.partition("/")[0] for key in keys}
    for rule in TLDExtract(suffix_list_urls=(), cache_dir=None, include_psl_private_domains=True).tlds:
        suffix = rule.lstrip("*!").lstrip(".")
        labels = suffix.split(".")
        above = {".".join(labels[start:]) for start in range(len(labels))} & hosts
        if above and subdomain_platform(suffix) is None:
            raise InvalidConfiguration(
                f"the key {min(above)!r} lies at or above the public suffix {suffix!r}, below which anyone can register"
            )


def _is_below_domain(key: str) -> bool:
    """Whether the key is a host below its registrable domain, which the extension cannot tell by itself."""
    return "/" not in key and registrable_domain(key) != key


class _Sources:
    """Numbers each source of a fact when it is first met."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[str | None, ...], int] = {}

    def pattern(self, outlet: Outlet) -> str:
        """Return which of the outlet's facts are from which source, in their order."""
        return " ".join(
            f"{fact.field}:{self._number((fact.source, fact.source_url or None, fact.licence or None, fact.as_of))}"
            for fact in outlet.facts
        )

    def _number(self, source: tuple[str | None, ...]) -> int:
        return self._numbers.setdefault(source, len(self._numbers))

    def listed(self) -> list[Json]:
        """Return the sources met so far, in the order of their numbers."""
        names = ("source", "source_url", "licence", "as_of")
        return [dict(zip(names, source, strict=True)) for source in self._numbers]


def _in_order(outlets: Iterable[Outlet], sources: _Sources) -> list[Outlet]:
    """Return the outlets so that like stands beside like: the most frequent pattern of sources first."""
    listed = list(outlets)
    pattern_of = {outlet.key: sources.pattern(outlet) for outlet in listed}
    count_of = Counter(pattern_of.values())

    def place(outlet: Outlet) -> tuple[int, str, str, str, str, str]:
        pattern = pattern_of[outlet.key]
        return (
            -count_of[pattern],
            pattern,
            outlet.country or "",
            outlet.kind or "",
            outlet.place or "",
            outlet.key,
        )

    return sorted(listed, key=place)


def _column(column: str, outlets: Iterable[Outlet]) -> str:
    """Return the column's cells; empty ones at its end are left out."""
    return _lines(_cell(outlet, column) for outlet in outlets).rstrip("\n")


def _cell(outlet: Outlet, column: str) -> str:
    value: str = getattr(outlet, column) or ""
    if column == "name":
        return _name_cell(value, outlet.key)
    return SAME_AS_OWNER if value and column == "owner_family" and value == outlet.owner else value


def _name_cell(name: str, key: str) -> str:
    """Return the name, or how to read it off the key: the lengths of its words, none for capitals throughout."""
    label = key.partition(".")[0]
    if name == label.upper():
        return FROM_KEY
    words = name.split(" ")
    is_title = all(word == word.capitalize() and 0 < len(word) <= _LONGEST_WORD for word in words)
    if is_title and "".join(words).lower() == label:
        return FROM_KEY + "".join(chr(ord("a") + len(word) - 1) for word in words)
    if name.startswith(FROM_KEY):
        raise InvalidConfiguration(f"the name {name[:60]!r} begins with {FROM_KEY!r}, which stands for the key")
    return name


def _ratings(outlets: Iterable[Outlet]) -> Iterator[Json]:
    """Give one block for each dimension and rater, in the order in which an outlet's ratings are listed."""
    blocks: dict[tuple[str, str], list[tuple[int, Rating]]] = {}
    for number, outlet in enumerate(outlets):
        for rating in outlet.ratings:
            blocks.setdefault((rating.dimension, rating.rater), []).append((number, rating))
    for (dimension, rater), rows in sorted(blocks.items()):
        ratings = [rating for _, rating in rows]
        yield {
            "rater": rater,
            "rater_name": ratings[0].rater_name,
            "dimension": dimension,
            "outlets": _lines(_steps(number for number, _ in rows)),
            "value": _lines(map(attrgetter("value"), ratings)),
            "label": _numbered([_label_form(rating) for rating in ratings]),
            "url": _numbered([rating.url for rating in ratings]),
            "as_of": _numbered([rating.as_of or "" for rating in ratings]),
        }


def _label_form(rating: Rating) -> str:
    """Return the label with its number left out, if the extension can put the same number back from the value."""
    try:
        value = Decimal(float(rating.value))  # exact, as JavaScript's toFixed() sees it
        plain = str(abs(value).quantize(Decimal("0.01"), ROUND_HALF_UP))
        signed = f"{'-' if value < 0 else '+'}{plain}"
    except (ValueError, InvalidOperation):  # no number, not a number, or one without end
        return rating.label
    for number, mark in ((signed, SIGNED), (plain, PLAIN)):
        if rating.label.count(number) == 1:
            return rating.label.replace(number, mark)
    return rating.label


def _steps(numbers: Iterable[int]) -> Iterator[str]:
    """Give each number as the distance from the one before, which is short."""
    before = 0
    for number in numbers:
        yield str(number - before)
        before = number


def _numbered(cells: Sequence[str]) -> Json:
    """Return each value once and, line by line, its number; one value for all needs no numbers."""
    numbers = {cell: number for number, cell in enumerate(dict.fromkeys(cells))}
    at = "" if len(numbers) == 1 else _lines(str(numbers[cell] or "") for cell in cells)
    return {"of": _lines(numbers), "at": at}


def _lines(cells: Iterable[str]) -> str:
    listed = list(cells)
    broken = next((cell for cell in listed if "\n" in cell), None)
    if broken is not None:
        raise InvalidConfiguration(f"a cell has a line break, which the extension's table cannot hold: {broken[:60]!r}")
    return "\n".join(listed)
