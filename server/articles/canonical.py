"""Which address is the article's own, and which of the page's claims about that do we believe?

A page says it in up to three places: `rel=canonical`, `og:url`, JSON-LD. A believed claim becomes the article's
identity, so a wrong one merges strangers: site templates that put the home page everywhere, "article" scripts that
forget the number, pages that name a host they have no business with. A claim is believed on the page's own site and
only if it can name one page. A `rel=canonical` on another site is the customary mark of a republished text: the page
keeps its own address and remembers whose it is.

Whether two sites belong to one outlet is decided where outlets are known, not here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urljoin

from server.errors import InvalidURL
from server.urls.lookalikes import looks_like
from server.urls.normalization import normalize_url
from server.urls.parsing import WebURL, parse_url
from server.urls.private_hosts import is_private_name
from server.urls.registrable import registrable_domain
from server.urls.unwrapping import unwrap_url

MAX_CLAIM = 2_048

# Last words of a path that stands for no article, whatever is in front of it.
DEAD_ENDS = frozenset(
    {"404", "500", "error", "not-found", "notfound", "page-not-found", "login", "signin", "register", "subscribe"}
    | {"home", "index", "default", "undefined", "null"}
)
EXTENSION = re.compile(r"\.(?:html?|php|aspx?|jsp|cfm|xhtml|amp)$", re.IGNORECASE)
AMP_TAIL = re.compile(r"/amp(?:\.html?|/)?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Canonical:
    """The article's own normalized address, and the other site's page that it says it repeats."""

    url: str
    republished_from: str | None = None


def choose_canonical(
    url: str, *, declared: str | None = None, og_url: str | None = None, json_ld_url: str | None = None
) -> Canonical:
    """Return the address that the page is known under.

    :param url: normalized address that the page was read from; a copy in a cache or an archive counts as its original
    :param declared: its `rel=canonical`
    """
    own = resolve_claim(url, url) or url
    republished_from: str | None = None
    for claim, may_name_others in ((declared, True), (og_url, False), (json_ld_url, False)):
        address = resolve_claim(own, claim)
        if address is None or not _names_one_page(parse_url(address), than=parse_url(own)):
            continue
        if is_same_site(address, own):
            return Canonical(address, republished_from)
        if may_name_others and not _is_hostile(address, own):
            republished_from = address
    return Canonical(own, republished_from)


def resolve_claim(url: str, claim: str | None) -> str | None:
    """Return an address that the page at `url` states, normalized and out of AMP caches, or None if it is not one."""
    if not claim or len(claim) > MAX_CLAIM:
        return None
    try:
        return normalize_url(unwrap_url(urljoin(url, claim.strip())).url)
    except (InvalidURL, ValueError):  # ValueError: urljoin on an impossible host
        return None


def is_same_site(one: str, other: str) -> bool:
    """Whether two addresses are on one site: the same registrable domain, or the same host where there is none."""
    hosts = parse_url(one).host, parse_url(other).host
    domains = {registrable_domain(host) or host.removeprefix("www.") for host in hosts}
    return len(domains) == 1


def _is_hostile(address: str, own: str) -> bool:
    """Whether a claim on another site should leave no trace: a host inside some network, or one dressed up as this one.

    A page on a reserved name (a newsroom under test) may name its neighbours.
    """
    host, own_host = parse_url(address).host, parse_url(own).host
    return (is_private_name(host) and not is_private_name(own_host)) or looks_like(host, own_host) is not None


def _names_one_page(claim: WebURL, *, than: WebURL) -> bool:
    """Whether the claim can be the address of one article, given the page that makes it."""
    if claim.host == than.host and (claim.path, claim.query) == (than.path, than.query):
        return True
    segments = [segment for segment in claim.path.casefold().split("/") if segment]
    if not segments or EXTENSION.sub("", segments[-1]) in DEAD_ENDS:
        return bool(segments and claim.query)
    if _is_telling(segments[-1]):
        return True
    if claim.path == AMP_TAIL.sub("", than.path):
        # "/article" for "/article?id=7" would make one article of all; for "/earthquake?ref=feed" it is right.
        return bool(claim.query) or not any(map(str.isdigit, than.query))
    is_front_of_page = than.path.casefold().startswith("/" + "/".join(segments) + "/")
    return bool(claim.query) or (len(segments) > 1 and not is_front_of_page)


def _is_telling(segment: str) -> bool:
    """Whether a last path segment looks like one article's: a number, a headline's words, or a long word."""
    stem = EXTENSION.sub("", segment)
    return any(map(str.isdigit, stem)) or len(re.findall(r"[-_]", stem)) > 1 or len(stem) > 24
