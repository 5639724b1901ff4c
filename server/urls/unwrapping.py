"""Which page is this a copy of?

Readers meet articles in AMP caches, archives, translations and behind redirects. Where such an address holds the
original's address, we take that: the outlet is who wrote the article, not who copied it. `server.urls.copy_hosts` lists
the forms; here they are applied, one inside the other up to `MAX_DEPTH`.

What comes out is an address like any other: it may be private, and wants the same checks as one that a reader typed.

An outlet's own AMP and mobile pages are another matter. `/amp/` and `?amp=1` are habits, not rules, and on some site
one of them is an article's real address. So they are never rewritten; `amp_candidates` names the pages that the store
may be asked for instead.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import product

from server.errors import InvalidURL
from server.urls.copy_hosts import Wrapper, wrappers_at
from server.urls.normalization import normalize_url
from server.urls.parsing import WebURL, decode_ascii_escapes, parse_url

MAX_DEPTH = 4  # an archived translation of an AMP copy is three; more is somebody playing
MAX_CANDIDATES = 8  # each costs a look-up; beyond these, half-stripped forms follow

_ENCODED_SCHEME = re.compile(r"https?%3a", re.IGNORECASE)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_TRANSLATE_SUFFIX = ".translate.goog"
_TRANSLATE_PARAMS = "_x_tr_"
_SINGLE_HYPHEN = re.compile(r"(?<!-)-(?!-)")

_LITE_HOST_LABELS = ("amp", "m", "mobile")
_AMP_SEGMENTS = ("amp", "amphtml")
_AMP_ENDING = re.compile(r"\.amp(\.html?)?$")
_AMP_PARAM = re.compile(r"_?amp(=(1|true|yes|y)?)?|(outputtype|output|mode|view|format|platform|type)=amp|m=1", re.I)


@dataclass(frozen=True, slots=True)
class Unwrapped:
    """The original's address, and through which copies or redirects it was given, outermost first; `None`: directly."""

    url: str
    via: str | None


def unwrap_url(text: str) -> Unwrapped:
    """Return the address of the page that this address is a copy of, or leads to; else itself.

    :raises InvalidURL: if the text, or what a known wrapper holds, is not an http(s) address, or wraps endlessly
    """
    url = parse_url(text)
    via: list[str] = []
    while (found := _unwrap_once(url)) is not None:
        if len(via) == MAX_DEPTH:
            raise InvalidURL(
                f"more than {MAX_DEPTH} copies or redirects inside each other: give the article's own address"
            )
        name, url = found
        via.append(name)
    return Unwrapped(url.href, ", ".join(via) or None)


def amp_candidates(url: str) -> tuple[str, ...]:
    """Return the normalized addresses that the full page of an AMP or mobile page plausibly has, likeliest first.

    Guesses, to be looked up and never to be taken for the same page unseen.

    :raises InvalidURL: if `url` is not an http(s) address
    """
    parsed = parse_url(url)
    shapes = product(_full_queries(parsed.query), _full_hosts(parsed.host), _full_paths(parsed.path))
    port = f":{parsed.port}" if parsed.port else ""
    candidates: dict[str, None] = {}
    for query, host, path in shapes:
        with suppress(InvalidURL):  # what was added made it longer than an address may be
            candidates[normalize_url(f"https://{host}{port}{path}?{query}")] = None
    candidates.pop(normalize_url(url), None)
    return tuple(candidates)[:MAX_CANDIDATES]


def _unwrap_once(url: WebURL) -> tuple[str, WebURL] | None:
    if url.host.endswith(_TRANSLATE_SUFFIX):
        return _translated(url)
    for wrapper in wrappers_at(url.host):
        if (inner := _inner_address(wrapper, url)) is not None:
            return wrapper.via, _parse_inner(inner)
    return None


def _inner_address(wrapper: Wrapper, url: WebURL) -> str | None:
    """Return the address as it stands in this one, with a scheme if it has none, or `None` if the form is another."""
    if wrapper.params:
        if not wrapper.path.match(url.path):
            return None
        found = next(filter(None, (wrapper.value.fullmatch(v) for v in _values(url.query, wrapper.params))), None)
        return _with_scheme(decode_ascii_escapes(found["url"]), "http") if found else None

    found = wrapper.path.match(_after_host(url))
    if found is None:
        return None
    inner = found["url"]
    if _ENCODED_SCHEME.match(inner):
        inner = decode_ascii_escapes(inner)
    return _with_scheme(inner, "https" if found.groupdict().get("tls") else "http")


def _values(query: str, names: tuple[str, ...]) -> Iterator[str]:
    """Give the raw values of the parameters with these names, in the order of the names."""
    params = [param.partition("=") for param in query.split("&")]
    for name in names:
        yield from (value for key, _, value in params if key == name and value)


def _after_host(url: WebURL) -> str:
    query = f"?{url.query}" if url.query else ""
    fragment = f"#{url.fragment}" if url.fragment else ""
    return f"{url.path}{query}{fragment}"


def _with_scheme(address: str, scheme: str) -> str:
    return address if _SCHEME.match(address) else f"{scheme}://{address}"


def _parse_inner(address: str) -> WebURL:
    try:
        url = parse_url(address)
    except InvalidURL as error:
        raise InvalidURL("this copy or redirect holds no web address: give the article's own address") from error
    if "." not in url.host and not url.host.startswith("["):
        raise InvalidURL("this copy or redirect holds no full host name: give the article's own address")
    return url


def _translated(url: WebURL) -> tuple[str, WebURL] | None:
    """Read what Google writes in *.translate.goog: dots became hyphens, hyphens became pairs of them.

    The rules are at developers.google.com/search/docs/appearance/ad-network-and-translation.
    """
    name = next(_values(url.query, ("_x_tr_hp",)), "") + url.host.removesuffix(_TRANSLATE_SUFFIX)
    if "." in name:
        return None
    encodings = next(_values(url.query, ("_x_tr_enc",)), "").replace("%2C", ",").split(",")
    if "1" in encodings:
        name = name.removeprefix("1-")
    is_punycode = "0" in encodings and name.startswith("0-")
    name = name.removeprefix("0-") if is_punycode else name
    host = ("xn--" if is_punycode else "") + _SINGLE_HYPHEN.sub(".", name).replace("--", "-")
    scheme = "http" if "http" in _values(url.query, ("_x_tr_sch",)) else "https"
    query = "&".join(param for param in url.query.split("&") if not param.startswith(_TRANSLATE_PARAMS))
    return "Google Translate", _parse_inner(f"{scheme}://{host}{_after_host(replace(url, query=query))}")


def _full_hosts(host: str) -> list[str]:
    label, _, rest = host.partition(".")
    if label not in _LITE_HOST_LABELS or "." not in rest:
        return [host]
    return [rest, host] if rest.startswith("www.") else [f"www.{rest}", rest, host]


def _full_paths(path: str) -> list[str]:
    paths = []
    segments = path.split("/")
    kept = [segment for segment in segments if segment not in _AMP_SEGMENTS]
    if len(kept) < len(segments):
        full = "/".join(kept) or "/"
        twin = full.removesuffix("/") if full.endswith("/") else full + "/"
        paths += [full, twin] if segments[-1] in ("", *_AMP_SEGMENTS) else [full]
    if ending := _AMP_ENDING.search(path):
        paths += [path[: ending.start()] + (ending[1] or ""), path[: ending.start()] + ".html"]
    return [*paths, path]


def _full_queries(query: str) -> list[str]:
    params = query.split("&")
    kept = [param for param in params if not _AMP_PARAM.fullmatch(param)]
    return [query] if len(kept) == len(params) else ["&".join(kept), query]
