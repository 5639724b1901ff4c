"""Which answer does a request get? Routes by host and path; knows nothing of sockets."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from email.utils import format_datetime
from http import HTTPStatus
from importlib.resources import files
from urllib.parse import quote

from server.sample import pages
from server.sample.feeds import CONTENT_TYPES, DAY_OF_INDEX, Listing, list_entries, render_feed
from server.sample.models import SampleOutlet
from server.sample.sites import SITEMAP_INDEX, STRICT_CSP, STRICT_CSP_HEADER, Sites

HTML = "text/html; charset=utf-8"
KEPT_IN_LOCATION = "/?=&%+:@,;~"  # everything else in a redirect is escaped: it came from a stranger
LOOPBACK_NAMES = frozenset({"127.0.0.1", "localhost", "[::1]"})
ASSETS = {
    f"/assets/{asset.name}": asset.read_bytes()
    for asset in files("server.sample").joinpath("assets").iterdir()
    if asset.name.endswith(".css")
}


@dataclass(frozen=True, slots=True)
class Request:
    """What a visitor asked for; any text at all may stand in it."""

    host: str
    target: str  # path and query
    if_none_match: str = ""
    if_modified_since: str = ""


@dataclass(frozen=True, slots=True)
class Response:
    """An answer, complete but for the headers that every answer has."""

    body: bytes
    content_type: str = HTML
    status: HTTPStatus = HTTPStatus.OK
    headers: Mapping[str, str] = field(default_factory=dict)


def respond(sites: Sites, request: Request, *, as_of: datetime | None) -> Response:
    """Answer for the host that was asked, as things stood at `as_of` (`None`: everything is out)."""
    host, target = _addressed(request)
    path, _, query = target.partition("?")
    if path in ASSETS:
        return _fresh(Response(ASSETS[path], "text/css; charset=utf-8"), request)
    if host in sites.redirects:
        location = f"https://{sites.redirects[host]}{quote(target, safe=KEPT_IN_LOCATION)}"
        return Response(b"", status=HTTPStatus.MOVED_PERMANENTLY, headers={"Location": location})
    if host not in sites.hosts:
        is_front_door = host in LOOPBACK_NAMES and path == "/"
        status = HTTPStatus.OK if is_front_door else HTTPStatus.NOT_FOUND
        return Response(pages.render_directory(sites).encode(), status=status)
    return _fresh(_answer(sites, host, path, query, as_of=as_of), request)


def _addressed(request: Request) -> tuple[str, str]:
    """Host and target: by the Host header or, for a browser without name mapping, by `/@host/path`."""
    if request.target.startswith("/@"):
        host, _, rest = request.target.removeprefix("/@").partition("/")
        return host.lower(), f"/{rest}"
    return re.sub(r":\d*$", "", request.host.lower()).removesuffix("."), request.target


def _answer(sites: Sites, host: str, path: str, query: str, *, as_of: datetime | None) -> Response:
    if path == "/robots.txt":
        return Response(_robots(sites, host).encode(), "text/plain; charset=utf-8")
    feed = _feed(sites, host, path, query, as_of=as_of)
    if feed is not None:
        return feed
    outlet = sites.outlet_at(host, path)
    headers = {"Content-Security-Policy": STRICT_CSP_HEADER} if outlet.key in STRICT_CSP else {}
    page = _page(sites, host, path, query, outlet, as_of=as_of)
    if page is not None:
        return Response(page.encode(), headers=headers)
    missing = pages.render_missing(sites, host, outlet, as_of=as_of)
    return Response(missing.encode(), status=HTTPStatus.NOT_FOUND, headers=headers)


def _page(
    sites: Sites, host: str, path: str, query: str, outlet: SampleOutlet, *, as_of: datetime | None
) -> str | None:
    """The page at an address, unless there is none or it is not out yet."""
    is_amp = path.startswith("/amp/")
    article = sites.find_article(host, path.removeprefix("/amp") if is_amp else path, query)
    if article and (article.amp or not is_amp) and (as_of is None or article.published <= as_of):
        render = pages.render_amp if is_amp else pages.render_article
        return render(sites, article, as_of=as_of)
    if path in {"/", outlet.home_path, outlet.home_path.rstrip("/")}:
        return pages.render_front(sites, host, outlet, as_of=as_of)
    if path == f"{outlet.home_path}about":
        return pages.render_about(sites, host, outlet, as_of=as_of)
    section = sites.sections(host, as_of=as_of).get(path.removeprefix("/section/"))
    if section and path.startswith("/section/"):
        return pages.render_section(sites, host, outlet, section, as_of=as_of)
    return None


def _feed(sites: Sites, host: str, path: str, query: str, *, as_of: datetime | None) -> Response | None:
    """The feed at an address, or one day of a sitemap index."""
    feed = sites.find_feed(host, path, query)
    if feed is not None:
        listing = list_entries(sites, feed, as_of=as_of)
        return _feed_response(listing, render_feed(listing))
    part = DAY_OF_INDEX.fullmatch(path)
    index = sites.find_feed(host, f"{part['stem']}.xml", "") if part else None
    if part is None or index is None or index.key not in SITEMAP_INDEX:
        return None
    listing = list_entries(sites, index, as_of=as_of).of_day(part["day"])
    return _feed_response(listing, render_feed(listing)) if listing.entries else None


def _feed_response(listing: Listing, body: bytes) -> Response:
    changed = max((entry.modified_by(listing.as_of) or entry.published for entry in listing.entries), default=None)
    headers = {"Last-Modified": format_datetime(changed, usegmt=True)} if changed else {}
    return Response(body, CONTENT_TYPES[listing.feed.kind], headers=headers)


def _robots(sites: Sites, host: str) -> str:
    sitemaps = [f"Sitemap: {feed.url}" for feed in sites.feeds_at(host) if feed.kind == "sitemap"]
    return "\n".join(["User-agent: *", "Disallow: /search", "Allow: /", *sitemaps, ""])


def _fresh(response: Response, request: Request) -> Response:
    """The answer with a validator, or 304 if the visitor already holds just this."""
    if response.status is not HTTPStatus.OK:
        return response
    etag = f'"{hashlib.sha256(response.body).hexdigest()[:20]}"'
    headers = {**response.headers, "ETag": etag}
    if _is_held(request, etag, headers.get("Last-Modified", "")):
        return Response(b"", response.content_type, HTTPStatus.NOT_MODIFIED, headers)
    return replace(response, headers=headers)


def _is_held(request: Request, etag: str, last_modified: str) -> bool:
    if request.if_none_match:
        held = {tag.strip().removeprefix("W/") for tag in request.if_none_match.split(",")}
        return bool(held & {etag, "*"})
    # Exactly the time that we gave, as common servers compare it: no hostile date needs to be parsed.
    return bool(last_modified) and request.if_modified_since == last_modified
