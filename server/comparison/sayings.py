"""Where in a text does each thing that it says begin and end?

Mostly a sentence says one thing. One with a semicolon, or with "…, while …" in the middle, says two, and each may be
reported without the other. Inside quotation marks nothing is divided: a quotation cut in half would put words into the
speaker's mouth. What begins or ends in the middle of a quotation or of a sentence cannot stand alone.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from server.articles.quotes import find_quotes
from server.articles.sentences import split_sentences

Span = tuple[int, int]

_BORDER = re.compile(r";\s|,\s(?=(?:while|whereas|although)\s)")
MOST_CHARACTERS = 500
"""A sentence has 130, seldom 300; what is longer is a list or has no full stops, and is compared in pieces."""

_FEWEST_WORDS = 6  # of each part; less is a list or an afterthought
_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Saying:
    """A span of the text, the quotations in it, and whether it is cut out of one of them or out of its sentence."""

    start: int
    end: int
    quotes: tuple[Span, ...]
    is_broken: bool


class _Quotes:
    """The quotations of a text, to be asked by position."""

    def __init__(self, body: str) -> None:
        self._spans = find_quotes(body)
        self._starts = [start for start, _ in self._spans]

    def within(self, start: int, end: int) -> list[Span]:
        """Return the quotations that overlap this span."""
        first = max(bisect_right(self._starts, start) - 1, 0)
        last = bisect_right(self._starts, end - 1)
        return [span for span in self._spans[first:last] if span[1] > start]


def find_sayings(body: str, language: str | None) -> Iterator[Saying]:
    """Yield what a text says one by one, in order, never overlapping."""
    quotes = _Quotes(body)
    for start, end in split_sentences(body, language):
        for part in _divide(body, start, end, quotes):
            yield from _build(body, *part, quotes)


def _build(body: str, start: int, end: int, quotes: _Quotes) -> Iterator[Saying]:
    """Yield a part of a sentence, or the pieces of one that is too long."""
    is_piece = end - start > MOST_CHARACTERS
    while start < end:
        cut = _find_cut(body, start, end)
        spans = tuple(quotes.within(start, cut))
        yield Saying(start, cut, spans, is_piece or any(opened < start or closed > cut for opened, closed in spans))
        start = cut


def _find_cut(body: str, start: int, end: int) -> int:
    """Return where a piece ends: with the last word that fits."""
    if end - start <= MOST_CHARACTERS:
        return end
    cut = body.rfind(" ", start + 1, start + MOST_CHARACTERS)
    return cut + 1 if cut > 0 else start + MOST_CHARACTERS


def _divide(body: str, start: int, end: int, quotes: _Quotes) -> Iterator[Span]:
    """Yield the parts of a sentence, or all of it."""
    words = [found.start() for found in _WORD.finditer(body, start, end)]
    before = 0
    for border in _BORDER.finditer(body, start, end):
        here = bisect_right(words, border.start())
        is_enough = min(here - before, len(words) - here) >= _FEWEST_WORDS
        if is_enough and not quotes.within(*border.span()):
            yield start, border.start()
            start, before = border.end(), here
    yield start, end
