"""The columns of the tables on disk, in their order. `data/README.md` says what each one means."""

from __future__ import annotations

FACT_COLUMNS = (
    "name",
    "country",
    "language",
    "owner",
    "owner_family",
    "ownership",
    "kind",
    "scope",
    "place",
    "founded",
    "paywall",
    "wikidata",
)
OUTLET_COLUMNS = ("key", *FACT_COLUMNS, "alias_of", "sources")
RATING_COLUMNS = ("key", "dimension", "value", "label", "url", "as_of")
RATER_COLUMNS = ("rater", "name", "dimension", "scale", "url", "licence", "as_of")
SOURCE_COLUMNS = ("source", "name", "url", "licence", "as_of")
FEED_COLUMNS = ("key", "url", "kind", "language")
