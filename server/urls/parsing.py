"""What does this text mean as a web address?

We read addresses exactly as browsers do (WHATWG URL standard, by Ada), so that the extension's `new URL()` and we see
the same host in the same text; a parser of our own, or Python's, would disagree with both about whom a reader talks to.
An address is parsed once, here, and handed on as a `WebURL`.

Whether two addresses name the same page is `server.urls.normalization`; whether a host may be looked up or fetched is
`server.urls.private_hosts`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import can_ada

from server.errors import InvalidURL

MAX_LENGTH = 4096  # characters; browsers' address bars and news sites' own links stay far below
MAX_HOST_LENGTH = 253  # what DNS can carry (RFC 1035, 2.3.4); also bounds every walk over a host's labels

_WEB_SCHEMES = {"http:": "http", "https:": "https"}
_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*")
_ASCII_ESCAPE = re.compile(r"%([0-7][0-9A-Fa-f])")

# Messages say what to do and never repeat the address: it may be private, and it may be hostile.
_NOT_AN_ADDRESS = "not a web address: give it whole, starting with https:// or http://, as the address bar shows it"
_NOT_HTTP = "not a web address that can be read: it has to start with https:// or http://"
_BAD_HOST = "not a web address: its host name is not one that the Domain Name System can carry"
_NOT_A_HOST = "not a host name: give only the name, such as news.example, without scheme, path or port"


@dataclass(frozen=True, slots=True)
class WebURL:
    """A parsed http(s) address. It never holds a user name or password, only the fact that there was one."""

    href: str
    scheme: str  # http · https
    host: str  # lower case, punycode, without a dot at the end; IPv6 in brackets
    port: int | None  # None: the scheme's own
    path: str  # begins with "/"; escapes as they came
    query: str  # without "?"
    fragment: str  # without "#"
    has_credentials: bool


def parse_url(text: str) -> WebURL:
    """Return the address that a browser would go to if it were given this text.

    :raises InvalidURL: if the text is not an absolute http(s) address, is too long, or names an impossible host
    """
    if len(text) > MAX_LENGTH:
        raise too_long()
    try:
        parsed = can_ada.parse(text)
    except (ValueError, TypeError) as error:  # TypeError: a lone surrogate, which no UTF-8 can carry
        raise InvalidURL(_NOT_AN_ADDRESS) from error
    scheme = _WEB_SCHEMES.get(parsed.protocol)
    if scheme is None:
        raise InvalidURL(_NOT_HTTP)

    host = _checked_host(parsed.hostname)
    if host != parsed.hostname:
        parsed.hostname = host
    has_credentials = parsed.has_credentials()
    if has_credentials:
        parsed.username = parsed.password = ""
    href = parsed.href
    if len(href) > MAX_LENGTH:  # each character outside ASCII has become three to twelve
        raise too_long()
    return WebURL(
        href=href,
        scheme=scheme,
        host=host,
        port=int(parsed.port) if parsed.port else None,
        path=parsed.pathname,
        query=parsed.search.removeprefix("?"),
        fragment=parsed.hash.removeprefix("#"),
        has_credentials=has_credentials,
    )


def ascii_host(text: str) -> str:
    """Return a host name as `WebURL.host` would write it: lower case, punycode, no dot at the end.

    :raises InvalidURL: if the text is anything but a host name
    """
    is_ipv6 = text.startswith("[") and text.endswith("]")
    if any(mark in text for mark in "/\\?#@") or (":" in text and not is_ipv6):
        raise InvalidURL(_NOT_A_HOST)
    return parse_url(f"https://{text}").host


def is_ip_address(host: str) -> bool:
    """Whether the host is an address and not a name: in brackets, or ending in a number, as no name may do."""
    return host.startswith("[") or _NUMBER.fullmatch(host.rpartition(".")[2]) is not None


def decode_ascii_escapes(text: str) -> str:
    """Return the text with %00 to %7F decoded once.

    Escapes of other characters stay: inside an address they are its normal form, and bytes that are not UTF-8 survive.
    """
    return _ASCII_ESCAPE.sub(lambda escape: chr(int(escape[1], 16)), text) if "%" in text else text


def too_long() -> InvalidURL:
    """Return the error for an address beyond `MAX_LENGTH`."""
    return InvalidURL(f"the web address is longer than {MAX_LENGTH} characters: give the article's plain address")


def _checked_host(hostname: str) -> str:
    """Return the host without the dot of a fully qualified name, which makes no other host of it."""
    host = hostname.removesuffix(".")
    if len(host) > MAX_HOST_LENGTH or "" in host.split("."):
        raise InvalidURL(_BAD_HOST)
    return host
