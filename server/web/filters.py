"""How values are written on pages: times, shares, countries, addresses."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from typing import Any
from urllib.parse import urlsplit

from babel import Locale

TERRITORIES = Locale("en").territories
LANGUAGES = Locale("en").languages
MAX_SHOWN = 80  # characters of an address that are shown


def when(value: str | datetime | None) -> str:
    """Return a time for people: "5 October 2026, 06:40 UTC"; "time unknown" for None."""
    if value is None:
        return "time unknown"
    at = datetime.fromisoformat(value) if isinstance(value, str) else value
    at = at.astimezone(UTC)
    return f"{at.day} {at:%B %Y, %H:%M} UTC"


def day(value: str | date) -> str:
    """Return a day for people: "5 October 2026"."""
    on = date.fromisoformat(value) if isinstance(value, str) else value
    return f"{on.day} {on:%B %Y}"


def percent(probability: float | None) -> str:
    """Return a probability as a whole per cent, never claiming certainty."""
    if probability is None:
        return "not rated"
    shown = round(100 * probability)
    if shown >= 100:
        return "over 99 %"
    return f"{shown} %" if shown >= 1 else "under 1 %"


def country(code: str | None) -> str:
    """Return a country's English name."""
    return TERRITORIES.get(code, code) if code else "country unknown"


def language_name(tag: str | None) -> str:
    """Return a language's English name."""
    return LANGUAGES.get(tag.partition("-")[0].lower(), tag) if tag else "language unknown"


def http_url(url: str | None) -> str | None:
    """Return the address if it is http(s), else None: nothing else may become a link."""
    return url if url and url.lower().startswith(("https://", "http://")) else None


def pretty_url(url: str | None) -> str:
    """Return an address as it is shown: host and path, shortened."""
    if not url:
        return ""
    parts = urlsplit(url)
    shown = parts.netloc.removeprefix("www.") + parts.path.rstrip("/") + (f"?{parts.query}" if parts.query else "")
    return shown if len(shown) <= MAX_SHOWN else shown[: MAX_SHOWN - 1] + "…"


def by_id(matches: Iterable[dict[str, Any]]) -> dict[str, dict[str, Any]]:  # Any: JSON-ready
    """Return articles with their outlets by the articles' ids."""
    return {match["article"]["id"]: match for match in matches}


FILTERS: dict[str, Callable[..., object]] = {
    "when": when,
    "day": day,
    "percent": percent,
    "country": country,
    "language_name": language_name,
    "http_url": http_url,
    "pretty_url": pretty_url,
    "by_id": by_id,
}
