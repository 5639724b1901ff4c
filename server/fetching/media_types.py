"""Which declared media types can be what we asked for?"""

from __future__ import annotations

PAGE_TYPES = ("text/html", "application/xhtml+xml")

# Feeds are declared as almost anything; the parser decides what they are. What is left out are pictures, films,
# archives and programs, which a link that has been taken over leads to.
FEED_TYPES = (
    "application/rss+xml",
    "application/atom+xml",
    "application/feed+json",
    "application/rdf+xml",
    "application/xml",
    "text/xml",
    "application/json",
    "text/json",
    "text/plain",
    "text/html",  # what servers send that know nothing about a file
    "application/octet-stream",
    "binary/octet-stream",
    "application/gzip",  # sitemaps
    "application/x-gzip",
    "",  # undeclared
)
