"""What two records have in common, as numbers that mean the same in any collection of news.

Every feature is a share, a similarity between 0 and 1 or a yes/no, never a count or a raw weight, so that what is
learnt on one kind of news carries over to another. A feature that cannot be known (no text, no time, no outlet) is 0,
and a feature of its own says that it is unknown. All candidates of one article are computed together, in arrays.

Which features there are, and what each means, is the table `FEATURES`; what they are worth is in `weights.json`.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from server.coverage.paired_words import PairedWords
from server.coverage.records import TEXT, Mark, MatchRecord
from server.coverage.statistics import Statistics

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

_FREE_GAP = 6 * 60  # minutes; below this, who was first says nothing
_DAY = 24 * 60
_FEWEST_LEAD_WORDS = 10  # fewer is a caption


def compute_features(record: MatchRecord, candidates: Sequence[MatchRecord], statistics: Statistics) -> Array:
    """Return one row of `FEATURES` for each candidate."""
    if not candidates:
        return np.zeros((0, len(FEATURES)))
    pairs = PairedWords.of(record, candidates, statistics)
    columns = {
        **_word_features(pairs, statistics.rarest),
        **_letter_features(record, candidates),
        **_circumstances(record, candidates),
        **_leads(pairs),
    }
    return np.array([columns[name] for name in FEATURES]).T


def _word_features(pairs: PairedWords, rarest_possible: float) -> dict[str, Array]:
    anywhere = TEXT | Mark.SLUG
    ours, theirs = pairs.contained(Mark.TITLE, within=anywhere)
    names = pairs.contained(Mark.NAME, within=TEXT)
    key_names = pairs.contained(Mark.KEY, within=TEXT)
    text_cosine = pairs.cosine(TEXT)
    rarest = pairs.rarest_shared(3) / rarest_possible
    shared_numbers = pairs.share(Mark.NUMBER)
    return {
        "title_cosine": pairs.cosine(Mark.TITLE),
        "text_cosine": text_cosine,
        "text_cosine_squared": text_cosine**2,
        "title_contained": np.maximum(ours, theirs),
        "title_contained_both": np.minimum(ours, theirs),
        "names_contained": np.maximum(*names),
        "names_contained_both": np.minimum(*names),
        "key_names_contained": np.maximum(*key_names),
        "key_names_contained_both": np.minimum(*key_names),
        "key_names_known": pairs.have(Mark.KEY).astype(np.float64),
        "rarest_shared": rarest[:, 0],
        "three_rarest_shared": rarest.mean(axis=1),
        "rarest_in_context": rarest[:, 0] * text_cosine,
        "slug_contained": np.maximum(*pairs.contained(Mark.SLUG, within=Mark.SLUG)),
        "numbers_shared": shared_numbers.astype(np.float64),
        "numbers_differ": (pairs.have(Mark.NUMBER) & ~shared_numbers).astype(np.float64),
    }


def _letter_features(record: MatchRecord, candidates: Sequence[MatchRecord]) -> dict[str, Array]:
    headlines = [candidate.headline for candidate in candidates]
    scorers = {"letters": fuzz.token_set_ratio, "letters_in_order": fuzz.ratio}
    return {
        name: np.array(process.cdist([record.headline], headlines, scorer=scorer)[0], dtype=np.float64) / 100
        for name, scorer in scorers.items()
    }


def _circumstances(record: MatchRecord, candidates: Sequence[MatchRecord]) -> dict[str, Array]:
    known, gap = _gaps(record, candidates)
    outlets = [candidate.outlet for candidate in candidates]
    same_outlet = [bool(outlet) and outlet == record.outlet for outlet in outlets]
    return {
        "gap_day": known * np.exp(-gap / _DAY),
        "gap_days": known * np.exp(-gap / (4 * _DAY)),
        "time_known": known,
        "same_outlet": np.array(same_outlet, dtype=np.float64),
        "outlets_known": np.array([bool(record.outlet and outlet) for outlet in outlets], dtype=np.float64),
        "same_language": np.array(
            [candidate.language == record.language for candidate in candidates], dtype=np.float64
        ),
    }


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


def _leads(pairs: PairedWords) -> dict[str, Array]:
    ours, theirs = pairs.counted(Mark.LEAD)
    we_have, they_have = ours >= _FEWEST_LEAD_WORDS, theirs >= _FEWEST_LEAD_WORDS
    return {
        "both_leads": (they_have & we_have).astype(np.float64),
        "one_lead": (they_have ^ we_have).astype(np.float64),
    }
