"""Which IP addresses belong to the public internet?

Python's `is_global` and `is_private` follow the registries of the Python that happens to be installed and let through
a good third of the addresses that lead inwards, so the rule is a table of our own. IPv6 is allowed by exception and
IPv4 refused by exception, because that is how the registries are built: of IPv6 only 2000::/3 is handed out at all,
which leaves out every mapped, translated, local and multicast form without naming it.

Sources: IANA special-purpose address registries for IPv4 and IPv6, RFC 6890 and its updates; the clouds' own pages.
"""

from __future__ import annotations

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

PUBLIC_V6 = IPv6Network("2000::/3")

REFUSED_V6 = tuple(
    IPv6Network(block)
    for block in (
        "2001::/23",  # protocol assignments: Teredo tunnels, benchmarking, ORCHID
        "2001:db8::/32",  # documentation
        "2002::/16",  # 6to4, which carries any IPv4 address inside
        "2620:4f:8000::/48",  # AS112: answers for private reverse zones
        "3fff::/20",  # documentation
    )
)

REFUSED_V4 = tuple(
    IPv4Network(block)
    for block in (
        "0.0.0.0/8",  # "this host": Linux connects it to itself
        "10.0.0.0/8",  # private
        "100.64.0.0/10",  # shared by carriers behind NAT; some clouds keep their metadata service here
        "127.0.0.0/8",  # loopback
        "168.63.129.16/32",  # Azure's platform service, public by its number only
        "169.254.0.0/16",  # link-local, with the clouds' metadata services
        "172.16.0.0/12",  # private
        "192.0.0.0/24",  # protocol assignments, with Oracle's metadata service
        "192.0.2.0/24",  # documentation
        "192.31.196.0/24",  # AS112
        "192.52.193.0/24",  # automatic multicast tunnels
        "192.88.99.0/24",  # 6to4 relays
        "192.168.0.0/16",  # private
        "192.175.48.0/24",  # AS112
        "198.18.0.0/15",  # benchmarking inside a laboratory
        "198.51.100.0/24",  # documentation
        "203.0.113.0/24",  # documentation
        "224.0.0.0/4",  # multicast
        "240.0.0.0/4",  # reserved, and broadcast
    )
)


def is_public(address: str | IPv4Address | IPv6Address) -> bool:
    """Whether `address` is one that a news server on the public internet can have; what cannot be read is not."""
    try:
        ip = ip_address(address)
    except ValueError:
        return False
    if isinstance(ip, IPv4Address):
        return not any(ip in block for block in REFUSED_V4)
    # A zone ("fe80::1%eth0") picks an interface of this machine, which nobody outside has any business with.
    return ip.scope_id is None and ip in PUBLIC_V6 and not any(ip in block for block in REFUSED_V6)
