"""What two records have in common, as numbers that mean the same in any collection of news.

Every feature is a share, a similarity between 0 and 1 or a yes/no, never a count or a raw weight, so that what is
learnt on one kind of news carries over to another. A feature that cannot be known (no text, no time, no outlet) is 0,
and a feature of its own says that it is unknown. All candidates of one article are computed together, in arrays.

Which features there are, and what each means, is the table `FEATURES`; what they are worth is in `weights.json`.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from server.coverage.records import TEXT, Mark, MatchRecord
from server.coverage.statistics import Statistics
from server.coverage.word_kernel import load_measuring
from server.coverage.word_measures import Kind, Measure, Measuring

Array = NDArray[np.float64]

FEATURES = (
    "title_cosine",  # idf-weighted cosine of the headlines' words
    "text_cosine",  # the same of headline and lead together
    "text_cosine_squared",  # lets much overlap count for more than its share
    "title_contained",  # share of a headline's weight found in the other article: the larger of the two directions …
    "title_contained_both",  # … and the smaller
    "names_contained",  # share of one article's names that the other one has: the larger direction …
    "names_contained_both",  # … and the smaller
    "key_names_contained",  # the same for the names that each says more than once
    "key_names_contained_both",
    "key_names_known",
    "rarest_shared",  # weight of the rarest word that both have, against that of a word never seen
    "three_rarest_shared",  # mean of the three rarest
    "rarest_in_context",  # the rarest shared word counts for more where the rest is alike as well
    "letters",  # headlines letter by letter, words in any order and number
    "letters_in_order",
    "slug_contained",  # share of one address's words found in the other
    "numbers_shared",
    "numbers_differ",  # both have figures, none in common
    "gap_day",  # 1 within six hours, falling to 1/e in one further day
    "gap_days",  # the same in four days
    "same_outlet",
    "same_language",
    "both_leads",
    "one_lead",
    "time_known",
    "outlets_known",
)

_PLACE = {name: place for place, name in enumerate(FEATURES)}
_FEWEST_LEAD_WORDS = 10  # fewer is a caption
_ANYWHERE = TEXT | Mark.SLUG
_BY_WORDS = {
    "title_cosine": Measure(Kind.COSINE, Mark.TITLE),
    "text_cosine": Measure(Kind.COSINE, TEXT),
    "title_contained": Measure(Kind.MOST_CONTAINED, Mark.TITLE, within=_ANYWHERE),
    "title_contained_both": Measure(Kind.LEAST_CONTAINED, Mark.TITLE, within=_ANYWHERE),
    "names_contained": Measure(Kind.MOST_CONTAINED, Mark.NAME, within=TEXT),
    "names_contained_both": Measure(Kind.LEAST_CONTAINED, Mark.NAME, within=TEXT),
    "key_names_contained": Measure(Kind.MOST_CONTAINED, Mark.KEY, within=TEXT),
    "key_names_contained_both": Measure(Kind.LEAST_CONTAINED, Mark.KEY, within=TEXT),
    "key_names_known": Measure(Kind.BOTH_HAVE, Mark.KEY),
    "rarest_shared": Measure(Kind.RAREST),
    "three_rarest_shared": Measure(Kind.RAREST, many=3),
    "slug_contained": Measure(Kind.MOST_CONTAINED, Mark.SLUG, within=Mark.SLUG),
    "numbers_shared": Measure(Kind.SHARED, Mark.NUMBER),
    "numbers_differ": Measure(Kind.NONE_SHARED, Mark.NUMBER),
    "both_leads": Measure(Kind.BOTH_HAVE, Mark.LEAD, many=_FEWEST_LEAD_WORDS),
    "one_lead": Measure(Kind.ONE_HAS, Mark.LEAD, many=_FEWEST_LEAD_WORDS),
}
_BY_LETTERS = {"letters": fuzz.token_set_ratio, "letters_in_order": fuzz.ratio}
_WORD_PLACES = [_PLACE[name] for name in _BY_WORDS]
_LETTER_PLACES = [_PLACE[name] for name in _BY_LETTERS]
_REMEMBERED = 1 << 15  # pairs of headlines, some 300 bytes each

_GAP_PLACES = [_PLACE["gap_day"], _PLACE["gap_days"]]
_FREE_GAP = 6 * 60  # minutes; below this, who was first says nothing
_DAY = 24 * 60
_GAP_FALLS = np.array([[-_DAY], [-4 * _DAY]], dtype=np.float64)


def compute_features(record: MatchRecord, candidates: Sequence[MatchRecord], statistics: Statistics) -> Array:
    """Return one row of `FEATURES` for each candidate."""
    return compare_all([record], candidates, statistics)


def compare_all(ours: Sequence[MatchRecord], theirs: Sequence[MatchRecord], statistics: Statistics) -> Array:
    """Return one row of `FEATURES` for each pair: those of the first of `ours` with all of `theirs`, and so on."""
    rows = np.empty((len(FEATURES), len(ours) * len(theirs)))  # of each feature: what is written together lies together
    if not rows.size:
        return rows.T
    rows[_WORD_PLACES] = _measuring()(ours, theirs, statistics)
    _add_letters(rows, ours, theirs)
    _add_circumstances(rows, ours, theirs)
    text_cosine = rows[_PLACE["text_cosine"]]
    rows[_PLACE["text_cosine_squared"]] = text_cosine * text_cosine
    rows[_PLACE["rarest_in_context"]] = rows[_PLACE["rarest_shared"]] * text_cosine
    return rows.T


@cache
def _measuring() -> Measuring:
    return load_measuring(tuple(_BY_WORDS.values()))


def _add_letters(rows: Array, ours: Sequence[MatchRecord], theirs: Sequence[MatchRecord]) -> None:
    headlines, others = [one.headline for one in ours], [one.headline for one in theirs]
    if len(ours) > 1:  # members of stories, who are compared again and again while the stories grow
        rows[_LETTER_PLACES] = np.array([_compare(one, other) for one in headlines for other in others]).T
        return
    for place, scorer in zip(_LETTER_PLACES, _BY_LETTERS.values(), strict=True):
        rows[place] = process.cdist(headlines, others, scorer=scorer, dtype=np.float64)[0] / 100


@lru_cache(maxsize=_REMEMBERED)
def _compare(one: str, other: str) -> tuple[float, ...]:
    return tuple([scorer(one, other) / 100 for scorer in _BY_LETTERS.values()])


def _add_circumstances(rows: Array, ours: Sequence[MatchRecord], theirs: Sequence[MatchRecord]) -> None:
    known, gap = _gaps(ours, theirs)
    rows[_PLACE["time_known"]] = known
    rows[_GAP_PLACES] = known * np.exp(gap / _GAP_FALLS)
    outlets, languages = [one.outlet for one in theirs], [one.language for one in theirs]
    has_outlet, nowhere = [bool(outlet) for outlet in outlets], [False] * len(theirs)
    rows[_PLACE["same_outlet"]] = [
        is_same for one in ours for is_same in ([outlet == one.outlet for outlet in outlets] if one.outlet else nowhere)
    ]
    rows[_PLACE["outlets_known"]] = [is_known for one in ours for is_known in (has_outlet if one.outlet else nowhere)]
    rows[_PLACE["same_language"]] = [language == one.language for one in ours for language in languages]


def _gaps(ours: Sequence[MatchRecord], theirs: Sequence[MatchRecord]) -> tuple[Array, Array]:
    """Return whether both times are known, and the minutes between them beyond what means nothing.

    A day alone may be half a day off.
    """
    our_minutes, their_minutes = _minutes(ours), _minutes(theirs)
    between = np.abs(their_minutes - our_minutes[:, None]).ravel()
    is_day, is_their_day = [one.is_day_only for one in ours], [one.is_day_only for one in theirs]
    unsure: Array | int = _FREE_GAP
    if True in is_day or True in is_their_day:
        is_day_only = np.array(is_day)[:, None] | np.array(is_their_day)
        unsure = np.maximum(_DAY / 2 * is_day_only.ravel(), _FREE_GAP)
    is_known = between >= 0  # NaN is not
    gap = np.where(is_known, np.maximum(between - unsure, 0.0), 0.0)
    return is_known.astype(np.float64), gap


def _minutes(records: Sequence[MatchRecord]) -> Array:
    """Return the minute of each, NaN where it is not known."""
    return np.array([one.minutes for one in records], dtype=np.float64)  # None becomes NaN
