"""Where the marks of our charts stand, and the sentence that says the same as each chart.

Across, everything is in per cent of the width and in no unit of its own, so that a chart fits a telephone and its
letters stay as large as the page's. The templates in `_charts.html` draw; here is only arithmetic.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from server.services.answer_parts import MatchAnswer, ShareAnswer
from server.web.filters import country, when

SIDES = (("left", "Left"), ("center", "Center"), ("right", "Right"), ("not_rated", "Not rated"))
LANE = 34  # height of one side's lane, px
DOT, DOT_FIRST = 5, 7  # radius, px
EDGE = 2.0  # per cent at either end, so that no dot is cut
COLUMNS = 120  # places that a dot can have; those on one place are one larger dot
LARGEST = 11  # radius of the largest dot, px
MOST_BARS = 36
STEPS = tuple(timedelta(hours=hours) for hours in (1, 2, 3, 6, 12, 24, 48, 168, 720, 8760))
BARS_HEIGHT = 96  # px
MOST_COUNTRIES = 12


@dataclass(frozen=True, slots=True)
class Segment:
    """One side's part of the lean bar."""

    side: str
    label: str
    count: int
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Dot:
    """Articles of one side at nearly one time."""

    x: float
    y: float
    radius: float
    is_first: bool


@dataclass(frozen=True, slots=True)
class Timeline:
    """A lane for each side, a dot for each report."""

    lanes: tuple[tuple[str, float], ...]  # label, y of its line
    dots: tuple[Dot, ...]
    start: datetime
    end: datetime
    height: int
    told: str


@dataclass(frozen=True, slots=True)
class Bar:
    """What came in one step of time: articles of new origins below, those of known ones above."""

    start: datetime
    articles: int
    origins: int  # reported for the first time
    x: float
    width: float
    height: float
    height_of_origins: float


@dataclass(frozen=True, slots=True)
class Coverage:
    """How coverage grew."""

    bars: tuple[Bar, ...]
    step: timedelta
    height: int
    told: str


@dataclass(frozen=True, slots=True)
class Row:
    """One country's line."""

    name: str
    articles: int
    origins: int | None
    width: float


def lean_segments(by_lean: Mapping[str, int]) -> list[Segment]:
    """Return the parts of the bar in their fixed order; the empty ones have no width."""
    total = sum(by_lean.get(side, 0) for side, _ in SIDES) or 1
    segments, x = [], 0.0
    for side, label in SIDES:
        count = by_lean.get(side, 0)
        segments.append(Segment(side, label, count, x, 100 * count / total))
        x += 100 * count / total
    return segments


def build_timeline(matches: Sequence[MatchAnswer]) -> Timeline | None:
    """Return who reported when; None if fewer than two articles tell a time of the day."""
    timed = [(at, side_of(match)) for match in matches if (at := _exact(match))]
    if len(timed) < 2:
        return None
    start, end = min(at for at, _ in timed), max(at for at, _ in timed)
    sides = [(side, label) for side, label in SIDES if any(its == side for _, its in timed)]
    y_of = {side: LANE * (number + 0.7) for number, (side, _) in enumerate(sides)}
    places = Counter((side, _column(at, start, end)) for at, side in timed)
    first = min(((_column(at, start, end), side) for at, side in timed), key=lambda place: place[0])
    dots = [
        Dot(
            EDGE + column * (100 - 2 * EDGE) / COLUMNS,
            y_of[side],
            min(LARGEST, (DOT_FIRST if (column, side) == first else DOT) + (count - 1) * 0.75),
            (column, side) == first,
        )
        for (side, column), count in sorted(places.items())
    ]
    lanes = tuple((label, y_of[side]) for side, label in sides)
    return Timeline(lanes, tuple(dots), start, end, LANE * len(sides) + 4, _tell_timeline(timed, len(matches)))


def build_coverage(matches: Sequence[MatchAnswer]) -> Coverage | None:
    """Return how many articles and new origins came in each step of time; None if that is no picture."""
    timed = sorted(((at, match.origin) for match in matches if (at := _exact(match))), key=lambda pair: pair[0])
    if len(timed) < 3 or timed[0][0] == timed[-1][0]:
        return None
    first, last = timed[0][0], timed[-1][0]
    step = next((step for step in STEPS if (last - first) / step < MOST_BARS), None)
    if step is None:
        return None
    begin = _floor(first, step)
    bins = int((last - begin) / step) + 1
    articles, origins = [0] * bins, [0] * bins
    seen: set[str] = set()
    for at, origin in timed:
        place = int((at - begin) / step)
        articles[place] += 1
        origins[place] += origin not in seen
        seen.add(origin)
    return Coverage(tuple(_bars(begin, step, articles, origins)), step, BARS_HEIGHT, _tell_coverage(timed))


def build_countries(by_country: Mapping[str, int], shares: Iterable[ShareAnswer] = ()) -> list[Row]:
    """Return the countries with most articles first; the rest are one line."""
    origins_of = {share.name: share.origins for share in shares}
    named = list(by_country.items())
    top = max(by_country.values(), default=0) or 1
    rows = [
        Row(_country(code), count, origins_of.get(code), 100 * count / top) for code, count in named[:MOST_COUNTRIES]
    ]
    rest = sum(count for _, count in named[MOST_COUNTRIES:])
    if rest:
        label = f"{len(named) - MOST_COUNTRIES} more"
        rows.append(Row(label, rest, None, min(100.0, 100 * rest / top)))
    return rows


def side_of(match: MatchAnswer) -> str:
    """Return the side under which an article is shown."""
    return (match.outlet.lean if match.outlet else None) or "not_rated"


def _exact(match: MatchAnswer) -> datetime | None:
    """Return the time of publication, if more than its day is known."""
    return match.article.published_at if match.article.published_precision in {"minute", "second"} else None


def _column(at: datetime, start: datetime, end: datetime) -> int:
    span = (end - start) or timedelta(seconds=1)
    return round(COLUMNS * ((at - start) / span))


def _floor(at: datetime, step: timedelta) -> datetime:
    epoch = datetime(1970, 1, 1, tzinfo=UTC)
    return epoch + (at - epoch) // step * step


def _bars(begin: datetime, step: timedelta, articles: Sequence[int], origins: Sequence[int]) -> Iterable[Bar]:
    width, top = 100 / len(articles), max(articles)
    for place, (count, new) in enumerate(zip(articles, origins, strict=True)):
        yield Bar(
            begin + place * step,
            count,
            new,
            place * width,
            width * 0.86,
            BARS_HEIGHT * count / top,
            BARS_HEIGHT * new / top,
        )


def _tell_timeline(timed: Sequence[tuple[datetime, str]], articles: int) -> str:
    times = sorted(at for at, _ in timed)
    half = times[(len(times) - 1) // 2]
    untimed = articles - len(times)
    rest = f" Of {untimed} more the time of the day is not known." if untimed else ""
    return f"First report {when(times[0])}; half of the articles by {when(half)}; the last {when(times[-1])}.{rest}"


def _tell_coverage(timed: Sequence[tuple[datetime, str]]) -> str:
    origins = len({origin for _, origin in timed})
    return f"{len(timed)} articles whose time is known, from {origins} independent origins."


def _country(code: str) -> str:
    return "Not known" if code == "unknown" else country(code)
