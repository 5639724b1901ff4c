"""What an article's address says of its event: the words of its slug, the day in its path, the site.

A slug is often all there is of a page that cannot be fetched, and it keeps the first headline when the shown one is
changed. (What an address *is*, and whether two are the same, is the business of `server.urls`.)
"""

from __future__ import annotations

import re
from datetime import date
from urllib.parse import unquote, urlsplit

from server.coverage.tokens import fold
from server.urls.registrable import registrable_domain

_BREAK = re.compile(r"[\W_]+")
_FEWEST_SLUG_WORDS = 3  # fewer is a section, an author or a rubric
_MOST_SLUG_WORDS = 24
_DAY = re.compile(r"/((?:19|20)\d\d)[/-]?(\d{2}|\d|[a-z]{3})[/-]?(\d{2}|\d)(?=[/_-])", re.IGNORECASE)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def find_slug_words(url: str) -> list[str]:
    """Return the words of the path segment that reads most like a headline, or nothing."""
    segments = (_words(segment) for segment in urlsplit(url).path.split("/"))
    longest = max(segments, key=len, default=[])
    return longest[:_MOST_SLUG_WORDS] if len(longest) >= _FEWEST_SLUG_WORDS else []


def find_address_day(url: str) -> date | None:
    """Return the day that the path names (/2026/11/03/, /20261103/, /2026/nov/3/), if it names one."""
    found = _DAY.search(urlsplit(url).path)
    if not found:
        return None
    year, month, day = found.groups()
    try:
        return date(int(year), int(month) if month.isdigit() else _MONTHS.index(month.lower()) + 1, int(day))
    except ValueError:  # /2026/99/01/, /2026/abc/01/
        return None


def site_of(url: str) -> str:
    """Return the registrable domain, which stands for an outlet that the tables do not know."""
    host = urlsplit(url).hostname or ""
    return registrable_domain(host) or host


def _words(segment: str) -> list[str]:
    words = _BREAK.split(fold(unquote(segment)))
    return [word for word in words if len(word) > 1 and word.isalpha()]
