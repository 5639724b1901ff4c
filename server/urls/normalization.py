"""Do two addresses name the same page, as far as the text alone can tell?

The normalized address is what articles are stored and looked up by, here and in the extension, which follows the same
steps over `new URL()`; `tests/vectors/urls.json` holds both to the same answers. The rule of every step: a missed match
costs a look-up, a false one tells a reader lies about another article. So we change only what can never turn one
article into another:

1. scheme https; no user, password or default port; host in lower case, punycode, without a dot at the end;
2. letters in percent-escapes in upper case (RFC 3986, 6.2.2.1; feeds of non-Latin sites write them in lower case,
   browsers in upper case); nothing is decoded or encoded anew, so `+`, `%20`, `%2F`, `;` and bare keys stay as given;
3. empty and tracking parameters go; the others are sorted by name, and those of one name keep their order;
4. the fragment goes, unless it is a route: some sites draw every article at one path and choose it by `#!…` or `#/…`.

What we leave alone, because some sites tell articles apart by it: upper and lower case in paths, `/` at the end, `//`,
`www.`, `index.html`, `;` inside parameters. What the *page* declares about its address is `server.articles.canonical`.
"""

from __future__ import annotations

import re

from server.urls.parsing import MAX_LENGTH, WebURL, parse_url, too_long
from server.urls.tracking_params import is_tracking_param, names_of_site

_ESCAPE = re.compile(r"%[0-9A-Fa-f]{2}")
_ROUTE_MARKS = ("!", "/")
_HTTPS_PORT = 443


def normalize_url(text: str) -> str:
    """Return the comparable form of an address.

    :raises InvalidURL: if the text is not an absolute http(s) address
    """
    return normalized(parse_url(text))


def normalized(url: WebURL) -> str:
    """Return the comparable form of a parsed address.

    :raises InvalidURL: in the one case that it grows too long by the "s" of https
    """
    port = "" if url.port in (None, _HTTPS_PORT) else f":{url.port}"
    query = _normalized_query(url) if url.query else ""
    route = f"#{url.fragment}" if url.fragment.startswith(_ROUTE_MARKS) else ""
    result = f"https://{url.host}{port}{_upper_escapes(url.path)}{query}{route}"
    if len(result) > MAX_LENGTH:
        raise too_long()
    return result


def _normalized_query(url: WebURL) -> str:
    site_names = names_of_site(url.host)
    params = _upper_escapes(url.query).split("&")
    kept = [param for param in params if param and not is_tracking_param(param, site_names)]
    kept.sort(key=_name_of)  # stable: the order of `id=1&id=2` may mean something
    return "?" + "&".join(kept) if kept else ""


def _name_of(param: str) -> str:
    return param.partition("=")[0]


def _upper_escapes(text: str) -> str:
    return _ESCAPE.sub(lambda escape: escape[0].upper(), text) if "%" in text else text
