"""Where does a link found in somebody's document lead?

Feeds, sitemaps and redirects all name addresses that we will store or fetch later, so all of them pass through here:
resolved as a browser would, against the address of the document, and then through the same gate as what readers send.
"""

from __future__ import annotations

import can_ada

from server.errors import InvalidURL, PrivateAddress
from server.urls.parsing import parse_url
from server.urls.private_hosts import is_private_name


def resolve_link(base: str, link: str, *, allow: tuple[str, ...] = ()) -> str:
    """Return the absolute http(s) address of `link` as found in the document at `base`.

    :param allow: reserved suffixes that may be named, because they are served by a `SampleRoute`
    :raises InvalidURL: if it is not a web address
    :raises PrivateAddress: if it names a private host or carries a user name
    """
    # The standard drops white space around a link and line breaks inside it; feeds are full of both.
    try:
        joined = (can_ada.parse(base) + link.strip()).href
    except (ValueError, TypeError) as error:  # TypeError: text that cannot be encoded, such as a lone surrogate
        raise InvalidURL("The link is not an http(s) address.") from error
    parsed = parse_url(joined)
    if parsed.has_credentials or is_private_name(parsed.host, allow=allow):
        raise PrivateAddress("The link leads to a private or reserved address.")
    return parsed.href
