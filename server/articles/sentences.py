"""Where are the sentences of a text?

Spans, not strings: everything that we show of an article is `body[start:end]`, verbatim, so that anyone can check it
against the page. A sentence never crosses a line break, and a paragraph without a full stop (a list item, a
sub-heading) is one sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import sentencex

DEFAULT_LANGUAGE = "en"  # its rules for abbreviations and quotation marks do least harm to text in any other

# The splitter's time grows with the square of a line whose quotation marks never close. No paragraph is this long; a
# dump that is gets cut at white space.
MAX_WINDOW = 4_000
LINE = re.compile(r"[^\n]+")


def split_sentences(body: str, language: str | None) -> list[tuple[int, int]]:
    """Return the (start, end) of each sentence in order: trimmed, never overlapping, together all that is not space.

    :param language: primary subtag of BCP 47
    """
    spans = []
    for start, end in _windows(body):
        position = start
        for piece in sentencex.segment(language or DEFAULT_LANGUAGE, body[start:end]):
            trimmed = piece.strip()
            if trimmed:
                begin = position + piece.index(trimmed)
                spans.append((begin, begin + len(trimmed)))
            position += len(piece)
    return spans


def _windows(body: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of the lines, long ones in several parts."""
    for line in LINE.finditer(body):
        start, end = line.span()
        while end - start > MAX_WINDOW:
            cut = body.rfind(" ", start + 1, start + MAX_WINDOW)
            cut = cut if cut > 0 else start + MAX_WINDOW
            yield start, cut
            start = cut
        yield start, end
