"""Read the tables of outlets, ratings and feeds from folders into values.

The first folder holds our own tables. Each later one lies on top: an operator's own, or the sample newsroom's. It has
files of the same names, none of them required, and its rows replace those with the same key. A row that cannot be used
is reported and left out; it never keeps the others from being read. Whether tables are well kept (sorted, complete,
known to each other) is `server.outlets.checks`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from pathlib import Path
from typing import overload

from server.errors import InvalidConfiguration
from server.outlets.columns import (
    FACT_COLUMNS,
    FEED_COLUMNS,
    OUTLET_COLUMNS,
    RATER_COLUMNS,
    RATING_COLUMNS,
    SOURCE_COLUMNS,
)
from server.outlets.models import Fact, Feed, Lean, Outlet, Rater, Rating, RowError, Source, Tables
from server.outlets.rows import read_rows, table_name

_LEANS = frozenset(lean.value for lean in Lean)
_ALIAS_OF, _SOURCES = OUTLET_COLUMNS.index("alias_of"), OUTLET_COLUMNS.index("sources")
_COLUMN_AT = {column: at for at, column in enumerate(OUTLET_COLUMNS)}


def load_tables(folders: Sequence[Path]) -> Tables:
    """Return the tables of these folders, later ones on top.

    :raises InvalidConfiguration: if the first folder has no `outlets.csv` with rows that can be used
    """
    if not folders or not (folders[0] / "outlets.csv").is_file():
        raise InvalidConfiguration(
            "the table of outlets is missing: the first folder of tables has to hold outlets.csv, "
            "as the data folder that comes with Source Context does"
        )
    layers = _Layers()
    for folder in folders:
        layers.add(folder)
        if not layers.outlets:
            raise InvalidConfiguration("outlets.csv holds no row that can be used: its first line names the columns")
    return layers.tables()


@dataclass(slots=True)
class _Layers:
    """The rows of all folders under what identifies them: a later folder's row takes the place of an earlier."""

    outlets: dict[str, Sequence[str]] = field(default_factory=dict)
    ratings: dict[tuple[str, str, str], Rating] = field(default_factory=dict)
    feeds: dict[tuple[str, str], Feed] = field(default_factory=dict)
    raters: dict[str, Rater] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    errors: list[RowError] = field(default_factory=list)

    def add(self, folder: Path) -> None:
        """Lay a folder's tables on top."""
        for _, row in read_rows(folder / "sources.csv", SOURCE_COLUMNS, self.errors):
            self.sources[row[0]] = Source(*row)
        for _, row in read_rows(folder / "raters.csv", RATER_COLUMNS, self.errors):
            self.raters[row[0]] = Rater(*row)
        self._add_outlets(folder / "outlets.csv")
        for path in sorted((folder / "ratings").glob("*.csv")):
            self._add_ratings(path)
        self._add_feeds(folder / "feeds.csv")

    def _add_outlets(self, path: Path) -> None:
        seen: set[str] = set()
        for line, row in read_rows(path, OUTLET_COLUMNS, self.errors):
            key = row[0]
            if not key or key in seen:
                self._refuse(path, line, f"the key {key[:100]} stands twice" if key else "has no key")
                continue
            seen.add(key)
            self.outlets[key] = row

    def _add_ratings(self, path: Path) -> None:
        rater = self.raters.get(path.stem)
        if rater is None:
            self._refuse(path, 1, f"raters.csv has no rater {path.stem!r}: say there whose ratings these are")
            return
        for line, (key, dimension, value, label, url, as_of) in read_rows(path, RATING_COLUMNS, self.errors):
            if key not in self.outlets:
                self._refuse(path, line, f"outlets.csv has no row {key[:100]!r}")
            elif dimension == "lean" and value not in _LEANS:
                self._refuse(path, line, f"{value[:40]!r} is no lean; the leans are {', '.join(Lean)}")
            else:
                rating = Rating(rater.id, rater.name, dimension, value, label or value, url, as_of or None)
                self.ratings[key, dimension, rater.id] = rating

    def _add_feeds(self, path: Path) -> None:
        for line, (key, url, kind, language) in read_rows(path, FEED_COLUMNS, self.errors):
            if key not in self.outlets:
                self._refuse(path, line, f"outlets.csv has no row {key[:100]!r}")
            elif not url.lower().startswith(("https://", "http://")):
                self._refuse(path, line, "the feed's address has to start with https:// or http://")
            else:
                self.feeds[key, url] = Feed(key, url, kind, language or None)

    def _refuse(self, path: Path, line: int, why: str) -> None:
        self.errors.append(RowError(table_name(path), line, why))

    def tables(self) -> Tables:
        """Return what lies on top everywhere, each outlet with its ratings."""
        ratings: dict[str, list[Rating]] = {}
        for (key, _, _), rating in self.ratings.items():
            ratings.setdefault(key, []).append(rating)
        outlets, aliases = {}, {}
        for key in sorted(self.outlets):
            row = self.outlets[key]
            if row[_ALIAS_OF]:
                aliases[key] = row[_ALIAS_OF]
            else:
                outlets[key] = _outlet(row, self.sources, ratings.get(key, []))
        return Tables(outlets, aliases, tuple(self.feeds.values()), self.raters, self.sources, tuple(self.errors))


def _outlet(row: Sequence[str], sources: Mapping[str, Source], ratings: list[Rating]) -> Outlet:
    ratings.sort(key=attrgetter("dimension", "rater"))
    cells = [cell or None for cell in row[1:_ALIAS_OF]]
    name, country, language, owner, owner_family, ownership, kind, scope, place, founded, paywall, wikidata = cells
    return Outlet(
        row[0],
        name,
        country,
        language,
        owner,
        owner_family,
        ownership,
        kind,
        scope,
        place,
        founded,
        paywall,
        wikidata,
        _Facts(row, sources),
        tuple(ratings),
    )


class _Facts(Sequence[Fact]):
    """The facts of a row, spelled out when first read: few of the rows are ever asked for their sources."""

    __slots__ = ("_facts", "_row", "_sources")

    def __init__(self, row: Sequence[str], sources: Mapping[str, Source]) -> None:
        self._row, self._sources = row, sources
        self._facts: tuple[Fact, ...] | None = None

    @overload
    def __getitem__(self, index: int) -> Fact: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Fact, ...]: ...
    def __getitem__(self, index: int | slice) -> Fact | tuple[Fact, ...]:
        return self._spelled_out()[index]

    def __len__(self) -> int:
        return len(self._spelled_out())

    def __iter__(self) -> Iterator[Fact]:
        return iter(self._spelled_out())

    def __repr__(self) -> str:
        return repr(self._spelled_out())

    def _spelled_out(self) -> tuple[Fact, ...]:
        if self._facts is None:
            said_by = (pair.partition(":") for pair in self._row[_SOURCES].split())
            self._facts = tuple(
                _fact(column, self._row[_COLUMN_AT[column]], self._sources.get(source), source)
                for column, _, source in said_by
                if column in FACT_COLUMNS and self._row[_COLUMN_AT[column]]
            )
        return self._facts


def _fact(column: str, value: str, source: Source | None, source_id: str) -> Fact:
    if source is None:
        return Fact(column, value, source_id, "", "", None)
    return Fact(column, value, source.name, source.url, source.licence, source.as_of or None)
