"""Which parts of a text are other people's words?

Quoted speech stands between marks: straight and curly, « French », »German«, „low“, 「corner」, 'single'. A mark's role
is read from its neighbours, since the same “ opens in English and closes in German and a straight one does both. Only
the outermost quotation counts. One that is never closed ends with its line, so that a lost mark costs a paragraph at
most; the next line goes on with it if it begins by closing it. Apostrophes, feet and inches are not quotations.

Where a reading is unsure, the longer quotation is taken: to hold an outlet's words for a speaker's makes us silent, the
other way round makes us accuse the outlet of words that it only passed on.

Words that are passed on without marks are `server.articles.reported_speech`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

_LINE = re.compile(r"[^\n]+")
_SINGLE = "'‘’‚‛‹›"
_DOUBLE = ("''", "``", *'"“”„‟«»＂〝〞〟')
_CORNER = {"「": True, "『": True, "」": False, "』": False}  # whether it opens: the only marks that are never doubtful
_INCHES = ('"', "”", "''")
_MARK = re.compile(f"{_DOUBLE[0]}|{_DOUBLE[1]}|[{''.join(_DOUBLE[2:])}{_SINGLE}{''.join(_CORNER)}]")

# Which way a mark leans where its neighbours do not decide: Chinese has no spaces around it, French has them inside.
_LEANS_OPEN = frozenset("“„‟«‘‚‛‹〝")
_LEANS_CLOSED = frozenset("”»’›〞〟")
_BEFORE_OPENING = re.compile(rf"[\s(\[{{—–\-/…:>{''.join(_DOUBLE[2:])}{_SINGLE}]")
_AFTER_CLOSING = re.compile(r"\s|[,;:!?)\]}]|\.(?!\.)|$")
_ELISION = re.compile(
    r"['’‘](?:\d\ds?\b|em\b|til\b|tis\b|twas\b|cause\b|bout\b|n['’]|round\b|cos\b|s\b|t\b)", re.IGNORECASE
)
_POSSESSIVE = re.compile(r"s['’] [a-z]")  # the workers' union
_FEET_AND_INCHES = re.compile(r"\d['’′]\s?\d{1,2}$")


@dataclass(frozen=True, slots=True)
class _Mark:
    """One quotation mark and what it may be doing."""

    start: int
    end: int
    is_single: bool
    opens: bool
    closes: bool


def find_quotes(body: str) -> list[tuple[int, int]]:
    """Return the (start, end) of each quotation with its marks: in order, never overlapping, outermost only."""
    spans: list[tuple[int, int]] = []
    is_open = False
    for line in _LINE.finditer(body):
        marks = list(_find_marks(body, *line.span()))
        found = list(_pair_up(marks, _SingleMarks(body, marks), line.span(), is_open=is_open))
        spans.extend((start, end) for start, end, _ in found)
        is_open = bool(found) and not found[-1][2]
    return spans


def _find_marks(body: str, start: int, end: int) -> Iterator[_Mark]:
    """Yield the marks of one line that can be quotation marks."""
    for found in _MARK.finditer(body, start, end):
        at, char = found.start(), found.group()
        before = body[at - 1] if at > start else " "
        after = body[found.end() : min(found.end() + 2, end)]
        if char in _SINGLE and ((before.isalnum() and after[:1].isalnum()) or _ELISION.match(body, at)):
            continue  # don't, o'clock, 5'10, the '90s, rock 'n' roll
        if char in _INCHES and _FEET_AND_INCHES.search(body, max(start, at - 5), at):
            continue
        opens, closes = _read_roles(char, before, after)
        yield _Mark(at, found.end(), char in _SINGLE, opens, closes)


def _read_roles(char: str, before: str, after: str) -> tuple[bool, bool]:
    """Return whether a mark can open and whether it can close, with these neighbours."""
    if char in _CORNER:
        return _CORNER[char], not _CORNER[char]
    at_beginning = bool(_BEFORE_OPENING.match(before)) and not _AFTER_CLOSING.match(after)
    at_end = not before.isspace() and not after[:1].isalnum()
    if char in "«»":  # with spaces inside in French, turned around in German: either, until we know what is open
        return at_beginning or char == "«", at_end or char == "»"
    if at_beginning != at_end:
        return at_beginning, at_end
    if char in _LEANS_OPEN or char in _LEANS_CLOSED:
        return char in _LEANS_OPEN, char in _LEANS_CLOSED
    return at_beginning, True


def _pair_up(
    marks: list[_Mark], singles: _SingleMarks, line: tuple[int, int], *, is_open: bool
) -> Iterator[tuple[int, int, bool]]:
    """Yield the quotations of one line, each with whether it was closed."""
    opened = line[0] if is_open and _begins_by_closing(marks) else None
    depth, resume = 1, line[0]
    for mark in marks:
        if mark.start < resume:
            continue
        if mark.is_single:
            partner = singles.find_end(mark, line[1]) if opened is None and mark.opens else None
            if partner is not None:
                yield mark.start, partner, True
                resume = partner
        elif opened is None:
            opened, depth = (mark.start if mark.opens else None), 1
        else:
            depth += 1 if mark.opens and not mark.closes else -1
            if depth == 0:
                yield opened, mark.end, True
                opened = None
    if opened is not None:
        yield opened, line[1], False


def _begins_by_closing(marks: list[_Mark]) -> bool:
    first = next((mark for mark in marks if not mark.is_single), None)
    return first is not None and first.closes and not first.opens


class _SingleMarks:
    """Where single marks close: of all marks the most doubtful, since an apostrophe looks the same."""

    def __init__(self, body: str, marks: list[_Mark]) -> None:
        singles = [mark for mark in marks if mark.is_single]
        self._body = body
        self._openings = [mark.start for mark in singles if mark.opens and not mark.closes]
        self._closings = [mark.start for mark in singles if mark.closes]
        self._sure = [at for at in self._closings if not _POSSESSIVE.match(body, max(at - 1, 0))]

    def find_end(self, opening: _Mark, line_end: int) -> int | None:
        """Return where the quotation ends: before the next one opens, and with a possessive only for want of better."""
        upcoming = bisect_right(self._openings, opening.start)
        limit = self._openings[upcoming] if upcoming < len(self._openings) else line_end
        sure = bisect_right(self._sure, opening.start)
        if sure < len(self._sure) and self._sure[sure] < limit:
            return self._sure[sure] + 1
        last = bisect_right(self._closings, limit) - 1
        if last >= 0 and self._closings[last] > opening.start:
            return self._closings[last] + 1
        # A curly one was typed on purpose; a straight one without an end is an apostrophe.
        return line_end if self._body[opening.start] in "‘‚‹" else None
