"""Who publishes at this address, how do we know, and what looked as if it could be them?

An outlet is found by its exact key only, the most specific first: host and path prefix, host, parent hosts up to the
registrable domain. Nothing above that is ever asked, so a name in front of somebody else's domain finds nothing, and no
spelling is forgiven. On a hosted platform only the account's own key counts.

The tables are read, never written, so one resolver serves any number of threads.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable

from server.outlets.models import MatchedBy, Outlet, Refusal, Resolution, Rule, Tables
from server.urls.hosted_platforms import is_platform_host, platform_account
from server.urls.lookalikes import imitated_names, looks_like
from server.urls.parsing import WebURL, parse_url
from server.urls.private_hosts import is_private_name
from server.urls.registrable import registrable_domain
from server.urls.unwrapping import unwrap_url

# Labels that say in which form a site is served, and nothing about who publishes it. Sections are looked for without
# them: m.cbsnews.com/boston is cbsnews.com/boston.
SERVING_LABEL = re.compile(r"(?:www\d?|m|mobile|amp|edition)\.(?=[^.]+\.)")

# What stands between the scheme and the path, before parsing puts it in order.
_AUTHORITY = re.compile(r"[a-z]+:[/\\]*([^/\\?#]*)", re.I)
_FINAL_DOT = re.compile(r"(?:[.。．｡]|%2e)(?::\d*)?$", re.I)
_MAX_REFUSED = 5

_Found = tuple[str, Rule]


class Resolver:
    """Finds outlets in loaded tables by address, in microseconds."""

    def __init__(self, tables: Tables) -> None:
        self._outlets = tables.outlets
        self._aliases = tables.aliases
        self._sections = _sections_by_host(key for keys in (tables.outlets, tables.aliases) for key in keys)

    def resolve(self, url: str) -> Resolution:
        """Return the outlet that published what stands at `url`, seen through copies, and how it was found.

        :raises InvalidURL: if `url` is not an http(s) address
        """
        original = unwrap_url(url)
        page = parse_url(original.url)
        refused: list[Refusal] = []
        found = None
        if _has_final_dot(url):
            refused.append(Refusal(f"{page.host}.", "a host with a final dot is not the address that the outlet gives"))
        else:
            found = self._find(page, refused)
        outlet, rule, key = self._outlet_of(found, refused)
        if outlet is None:
            refused += self._imitated(page, url)
        return Resolution(outlet, MatchedBy(rule, key, tuple(refused[:_MAX_REFUSED]), original.via))

    def key_of(self, url: str) -> str | None:
        """Return the key of the outlet at `url`. :raises InvalidURL:"""
        outlet = self.resolve(url).outlet
        return outlet.key if outlet else None

    def _find(self, page: WebURL, refused: list[Refusal]) -> _Found | None:
        account = platform_account(page)
        if account or is_platform_host(page.host):
            if account and self._is_key(account):
                return account, Rule.PATH_PREFIX if "/" in account else Rule.HOST
            refused.append(Refusal(account or page.host, "a hosted platform is not the outlet of its accounts' pages"))
            return None
        plain_host = SERVING_LABEL.sub("", page.host, count=1) if SERVING_LABEL.match(page.host) else page.host
        section = self._section(plain_host, page.path.lower(), refused)
        if section:
            return section, Rule.PATH_PREFIX
        for host in (page.host, plain_host):
            if self._is_key(host):
                return host, Rule.HOST
        return self._parent(page.host, refused)

    def _section(self, host: str, path: str, refused: list[Refusal]) -> str | None:
        """Return the longest key of host and path prefix that ends where a segment of the path ends."""
        sections = self._sections.get(host)
        if sections is None:
            return None
        depth, prefixes = sections
        segments = path.split("/", depth + 1)[: depth + 1]
        while len(segments) > 1:
            key = host + "/".join(segments)
            if self._is_key(key):
                return key
            segments.pop()
        before = bisect_right(prefixes, path) - 1
        if before >= 0 and path.startswith(prefixes[before]):
            refused.append(Refusal(host + prefixes[before], "the path only begins with the same letters"))
        return None

    def _parent(self, host: str, refused: list[Refusal]) -> _Found | None:
        """Return the nearest parent host that is a key, not above the registrable domain."""
        domain = registrable_domain(host)
        if domain is None:
            if is_private_name(host):
                refused.append(Refusal(host, "a private name or an IP address names no outlet"))
            return None
        parent = host
        while parent != domain and (parent := parent.partition(".")[2]):
            if self._is_key(parent):
                return parent, Rule.REGISTRABLE_DOMAIN if parent == domain else Rule.PARENT_HOST
        return None

    def _outlet_of(self, found: _Found | None, refused: list[Refusal]) -> tuple[Outlet | None, Rule, str | None]:
        if found is None:
            return None, Rule.NONE, None
        key, rule = found
        target = self._aliases.get(key)
        if target is None:
            return self._outlets[key], rule, key
        outlet = self._outlets.get(target)
        if outlet is None:
            refused.append(Refusal(key, f"an alias of {target}, which is no outlet's key"))
            return None, Rule.NONE, None
        return outlet, Rule.ALIAS, key

    def _imitated(self, page: WebURL, url: str) -> Iterable[Refusal]:
        """Give the known keys that a reader may have taken this address for."""
        user = _user_before_host(url)
        if user and self._is_key(user):
            yield Refusal(user, "stands before the @ as a user name; the host comes after it")
        for name in imitated_names(page.host):
            why = looks_like(page.host, name) if self._is_key(name) else None
            if why:
                yield Refusal(name, why)

    def _is_key(self, key: str) -> bool:
        return key in self._outlets or key in self._aliases


def _sections_by_host(keys: Iterable[str]) -> dict[str, tuple[int, list[str]]]:
    """Return, for each host that has sections, how many segments the deepest has, and their paths in order."""
    paths: dict[str, list[str]] = {}
    for key in keys:
        host, slash, path = key.partition("/")
        if slash:
            paths.setdefault(host, []).append(f"/{path}")
    return {host: (max(path.count("/") for path in found), sorted(found)) for host, found in paths.items()}


def _has_final_dot(url: str) -> bool:
    return _FINAL_DOT.search(_authority(url)) is not None


def _user_before_host(url: str) -> str:
    user, at, _ = _authority(url).rpartition("@")
    return user.partition(":")[0].lower() if at else ""


def _authority(url: str) -> str:
    """Return user, host and port as given. Browsers skip tabs and line breaks anywhere, spaces around."""
    found = _AUTHORITY.match(url.translate({9: None, 10: None, 13: None}).strip())
    return found.group(1) if found else ""
