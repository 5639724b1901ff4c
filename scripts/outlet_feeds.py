"""Which gathered feeds belong to an outlet, each once."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Mapping
from urllib.parse import urlsplit

# Lists that people keep by hand. Only from these is a feed on another host believed (bbc.co.uk's are on bbci.co.uk);
# what a crawler took for an outlet's feed was often another outlet's.
KEPT_BY_HAND = frozenset({"fundus", "kagi_kite"})
READABLE = re.compile(r"https?://[^\s\"<>\\^`{|}]{4,300}", re.I)


def believed_feeds(
    rows: Iterable[Mapping[str, str]], outlets: Container[str], domain_of: Callable[[str], str | None]
) -> dict[tuple[str, str], Mapping[str, str]]:
    """Return the gathered feed rows by outlet key and address; spellings of one address are merged, https first."""
    by_spelling: dict[tuple[str, str], tuple[str, Mapping[str, str]]] = {}
    for row in rows:
        key, url = _listed(row["domain"], outlets), row["feed"].strip()
        if not key or not READABLE.fullmatch(url) or not _is_theirs(row, key, url, domain_of):
            continue
        spelling = (key, re.sub(r"^https?://(?:www\.)?", "", url, flags=re.I).rstrip("/").lower())
        held = by_spelling.get(spelling)
        if held is None or (held[0].startswith("http:") and url.startswith("https:")):
            by_spelling[spelling] = (url, row)
    return {(key, url): row for (key, _), (url, row) in by_spelling.items()}


def _listed(domain: str, outlets: Container[str]) -> str | None:
    """Return the key itself, or the host of a section that is not listed on its own."""
    return next((key for key in (domain, domain.partition("/")[0]) if key in outlets), None)


def _is_theirs(row: Mapping[str, str], key: str, url: str, domain_of: Callable[[str], str | None]) -> bool:
    host = urlsplit(url).hostname or ""
    if domain_of(host) == domain_of(key.split("/", 1)[0]):
        return True
    return bool(KEPT_BY_HAND & set(row["sources"].split(";"))) and not host.startswith("news.google.")


def feed_kind(url: str) -> str:
    """Return the kind that the address itself tells; nothing if only reading it would."""
    return "sitemap" if "sitemap" in url.lower() and not url.lower().rstrip("/").endswith("rss") else ""
