"""When was a page published, how exactly do we know it, and who says so?

A time is kept as aware UTC with the precision that was stated: a bare date is known to the day, and so is a clock time
without a zone, because it may lie most of a day off in either direction (its hour is kept as if it were UTC: a better
guess than midnight, and the stated date survives). Numeric dates whose day and month could be exchanged are refused:
nobody is served by a date that is right half of the time.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta, timezone

from dateutil import parser as date_parser  # type: ignore[import-untyped]  # ships no types

from server.articles.models import DateSource, Precision, Published

EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)  # before the web; epoch zero and other placeholders fall out here
TOLERANCE = timedelta(days=2)  # embargoes and time zones; what is further ahead is an event's date or a mistake
MAX_LENGTH = 80

ZONE = r"\s*(Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?"
TIME = rf"(\d{{2}}):?(\d{{2}})(?::?(\d{{2}})(?:[.,]\d{{1,9}})?)?{ZONE}(?:\[[\w/]{{1,40}}\])?"
ISO_FORMS = (
    # As in the standard, and with a space for the T, slashes for hyphens, one digit for a month (all are common).
    re.compile(rf"(\d{{4}})[-/](\d{{1,2}})[-/](\d{{1,2}})(?:(?:T|\s+){TIME})?", re.IGNORECASE | re.ASCII),
    # The standard's basic form; with a time it needs its T, or it could not be told from a Unix time.
    re.compile(rf"(\d{{4}})(\d{{2}})(\d{{2}})(?:T{TIME})?", re.IGNORECASE | re.ASCII),
)
UNIX_TIME = re.compile(r"(\d{10})(?:\d{3})?", re.ASCII)

# Zone names are ambiguous (CST is used in Chicago, Havana and Shanghai), so only those of RFC 2822 and the European and
# Japanese ones that name one offset are read; a time with any other name counts as one without zone.
ZONES = {
    "UT": 0, "UTC": 0, "GMT": 0, "Z": 0, "WET": 0, "WEST": 1, "CET": 1, "CEST": 2, "EET": 2, "EEST": 3, "MSK": 3,
    "JST": 9, "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7,
}  # fmt: skip

# JavaScript writes "GMT+0200" for an offset of +0200; the POSIX reading, which the parser follows, is the opposite.
PREFIXED_OFFSET = re.compile(r"\b(?:GMT|UTC)(?=[+-]\d)")

# A date is believed only if it comes out the same whatever is filled in for what was not stated.
FILLED_IN = (datetime(1904, 3, 5, 1, 11, 21), datetime(1928, 8, 25, 2, 22, 42))  # noqa: DTZ001 - stand-ins, never shown

Stated = tuple[datetime, Precision]

TRUST = {source: rank for rank, source in enumerate(DateSource)}


def parse_published(text: str, *, source: DateSource) -> Published | None:
    """Return the time that `text` states, or None if it states none that we can be sure of."""
    text = text.strip()
    if not text or len(text) > MAX_LENGTH:
        return None
    try:
        stated = _read_iso(text) or _read_unix_time(text) or _read_prose(text)
    except (ValueError, ArithmeticError):  # month 13, year 0, an offset beyond the calendar, a minute of thirty digits
        return None
    if stated is None or stated[0] < EARLIEST:
        return None
    return Published(*stated, source)


def parse_time(text: str) -> datetime | None:
    """Return the moment that `text` states, as aware UTC, where its source and precision do not matter."""
    published = parse_published(text, source=DateSource.META)
    return published.at if published else None


def is_plausible(published: Published, now: datetime) -> bool:
    """Whether the time can be a publication's: not before the web, nor further ahead than embargoes explain."""
    return EARLIEST <= published.at <= now + TOLERANCE


def choose_published(claims: Iterable[Published | None]) -> Published | None:
    """Return the claim of the most trusted source; one that knows only the day yields to one that knows the hour too.

    A later source may only add the time of day: it must agree on the day, give or take one for the time zone.
    """
    ranked = sorted((claim for claim in claims if claim), key=lambda claim: TRUST[claim.source])
    if not ranked:
        return None
    first = ranked[0]
    if first.precision is not Precision.DAY:
        return first
    finer = (claim for claim in ranked if claim.precision is not Precision.DAY)
    return next((claim for claim in finer if abs((claim.at.date() - first.at.date()).days) <= 1), first)


def _read_iso(text: str) -> Stated | None:
    match = next(filter(None, (form.fullmatch(text) for form in ISO_FORMS)), None)
    if match is None:
        return None
    year, month, day, hour, minute, second, zone = match.groups()
    midnight = datetime(int(year), int(month), int(day), tzinfo=UTC)
    if hour is None:
        return midnight, Precision.DAY
    # 24:00 is midnight and :60 a leap second in ISO 8601; `timedelta` takes both.
    if int(hour) > 24 or int(minute) > 59 or int(second or 0) > 60:
        return None
    at = midnight + timedelta(hours=int(hour), minutes=int(minute), seconds=int(second or 0))
    if zone is None:
        return at, Precision.DAY
    return at - _offset(zone), Precision.SECOND if second else Precision.MINUTE


def _offset(zone: str) -> timedelta:
    """Return how far the zone's clocks are ahead of UTC."""
    if zone[0] not in "+-":
        return timedelta()
    digits = zone[1:].replace(":", "").ljust(4, "0")
    size = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return -size if zone[0] == "-" else size


def _read_unix_time(text: str) -> Stated | None:
    match = UNIX_TIME.fullmatch(text)
    return (datetime.fromtimestamp(int(match[1]), UTC), Precision.SECOND) if match else None


def _read_prose(text: str) -> Stated | None:
    """Read RFC 2822 and English dates ("Wed, 01 May 2024 14:30:00 GMT", "May 1, 2024 2:30 PM EDT")."""
    if not re.search(r"\d{2}", text, re.ASCII):
        return None
    text = PREFIXED_OFFSET.sub("", text)
    readings = [
        date_parser.parse(text, default=default, dayfirst=dayfirst, tzinfos=_find_zone)
        for default in FILLED_IN
        for dayfirst in (False, True)
    ]
    at, *_, other = readings
    if len({reading.date() for reading in readings}) > 1:
        return None
    if at.hour != other.hour:
        return datetime(at.year, at.month, at.day, tzinfo=UTC), Precision.DAY
    states_minute, states_second = at.minute == other.minute, at.second == other.second
    at = at.replace(minute=at.minute if states_minute else 0, second=at.second if states_second else 0, microsecond=0)
    if at.tzinfo is None or not states_minute:
        return at.replace(tzinfo=at.tzinfo or UTC).astimezone(UTC), Precision.DAY
    return at.astimezone(UTC), Precision.SECOND if states_second else Precision.MINUTE


def _find_zone(name: str | None, offset: int | None) -> timezone | None:
    """Tell the parser what a zone means; left alone it would take the names of this machine's zone for local time."""
    if offset is not None:
        return timezone(timedelta(seconds=offset))
    hours = ZONES.get(name or "")
    return None if hours is None else timezone(timedelta(hours=hours))
