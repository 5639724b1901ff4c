"""Under which name was this host registered?

The registrable domain is the public suffix plus one label: bbc.co.uk for news.bbc.co.uk. We ask the copy of the Public
Suffix List that tldextract carries, with its private part, and never the network. To it we add our hosted platforms, so
that two Substacks are as separate as two domains.
"""

from __future__ import annotations

from functools import cache

from tldextract import TLDExtract

from server.urls.hosted_platforms import account_host, subdomain_platform
from server.urls.parsing import is_ip_address


def registrable_domain(host: str) -> str | None:
    """Return the registrable domain of a host, as `WebURL.host` writes it, or `None` if it can have none.

    IP addresses, single labels and bare suffixes such as co.uk have none. The bare domain of a platform is the platform
    company's own, which does not make it the outlet of any account. Endings that the list does not know count as
    suffixes of one label, as the list's own rules say.
    """
    labels = host.split(".")
    if len(labels) < 2 or "" in labels or is_ip_address(host):
        return None
    platform = subdomain_platform(host)
    if platform is not None:
        return account_host(host, platform) or platform
    parts = _extractor().extract_str(host)
    if parts.domain and parts.suffix:
        return f"{parts.domain}.{parts.suffix}"
    if parts.is_private:  # the host is a suffix, and yet somebody's: radio.fm is a site as well
        return ".".join(labels[-parts.registry_suffix.count(".") - 2 :])
    return None if parts.suffix else ".".join(labels[-2:])


@cache
def _extractor() -> TLDExtract:
    """Read the list once, at the first question: it takes 50 ms, and not every command asks."""
    return TLDExtract(suffix_list_urls=(), cache_dir=None, include_psl_private_domains=True)
