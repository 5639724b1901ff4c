"""Which claims of a story do several of its texts make?

Each unit is looked up in all other texts of its language through its rarest words, so that the work grows with the
number of texts and not with its square: an index says which units have a word, of each word only so many holders are
asked, and only the likeliest are compared in full. Made again whenever the story is touched.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from heapq import nlargest, nsmallest

from server.comparison.alignment import SAID, Weights, agree
from server.comparison.books import Origins, UnitBook
from server.comparison.models import ArticleClaims, SharedClaim, StoryClaims
from server.comparison.passages import Headlines
from server.comparison.ranking import merit
from server.coverage.models import Origin

MOST_TEXTS = 80
"""More texts of one story say nothing that these do not; one of each origin comes first."""

_MOST_CLAIMS = 60  # of one text, from its top; a report has 20
_RAREST, _MOST_HOLDERS, _MOST_COMPARED = 8, 96, 48
_SHARE_OF_RAREST = 0.25  # of their weight; what agrees has more
_MOST_SHARED = 200  # claims kept; nobody is shown more than a few


def compare_story(texts: Iterable[ArticleClaims], *, origins: Iterable[Origin]) -> StoryClaims:
    """Return what the texts say, with the claims that more than one origin makes, most origins first.

    One stands for all, so it must be in sober words. What a headline says is left out: no text of the story lacks it.
    """
    groups = Origins(origins)
    book = UnitBook(_choose(texts, groups))
    weigh = Weights(book.holders, len(book.units))
    headlines = Headlines(book.texts)
    merits: dict[SharedClaim, tuple[float, ...]] = {}
    for number in book.shown(at_most=_MOST_CLAIMS):
        if not book.units[number].is_sober or headlines.are_told_by(book.units[number]):
            continue
        claim = SharedClaim(number, _find_carriers(number, book, weigh))
        said_by = groups.of_all(book.text_of(unit) for unit in (number, *claim.carriers))
        if len(said_by) > 1:
            merits[claim] = (len(said_by), merit(number, book))
    best = nlargest(_MOST_SHARED, merits, key=lambda claim: (merits[claim], -claim.unit))
    return StoryClaims(tuple(book.texts), book.holders, tuple(best))


def _choose(texts: Iterable[ArticleClaims], groups: Origins) -> list[ArticleClaims]:
    """Return the texts that are compared: each article once, and not more than can be."""
    turns: dict[str, int] = {}
    distinct = list({text.article_id: text for text in texts if text.units}.values())
    earlier: Counter[str] = Counter()
    for text in distinct:
        origin = groups.of(text.article_id)
        turns[text.article_id] = earlier[origin]
        earlier[origin] += 1
    return nsmallest(MOST_TEXTS, distinct, key=lambda text: turns[text.article_id])


def _find_carriers(number: int, book: UnitBook, weigh: Weights) -> tuple[int, ...]:
    """Return the unit of each other text that says best what this one claims."""
    claim, text = book.units[number], book.text_of(number)
    best: dict[str, tuple[float, int]] = {}
    for other in _likely(number, book, weigh):
        there = book.text_of(other)
        if there is text or there.language != text.language or not there.tells_one_story:
            continue
        agreement = agree(claim, book.units[other], weigh)
        if agreement >= SAID:
            best[there.article_id] = max(best.get(there.article_id, (0.0, -1)), (agreement, other))
    return tuple(other for _, other in best.values())


def _likely(number: int, book: UnitBook, weigh: Weights) -> list[int]:
    """Return the units that have most of this one's rarest words."""
    shared: dict[int, float] = defaultdict(float)
    rarest = nlargest(_RAREST, book.units[number].stems, key=weigh)
    for stem in rarest:
        weight = weigh(stem)
        for other in book.holders[stem][:_MOST_HOLDERS]:
            shared[other] += weight
    shared.pop(number, None)
    enough = _SHARE_OF_RAREST * sum(map(weigh, rarest))
    likely = [other for other, weight in shared.items() if weight >= enough]
    return nlargest(_MOST_COMPARED, likely, key=lambda other: (shared[other], -other))
