"""Pages that no newsroom of the sample has: not held, personal, or up to something."""

from __future__ import annotations

import json

from .proxy import Page

HELD = "http://www.harbour-ledger.example/2026/10/05/tessel-flood-orrin"
HELD_ADDRESS = "https://www.harbour-ledger.example/2026/10/05/tessel-flood-orrin"
STRICT = "http://news.rift-national.example/news/world-204418"
NOT_HELD = "http://www.harbour-ledger.example/2026/11/20/heron-returns-to-quay"
NOT_HELD_ADDRESS = "https://www.harbour-ledger.example/2026/11/20/heron-returns-to-quay"
NOT_LISTED = "http://news.example.com/heron"

# What the server says of an article that it does not hold.
NOTHING_AT_ADDRESS = "the address alone says too little to look for the story"

HEADLINE = "A heron returns to the old quay after nine years"
TEXT = """\
A grey heron has been seen at the old quay again, for the first time since the lock was rebuilt. Boatmen who have\
 worked there for decades say that it stands on the third bollard every morning, and leaves when the first ferry comes.
The harbour's warden, who keeps a list of the birds, wrote down the date and the time of day. Nobody knows whether\
 it is the same bird, as it wears no ring; the warden believes that it is.
The town has asked the boatmen to keep their engines low until the afternoon, which they have promised. Whether the \
heron stays through the winter depends, as it always has, on the fish.""".splitlines()
SCHEMA = {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    "headline": HEADLINE,
    "datePublished": "2026-11-20T08:00:00Z",
    "inLanguage": "en",
}


def article(*, head: str = "", body: str = "", schema: dict[str, object] | None = None, **headers: str) -> Page:
    """Return a page with one article; `head` and `body` come besides."""
    described = json.dumps({**SCHEMA, **(schema or {})})
    paragraphs = "".join(f"<p>{paragraph}</p>" for paragraph in TEXT)
    return Page(
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{HEADLINE}</title>'
        f'<script type="application/ld+json">{described}</script>{head}</head>'
        f'<body><a id="first" href="/elsewhere">First link</a><article><h1>{HEADLINE}</h1>{paragraphs}</article>'
        f"{body}</body></html>",
        {name.replace("_", "-"): value for name, value in headers.items()},
    )


FRONT_PAGE = Page(
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Heron News</title></head>'
    "<body><h1>Heron News</h1><ul>" + '<li><a href="/heron">A heron returns</a></li>' * 12 + "</ul></body></html>"
)
