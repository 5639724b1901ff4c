"""Invented outlets under the kinds of names that real ones have, and articles that cite them."""

from __future__ import annotations

from datetime import UTC, datetime

from server.articles.models import Article, DateSource, Precision, Published
from server.citations.aliases import Alias, Needs
from server.citations.finding import find_cited_outlets
from server.citations.models import CitedOutlet, Link
from server.citations.names import build_names
from server.outlets.models import Outlet, Tables

OWN = "vellherald.example"
OUTLETS = {
    outlet.key: outlet
    for outlet in (
        Outlet(OWN, "The Vell Herald", "US", "en"),
        Outlet("norwire.example", "Norwire", "GB", "en", kind="agency"),
        Outlet("nxb.example", "NXB", "US", "en", kind="broadcaster"),
        Outlet("orrintimes.example", "The Orrin Times", "GB", "en"),
        Outlet("vellbaytimes.example", "Vell Bay Times", "US", "en"),
        Outlet("tesselpost.example", "Tessel Post-Courier", "US", "en"),
        Outlet("lelac.example", "Le Lac", "FR", "fr"),
        Outlet("blatt.example", "Blatt", "DE", "de"),
        Outlet("moments.example", "Moments", "US", "en", kind="magazine"),
        Outlet("progress.example", "Progress", "US", "en"),
        Outlet("orrin.example", "Orrin", "GB", "en", place="Orrin"),
        Outlet("institute.example", "Orrin River Institute", "GB", "en", kind="think tank"),
        Outlet("daily1.example", "Daily News", "US", "en"),
    )
}
ALIASES = (
    Alias("Norwire", "norwire.example"),
    Alias("NXB", "nxb.example"),
    Alias("Times", "orrintimes.example", frozenset({"GB"}), Needs.ARTICLE),
    Alias("Times", "vellbaytimes.example", frozenset({"AU"}), Needs.ARTICLE),
    Alias("Le Lac", "lelac.example"),
    Alias("Blatt", "blatt.example", frozenset(), Needs.CUE),
    Alias("Moments", "moments.example", frozenset(), Needs.BEFORE),
)
TABLES = Tables(OUTLETS, {}, (), {}, {})
NAMES = build_names(TABLES, ALIASES)


def article(
    body: str,
    *,
    outlet_key: str | None = OWN,
    title: str = "River rises",
    language: str = "en",
    day: str = "2026-03-12",
) -> Article:
    """Return an article of a Thursday."""
    published = Published(datetime.fromisoformat(day).replace(tzinfo=UTC), Precision.DAY, DateSource.META)
    url = "https://vellherald.example/river"
    return Article("a1", url, url, outlet_key, title, body=body, published=published, language=language)


def cite(body: str, *, links: tuple[Link, ...] = (), **options: str) -> list[CitedOutlet]:
    """Return what an article with this text cites."""
    return find_cited_outlets(article(body, **options), names=NAMES, links=links)


def told(body: str, **options: str) -> list[tuple[str | None, str]]:
    """Return key and relation of what an article with this text cites."""
    return [(each.outlet_key, each.relation.value) for each in cite(body, **options)]
