"""How is a story spread over sides, countries, owners and languages, counted over independent origins?

Ten prints of one agency text are one voice. So each origin counts once, as what its earliest article is. Every share
comes with an interval, since a story has few origins and we see only a part of all outlets. That only one side reports
a story is said only where that can hardly be chance, given the outlets that we read at all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from server.articles.models import Article
from server.coverage.breadth import NOT_RATED, UNKNOWN
from server.coverage.intervals import wilson_interval
from server.coverage.models import Origin
from server.outlets.models import Outlet

CHANCE = 0.01
"""A side's origins must be less likely than this by chance before we say that only this side reports a story. Every
story is looked at, so that one in twenty would be said of many stories wrongly (`benchmarks.spread`)."""

FEWEST_RATED = 4  # origins; the interval of fewer says next to nothing
SIDES_THAT_OPPOSE = ("left", "right")
MOST_NAMES = 12  # of one kind; the rest are counted together
OTHERS = "others"


@dataclass(frozen=True, slots=True)
class Share:
    """How many origins are of one kind, and between which bounds their true share lies with 95 % confidence."""

    name: str
    origins: int
    share: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class OneSided:
    """Only this side reports the story, as far as we see, and that is hardly chance."""

    side: str
    origins: int  # rated ones, all of this side
    chance: float  # of so many being of one side, were they drawn from the outlets that we read
    pool: Mapping[str, int]  # rated outlets that we read, by side


@dataclass(frozen=True, slots=True)
class Spread:
    """Shares by side, country, owner family and language, most first; "unknown" and "not_rated" are no guess."""

    origins: int
    by_lean: tuple[Share, ...]
    by_country: tuple[Share, ...]
    by_owner: tuple[Share, ...]
    by_language: tuple[Share, ...]
    one_sided: OneSided | None
    unsaid: str | None  # why nothing is said of one side only, where all rated origins are of one


def measure_spread(
    articles: Sequence[Article],
    origins: Iterable[Origin],
    outlets: Mapping[str, Outlet | None],
    side_of: Callable[[Outlet | None], str | None],
    *,
    pool: Mapping[str, int],
) -> Spread:
    """Return how the origins of these articles spread; origins of other articles are left out.

    :param outlets: by article id
    :param side_of: says on which side an outlet's articles are shown; None for "not rated"
    :param pool: how many rated outlets of each side we read
    """
    by_id = {article.id: article for article in articles}
    firsts = [by_id[first] for origin in origins if (first := _first(origin, by_id))]
    publishers = [outlets.get(article.id) for article in firsts]
    sides = [side_of(publisher) or NOT_RATED for publisher in publishers]
    one_sided, unsaid = find_one_sided(Counter(sides), pool)
    return Spread(
        len(firsts),
        _shares(sides),
        _shares((publisher and publisher.country) or UNKNOWN for publisher in publishers),
        _shares((publisher and (publisher.owner_family or publisher.owner)) or UNKNOWN for publisher in publishers),
        _shares((article.language or UNKNOWN).partition("-")[0] for article in firsts),
        one_sided,
        unsaid,
    )


def find_one_sided(sides: Mapping[str, int], pool: Mapping[str, int]) -> tuple[OneSided | None, str | None]:
    """Return the side that alone reports, or why it is not said although no other side is seen.

    Both must hold: the interval of the side's share among the rated origins lies above its share among the outlets
    that we read, and as many origins of one side would be drawn from those by a chance of less than `CHANCE`.
    """
    rated = {side: count for side, count in sides.items() if side != NOT_RATED and count}
    if len(rated) != 1 or not rated.keys() <= set(SIDES_THAT_OPPOSE):
        return None, None
    ((side, count),) = rated.items()
    read = sum(pool.values())
    missing = [other for other in SIDES_THAT_OPPOSE if not pool.get(other)]
    if missing:
        return (
            None,
            f"no rated outlet of the {' or the '.join(missing)} is read here, so nothing is said of one side only",
        )
    share = pool[side] / read
    low, _ = wilson_interval(count, count)
    chance = share**count
    if count < FEWEST_RATED or low <= share or chance >= CHANCE:
        return None, f"all {count} rated origins are of one side, which may be chance"
    return OneSided(side, count, chance, dict(pool)), None


def _first(origin: Origin, by_id: Mapping[str, Article]) -> str | None:
    return next((article_id for article_id in origin.article_ids if article_id in by_id), None)


def _shares(names: Iterable[str]) -> tuple[Share, ...]:
    counted = sorted(Counter(names).items(), key=lambda item: (-item[1], item[0]))
    total = sum(count for _, count in counted)
    rest = sum(count for _, count in counted[MOST_NAMES:])
    shown = [*counted[:MOST_NAMES], *([(OTHERS, rest)] if rest else [])]
    return tuple(Share(name, count, count / total, *wilson_interval(count, total)) for name, count in shown)
