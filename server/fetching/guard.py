"""May this URL be fetched, and which machine would answer?

The URL is parsed once, as browsers parse it; the name is resolved once; every address that it has must be public; and
what comes out is the address to dial, never a string that somebody could read differently or resolve again. That closes
number spellings, userinfo tricks, names that answer differently the second time, and names with one foot inside.

Whoever asks learns nothing from a refusal: a private address, an odd port and a name that does not exist give the
same answer. Connecting is `server.fetching.wire`'s part.
"""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from ipaddress import ip_address

from server.errors import FetchDelayed, FetchRefused, InvalidInput
from server.fetching.addresses import is_public
from server.urls.parsing import WebURL, parse_url
from server.urls.private_hosts import is_private_name

REFUSED = "This address cannot be fetched: it is not a public http(s) address, or its name is not found just now."

DEFAULT_PORTS = {"http": 80, "https": 443}
WEB_PORTS = set(DEFAULT_PORTS.values())
TRIED_ADDRESSES = 3  # a name with a hundred addresses is not worth a hundred attempts

# Names that can never be registered (RFC 2606, RFC 6761): a route for one of them cannot capture anybody's outlet.
ROUTABLE_SUFFIXES = {"example", "test"}

# A name server that never answers holds one thread for as long as the system's resolver likes; when all are held, no
# further name is tried until one comes back.
RESOLVER_THREADS = 16
_resolver_slots = threading.BoundedSemaphore(RESOLVER_THREADS)

Resolve = Callable[[str, int], list[str]]


@dataclass(frozen=True, slots=True)
class SampleRoute:
    """Where the names below a reserved suffix are served from: a loopback server that speaks plain HTTP.

    This is how the sample newsroom is read through the same door as everybody else.
    """

    suffix: str
    host: str
    port: int

    def __post_init__(self) -> None:
        if self.suffix not in ROUTABLE_SUFFIXES:
            raise ValueError(f"only names under {sorted(ROUTABLE_SUFFIXES)} can have a route, not {self.suffix!r}")
        if not ip_address(self.host).is_loopback:
            raise ValueError(f"a route leads to a loopback address, not to {self.host!r}")

    def covers(self, host: str) -> bool:
        """Whether `host` is below the suffix."""
        return host.endswith("." + self.suffix)


@dataclass(frozen=True, slots=True)
class Target:
    """One request to make: to whom by name, to whom by number, and for what."""

    scheme: str  # as asked for; a routed target is dialled without TLS all the same
    host: str
    port: int
    addresses: tuple[str, ...]  # every one of them checked
    path: str  # with the query
    is_routed: bool = False

    @property
    def authority(self) -> str:
        """The name, with the port where it is not the scheme's own. A route's port is ours and not the name's."""
        is_usual = self.is_routed or self.port == DEFAULT_PORTS[self.scheme]
        return self.host if is_usual else f"{self.host}:{self.port}"

    @property
    def origin(self) -> str:
        """Scheme and authority: what one robots.txt is valid for."""
        return f"{self.scheme}://{self.authority}"

    @property
    def uses_tls(self) -> bool:
        """Whether the connection is encrypted and the certificate checked against the name."""
        return self.scheme == "https" and not self.is_routed


def system_resolve(host: str, port: int) -> list[str]:
    """Return the addresses of `host` in the order in which this machine would try them."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(address[0]) for _, _, _, _, address in found]


def resolve_target(
    url: str, *, route: SampleRoute | None = None, resolve: Resolve = system_resolve, timeout: float = 3.0
) -> Target:
    """Return whom to dial for `url`, after one look-up of its name.

    :raises FetchRefused: with one and the same message, whatever the reason
    """
    try:
        parsed = parse_url(url)
    except InvalidInput as error:
        raise FetchRefused(REFUSED) from error
    path = parsed.path + (f"?{parsed.query}" if parsed.query else "")
    port = parsed.port or DEFAULT_PORTS[parsed.scheme]
    if route and route.covers(parsed.host) and _is_fetchable(parsed, allow=(route.suffix,)):
        return Target(parsed.scheme, parsed.host, route.port, (route.host,), path, is_routed=True)
    if not _is_fetchable(parsed):
        raise FetchRefused(REFUSED)
    addresses = look_up(resolve, parsed.host, port, timeout)
    if not addresses:
        raise FetchDelayed(REFUSED)  # the network may be down, or its name server
    # One private address is enough to refuse: which one would be dialled is otherwise the name's owner's choice.
    if not all(map(is_public, addresses)):
        raise FetchRefused(REFUSED)
    return Target(parsed.scheme, parsed.host, port, tuple(addresses[:TRIED_ADDRESSES]), path)


def _is_fetchable(parsed: WebURL, *, allow: tuple[str, ...] = ()) -> bool:
    """Whether the URL alone, before any look-up, could be a public page's."""
    is_web_port = parsed.port is None or parsed.port in WEB_PORTS
    return is_web_port and not parsed.has_credentials and not is_private_name(parsed.host, allow=allow)


def look_up(resolve: Resolve, host: str, port: int, timeout: float) -> list[str]:
    """Return the addresses of `host`, or none if there are none or they do not come in time.

    The system's resolver cannot be interrupted, so it works in a thread that is left behind when it is late.
    """
    if not _resolver_slots.acquire(timeout=timeout):
        return []
    answer: Future[list[str]] = Future()

    def work() -> None:
        try:
            answer.set_result(resolve(host, port))
        except (OSError, UnicodeError) as error:  # no such name; a label that IDNA does not allow
            answer.set_exception(error)
        finally:
            _resolver_slots.release()

    threading.Thread(target=work, name="resolve", daemon=True).start()
    try:
        return answer.result(timeout)
    except (OSError, UnicodeError):  # TimeoutError is one of the former
        return []
