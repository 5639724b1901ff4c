"""Is this a name that only means something on somebody's own network?

Such hosts are neither looked up nor fetched: a look-up would tell us about a reader's network, a fetch would reach into
ours. This is decided on the name alone, before any resolution; what a public name resolves to is checked where sockets
are opened (`server.fetching.guard`).
"""

from __future__ import annotations

from collections.abc import Collection

from server.urls.parsing import is_ip_address

PRIVATE_SUFFIXES = frozenset(
    (
        # Reserved for good by RFC 2606 and RFC 6761: documentation, tests, this machine.
        *("example", "test", "invalid", "localhost"),
        # Names without DNS: RFC 6762 (multicast DNS), RFC 7686 (Tor), RFC 9476 (any other system), I2P.
        *("local", "onion", "alt", "i2p"),
        # Infrastructure of DNS itself, and home.arpa (RFC 8375) below it.
        "arpa",
        # Set aside by ICANN for private use (2024), and what networks used before: never delegated, because they leak.
        *("internal", "corp", "home", "mail", "lan", "intranet", "private", "localdomain", "domain", "workgroup"),
        # Inside clusters and service meshes.
        *("svc", "consul", "kubernetes"),
        # Routers that answer at home by a name of their own.
        *("fritz.box", "speedport.ip"),
        # Public names made to lead to a private address: the address is in the name, or is 127.0.0.1.
        *("nip.io", "sslip.io", "xip.io", "localtest.me", "lvh.me", "traefik.me", "vcap.me"),
        # Machines in somebody's virtual private network (Tailscale).
        "ts.net",
    )
)


def is_private_name(host: str, *, allow: Collection[str] = ()) -> bool:
    """Whether the host is private by its name: one label, an IP address of any kind, or below a private suffix.

    :param host: as `WebURL.host` writes it; other spellings of the same name give the same answer
    :param allow: suffixes that are public this once, such as "example" for the sample newsroom
    """
    name = host.removesuffix(".").lower()
    if "." not in name or is_ip_address(name):
        return True
    suffix = name
    while suffix:
        if suffix in PRIVATE_SUFFIXES and suffix not in allow:
            return True
        suffix = suffix.partition(".")[2]
    return False
