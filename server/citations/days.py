"""On which day was it said, where the words beside a name say "on Thursday"?

A weekday means the last one up to the article's own day. Published times are kept in universal time, and somewhere the
next day has already begun; so the weekday of the article's tomorrow may be tomorrow's or last week's: it is left open,
and so is everything else that is not certain ("next Friday", "last Friday", "today").
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from server.articles.models import Published

# Beginnings of the weekdays' names, Monday first, by language.
_WEEKDAYS = (
    ("monday", "montag", "lundi", "lunes"),
    ("tuesday", "dienstag", "mardi", "martes"),
    ("wednesday", "mittwoch", "mercredi", "miércoles"),
    ("thursday", "donnerstag", "jeudi", "jueves"),
    ("friday", "freitag", "vendredi", "viernes"),
    ("saturday", "samstag", "samedi", "sábado"),
    ("sunday", "sonntag", "dimanche", "domingo"),
)
_NUMBER = {name: number for number, names in enumerate(_WEEKDAYS) for name in names}
_DAY = re.compile(rf"(?:\b(\w+) )?\b({'|'.join(_NUMBER)})\b(['’]s)?(?: (\w+))?", re.IGNORECASE)
_ANOTHER = frozenset(
    {"next", "last", "previous", "every", "each", "nächsten", "letzten", "vergangenen", "prochain", "próximo"}
)
_ANOTHER_AFTER = frozenset({"prochain", "dernier", "próximo", "pasado", "sunday"})


def resolve_day(words: str, published: Published | None) -> date | None:
    """Return the day that the one weekday in `words` means, seen from the article; `None` if that is not certain."""
    days = {found[2].lower() for found in _DAY.finditer(words) if not _is_other_day(found)}
    if published is None or len(days) != 1:
        return None
    today = published.at.date()
    back = (today.weekday() - _NUMBER[days.pop()]) % 7
    return None if back == 6 else today - timedelta(days=back)


def _is_other_day(found: re.Match[str]) -> bool:
    """Whether it is not simply the last such day: "next Friday", "Friday's show", "Fox News Sunday"."""
    before, after = (found[1] or "").lower(), (found[4] or "").lower()
    return before in _ANOTHER or after in _ANOTHER_AFTER or bool(found[3])
