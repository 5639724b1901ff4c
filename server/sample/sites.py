"""Which host belongs to whom, and what does an address on it show?

Also holds what is peculiar to single sites: knowledge about the invented world, in tables.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import datetime
from enum import StrEnum
from typing import TypeVar
from urllib.parse import parse_qsl

from server.sample.models import Newsroom, SampleArticle, SampleFeed, SampleOutlet

T = TypeVar("T")
Query = frozenset[tuple[str, str]]


class Design(StrEnum):
    """How a site is built; each has a template, a style sheet and its own habits of mark-up."""

    BROADSHEET = "broadsheet"  # semantic HTML5
    TABLOID = "tabloid"  # nested divs, promos between paragraphs
    BULLETIN = "bulletin"  # agencies and broadcasters: microdata, JSON-LD as one @graph
    JOURNAL = "journal"  # blogs and digital outlets: one column, newsletter box in the text


# By the outlet's kind in outlets.csv; whatever is not named here is a broadsheet.
DESIGN_OF_KIND = {
    "tabloid": Design.TABLOID,
    "agency": Design.BULLETIN,
    "broadcaster": Design.BULLETIN,
    "blog": Design.JOURNAL,
    "digital": Design.JOURNAL,
    "satire": Design.JOURNAL,
}

# A site that forbids every script and every foreign style: an overlay must still work on it.
STRICT_CSP = frozenset({"rift-national.example"})
STRICT_CSP_HEADER = (
    "default-src 'none'; style-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'; base-uri 'none'"
)

# A site whose sitemap is an index of one sitemap for each day.
SITEMAP_INDEX = frozenset({"rundfunk-nordmark.example"})

# A site whose feed tags its links for counting, which makes every address differ from the page's own.
TAGGED_FEED = {"daily-flare.example": "utm_source=feed&utm_medium=rss"}

MAX_QUERY_FIELDS = 50  # more than any address here has


def design_of(outlet: SampleOutlet) -> Design:
    """How the outlet's site is built."""
    return DESIGN_OF_KIND.get(outlet.kind, Design.BROADSHEET)


def slug(section: str) -> str:
    """The section's name as it stands in an address: `UK news` → `uk-news`, `Économie` → `economie`."""
    plain = unicodedata.normalize("NFKD", section).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "other"


class Sites:
    """The newsroom by address: hosts, articles and feeds; built once."""

    def __init__(self, newsroom: Newsroom) -> None:
        self._outlets: dict[str, dict[str, SampleOutlet]] = {}
        self._home: dict[str, str] = {}
        self._articles = _by_path((article.host, article.path, article) for article in newsroom.articles)
        self._feeds = _by_path((feed.host, feed.path, feed) for feed in newsroom.feeds)
        self.newsroom = newsroom
        self._place_outlets()
        self.redirects = self._redirects()

    def _place_outlets(self) -> None:
        """Put each outlet on the hosts where it has a feed or articles; the first is its home."""
        for key, host in [
            *((feed.key, feed.host) for feed in self.newsroom.feeds),
            *((article.outlet, article.host) for article in self.newsroom.articles),
        ]:
            self._outlets.setdefault(host, {})[key] = self.newsroom.outlets[key]
            self._home.setdefault(key, host)
        for outlet in self.newsroom.outlets.values():
            if outlet.key not in self._home:
                self._home[outlet.key] = outlet.key_host
                self._outlets.setdefault(outlet.key_host, {})[outlet.key] = outlet

    def _redirects(self) -> Mapping[str, str]:
        """Hosts that only lead on: aliases, and keys whose pages are on another host (`www.`)."""
        leads = {outlet.key_host: self._home[key] for key, outlet in self.newsroom.outlets.items()}
        leads |= {alias.partition("/")[0]: self._home[key] for alias, key in self.newsroom.aliases.items()}
        return {host: home for host, home in leads.items() if host not in self._outlets}

    @property
    def hosts(self) -> list[str]:
        """The hosts that have pages, in alphabetical order."""
        return sorted(self._outlets)

    def home_url(self, outlet: SampleOutlet) -> str:
        return f"https://{self._home[outlet.key]}{outlet.home_path}"

    def outlet_at(self, host: str, path: str) -> SampleOutlet:
        """Whose page it is: the outlet with the longest path prefix that fits, else the host's own.

        :raises KeyError: if the host has no pages
        """
        by_prefix = sorted(self._outlets[host].values(), key=lambda outlet: len(outlet.home_path), reverse=True)
        fitting = (outlet for outlet in by_prefix if f"{path}/".startswith(outlet.home_path))
        return next(fitting, by_prefix[-1])

    def find_article(self, host: str, path: str, query: str) -> SampleArticle | None:
        return _pick(self._articles.get((host, path), []), query)

    def find_feed(self, host: str, path: str, query: str) -> SampleFeed | None:
        return _pick(self._feeds.get((host, path), []), query)

    def feeds_at(self, host: str) -> list[SampleFeed]:
        return [feed for feed in self.newsroom.feeds if feed.host == host]

    def published(
        self, *, host: str | None = None, outlet: str | None = None, as_of: datetime | None
    ) -> list[SampleArticle]:
        """What is out by then, newest first; on one host or by one outlet only, if asked for."""
        return [
            article
            for article in self.newsroom.articles
            if (as_of is None or article.published <= as_of)
            and host in {None, article.host}
            and outlet in {None, article.outlet}
        ]

    def sections(self, host: str, *, as_of: datetime | None) -> dict[str, str]:
        """The sections of a host by their slug, the fullest first."""
        names = [article.section for article in self.published(host=host, as_of=as_of)]
        return {slug(name): name for name in sorted(set(names), key=lambda name: (-names.count(name), name))}


def _by_path(items: Iterable[tuple[str, str, T]]) -> dict[tuple[str, str], list[tuple[Query, T]]]:
    """Index by host and path; what the address's own query holds (`?id=8812`) tells the items there apart."""
    index: dict[tuple[str, str], list[tuple[Query, T]]] = {}
    for host, address, item in items:
        path, _, query = address.partition("?")
        index.setdefault((host, path), []).append((_fields(query), item))
    return index


def _pick(items: list[tuple[Query, T]], query: str) -> T | None:
    """The item whose own query fields were all sent; further ones (`utm_source`) do not matter, as on real sites."""
    sent = _fields(query)
    fitting = [(len(own), item) for own, item in items if own <= sent]
    return max(fitting, key=lambda pair: pair[0])[1] if fitting else None


def _fields(query: str) -> Query:
    try:
        return frozenset(parse_qsl(query, keep_blank_values=True, max_num_fields=MAX_QUERY_FIELDS))
    except ValueError:  # too many fields: hostile, and no address of ours
        return frozenset()
