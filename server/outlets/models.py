"""What an outlet is to us: its key, its facts with their sources, its ratings with their raters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Lean(StrEnum):
    """A rater's placement of an outlet, in five steps; `None` (not rated) is never one of them."""

    LEFT = "left"
    LEFT_CENTER = "left-center"
    CENTER = "center"
    RIGHT_CENTER = "right-center"
    RIGHT = "right"

    @property
    def side(self) -> str:
        """The group that coverage is shown under: left, center or right."""
        return {"left": "left", "left-center": "left", "center": "center"}.get(self.value, "right")


class Rule(StrEnum):
    """Which rule of the resolver named the outlet, most specific first."""

    PATH_PREFIX = "path_prefix"  # cbsnews.com/boston for …/boston/news/…
    HOST = "host"  # the host itself is a key, or what follows its www., m., amp. …
    PARENT_HOST = "parent_host"  # a host between this one and its registrable domain is a key
    REGISTRABLE_DOMAIN = "registrable_domain"
    ALIAS = "alias"  # a row that says which other key it stands for
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact comes from (a row of `sources.csv`)."""

    id: str
    name: str
    url: str
    licence: str
    as_of: str  # ISO date or month, "" when the list does not say


@dataclass(frozen=True, slots=True)
class Fact:
    """One field of an outlet, together with the list that says so."""

    field: str
    value: str
    source: str
    source_url: str
    licence: str
    as_of: str | None


@dataclass(frozen=True, slots=True)
class Rater:
    """Who judges, on which dimension and scale (a row of `raters.csv`)."""

    id: str
    name: str
    dimension: str
    scale: str
    url: str
    licence: str
    as_of: str


@dataclass(frozen=True, slots=True)
class Rating:
    """A named rater's judgement of one outlet on one dimension."""

    rater: str
    rater_name: str
    dimension: str  # lean · audience_lean · reliability · …
    value: str  # the rater's own value, as written
    label: str  # the same for people: "Left-center", "generally reliable", "0.85 of 1"
    url: str
    as_of: str | None


@dataclass(frozen=True, slots=True)
class Outlet:
    """One row of `outlets.csv`; an empty column is `None`."""

    key: str
    name: str | None
    country: str | None = None  # ISO 3166-1 alpha-2
    language: str | None = None  # BCP 47
    owner: str | None = None
    owner_family: str | None = None  # the same for all outlets under one ultimate owner
    ownership: str | None = None  # state · public · private · non-profit · …
    kind: str | None = None  # newspaper · broadcaster · agency · magazine · …
    scope: str | None = None
    place: str | None = None
    founded: str | None = None
    paywall: str | None = None
    wikidata: str | None = None
    facts: Sequence[Fact] = ()  # from the tables on disk: spelled out when first read
    ratings: tuple[Rating, ...] = ()  # by dimension, then rater


@dataclass(frozen=True, slots=True)
class Amendment:
    """A fact that the operator has put in the place of the tables', with where it can be checked."""

    outlet_key: str
    field: str
    value: str | None  # None: not known
    source_url: str
    as_of: str  # ISO date of the decision
    before: str | None = None  # what the tables said then


@dataclass(frozen=True, slots=True)
class Refusal:
    """A key that looked as if it could name the outlet, and why it does not."""

    key: str
    why: str


@dataclass(frozen=True, slots=True)
class MatchedBy:
    """How the outlet of an address was found, for anyone to check."""

    rule: Rule
    key: str | None  # the key that matched; for an alias, the alias
    refused: tuple[Refusal, ...] = ()
    via: str | None = None  # the copy or redirect that the address was given through


@dataclass(frozen=True, slots=True)
class Resolution:
    """An address's outlet (`None`: no row for it) and how it was matched."""

    outlet: Outlet | None
    matched_by: MatchedBy


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed or sitemap of an outlet (a row of `feeds.csv`)."""

    outlet_key: str
    url: str
    kind: str  # rss · atom · json · sitemap · "" (to be found out)
    language: str | None = None


@dataclass(frozen=True, slots=True)
class RowError:
    """A row of a table that was reported and skipped."""

    table: str  # its folder's name and its own, such as data/ratings/lin_pc1.csv
    line: int
    why: str


@dataclass(frozen=True, slots=True)
class Tables:
    """All tables as loaded; rows that could not be used are in `errors`."""

    outlets: dict[str, Outlet]  # in the order of their keys
    aliases: dict[str, str]
    feeds: tuple[Feed, ...]
    raters: dict[str, Rater]
    sources: dict[str, Source]
    errors: tuple[RowError, ...] = ()
