"""What two records have in common, as numbers that mean the same in any collection of news.

Every feature is a share, a similarity between 0 and 1 or a yes/no, never a count or a raw weight, so that what is
learnt on one kind of news carries over to another. A feature that cannot be known (no text, no time, no outlet) is 0,
and a feature of its own says that it is unknown. All candidates of one article are computed together, in arrays.

Which features there are, and what each means, is the table `FEATURES`; what they are worth is in `weights.json`.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

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

_FREE_GAP = 6 * 60  # minutes; below this, who was first says nothing
_DAY = 24 * 60


def compute_features(record: MatchRecord, candidates: Sequence[MatchRecord], statistics: Statistics) -> Array:
    """Return one row of `FEATURES` for each candidate."""
    rows = np.empty((len(FEATURES), len(candidates)))  # of each feature: what is written together lies together
    if not candidates:
        return rows.T
    rows[_WORD_PLACES] = _measuring()(record, candidates, statistics)
    _add_letters(rows, record, candidates)
    _add_circumstances(rows, record, candidates)
    text_cosine = rows[_PLACE["text_cosine"]]
    rows[_PLACE["text_cosine_squared"]] = text_cosine * text_cosine
    rows[_PLACE["rarest_in_context"]] = rows[_PLACE["rarest_shared"]] * text_cosine
    return rows.T


@cache
def _measuring() -> Measuring:
    return load_measuring(tuple(_BY_WORDS.values()))


def _add_letters(rows: Array, record: MatchRecord, candidates: Sequence[MatchRecord]) -> None:
    headlines = [candidate.headline for candidate in candidates]
    for name, scorer in _BY_LETTERS.items():
        rows[_PLACE[name]] = process.cdist([record.headline], headlines, scorer=scorer, dtype=np.float64)[0] / 100


def _add_circumstances(rows: Array, record: MatchRecord, candidates: Sequence[MatchRecord]) -> None:
    known, gap = _gaps(record, candidates)
    rows[_PLACE["time_known"]] = known
    rows[_PLACE["gap_day"]] = known * np.exp(gap / -_DAY)
    rows[_PLACE["gap_days"]] = known * np.exp(gap / (-4 * _DAY))
    outlets = [candidate.outlet for candidate in candidates]
    rows[_PLACE["same_outlet"]] = [bool(outlet) and outlet == record.outlet for outlet in outlets]
    rows[_PLACE["outlets_known"]] = [bool(record.outlet and outlet) for outlet in outlets]
    rows[_PLACE["same_language"]] = [candidate.language == record.language for candidate in candidates]


def _gaps(record: MatchRecord, candidates: Sequence[MatchRecord]) -> tuple[Array, Array]:
    """Return whether both times are known, and the minutes between them beyond what means nothing.

    A day alone may be half a day off.
    """
    if record.minutes is None:
        return np.zeros(len(candidates)), np.zeros(len(candidates))
    theirs = np.array([candidate.minutes for candidate in candidates], dtype=np.float64)  # None becomes NaN
    is_day_only = np.array([record.is_day_only or candidate.is_day_only for candidate in candidates])
    is_known = ~np.isnan(theirs)
    unsure = np.maximum(_DAY / 2 * is_day_only, _FREE_GAP)
    gap = np.where(is_known, np.maximum(np.abs(theirs - record.minutes) - unsure, 0.0), 0.0)
    return is_known.astype(np.float64), gap
