"""Which of a story's articles are on its page: those that pass the reader's filter, in its order, some at a time.

Whatever is chosen, the counts of what is shown are made anew, as the pair of articles and origins.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from server.errors import InvalidInput
from server.services.answer_parts import MatchAnswer
from server.web.charts import SIDES, side_of

SORTS = {"side": "By side", "oldest": "Oldest first", "newest": "Newest first", "origin": "By origin"}
IN_GROUP = 8  # articles of one side while all sides are shown
IN_LIST = 30
NAMES = dict(SIDES)
LATE = datetime(9999, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Asked:
    """The reader's filter."""

    side: str | None = None
    country: str | None = None
    sort: str = "side"
    start: int = 0

    @property
    def is_grouped(self) -> bool:
        """Whether the sides stand beside each other, as they do unless something else was asked for."""
        return self.side is None and self.sort == "side"


@dataclass(frozen=True, slots=True)
class Group:
    """Articles under one heading, with how many there are in all."""

    side: str
    label: str
    articles: int
    origins: int
    shown: Sequence[MatchAnswer]


@dataclass(frozen=True, slots=True)
class Selection:
    """What the page shows of the articles."""

    articles: int
    origins: int
    groups: Sequence[Group]  # one for each side, or a single one
    following: int | None  # where the next page of a list starts


def read_filter(args: Mapping[str, str]) -> Asked:
    """Return what the query asks for. :raises InvalidInput:"""
    side, country = args.get("side") or None, (args.get("country") or "").strip() or None
    sort, start = args.get("sort") or "side", args.get("start") or "0"
    if side not in {*NAMES, None} or sort not in SORTS:
        raise InvalidInput("choose a side and an order from the lists")
    if (country and len(country) > len("unknown")) or not (start.isdecimal() and len(start) <= 6):
        raise InvalidInput("choose a country from the list")
    return Asked(side, country, sort, int(start))


def select(matches: Sequence[MatchAnswer], asked: Asked) -> Selection:
    """Return what the filter leaves of a story's articles, oldest first unless asked otherwise."""
    kept = [match for match in matches if _fits(match, asked)]
    if asked.is_grouped:
        by_side = ((side, [match for match in kept if side_of(match) == side]) for side in NAMES)
        return _selection(kept, [_group(side, NAMES[side], its, its[:IN_GROUP]) for side, its in by_side], None)
    ordered = _ordered(kept, asked.sort)
    end = asked.start + IN_LIST
    group = _group(asked.side or "all", NAMES.get(asked.side or "", "All sides"), kept, ordered[asked.start : end])
    return _selection(kept, [group], end if end < len(ordered) else None)


def countries_of(matches: Sequence[MatchAnswer]) -> list[str]:
    """Return the codes of the countries that there are to choose from."""
    return sorted({(match.outlet.country if match.outlet else None) or "unknown" for match in matches})


def _fits(match: MatchAnswer, asked: Asked) -> bool:
    land = (match.outlet.country if match.outlet else None) or "unknown"
    has_side = asked.side is None or side_of(match) == asked.side
    return has_side and (asked.country is None or land.upper() == asked.country.upper())


def _ordered(matches: Sequence[MatchAnswer], sort: str) -> list[MatchAnswer]:
    if sort == "newest":
        return sorted(matches, key=_time, reverse=True)
    if sort == "origin":
        first = {match.origin: place for place, match in reversed(list(enumerate(matches)))}
        return sorted(matches, key=lambda match: first[match.origin])
    return list(matches)


def _time(match: MatchAnswer) -> datetime:
    return match.article.published_at or match.article.first_seen_at or LATE


def _group(side: str, label: str, matches: Sequence[MatchAnswer], shown: Sequence[MatchAnswer]) -> Group:
    return Group(side, label, len(matches), len({match.origin for match in matches}), shown)


def _selection(matches: Sequence[MatchAnswer], groups: Sequence[Group], following: int | None) -> Selection:
    return Selection(len(matches), len({match.origin for match in matches}), groups, following)
