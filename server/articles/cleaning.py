"""What may remain of text that strangers wrote: one form, no invisible tricks, bounded length.

Everything that we keep of a page or feed passes through here once, so that the rooms further in can compare
characters, cut verbatim spans and show text without thinking about controls. HTML is not this module's business: text
goes in, text comes out, and whoever shows it escapes it.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable

MAX_LINE = 2_000  # characters of a title, a name, a description
MAX_BODY = 200_000  # a long read has 60,000; more is a dump

PARAGRAPH_BREAK = "\n\n"

# Characters that show nothing and are there to mislead or by accident: bidirectional embeddings, overrides and isolates
# (text that reads differently from what it is), zero-width space and no-break space, soft hyphen, word joiner and the
# invisible operators, tag characters. The joiners U+200C and U+200D stay: Persian, Hindi and emoji need them.
INVISIBLE = re.compile("[\u00ad\u200b\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]")
# C0, DEL and C1 controls, line and paragraph separators, surrogates, non-characters: at best they were spaces.
CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]+")

# Normalization sorts a run of combining marks in quadratic time, so a run is cut to what Unicode's "stream-safe" text
# allows (UAX 15). The pattern finds every long run of what is neither letter nor space; marks are among those.
LONG_RUN = re.compile(r"[^\w\s!-~]{31,}")
MAX_MARKS = 30

TAG = re.compile(r"</?[A-Za-z][^<>]{0,200}>")


def clean_line(text: str, *, limit: int = MAX_LINE) -> str:
    """Return `text` on one line: NFC, no control or invisible characters, single spaces, at most `limit` long."""
    text = INVISIBLE.sub("", text[: 4 * limit])
    text = CONTROL.sub(" ", text)
    text = LONG_RUN.sub(_cut_marks, text)
    return " ".join(unicodedata.normalize("NFC", text).split())[:limit].rstrip()


def clean_markup(text: str, *, limit: int = MAX_LINE) -> str:
    """Return the line that a metadata value means: entities decoded and tags dropped, as publishers leave both in."""
    return clean_line(TAG.sub(" ", html.unescape(text[: 4 * limit])), limit=limit)


def clean_body(paragraphs: Iterable[str]) -> str:
    """Return paragraphs separated by a blank line; what would exceed the limit is left out from there on."""
    kept: list[str] = []
    room = MAX_BODY
    for paragraph in paragraphs:
        line = clean_line(paragraph, limit=room)
        if not line:
            continue
        kept.append(line)
        room -= len(line) + len(PARAGRAPH_BREAK)
        if room <= 0:
            break
    return PARAGRAPH_BREAK.join(kept)


def fold(text: str) -> str:
    """Return only the letters and digits of `text`, without case and accents, for comparing names and headlines."""
    decomposed = unicodedata.normalize("NFKD", clean_line(text))
    return "".join(char for char in decomposed.casefold() if char.isalnum())


def _cut_marks(run: re.Match[str]) -> str:
    """Shorten a run that holds combining marks; leave a ruler of dashes or a row of emoji as it is."""
    text = run[0]
    return text[:MAX_MARKS] if any(map(unicodedata.combining, text)) else text
