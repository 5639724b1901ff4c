"""Which figures of a story have been corrected since?

The first toll is seldom the last. When one article says "to nine from 14" or "2.6 million, not 2.1 million", a headline
or first sentence that still says 14 or 2.1 million is no longer fit to stand for the story. Only corrections that give
both figures are read: that two articles differ does not say which of them is right. What a figure counts, and whether
two articles contradict each other, is the business of `server.figures`; here a figure is only what is written.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set

from server.articles.models import Article
from server.articles.number_words import FROM_ONE

_CHARACTERS = 1_500  # a correction worth a headline stands near the top

_VALUES = {word: str(value) for names in FROM_ONE.values() for value, word in enumerate(names, start=1)}

_NUMBER = rf"(?:\d{{1,12}}(?:[.,]\d{{1,3}}){{0,4}}|{'|'.join(sorted(_VALUES, key=len, reverse=True))})"
_SCALE = r"(?:m|bn|millions?|billions?|millionen|milliarden?|milliards?)"
_FIGURE = re.compile(rf"(?<![\w.,])(?P<number>{_NUMBER})(?:\s?(?P<scale>{_SCALE}))?(?!\w)", re.IGNORECASE)
_ANY = rf"[£$€]?{_NUMBER}(?:\s?{_SCALE})?(?!\w)"
_CORRECTIONS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b(?:to|auf|à)\s(?P<new>{_ANY})\s(?:from|von|contre)\s(?P<old>{_ANY})",
        rf"\b(?:from|von)\s(?P<old>{_ANY})\s(?:to|auf)\s(?P<new>{_ANY})",
        # "2.6 million patients, not 2.1 million": what is counted may stand between.
        rf"(?<![\w.,])(?P<new>{_ANY})(?:\s\w+){{0,2}},?\s(?:and\s|und\s|et\s)?(?:not|nicht|statt|non)\s(?P<old>{_ANY})",
    )
)


def gather_corrections(pairs: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    """Return the figures that were corrected, each with those that it was corrected to."""
    corrections = defaultdict(set)
    for old, new in pairs:
        corrections[old].add(new)
    return dict(corrections)


def list_corrections(article: Article) -> set[tuple[str, str]]:
    """Return the figures that the article corrects, each with what it is corrected to."""
    return set(_corrections(f"{article.title}\n{article.body[:_CHARACTERS]}"))


def is_outdated(text: str, corrections: Mapping[str, Set[str]]) -> bool:
    """Whether the text holds a corrected figure and not the correction."""
    return bool(corrections) and are_outdated(find_figures(text), corrections)


def are_outdated(figures: Set[str], corrections: Mapping[str, Set[str]]) -> bool:
    """Whether a corrected figure is among these and not the correction."""
    return any(figures.isdisjoint(corrections[figure]) for figure in figures & corrections.keys())


def find_figures(text: str) -> frozenset[str]:
    """Return the figures of a text, each in one form: "14" for fourteen, "2.1 m" for 2.1 million."""
    return frozenset(_one_form(found) for found in _FIGURE.finditer(text))


def _corrections(text: str) -> Iterator[tuple[str, str]]:
    """Yield old and new figure of each correction."""
    for pattern in _CORRECTIONS:
        for found in pattern.finditer(text):
            old, new = find_figures(found["old"]), find_figures(found["new"])
            yield from zip(old, new, strict=False)


def _one_form(found: re.Match[str]) -> str:
    number, scale = found["number"].lower(), (found["scale"] or "").lower()
    value = _VALUES.get(number) or number.replace(",", "." if scale else "")
    if not scale:
        return value
    return f"{value} {'bn' if scale.startswith(('b', 'milliard')) else 'm'}"
