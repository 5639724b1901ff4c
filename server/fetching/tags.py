"""Has a tag of this document more attributes than anybody writes?

libxml2, under all our parsers, compares each attribute of a tag with all before it: 2 s for 20,000, 50 s for 50,000.
"""

from __future__ import annotations

import re

from server.errors import UnreadableDocument

MAX_ATTRIBUTES = 2_000

# A tag up to its ">", which may also stand inside a quoted value. A quote that is never closed runs to the end of the
# document, here as in parsers; each byte is looked at once either way.
TAG = re.compile(rb"""<[a-zA-Z](?:[^=>]++|=\s*+(?:"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z))?+)*+""")
VALUE = re.compile(rb"""=\s*+(?:"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z)|[^\s>"']*+)""")
SEPARATOR = re.compile(rb"[\s/]+")


def refuse_crowded_tags(document: bytes) -> None:
    """Refuse a document with a tag of too many attributes, in time that grows with its length only.

    :raises UnreadableDocument:
    """
    for match in TAG.finditer(document):
        # An attribute needs a name and a separator, so that most tags are too short to have too many.
        if len(match[0]) > 2 * MAX_ATTRIBUTES and _count_attributes(match[0]) > MAX_ATTRIBUTES:
            raise UnreadableDocument(f"The document has a tag with more than {MAX_ATTRIBUTES:,} attributes.")


def _count_attributes(tag: bytes) -> int:
    return len(SEPARATOR.split(VALUE.sub(b" ", tag))) - 1
